/**
 * Every statement of the watch over sources that should be heard regularly. It works under the intake's lock.
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import type { SourceInForce } from '../intake/store.ts';
import type { Watched } from './rules.ts';

/** Engagements with a source to listen for. Needs no session. */
export async function selectWatchedEngagements(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select tandem.alerts_watched() as id`.execute(tx);
  return rows.map((row) => row.id);
}

export type WatchedSource = Watched & SourceInForce;

/** Sources that are listened for, and those whose silence nobody listens for any more. */
export async function selectWatched(ctx: Ctx): Promise<WatchedSource[]> {
  const { rows } = await sql<WatchedSource>`select s.id, s.side, s.revision, s.name, s.format, s.mapping, s.rules, s.priorities,
      s.reopen_minutes as "reopenMinutes", s.heartbeat, s.explains, s.retired_at is not null as retired,
      p.expected_by as "expectedBy", p.watched_at as "watchedAt", p.silent_since as "silentSince"
    from alerts_source s join alerts_pulse p on p.engagement_id = s.engagement_id and p.source_id = s.id
    where s.engagement_id = ${ctx.actor.engagementId} and ((s.heartbeat is not null and s.retired_at is null) or p.silent_since is not null)
    order by s.id`.execute(ctx.tx);
  return rows;
}

export interface WatchResult {
  sourceId: string;
  expectedBy: Temporal.Instant | null;
  silentSince: Temporal.Instant | null;
}

export async function updateWatched(ctx: Ctx, proof: Proof<'alert.take-in'>, results: readonly WatchResult[]): Promise<void> {
  if (results.length === 0) return;
  await sql`update alerts_pulse p set watched_at = ${ctx.now}, expected_by = r."expectedBy", silent_since = r."silentSince"
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r("sourceId" uuid, "expectedBy" timestamptz, "silentSince" timestamptz)
    where p.engagement_id = ${proof.engagementId} and p.source_id = r."sourceId"`.execute(ctx.tx);
}
