/**
 * Every statement about the quarantine: bodies that carried a good token and could not be read. The beginning of a body
 * is kept (64 KiB); the same body again for the same reason is counted. A source keeps at most `entriesMax`; the oldest
 * are dropped only once they are `keptDays` old, and while there is no room the sender is told so.
 */
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';

export const bodyBytesKept = 65_536;
export const entriesMax = 1_000;
export const keptDays = 30;

/** A body, or a part of one, on its way into quarantine. */
export interface Refused {
  sourceId: string;
  code: string;
  field: string | null;
  message: string;
  /** The beginning of what came, at most `bodyBytesKept`. */
  body: Buffer;
  /** Of all that came. */
  bytes: number;
  /** SHA-256 of all that came. */
  bodyHash: string;
  contentType: string | null;
}

export interface EntryRow {
  id: string;
  sourceId: string;
  sourceName: string;
  state: 'waiting' | 'replayed' | 'dismissed';
  code: string;
  field: string | null;
  message: string;
  bytes: number;
  contentType: string | null;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  count: number;
  body: Buffer;
}

const listed = sql`q.id, q.source_id as "sourceId", s.name as "sourceName", q.state, q.code, q.field, q.message, q.bytes,
  q.content_type as "contentType", q.first_at as "firstAt", q.last_at as "lastAt", q.count`;
const tables = sql`alerts_quarantine q join alerts_source s on s.engagement_id = q.engagement_id and s.id = q.source_id`;

export const entryThing: Thing<EntryRow> = {
  name: 'body in quarantine',
  select: async (ctx, id) => {
    const { rows } = await sql<EntryRow>`select ${listed}, q.body from ${tables}
      where q.engagement_id = ${ctx.actor.engagementId} and q.id = ${id}`.execute(ctx.tx);
    return rows[0];
  },
};

export interface EntryFilter {
  sourceId: string | null;
  settled: boolean;
  /** [last_at, id] of the last row of the page before. */
  after: readonly string[] | null;
  limit: number;
}

/** Latest first. */
export async function selectEntries(ctx: Ctx, filter: EntryFilter): Promise<Omit<EntryRow, 'body'>[]> {
  const source = filter.sourceId === null ? sql`` : sql`and q.source_id = ${filter.sourceId}`;
  const state = filter.settled ? sql`and q.state <> 'waiting'` : sql`and q.state = 'waiting'`;
  const from =
    filter.after === null ? sql`` : sql`and (q.last_at, q.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`;
  const { rows } = await sql<Omit<EntryRow, 'body'>>`select ${listed} from ${tables}
    where q.engagement_id = ${ctx.actor.engagementId} ${source} ${state} ${from} order by q.last_at desc, q.id desc limit ${filter.limit}`.execute(
    ctx.tx,
  );
  return rows;
}

/** How much room each source has left, after what is old enough was dropped to make some. */
export async function makeRoom(
  ctx: Ctx,
  _proof: Proof<'alert.take-in'>,
  sourceIds: readonly string[],
): Promise<Map<string, number>> {
  const count = async () => {
    const { rows } = await sql<{ id: string; count: number }>`select source_id as id, count(*) as count from alerts_quarantine
      where engagement_id = ${ctx.actor.engagementId} and source_id = any(${[...sourceIds]}::uuid[]) group by source_id`.execute(
      ctx.tx,
    );
    return new Map(sourceIds.map((id) => [id, entriesMax - (rows.find((row) => row.id === id)?.count ?? 0)]));
  };
  const room = await count();
  if ([...room.values()].every((left) => left > 0)) return room;
  await removeOld(ctx, ctx.now.subtract({ hours: keptDays * 24 }));
  return count();
}

export interface Kept {
  id: string;
  sourceId: string;
  code: string;
  field: string | null;
  bytes: number;
  /** False when the same body was waiting already. */
  isNew: boolean;
}

/** Keeps bodies; the same one twice is one entry. No two of `refused` may be the same. */
export async function upsertEntries(ctx: Ctx, proof: Proof<'alert.take-in'>, refused: readonly Refused[]): Promise<Kept[]> {
  if (refused.length === 0) return [];
  const rows = refused.map((entry, index) => ({ ...entry, index, body: entry.body.toString('hex') }));
  const result = await sql<Kept>`
    insert into alerts_quarantine (engagement_id, source_id, state, code, field, message, body, bytes, body_hash, content_type, first_at, last_at)
    select ${proof.engagementId}, r."sourceId", 'waiting', r.code, r.field, r.message, decode(r.body, 'hex'), r.bytes, r."bodyHash", r."contentType", ${ctx.now}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(index int, "sourceId" uuid, code text, field text, message text, body text, bytes bigint, "bodyHash" text, "contentType" text)
    order by r.index
    on conflict (engagement_id, source_id, body_hash, code) where state = 'waiting'
      do update set count = alerts_quarantine.count + 1, last_at = excluded.last_at, message = excluded.message, field = excluded.field
    returning id, source_id as "sourceId", code, field, bytes, count = 1 as "isNew"`.execute(ctx.tx);
  return result.rows;
}

/** False when somebody settled it meanwhile. Settled by a member; the replay itself runs as the system. */
export async function updateEntrySettled(
  ctx: Ctx,
  proof: Proof,
  state: 'replayed' | 'dismissed',
  id: string,
  memberId: string | null,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update alerts_quarantine set state = ${state}, settled_by = ${memberId}, settled_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and id = ${id} and state = 'waiting'`.execute(ctx.tx);
  return numAffectedRows === 1n;
}

async function removeOld(ctx: Ctx, before: Temporal.Instant): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from alerts_quarantine where engagement_id = ${ctx.actor.engagementId} and last_at < ${before}`.execute(
      ctx.tx,
    );
  return Number(numAffectedRows ?? 0n);
}

/** Drops what is older than `keptDays`, dealt with or not; gives how many. */
export function removeExpired(ctx: Ctx, _proof: Proof<'alert.take-in'>): Promise<number> {
  return removeOld(ctx, ctx.now.subtract({ hours: keptDays * 24 }));
}

/** Engagements that have something to drop. Needs no session. */
export async function selectQuarantinedEngagements(tx: Tx, before: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select tandem.alerts_quarantined(${before}) as id`.execute(tx);
  return rows.map((row) => row.id);
}
