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
import { receiptsAdd, storable } from '@tandem/platform/record/record.ts';
import { z } from 'zod';
import { workAccess } from '../access.ts';
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
  type ItemNew,
  itemDecide,
  itemsInsert,
  itemsLock,
  itemsOfAlerts,
  itemUpdate,
} from '../items/store.ts';
import { linksInsert } from '../links/store.ts';
import { linkOf } from './rules.ts';

const titleMax = 200;
const detailMax = 20_000;

const openedSchema = z.looseObject({
  alertId: z.uuid(),
  title: z.string(),
  detail: z.string().nullish(),
  facts: z.looseObject({ at: z.string(), function: z.string(), priority: z.enum(['P1', 'P2', 'P3', 'P4']) }),
  answer: z.looseObject({ mode: z.string() }),
  receiptId: z.uuid().nullish(),
  source: z.string().nullish(),
  link: z.string().nullish(),
});
const laterSchema = z.looseObject({ alertId: z.uuid(), count: z.number().int().nullish() });

type OpenedAlert = z.infer<typeof openedSchema>;

export const alertsSubscriber: Subscriber = {
  name: 'work.alerts',
  topics: ['alerts.opened', 'alerts.updated', 'alerts.resolved', 'alerts.reopened'],
  handle: async (ctx, events) => {
    const world = await loadWorld(ctx);
    const opened = events.filter((event) => event.topic === 'alerts.opened').map((event) => openedSchema.parse(event.payload));
    const happenings = await openItems(ctx, opened, world);
    const later = events.filter((event) => event.topic !== 'alerts.opened');
    happenings.push(...(await followAlerts(ctx, later, world)));
    if (happenings.length > 0) await recordHappenings(ctx, authorise(ctx, workAccess, 'create'), happenings);
  },
};

/** Opens an item for each alert that has none. */
async function openItems(ctx: Ctx, alerts: readonly OpenedAlert[], world: World): Promise<Happening[]> {
  const known = new Set(
    (
      await itemsOfAlerts(
        ctx,
        alerts.map((alert) => alert.alertId),
      )
    ).map((item) => item.alertId),
  );
  const fresh = [...new Map(alerts.map((alert) => [alert.alertId, alert])).values()].filter((alert) => !known.has(alert.alertId));
  if (fresh.length === 0) return [];
  const proof = authorise(ctx, workAccess, 'create');
  const made = await itemsInsert(
    ctx,
    proof,
    fresh.map((alert) => newItem(ctx, alert, world)),
  );
  const rows = new Map(
    (
      await itemsLock(
        ctx,
        made.map(({ id }) => id),
      )
    ).map((item) => [item.alertId, item]),
  );
  const items = fresh.flatMap((alert) => {
    const item = rows.get(alert.alertId);
    return item === undefined ? [] : [{ alert, item }];
  });
  await linksInsert(
    ctx,
    proof,
    items.flatMap(({ alert, item }) => {
      const url = linkOf(alert.link ?? null);
      return url === null ? [] : [{ itemId: item.id, audience: 'shared', title: 'The alert at its source', toItemId: null, url }];
    }),
  );
  return items.flatMap(({ alert, item }) =>
    openedHappenings(item, alert.answer as unknown as Answer, world, alert.source ?? null),
  );
}

function newItem(ctx: Ctx, alert: OpenedAlert, world: World): ItemNew {
  const facts = alert.facts as unknown as Facts;
  return {
    kind: 'incident',
    title: storable(alert.title).slice(0, titleMax) || 'An alert without a title',
    detail: storable(alert.detail ?? '').slice(0, detailMax),
    asset: facts.asset ?? null,
    app: facts.app ?? null,
    site: facts.site ?? null,
    userGroup: facts['user-group'] ?? null,
    requesterMemberId: null,
    requesterName: null,
    alertId: alert.alertId,
    openedBy: null,
    idempotencyKey: null,
    idempotencyHash: null,
    openedAt: ctx.now,
    decided: decidedBy(facts, alert.answer as unknown as Answer, alert.receiptId ?? null, world),
  };
}

/** What happened to alerts that have an item, in the order in which it happened. */
async function followAlerts(ctx: Ctx, events: readonly OutboxEvent[], world: World): Promise<Happening[]> {
  const followed = events.map((event) => ({ topic: event.topic, ...laterSchema.parse(event.payload) }));
  const items = new Map(
    (
      await itemsOfAlerts(
        ctx,
        followed.map((each) => each.alertId),
      )
    ).map((item) => [item.alertId, item]),
  );
  const happenings: Happening[] = [];
  const seen = new Map<string, { item: Item; count: number }>();
  for (const { topic, alertId, count } of followed) {
    const item = items.get(alertId);
    if (item === undefined) throw new Error(`Alert ${alertId} was ${topic} before an item was opened for it.`);
    if (topic === 'alerts.updated') seen.set(item.id, { item, count: Math.max(count ?? item.alertCount + 1, item.alertCount) });
    else if (topic === 'alerts.resolved') happenings.push(...(await alertResolved(ctx, item)));
    else happenings.push(...(await alertReopened(ctx, item, world)));
  }
  const counts = [...seen.values()];
  if (counts.length > 0)
    await alertCountsUpdate(
      ctx,
      authorise(ctx, workAccess, 'create'),
      counts.map(({ item, count }) => ({ id: item.id, count })),
    );
  return [...counts.map(({ item, count }) => happening(item, 'alert-seen', 'shared', { count })), ...happenings];
}

async function alertResolved(ctx: Ctx, item: Item): Promise<Happening[]> {
  const ended = happening(item, 'alert-resolved', 'shared', {});
  const done = item.state === 'resolved' || item.state === 'closed';
  const proof = authorise(ctx, workAccess, 'resolve');
  if (done || item.touchedAt !== null) {
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
  if (item.state !== 'resolved' && item.state !== 'closed') {
    await itemUpdate(ctx, proof, item, { alert_resolved_at: null });
    return [again];
  }
  const { answer } = await placeAgain(ctx, proof, item, world);
  const open = { state: 'open' as const, resolution: null, resolved_at: null, closed_at: null, alert_resolved_at: null };
  await itemUpdate(ctx, proof, item, { ...open, taken_at: null, touched_at: null });
  Object.assign(item, { state: 'open', touchedAt: null });
  const to = [holderOf(item, item.urgent), ...informedBy(answer, world)];
  const tell = { topic: 'work.reopened', to, reason: decisionReason(answer, world) };
  return [again, happening(item, 'reopened', 'requester', {}), decidedHappening(item, answer, world, tell)];
}

/** The agreement's answer for now, written on the item, with custody where it says. The target stays the first one. */
async function placeAgain(ctx: Ctx, proof: Proof<'reopen'>, item: Item, world: World): Promise<{ answer: Answer }> {
  item.touchedAt = null;
  const facts = factsAgain(item, ctx.now, {});
  const { answer, contentHash } = await decideWho(ctx, facts);
  const [receiptId = null] = await receiptsAdd(ctx, [{ kind: 'who', contentHash, input: facts, output: answer }]);
  const decided = decidedBy(facts, answer, receiptId, world, item.responseDueAt?.toString() ?? null);
  await itemDecide(ctx, proof, item, decided);
  Object.assign(item, { urgent: decided.urgent, receiptId, gap: decided.gap });
  await custodyBegin(ctx, proof, item, decided.custody, 'decided');
  return { answer };
}
