/**
 * Custody in people's hands: take, assign within the own side, and hand over to the other side. A hand-over is an offer;
 * the sender's side keeps the item until somebody of the other side says yes, and an answer comes once.
 */
import { implement } from '@orpc/server';
import type { Answer } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { jobAdd } from '@tandem/platform/jobs/jobs.ts';
import type { WorkAction } from '../access.ts';
import { workContract } from '../contract.ts';
import { addressee, type Decision, decisionOf, type Happening, happening, recordHappenings } from '../events.ts';
import { type MemberCtx, openForChange, readItem } from '../items/index.ts';
import { memberName, teamName, type World } from '../items/rules.ts';
import { custodyBegin, type Item, itemUpdate, receiptSelect } from '../items/store.ts';
import { offerMinutes, otherSide } from '../rules.ts';
import { offerTimeoutJob } from './jobs.ts';
import { firstResponse, reasonAgainstTarget } from './rules.ts';
import { type Offer, offerAnswer, offerInsert, offerSelect } from './store.ts';

const on = implement(workContract).$context<Edge>();

export const custodyRoutes = {
  take: on.items.take.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'take');
      await takeItem(ctx, proof, item);
      return readItem(ctx, input.number, world);
    }),
  ),
  assign: on.items.assign.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'assign');
      const to = { memberId: input.memberId, team: input.team === undefined ? item.team : input.team };
      const refused = reasonAgainstTarget(world, item.side, to);
      if (refused !== null) throw new Refusal(refused.code, refused.reason, refused.field);
      if (to.memberId === ctx.actor.memberId) await takeItem(ctx, proof, { ...item, team: to.team });
      else await assignItem(ctx, proof, item, to, world);
      return readItem(ctx, input.number, world);
    }),
  ),
};

export const offerRoutes = {
  create: on.offers.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'offer');
      const refused = reasonAgainstTarget(world, otherSide(item.side), input.to);
      if (refused !== null) throw new Refusal(refused.code, refused.reason, `to.${refused.field}`);
      const minutes = input.minutes ?? offerMinutes[item.priority];
      const expiresAt = ctx.now.add({ minutes });
      const to = { side: otherSide(item.side), team: input.to.team, memberId: input.to.memberId };
      const offerId = await offerInsert(ctx, proof, {
        itemId: item.id,
        fromSide: item.side,
        fromMemberId: ctx.actor.memberId,
        toSide: to.side,
        toTeam: to.team,
        toMemberId: to.memberId,
        brief: input.brief,
        expiresAt,
      });
      await itemUpdate(ctx, proof, item, { touched_at: item.touchedAt ?? ctx.now });
      const payload = {
        offerId,
        side: to.side,
        to: targetName(to, world),
        minutes,
        expiresAt: expiresAt.toString(),
        brief: input.brief,
      };
      const tell = {
        topic: 'work.offered',
        to: [addressee('receiver', to, item.urgent)],
        reason: `${ctx.actor.name} offers it to you; answer within ${minutes} minutes.`,
      };
      await recordHappenings(ctx, proof, [happening(item, 'offered', 'shared', payload, { body: input.brief.situation, tell })]);
      const timeout = { engagementId: proof.engagementId, offerId, itemId: item.id };
      await jobAdd(ctx.tx, offerTimeoutJob.name, timeout, { runAt: context.clock.toWall(expiresAt), key: `offer:${offerId}` });
      return readItem(ctx, input.number, world);
    }),
  ),
  accept: on.offers.accept.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world, offer } = await openOffer(ctx, input, 'accept');
      await endOffer(ctx, proof, offer, 'accepted', null);
      await custodyBegin(ctx, proof, item, { side: offer.toSide, team: offer.toTeam, memberId: ctx.actor.memberId }, 'accepted');
      const first = firstResponse(item, ctx.now);
      await itemUpdate(ctx, proof, item, {
        taken_at: ctx.now,
        ...(item.state === 'waiting-other-side' ? { state: 'open' } : {}),
        ...(first === null ? {} : { first_response_at: ctx.now }),
      });
      const decision = await decidedBefore(ctx, item, offer.toSide);
      await recordHappenings(ctx, proof, [answeredHappening(ctx, item, offer, 'accepted', null, { ...first }, decision)]);
      return readItem(ctx, input.number, world);
    }),
  ),
  decline: on.offers.decline.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world, offer } = await openOffer(ctx, input, 'decline');
      await endOffer(ctx, proof, offer, 'declined', input.reason);
      await itemUpdate(ctx, proof, item, {});
      await recordHappenings(ctx, proof, [answeredHappening(ctx, item, offer, 'declined', input.reason, {})]);
      return readItem(ctx, input.number, world);
    }),
  ),
  withdraw: on.offers.withdraw.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world, offer } = await openOffer(ctx, input, 'withdraw');
      await endOffer(ctx, proof, offer, 'withdrawn', null);
      await itemUpdate(ctx, proof, item, {});
      await recordHappenings(ctx, proof, [happening(item, 'withdrawn', 'shared', { offerId: offer.id })]);
      return readItem(ctx, input.number, world);
    }),
  ),
};

/** The item becomes the caller's own; the first person to do so gives the first response. */
async function takeItem(ctx: MemberCtx, proof: Proof<WorkAction>, item: Item): Promise<void> {
  const before = item.memberId;
  const own = { side: item.side, team: item.team, memberId: ctx.actor.memberId };
  if (before !== ctx.actor.memberId) await custodyBegin(ctx, proof, item, own, 'taken');
  const first = firstResponse(item, ctx.now);
  await itemUpdate(ctx, proof, item, {
    taken_at: ctx.now,
    touched_at: item.touchedAt ?? ctx.now,
    ...(first === null ? {} : { first_response_at: ctx.now }),
  });
  const overtaken = before !== null && before !== ctx.actor.memberId;
  const told = addressee('sender', { side: item.side, team: null, memberId: before }, false);
  const tell = overtaken ? { topic: 'work.assigned', to: [told], reason: `${ctx.actor.name} took it over from you.` } : null;
  await recordHappenings(ctx, proof, [happening(item, 'taken', 'requester', { ...first }, { tell })]);
}

async function assignItem(
  ctx: MemberCtx,
  proof: Proof<WorkAction>,
  item: Item,
  to: { memberId: string | null; team: string | null },
  world: World,
): Promise<void> {
  await custodyBegin(ctx, proof, item, { side: item.side, ...to }, 'assigned');
  await itemUpdate(ctx, proof, item, { taken_at: null, touched_at: item.touchedAt ?? ctx.now });
  const target = addressee('holder', { side: item.side, ...to }, item.urgent);
  const tell = { topic: 'work.assigned', to: [target], reason: `${ctx.actor.name} assigned it to you.` };
  const payload = { to: memberName(world, to.memberId) ?? teamName(world, to.team) };
  await recordHappenings(ctx, proof, [happening(item, 'assigned', 'shared', payload, { tell })]);
}

/** The item and its open offer, which must be the one that is answered and still have time. */
async function openOffer<Action extends 'accept' | 'decline' | 'withdraw'>(
  ctx: MemberCtx,
  input: { number: string; offerId: string },
  action: Action,
) {
  const opened = await openForChange(ctx, { number: input.number }, action);
  const offer = await offerSelect(ctx, input.offerId);
  if (offer === undefined || offer.itemId !== opened.item.id) throw new Refusal('missing', 'There is no such offer here.', null);
  if (offer.state !== 'open') throw new Refusal('offer-over', `This offer was ${offer.state}; another one is open.`, null);
  if (action !== 'withdraw' && Temporal.Instant.compare(ctx.now, offer.expiresAt) >= 0)
    throw new Refusal('offer-over', `The time to answer is over; ${opened.world.parties[offer.fromSide]} keeps it.`, null);
  return { ...opened, offer };
}

async function endOffer(
  ctx: MemberCtx,
  proof: Proof<WorkAction>,
  offer: Offer,
  state: 'accepted' | 'declined' | 'withdrawn',
  reason: string | null,
): Promise<void> {
  if (!(await offerAnswer(ctx, proof, offer.id, state, reason)))
    throw new Refusal('offer-over', 'Somebody answered this offer meanwhile.', null);
}

function answeredHappening(
  ctx: MemberCtx,
  item: Item,
  offer: Offer,
  kind: 'accepted' | 'declined',
  body: string | null,
  payload: Record<string, unknown>,
  decision?: Decision,
): Happening {
  const sender = addressee(
    'sender',
    { side: offer.fromSide, team: null, memberId: offer.fromMemberId },
    kind === 'declined' && item.urgent,
  );
  const reason = kind === 'accepted' ? `${ctx.actor.name} holds it now.` : 'You keep it.';
  return happening(
    item,
    kind,
    'shared',
    { offerId: offer.id, ...payload },
    { body, tell: { topic: `work.${kind}`, to: [sender], reason, ...(decision === undefined ? {} : { decision }) } },
  );
}

/** What the agreement decided about an item that the other side has accepted; nothing where no decision is kept. */
async function decidedBefore(ctx: MemberCtx, item: Item, takenBy: Item['side']): Promise<Decision | undefined> {
  const receipt = item.receiptId === null ? undefined : await receiptSelect(ctx, item.receiptId);
  return receipt === undefined ? undefined : decisionOf(item, receipt.answer as unknown as Answer, takenBy);
}

function targetName(to: { side: 'internal' | 'provider'; team: string | null; memberId: string | null }, world: World): string {
  return memberName(world, to.memberId) ?? teamName(world, to.team) ?? world.parties[to.side];
}
