/**
 * Every statement of the intake. Each works on a whole batch, however many alerts that is, because a round trip costs more
 * than a row. A batch first takes the lock of its engagement, so that two processes never see the same identity as new;
 * the statements after it see everything that was committed before the lock was given.
 */
import type { Facts } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { SourceSettings } from '../sources/rules.ts';

export interface SourceInForce extends SourceSettings {
  id: string;
  side: 'internal' | 'provider';
  revision: number;
}

/** The source of a token as it is now; undefined once it is retired. */
export async function selectSourceInForce(ctx: Ctx, sourceId: string): Promise<SourceInForce | undefined> {
  const { rows } =
    await sql<SourceInForce>`select id, side, revision, name, format, mapping, rules, priorities, reopen_minutes as "reopenMinutes", heartbeat, explains
    from alerts_source where engagement_id = ${ctx.actor.engagementId} and id = ${sourceId} and retired_at is null`.execute(
      ctx.tx,
    );
  return rows[0];
}

export interface TokenInForce {
  tokenId: string;
  revision: number;
  silentSince: Temporal.Instant | null;
}

/** Takes the intake's lock, and gives those of the tokens that are good at this instant. */
export async function lockIntake(
  ctx: Ctx,
  _proof: Proof<'alert.take-in'>,
  tokenIds: readonly string[],
): Promise<Map<string, TokenInForce>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alerts ${ctx.actor.engagementId}`}, 0))`.execute(ctx.tx);
  const { rows } = await sql<TokenInForce>`select t.id as "tokenId", s.revision, p.silent_since as "silentSince"
    from alerts_token t join alerts_source s on s.engagement_id = t.engagement_id and s.id = t.source_id
      left join alerts_pulse p on p.engagement_id = s.engagement_id and p.source_id = s.id
    where t.engagement_id = ${ctx.actor.engagementId} and t.id = any(${[...tokenIds]}::uuid[]) and s.retired_at is null
      and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${ctx.now})`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.tokenId, row]));
}

/** An alert as it is kept. */
export interface AlertRow {
  id: string;
  sourceId: string;
  fingerprint: string;
  occurrence: number;
  newest: boolean;
  state: 'firing' | 'resolved';
  title: string;
  detail: string;
  labels: Record<string, string>;
  link: string | null;
  severity: string | null;
  groupKey: string | null;
  cut: boolean;
  openedAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
  firstSeenAt: Temporal.Instant;
  lastSeenAt: Temporal.Instant;
  startsAt: Temporal.Instant | null;
  endsAt: Temporal.Instant | null;
  count: number;
  transitions: string[];
  rule: string | null;
  function: string | null;
  priority: string | null;
  facts: Facts | null;
  answer: unknown;
  contentHash: string | null;
  receiptId: string | null;
}

export const alertColumns = sql`a.id, a.source_id as "sourceId", a.fingerprint, a.occurrence, a.newest, a.state, a.title, a.detail, a.labels, a.link,
  a.severity, a.group_key as "groupKey", a.cut, a.opened_at as "openedAt", a.resolved_at as "resolvedAt", a.first_seen_at as "firstSeenAt",
  a.last_seen_at as "lastSeenAt", a.starts_at as "startsAt", a.ends_at as "endsAt", a.count, a.transitions, a.rule, a.function, a.priority,
  a.facts, a.answer, a.content_hash as "contentHash", a.receipt_id as "receiptId"`;

export interface Identity {
  sourceId: string;
  fingerprint: string;
}

/** The newest occurrence of each identity that is known. */
export async function selectNewest(ctx: Ctx, identities: readonly Identity[]): Promise<AlertRow[]> {
  if (identities.length === 0) return [];
  const { rows } =
    await sql<AlertRow>`select ${alertColumns} from unnest(${identities.map((i) => i.sourceId)}::uuid[], ${identities.map((i) => i.fingerprint)}::text[]) as i(source_id, fingerprint)
    join alerts_alert a on a.engagement_id = ${ctx.actor.engagementId} and a.source_id = i.source_id and a.fingerprint = i.fingerprint and a.newest`.execute(
      ctx.tx,
    );
  return rows;
}

const recordColumns = sql`"sourceId" uuid, fingerprint text, occurrence int, newest boolean, state text, title text, detail text, labels jsonb, link text, severity text,
  "groupKey" text, cut boolean, "openedAt" timestamptz, "resolvedAt" timestamptz, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz, "startsAt" timestamptz,
  "endsAt" timestamptz, count int, transitions jsonb, rule text, function text, priority text, facts jsonb, answer jsonb, "contentHash" text, "receiptId" uuid`;

/** Inserts new occurrences and sets their ids. */
export async function insertAlerts(ctx: Ctx, proof: Proof<'alert.take-in'>, alerts: readonly AlertRow[]): Promise<void> {
  if (alerts.length === 0) return;
  const { rows } = await sql<{
    id: string;
    key: string;
  }>`insert into alerts_alert (engagement_id, source_id, fingerprint, occurrence, newest, state, title, detail, labels, link, severity, group_key, cut,
      opened_at, resolved_at, first_seen_at, last_seen_at, starts_at, ends_at, count, transitions, rule, function, priority, facts, answer, content_hash, receipt_id)
    select ${proof.engagementId}, r."sourceId", r.fingerprint, r.occurrence, r.newest, r.state, r.title, r.detail, r.labels, r.link, r.severity, r."groupKey", r.cut,
      r."openedAt", r."resolvedAt", r."firstSeenAt", r."lastSeenAt", r."startsAt", r."endsAt", r.count, r.transitions, r.rule, r.function, r.priority, r.facts, r.answer, r."contentHash", r."receiptId"
    from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) as r(${recordColumns})
    returning id, source_id || ' ' || occurrence || ' ' || fingerprint as key`.execute(ctx.tx);
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  for (const alert of alerts) alert.id = ids.get(`${alert.sourceId} ${alert.occurrence} ${alert.fingerprint}`) ?? '';
}

/** Writes everything that a delivery may change of alerts that are kept already. */
export async function updateAlerts(ctx: Ctx, proof: Proof<'alert.take-in'>, alerts: readonly AlertRow[]): Promise<void> {
  if (alerts.length === 0) return;
  await sql`update alerts_alert a set newest = r.newest, state = r.state, title = r.title, detail = r.detail, labels = r.labels, link = r.link, severity = r.severity,
      group_key = r."groupKey", cut = r.cut, opened_at = r."openedAt", resolved_at = r."resolvedAt", last_seen_at = r."lastSeenAt", starts_at = r."startsAt",
      ends_at = r."endsAt", count = r.count, transitions = r.transitions, rule = r.rule, function = r.function, priority = r.priority, facts = r.facts,
      answer = r.answer, content_hash = r."contentHash", receipt_id = r."receiptId"
    from jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) as r(id uuid, ${recordColumns})
    where a.engagement_id = ${proof.engagementId} and a.id = r.id`.execute(ctx.tx);
}

export interface EventNew {
  alertId: string;
  kind: 'opened' | 'reopened' | 'changed' | 'seen' | 'late' | 'resolved';
  count: number;
  priority: string | null;
  receiptId: string | null;
}

export async function insertEvents(ctx: Ctx, proof: Proof<'alert.take-in'>, events: readonly EventNew[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event, index) => ({ ...event, index }));
  await sql`insert into alerts_event (engagement_id, alert_id, at, kind, count, priority, receipt_id)
    select ${proof.engagementId}, r."alertId", ${ctx.now}, r.kind, r.count, r.priority, r."receiptId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(index int, "alertId" uuid, kind text, count int, priority text, "receiptId" uuid)
    order by r.index`.execute(ctx.tx);
}

/** What a batch brought from one source. */
export interface PulseAdd {
  sourceId: string;
  /** Deliveries that were read: they prove that the source is alive. */
  deliveries: number;
  alerts: number;
  refused: number;
  expectedBy: Temporal.Instant | null;
}

export async function addToPulses(ctx: Ctx, proof: Proof<'alert.take-in'>, adds: readonly PulseAdd[]): Promise<void> {
  if (adds.length === 0) return;
  await sql`update alerts_pulse p set heard_at = case when r.deliveries > 0 then ${ctx.now}::timestamptz else p.heard_at end, deliveries = p.deliveries + r.deliveries,
      alerts = p.alerts + r.alerts, refused = p.refused + r.refused,
      expected_by = case when r.deliveries > 0 then r."expectedBy" else p.expected_by end,
      silent_since = case when r.deliveries > 0 then null else p.silent_since end
    from jsonb_to_recordset(${JSON.stringify(adds)}::jsonb) as r("sourceId" uuid, deliveries int, alerts int, refused int, "expectedBy" timestamptz)
    where p.engagement_id = ${proof.engagementId} and p.source_id = r."sourceId"`.execute(ctx.tx);
}
