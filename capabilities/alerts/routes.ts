/**
 * Routes of alerts: a list that goes on from where it ended, and one alert with its history, its facts and its reasons.
 */
import { implement } from '@orpc/server';
import type { Answer, Priority } from '@tandem/core/responsibility/model.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { z } from 'zod';
import { alertsAccess } from './access.ts';
import { alertsContract } from './contract.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { isFlapping, transitionsLastHour } from './rules.ts';
import { sourceRoutes } from './sources/routes.ts';
import { type AlertShown, alertThing, selectAlertPage, selectHistory } from './store.ts';
import { trialRoute } from './trial/routes.ts';

const on = implement(alertsContract).$context<Edge>();

const list = on.alerts.list.handler(({ input, context }) =>
  context.enter(input.engagementId, async (ctx) => {
    authorise(ctx, alertsAccess, 'alert.read');
    const rows = await selectAlertPage(ctx, {
      state: input.state ?? null,
      sourceId: input.sourceId ?? null,
      function: input.function ?? null,
      priority: input.priority ?? null,
      flapping: input.flapping === 'yes',
      q: input.q === undefined || input.q.trim() === '' ? null : input.q.trim(),
      after: input.after === undefined ? null : cursorId(cursorParts(input.after, 1)[0]),
      limit: input.limit + 1,
    });
    const shown = rows.slice(0, input.limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => showAlert(row, ctx.now)),
      next: rows.length > input.limit && last ? cursorOf([last.id]) : null,
    };
  }),
);

const read = on.alerts.read.handler(({ input, context }) =>
  context.enter(input.engagementId, async (ctx) => {
    const { row } = await load(ctx, alertsAccess, alertThing, input.alertId, 'alert.read');
    const history = await selectHistory(ctx, row.id);
    return {
      ...showAlert(row, ctx.now),
      detail: row.detail,
      cut: row.cut,
      rule: row.rule,
      startsAt: row.startsAt?.toString() ?? null,
      endsAt: row.endsAt?.toString() ?? null,
      facts: row.facts === null ? null : { ...row.facts },
      answer: row.answer as Answer | null,
      contentHash: row.contentHash,
      receiptId: row.receiptId,
      history: history.map(({ id, at, kind, count, priority, receiptId }) => ({
        id,
        at: at.toString(),
        kind,
        count,
        priority: priority as Priority | null,
        receiptId,
      })),
    };
  }),
);

export const alertsRoutes = on.router({
  sources: sourceRoutes,
  quarantine: quarantineRoutes,
  alerts: { list, read },
  trial: trialRoute,
});

/** A cursor is a stranger's text like any other: what is no id is refused before a statement sees it. */
function cursorId(text: string | undefined): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw new Refusal('invalid-input', 'This page of the list is not known. Start from its first page.', 'after');
  return id.data;
}

function showAlert(row: AlertShown, now: Temporal.Instant) {
  const answer = row.answer as Answer | null;
  return {
    id: row.id,
    sourceId: row.sourceId,
    sourceName: row.sourceName,
    state: row.state,
    title: row.title,
    labels: row.labels,
    link: row.link,
    severity: row.severity,
    group: row.groupKey,
    function: row.function,
    priority: row.priority as Priority | null,
    responsible: answer?.responsible ?? null,
    who: answer?.who ?? [],
    count: row.count,
    occurrence: row.occurrence,
    firstSeenAt: row.firstSeenAt.toString(),
    lastSeenAt: row.lastSeenAt.toString(),
    resolvedAt: row.resolvedAt?.toString() ?? null,
    transitionsLastHour: transitionsLastHour(row.transitions, now),
    flapping: isFlapping(row.transitions, now),
  };
}
