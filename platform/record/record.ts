/**
 * The record of what happened, committed with the change itself: an audit entry in a hash chain, the events that other
 * capabilities act on (outbox), and a live notice to open screens. All of it is written in the caller's transaction, so
 * there is no moment in which the change exists and its record does not.
 *
 * One audit chain per engagement and audience. Appending locks that chain's head until the transaction ends, so call
 * `record` last. Many entries cost four statements however many they are.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import { type ChainEntry, chainHash, chainStart } from '@tandem/core/record/chain.ts';
import { sql } from 'kysely';
import type { Actor, Ctx } from '../access/actor.ts';
import { countEvent } from '../http/metrics.ts';
import { jobAdd } from '../jobs/jobs.ts';
import { subscribersOf } from './outbox.ts';

type Chain = 'shared' | 'internal' | 'provider';

export interface Entry {
  /** `work.item-taken`: capability, then what happened. */
  action: string;
  subject: { kind: string; id: string; label?: string };
  audience: Audience;
  payload: Record<string, unknown>;
  /** Delivered to every subscriber of the topic, in order per engagement. */
  publish?: { topic: string; payload: Record<string, unknown> };
  /** Open screens that may see the audience are told that this topic changed. */
  live?: { topic: string; id: string };
}

/** Appends entries to the record. Entries of one call keep their order. */
export async function record(ctx: Ctx, entries: Entry | readonly Entry[]): Promise<void> {
  const all = Array.isArray(entries) ? (entries as readonly Entry[]) : [entries as Entry];
  for (const chain of ['shared', 'internal', 'provider'] as const) {
    const own = all.filter((entry) => chainOf(entry.audience) === chain);
    if (own.length > 0) await append(ctx, chain, own);
  }
  for (const entry of all) countEvent(entry.action);
  ctx.log.debug(
    { requestId: ctx.requestId, engagementId: ctx.actor.engagementId, actions: all.map((entry) => entry.action) },
    'recorded',
  );
  await publish(ctx, all);
  await announce(ctx, all);
}

export interface Receipt {
  kind: 'who';
  /** SHA-256 of the canonical engagement that gave the answer. */
  contentHash: string;
  input: unknown;
  output: unknown;
}

/** Stores decision receipts; gives their ids in order. */
export async function receiptsAdd(ctx: Ctx, receipts: readonly Receipt[]): Promise<string[]> {
  if (receipts.length === 0) return [];
  // Ids are made first: an employee's request is decided with a receipt that the employee may not read back.
  const ids = await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${receipts.length})`.execute(ctx.tx);
  const rows = receipts.map((receipt, index) => ({ ...receipt, id: ids.rows[index]?.id, actor: actorText(ctx.actor) }));
  await sql`
    insert into record_receipt (engagement_id, id, at, kind, actor, content_hash, input, output)
    select ${ctx.actor.engagementId}, r.id, ${ctx.now}, r.kind, r.actor, r."contentHash", r.input, r.output
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, actor jsonb, "contentHash" text, input jsonb, output jsonb)`.execute(
    ctx.tx,
  );
  return ids.rows.map((row) => row.id);
}

/** How an actor appears in the record. */
export function actorText(actor: Actor): Record<string, unknown> {
  return actor.kind === 'system'
    ? { kind: 'system', name: actor.name }
    : {
        kind: actor.scopes === null ? 'person' : 'key',
        side: actor.side,
        role: actor.role,
        memberId: actor.memberId,
        name: actor.name,
      };
}

function chainOf(audience: Audience): Chain {
  return audience === 'requester' ? 'shared' : audience;
}

async function append(ctx: Ctx, chain: Chain, entries: readonly Entry[]): Promise<void> {
  const engagementId = ctx.actor.engagementId;
  const head = await lockHead(ctx, chain);
  const actor = actorText(ctx.actor);
  const at = ctx.now.toString({ smallestUnit: 'millisecond' });
  let { seq, hash } = head;
  const rows = entries.map((entry) => {
    seq += 1;
    const body = {
      chain,
      seq,
      at,
      actor,
      action: entry.action,
      subject: plain(entry.subject),
      payload: plain(entry.payload),
      prevHash: hash,
    };
    hash = chainHash(body as Omit<ChainEntry, 'hash'>);
    return { ...body, hash };
  });
  await sql`
    with head as (update record_chain set seq = ${seq}, head = ${hash} where engagement_id = ${engagementId} and chain = ${chain})
    insert into record_audit (engagement_id, chain, seq, at, actor, action, subject, payload, prev_hash, hash)
    select ${engagementId}, r.chain, r.seq, r.at, r.actor, r.action, r.subject, r.payload, r."prevHash", r.hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(chain text, seq bigint, at timestamptz, actor jsonb, action text, subject jsonb, payload jsonb, "prevHash" text, hash text)`.execute(
    ctx.tx,
  );
}

async function lockHead(ctx: Ctx, chain: Chain): Promise<{ seq: number; hash: string }> {
  const engagementId = ctx.actor.engagementId;
  const select = () =>
    sql<{
      seq: number;
      head: string;
    }>`select seq, head from record_chain where engagement_id = ${engagementId} and chain = ${chain} for update`.execute(ctx.tx);
  let found = (await select()).rows[0];
  if (found === undefined) {
    await sql`insert into record_chain (engagement_id, chain, seq, head) values (${engagementId}, ${chain}, 0, ${chainStart}) on conflict do nothing`.execute(
      ctx.tx,
    );
    found = (await select()).rows[0];
  }
  if (found === undefined) throw new Error('The audit chain of this audience is out of reach for the actor who writes to it.');
  return { seq: found.seq, hash: found.head };
}

/**
 * What PostgreSQL's JSON keeps: the hash must be the hash of what the database gives back. JSON text spells NUL and half
 * pairs as escapes, so a payload without them, nearly every one, is spared the slow walk.
 */
function plain(payload: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(payload);
  if (!/\\u(0000|d[89a-f])/.test(text)) return JSON.parse(text) as Record<string, unknown>;
  return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storable(value) : value)) as Record<
    string,
    unknown
  >;
}

/** PostgreSQL keeps neither NUL nor half of a surrogate pair; both become the replacement character. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}

async function publish(ctx: Ctx, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap((entry) => {
    const event = entry.publish;
    return event === undefined
      ? []
      : subscribersOf(event.topic).map((subscriber) => ({ subscriber, topic: event.topic, payload: event.payload }));
  });
  if (rows.length === 0) return;
  await sql`
    insert into record_outbox (engagement_id, subscriber, topic, payload, at)
    select ${ctx.actor.engagementId}, r.subscriber, r.topic, r.payload, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ ...row, payload: plain(row.payload) })))}::jsonb) as r(subscriber text, topic text, payload jsonb)`.execute(
    ctx.tx,
  );
  for (const subscriber of new Set(rows.map((row) => row.subscriber))) {
    const engagementId = ctx.actor.engagementId;
    await jobAdd(ctx.tx, 'outbox', { subscriber, engagementId }, { key: `outbox:${subscriber}:${engagementId}` });
  }
}

/** One notice per topic and audience: screens fetch what they show, so many changes need no more than one notice. */
async function announce(ctx: Ctx, entries: readonly Entry[]): Promise<void> {
  const notices = new Map<string, string>();
  for (const entry of entries) {
    if (entry.live === undefined) continue;
    const notice = { e: ctx.actor.engagementId, a: entry.audience, t: entry.live.topic, id: entry.live.id };
    notices.set(`${entry.audience} ${entry.live.topic} ${notices.size < 20 ? entry.live.id : ''}`, JSON.stringify(notice));
  }
  if (notices.size === 0) return;
  await sql`select pg_notify('tandem_live', n) from unnest(${[...notices.values()]}::text[]) as n`.execute(ctx.tx);
}
