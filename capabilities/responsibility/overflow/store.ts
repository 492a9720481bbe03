/**
 * Every statement on the remembered queue. It is read with the agreement itself, in one statement (`../store.ts`).
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { QueueState } from './rules.ts';

/** Keeps other counts of this engagement's queue waiting until the transaction ends; gives the state before; null: none yet. */
export async function queueLock(ctx: Ctx, _proof: Proof<'queue.tell'>): Promise<QueueState | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`queue ${ctx.actor.engagementId}`}, 0))`.execute(ctx.tx);
  const { rows } = await sql<QueueState>`select untouched, oldest_p3_since as "oldestP3Since", active, calm_since as "calmSince"
    from responsibility_queue where engagement_id = ${ctx.actor.engagementId}`.execute(ctx.tx);
  return rows[0] ?? null;
}

export async function queueUpsert(ctx: Ctx, proof: Proof<'queue.tell'>, state: QueueState): Promise<void> {
  const { untouched, oldestP3Since, active, calmSince } = state;
  await sql`insert into responsibility_queue (engagement_id, untouched, oldest_p3_since, active, calm_since)
    values (${proof.engagementId}, ${untouched}, ${oldestP3Since}, ${active}, ${calmSince})
    on conflict (engagement_id) do update set untouched = excluded.untouched, oldest_p3_since = excluded.oldest_p3_since,
      active = excluded.active, calm_since = excluded.calm_since`.execute(ctx.tx);
}
