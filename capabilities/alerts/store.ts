/**
 * Every statement that reads alerts for people. Alerts are written by the intake (intake/store.ts) and nowhere else.
 */
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import type { Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import { type AlertRow, alertColumns, type EventNew } from './intake/store.ts';
import { flappingFrom } from './rules.ts';

export interface AlertShown extends AlertRow {
  sourceName: string;
}

const columns = sql`${alertColumns}, s.name as "sourceName"`;
const tables = sql`alerts_alert a join alerts_source s on s.engagement_id = a.engagement_id and s.id = a.source_id`;

export const alertThing: Thing<AlertShown> = {
  name: 'alert',
  select: async (ctx, id) => {
    const { rows } =
      await sql<AlertShown>`select ${columns} from ${tables} where a.engagement_id = ${ctx.actor.engagementId} and a.id = ${id}`.execute(
        ctx.tx,
      );
    return rows[0];
  },
};

export interface AlertFilter {
  state: 'firing' | 'resolved' | null;
  sourceId: string | null;
  function: string | null;
  priority: string | null;
  flapping: boolean;
  /** Part of a title, or of a label's value. */
  q: string | null;
  /** Id of the last row of the page before. */
  after: string | null;
  limit: number;
}

/** Newest first; ids carry the order in which they were made. */
export async function selectAlertPage(ctx: Ctx, filter: AlertFilter): Promise<AlertShown[]> {
  const like = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    filter.state === null ? null : sql`a.state = ${filter.state}`,
    filter.sourceId === null ? null : sql`a.source_id = ${filter.sourceId}`,
    filter.function === null ? null : sql`a.function = ${filter.function}`,
    filter.priority === null ? null : sql`a.priority = ${filter.priority}`,
    filter.flapping
      ? sql`(select count(*) from jsonb_array_elements_text(a.transitions) t where t.value::timestamptz > ${ctx.now.subtract({ hours: 1 })}) >= ${flappingFrom}`
      : null,
    filter.q === null
      ? null
      : sql`(a.title ilike ${like} or exists (select from jsonb_each_text(a.labels) l where l.value ilike ${like}))`,
    filter.after === null ? null : sql`a.id < ${filter.after}`,
  ].flatMap((condition) => (condition === null ? [] : [sql`and ${condition}`]));
  const { rows } =
    await sql<AlertShown>`select ${columns} from ${tables} where a.engagement_id = ${ctx.actor.engagementId} ${sql.join(conditions, sql` `)}
    order by a.id desc limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

export async function selectAlertsById(ctx: Ctx, ids: readonly string[]): Promise<AlertShown[]> {
  const { rows } =
    await sql<AlertShown>`select ${columns} from ${tables} where a.engagement_id = ${ctx.actor.engagementId} and a.id = any(${[...ids]}::uuid[])`.execute(
      ctx.tx,
    );
  return rows;
}

export interface AlertHappened {
  id: string;
  title: string;
  facts: Facts;
  answer: Answer | null;
  resolvedAt: Temporal.Instant | null;
}

export async function selectAlertsHappened(ctx: Ctx, since: Temporal.Instant, limit: number): Promise<AlertHappened[]> {
  const { rows } = await sql<AlertHappened>`select id, title, facts, answer, resolved_at as "resolvedAt" from alerts_alert
    where engagement_id = ${ctx.actor.engagementId} and opened_at >= ${since} and facts is not null
    order by id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export interface EventRow extends EventNew {
  id: string;
  at: Temporal.Instant;
}

const historyMax = 500;

/** The latest `historyMax` events of an alert, oldest first. */
export async function selectHistory(ctx: Ctx, alertId: string): Promise<EventRow[]> {
  const { rows } =
    await sql<EventRow>`select id, alert_id as "alertId", at, kind, count, priority, receipt_id as "receiptId" from alerts_event
    where engagement_id = ${ctx.actor.engagementId} and alert_id = ${alertId} order by id desc limit ${historyMax}`.execute(
      ctx.tx,
    );
  return rows.reverse();
}
