/**
 * Every statement on deliveries and their attempts. A delivery is claimed by the one statement that turns it to `sending`
 * and raises its number of attempts; whoever holds that number, and nobody else, writes how the attempt ended. Two
 * workers therefore never send the same attempt, and one that died leaves a row that says so.
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import { bodyMax, calmStorm, type DeliveryNew, foldDeliveries, isStorm, lostAfterSeconds, quietSeconds } from './rules.ts';

/** Adds deliveries as the system; gives the instants at which they are due. */
export async function deliveriesAdd(ctx: Ctx, deliveries: readonly DeliveryNew[]): Promise<Temporal.Instant[]> {
  if (deliveries.length === 0) return [];
  const folded = foldDeliveries(deliveries);
  const calm = calmStorm(folded, await recentCounts(ctx, folded));
  const appended = await appendQueued(ctx, calm);
  const fresh = calm.filter((each) => each.about === null || !appended.has(keyOf(each.channel, each.address, each.about)));
  if (fresh.length === 0) return [];
  const rows = fresh.map((each) => ({ ...each, waits: isStorm(each) }));
  const result = await sql<{ nextAt: Temporal.Instant }>`
    insert into notifications_delivery (engagement_id, channel, side, member_id, webhook_id, recipient, address, about, topic, subject, body,
      place, urgent, secret, due_at, created_at, next_at)
    select ${ctx.actor.engagementId}, r.channel, r.side, r."memberId", r."webhookId", r.recipient, r.address, r.about, r.topic, r.subject, r.body,
      r.place, r.urgent, r.secret, r."dueAt", ${ctx.now},
      greatest(${ctx.now}::timestamptz, case when r.waits then ${ctx.now}::timestamptz + ${quiet} end,
        (select max(d.created_at) + ${quiet} from notifications_delivery d where d.engagement_id = ${ctx.actor.engagementId}
          and d.channel = r.channel and d.address = r.address and d.about = r.about and d.created_at between ${ctx.now}::timestamptz - ${quiet} and ${ctx.now}))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(channel text, side text, "memberId" uuid, "webhookId" uuid, recipient text,
      address text, about text, topic text, subject text, body text, place text, urgent boolean, secret boolean, "dueAt" timestamptz, waits boolean)
    returning next_at as "nextAt"`.execute(ctx.tx);
  return result.rows.map((row) => row.nextAt);
}

const quiet = sql.raw(`interval '${quietSeconds} seconds'`);
const keyOf = (channel: string, address: string, about: string): string => `${channel} ${address} ${about}`;

async function recentCounts(ctx: Ctx, deliveries: readonly DeliveryNew[]): Promise<Map<string, number>> {
  const addresses = [...new Set(deliveries.map((each) => each.address))];
  const { rows } = await sql<{ address: string; count: number }>`select address, count(*) as count from notifications_delivery
    where engagement_id = ${ctx.actor.engagementId} and address = any(${addresses}::text[]) and about is not null
      and created_at between ${ctx.now}::timestamptz - ${quiet} and ${ctx.now} group by address`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.address, row.count]));
}

/** Puts what is about a waiting message's thing into that message. Gives the keys of those that took some. */
async function appendQueued(ctx: Ctx, deliveries: readonly DeliveryNew[]): Promise<Set<string>> {
  const rows = deliveries.filter((each) => each.about !== null);
  const { rows: taken } = await sql<{ channel: string; address: string; about: string }>`
    update notifications_delivery d set subject = r.subject, body = left(d.body || E'\n\n———\n\n' || r.body, ${bodyMax}), place = r.place,
      topic = r.topic, urgent = d.urgent or r.urgent, due_at = least(d.due_at, r."dueAt")
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(channel text, address text, about text, topic text, subject text, body text,
      place text, urgent boolean, "dueAt" timestamptz)
    where d.engagement_id = ${ctx.actor.engagementId} and d.state = 'queued' and d.attempts = 0 and d.channel = r.channel and d.address = r.address
      and d.about = r.about and d.id = (select min(w.id::text)::uuid from notifications_delivery w where w.engagement_id = ${ctx.actor.engagementId}
        and w.state = 'queued' and w.attempts = 0 and w.channel = r.channel and w.address = r.address and w.about = r.about)
    returning d.channel, d.address, d.about`.execute(ctx.tx);
  return new Set(taken.map((row) => keyOf(row.channel, row.address, row.about)));
}

export interface Claimed {
  id: string;
  channel: 'email' | 'webhook';
  side: 'internal' | 'provider' | null;
  memberId: string | null;
  webhookId: string | null;
  recipient: string;
  address: string;
  topic: string;
  subject: string;
  body: string;
  place: string | null;
  urgent: boolean;
  attempts: number;
  mayBeRepeat: boolean;
  createdAt: Temporal.Instant;
}

/** Claims what is due, urgent first, and writes the beginning of each attempt. */
export async function deliveriesClaim(ctx: Ctx, limit: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (select id from notifications_delivery where engagement_id = ${ctx.actor.engagementId} and state in ('queued', 'unknown')
        and next_at <= ${ctx.now} order by urgent desc, next_at, id limit ${limit} for update skip locked),
      claimed as (update notifications_delivery d set state = 'sending', sending_since = ${ctx.now}, next_at = null, attempts = attempts + 1
        from due where d.engagement_id = ${ctx.actor.engagementId} and d.id = due.id
        returning d.id, d.channel, d.side, d.member_id, d.webhook_id, d.recipient, d.address, d.topic, d.subject, d.body, d.place, d.urgent, d.attempts, d.may_be_repeat, d.created_at),
      begun as (insert into notifications_attempt (engagement_id, delivery_id, number, started_at, outcome)
        select ${ctx.actor.engagementId}, id, attempts, ${ctx.now}, 'sending' from claimed)
    select id, channel, side, member_id as "memberId", webhook_id as "webhookId", recipient, address, topic, subject, body, place, urgent, attempts,
      may_be_repeat as "mayBeRepeat", created_at as "createdAt" from claimed order by urgent desc, id`.execute(ctx.tx);
  return rows;
}

/** Deliveries that were under way when their process died: nobody knows whether they arrived. They are due again now. */
export async function deliveriesRecover(ctx: Ctx): Promise<number> {
  const before = ctx.now.subtract({ seconds: lostAfterSeconds });
  const { rows } = await sql`
    with lost as (update notifications_delivery set state = 'unknown', sending_since = null, next_at = ${ctx.now}, may_be_repeat = true
        where engagement_id = ${ctx.actor.engagementId} and state = 'sending' and sending_since <= ${before} returning id, attempts)
    update notifications_attempt a set ended_at = ${ctx.now}, outcome = 'unknown', detail = 'The process ended before the answer came.'
    from lost where a.engagement_id = ${ctx.actor.engagementId} and a.delivery_id = lost.id and a.number = lost.attempts returning a.delivery_id`.execute(
    ctx.tx,
  );
  return rows.length;
}

export interface Ended {
  state: 'sent' | 'failed' | 'queued' | 'unknown';
  outcome: 'sent' | 'temporary' | 'permanent' | 'unknown';
  detail: string;
  nextAt: Temporal.Instant | null;
}

/** Writes how an attempt ended. False when the attempt is no longer the present one: its end was written before. */
export async function deliveryEnd(ctx: Ctx, claimed: Claimed, end: Ended): Promise<boolean> {
  const { rows } = await sql`
    with ended as (update notifications_delivery set state = ${end.state}, sending_since = null, next_at = ${end.nextAt},
        sent_at = ${end.state === 'sent' ? ctx.now : null}, may_be_repeat = may_be_repeat or ${end.outcome === 'unknown'},
        body = case when secret and ${end.state === 'sent'} then '' else body end
      where engagement_id = ${ctx.actor.engagementId} and id = ${claimed.id} and state = 'sending' and attempts = ${claimed.attempts} returning id)
    update notifications_attempt a set ended_at = ${ctx.now}, outcome = ${end.outcome}, detail = ${end.detail}
    from ended where a.engagement_id = ${ctx.actor.engagementId} and a.delivery_id = ended.id and a.number = ${claimed.attempts} returning a.number`.execute(
    ctx.tx,
  );
  return rows.length === 1;
}

/** When something is next to be sent, or a lost attempt to be found; null when nothing waits. */
export async function nextDue(ctx: Ctx): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`select least(
      (select min(next_at) from notifications_delivery where engagement_id = ${ctx.actor.engagementId} and state in ('queued', 'unknown')),
      (select min(sending_since) + ${sql.raw(`interval '${lostAfterSeconds} seconds'`)} from notifications_delivery
        where engagement_id = ${ctx.actor.engagementId} and state = 'sending')) as at`.execute(ctx.tx);
  return rows[0]?.at ?? null;
}

export interface DeliveryRow {
  id: string;
  channel: 'email' | 'webhook';
  recipient: string;
  subject: string;
  urgent: boolean;
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'unknown';
  mayBeRepeat: boolean;
  createdAt: Temporal.Instant;
  nextAt: Temporal.Instant | null;
  dueAt: Temporal.Instant | null;
  sentAt: Temporal.Instant | null;
  attempts: { number: number; startedAt: string; endedAt: string | null; outcome: string; detail: string }[];
}

/** Newest first, at most `limit` older than [created, id]. */
export async function deliveriesSelect(
  ctx: Ctx,
  state: string | undefined,
  after: readonly [string, string] | null,
  limit: number,
): Promise<DeliveryRow[]> {
  const older = after === null ? sql`` : sql`and (d.created_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<DeliveryRow>`
    select d.id, d.channel, d.recipient, d.subject, d.urgent, d.state, d.may_be_repeat as "mayBeRepeat", d.created_at as "createdAt",
      d.next_at as "nextAt", d.due_at as "dueAt", d.sent_at as "sentAt",
      coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'startedAt', a.started_at, 'endedAt', a.ended_at, 'outcome', a.outcome, 'detail', a.detail) order by a.number)
        from notifications_attempt a where a.engagement_id = d.engagement_id and a.delivery_id = d.id), '[]') as attempts
    from notifications_delivery d where d.engagement_id = ${ctx.actor.engagementId} ${state === undefined ? sql`` : sql`and d.state = ${state}`} ${older}
    order by d.created_at desc, d.id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** A letter to the caller themselves that holds a secret, due at once. */
export async function deliveryAddOwn(
  ctx: Ctx,
  proof: Proof<'preference'>,
  letter: { side: string; recipient: string; address: string; topic: string; subject: string; body: string },
): Promise<void> {
  const memberId = proof.actor.kind === 'member' ? proof.actor.memberId : null;
  await sql`insert into notifications_delivery (engagement_id, channel, side, member_id, recipient, address, topic, subject, body, urgent, secret, created_at, next_at)
    values (${proof.engagementId}, 'email', ${letter.side}, ${memberId}, ${letter.recipient}, ${letter.address}, ${letter.topic}, ${letter.subject}, ${letter.body},
      true, true, ${ctx.now}, ${ctx.now})`.execute(ctx.tx);
}
