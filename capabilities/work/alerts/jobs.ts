/**
 * From alerts to items: exactly one item for each alert, whatever is delivered how often. A batch of alerts is opened in
 * a handful of statements, since monitoring sends storms. Re-sends are counted; an alert that resolves ends its item only
 * if no person has touched it, because what somebody has in hand is theirs to end; an alert that fires again is new work
 * for whoever the agreement names now, on the same item with its history.
 */
import { decideWho } from '@tandem/capabilities/responsibility/index.ts';
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import { authorise, type Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { OutboxEvent, Subscriber } from '@tandem/platform/record/outbox.ts';
import { receiptsAdd } from '@tandem/platform/record/record.ts';
import { type WorkAction, workAccess } from '../access.ts';
import {
  decidedHappening,
  decisionReason,
  type Happening,
  happening,
  holderOf,
  informedBy,
  openedHappenings,
  recordHappenings,
} from '../events.ts';
import { loadWorld } from '../items/index.ts';
import { decidedBy, factsAgain, type World } from '../items/rules.ts';
import {
  alertCountsUpdate,
  custodyBegin,
  type Item,
  itemDecide,
  itemsInsert,
  itemsLock,
  itemsOfAlerts,
  itemUpdate,
} from '../items/store.ts';
import { linksInsert } from '../links/store.ts';
import {
  alertSchema,
  type DecidedAlert,
  earlierDue,
  firstOfEach,
  isDone,
  linkOf,
  newItemOf,
  resolvedSchema,
  triageFacts,
  type WholeAlert,
} from './rules.ts';

export const alertsSubscriber: Subscriber = {
  name: 'work.alerts',
  topics: ['alerts.opened', 'alerts.updated', 'alerts.resolved', 'alerts.reopened'],
  handle: async (ctx, events) => {
    const world = await loadWorld(ctx);
    const told = events.filter((event) => event.topic !== 'alerts.resolved').map((event) => alertSchema.parse(event.payload));
    const happenings = await openItems(ctx, firstOfEach(told), world);
    const later = events.filter((event) => event.topic !== 'alerts.opened');
    happenings.push(...(await followAlerts(ctx, later, world)));
    if (happenings.length > 0) await recordHappenings(ctx, authorise(ctx, workAccess, 'create'), happenings);
  },
};

/** Opens an item for each alert that has none, whichever event was the first to tell of it. */
async function openItems(ctx: Ctx, alerts: readonly WholeAlert[], world: World): Promise<Happening[]> {
  const alertIds = alerts.map((alert) => alert.alertId);
  const known = new Set((await itemsOfAlerts(ctx, alertIds)).map((item) => item.alertId));
  const fresh: DecidedAlert[] = [];
  for (const alert of alerts) if (!known.has(alert.alertId)) fresh.push(await decideAlert(ctx, alert));
  if (fresh.length === 0) return [];
  const proof = authorise(ctx, workAccess, 'create');
  const items = fresh.map((each) => newItemOf(each, world, ctx.now));
  const ids = (await itemsInsert(ctx, proof, items)).map(({ id }) => id);
  const rows = new Map((await itemsLock(ctx, ids)).map((item) => [item.id, item]));
  const opened = fresh.map((each, index) => ({ ...each, item: rows.get(ids[index] ?? '') as Item }));
  const links = opened.flatMap(({ alert, item }) => {
    const url = linkOf(alert.link ?? null);
    return url === null
      ? []
      : [{ itemId: item.id, audience: 'shared' as const, title: 'The alert at its source', toItemId: null, url }];
  });
  await linksInsert(ctx, proof, links);
  return opened.flatMap(({ item, answer, alert }) => openedHappenings(item, answer, world, alert.source ?? null));
}

/** The decision that came with the alert. One without, which intake does not send, is decided here: nothing is dropped. */
async function decideAlert(ctx: Ctx, alert: WholeAlert): Promise<DecidedAlert> {
  const facts = (alert.facts ?? triageFacts(ctx.now)) as unknown as Facts;
  if (alert.answer) return { alert, facts, answer: alert.answer as unknown as Answer, receiptId: alert.receiptId ?? null };
  return { alert, ...(await decideNow(ctx, facts)) };
}

async function decideNow(ctx: Ctx, asked: Facts): Promise<{ facts: Facts; answer: Answer; receiptId: string | null }> {
  const { facts, answer, contentHash } = await decideWho(ctx, asked);
  const [receiptId = null] = await receiptsAdd(ctx, [{ kind: 'who', contentHash, input: facts, output: answer }]);
  return { facts, answer, receiptId };
}

/** What happened to alerts that have an item, in the order in which it happened. */
async function followAlerts(ctx: Ctx, events: readonly OutboxEvent[], world: World): Promise<Happening[]> {
  const alertIds = events.map((event) => resolvedSchema.parse(event.payload).alertId);
  const items = new Map((await itemsOfAlerts(ctx, alertIds)).map((item) => [item.alertId, item]));
  const happenings: Happening[] = [];
  const counts = new Map<string, { item: Item; count: number }>();
  for (const { topic, payload } of events) {
    const item = items.get(resolvedSchema.parse(payload).alertId);
    if (item === undefined) continue;
    if (topic === 'alerts.resolved') {
      happenings.push(...(await alertResolved(ctx, item)));
      continue;
    }
    const alert = alertSchema.parse(payload);
    if (topic === 'alerts.reopened') happenings.push(...(await alertReopened(ctx, item, world)));
    else if (alert.changed === true) happenings.push(...(await alertChanged(ctx, item, alert, world)));
    if ((alert.count ?? 0) > item.alertCount) counts.set(item.id, { item, count: alert.count ?? 0 });
  }
  const seen = [...counts.values()];
  const raised = seen.map(({ item, count }) => ({ id: item.id, count }));
  if (raised.length > 0) await alertCountsUpdate(ctx, authorise(ctx, workAccess, 'create'), raised);
  return [...seen.map(({ item, count }) => happening(item, 'alert-seen', 'shared', { count })), ...happenings];
}

async function alertResolved(ctx: Ctx, item: Item): Promise<Happening[]> {
  const ended = happening(item, 'alert-resolved', 'shared', {});
  const proof = authorise(ctx, workAccess, 'resolve');
  if (isDone(item) || item.touchedAt !== null) {
    await itemUpdate(ctx, proof, item, { alert_resolved_at: ctx.now });
    return [ended];
  }
  const resolution = 'The alert resolved by itself before anybody took it.';
  await itemUpdate(ctx, proof, item, { alert_resolved_at: ctx.now, state: 'resolved', resolution, resolved_at: ctx.now });
  item.state = 'resolved';
  return [ended, happening(item, 'resolved', 'requester', {}, { body: resolution })];
}

async function alertReopened(ctx: Ctx, item: Item, world: World): Promise<Happening[]> {
  const again = happening(item, 'alert-reopened', 'shared', {});
  const proof = authorise(ctx, workAccess, 'reopen');
  if (!isDone(item)) {
    await itemUpdate(ctx, proof, item, { alert_resolved_at: null });
    return [again];
  }
  item.touchedAt = null;
  const { facts, answer, receiptId } = await decideNow(ctx, factsAgain(item, ctx.now, {}));
  await placeItem(ctx, proof, item, { facts, answer, receiptId, dueAt: item.responseDueAt?.toString() ?? null }, world);
  const open = { state: 'open' as const, resolution: null, resolved_at: null, closed_at: null, alert_resolved_at: null };
  await itemUpdate(ctx, proof, item, { ...open, taken_at: null, touched_at: null });
  item.state = 'open';
  const to = [holderOf(item, item.urgent), ...informedBy(answer, world)];
  const tell = { topic: 'work.reopened', to, reason: decisionReason(answer, world) };
  return [again, happening(item, 'reopened', 'requester', {}), decidedHappening(item, answer, world, tell)];
}

/**
 * The source says something else of what still fires. While nobody touched the item it goes where the new decision says;
 * afterwards people read the change and decide for themselves. A target is never later than it was.
 */
async function alertChanged(ctx: Ctx, item: Item, alert: WholeAlert, world: World): Promise<Happening[]> {
  const facts = (alert.facts ?? item.facts) as unknown as Facts;
  const changed = happening(
    item,
    'alert-changed',
    'shared',
    { priority: facts.priority, title: alert.title },
    { body: alert.detail ?? null },
  );
  if (item.touchedAt !== null || isDone(item) || !alert.answer) return [changed];
  const answer = alert.answer as unknown as Answer;
  const before = { side: item.side, team: item.team, memberId: item.memberId, priority: item.priority };
  const proof = authorise(ctx, workAccess, 'redecide');
  const dueAt = earlierDue(item.responseDueAt, answer.responseDueAt);
  await placeItem(ctx, proof, item, { facts, answer, receiptId: alert.receiptId ?? null, dueAt }, world);
  await itemUpdate(ctx, proof, item, {});
  const same = before.side === item.side && before.team === item.team && before.memberId === item.memberId;
  if (same && before.priority === item.priority) return [changed];
  const to = [holderOf(item, item.urgent), ...informedBy(answer, world)];
  return [changed, decidedHappening(item, answer, world, { topic: 'work.assigned', to, reason: decisionReason(answer, world) })];
}

interface Placing {
  facts: Facts;
  answer: Answer;
  receiptId: string | null;
  dueAt: string | null;
}

/** Writes a decision on an item that nobody has in hand, and begins custody where it says. */
async function placeItem(ctx: Ctx, proof: Proof<WorkAction>, item: Item, placing: Placing, world: World): Promise<void> {
  const decided = decidedBy(placing.facts, placing.answer, placing.receiptId, world, placing.dueAt);
  await itemDecide(ctx, proof, item, decided);
  const { urgent, gap, receiptId, priority, responseDueAt } = decided;
  Object.assign(item, { urgent, gap, receiptId, priority, responseDueAt, function: decided.function });
  await custodyBegin(ctx, proof, item, decided.custody, 'decided');
}
