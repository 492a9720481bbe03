/**
 * Every statement on the timeline. Entries are added and never changed; row-level security lets each reader see those of
 * their audiences, so nothing here filters by side.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { storable } from '@tandem/platform/record/record.ts';
import { sql } from 'kysely';
import type { WorkAction } from '../access.ts';

export interface EntryActor {
  side: Side;
  name: string;
  memberId: string;
}

export interface EntryNew {
  itemId: string;
  audience: Audience;
  kind: string;
  payload: Record<string, unknown>;
  body: string | null;
}

export interface EntryRow {
  id: string;
  at: Temporal.Instant;
  audience: Audience;
  kind: string;
  actor: EntryActor | null;
  payload: Record<string, unknown>;
  body: string | null;
}

/** Adds entries in their order, in one statement; gives their ids in that order. */
export async function entriesInsert(ctx: Ctx, proof: Proof<WorkAction>, entries: readonly EntryNew[]): Promise<string[]> {
  const actor = entryActor(ctx);
  const ids = await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${entries.length})`.execute(ctx.tx);
  const rows = entries.map((entry, index) => ({
    ...entry,
    id: ids.rows[index]?.id ?? '',
    body: entry.body === null ? null : storable(entry.body),
  }));
  await sql`
    insert into work_event (engagement_id, id, item_id, at, audience, kind, actor, payload, body)
    select ${proof.engagementId}, r.id, r."itemId", ${ctx.now}, r.audience, r.kind, ${actor === null ? null : JSON.stringify(actor)}::jsonb, r.payload, r.body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "itemId" uuid, audience text, kind text, payload jsonb, body text)`.execute(
    ctx.tx,
  );
  return rows.map((row) => row.id);
}

export function entryActor(ctx: Ctx): EntryActor | null {
  const { actor } = ctx;
  return actor.kind === 'system' ? null : { side: actor.side, name: actor.name, memberId: actor.memberId };
}

/** Oldest first, at most `limit` entries after the cursor [at, id]. */
export async function entriesSelect(
  ctx: Ctx,
  proof: Proof<'read'>,
  after: readonly [at: string, id: string] | null,
  limit: number,
): Promise<EntryRow[]> {
  const from = after === null ? sql`` : sql`and (at, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<EntryRow>`select id, at, audience, kind, actor, payload, body from work_event
    where engagement_id = ${proof.engagementId} and item_id = ${proof.subjectId} ${from} order by at, id limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}
