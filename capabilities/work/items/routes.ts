/**
 * Opening an item, reading it, and carrying it through its states. Each route: open with the right to do it, decide,
 * write, record, and answer with the item as it is then.
 */
import { implement } from '@orpc/server';
import { compiledEngagement, decideWho } from '@tandem/capabilities/responsibility/index.ts';
import { checkFacts } from '@tandem/core/responsibility/facts.ts';
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import { who } from '@tandem/core/responsibility/who.ts';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { type Once, onceOf } from '@tandem/platform/http/idempotency.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { receiptsAdd } from '@tandem/platform/record/record.ts';
import type { z } from 'zod';
import { workAccess } from '../access.ts';
import { type itemNewSchema, workContract } from '../contract.ts';
import { offerAnswer } from '../custody/store.ts';
import {
  decidedHappening,
  decisionReason,
  type Happening,
  happening,
  holderOf,
  informedBy,
  openedHappenings,
  recordHappenings,
  requesterTold,
} from '../events.ts';
import { otherSide } from '../rules.ts';
import { loadWorld, type MemberCtx, openForChange, readItem } from './index.ts';
import { decidedBy, factsAgain, firstContactFunction, partyName, sideOfId, type World } from './rules.ts';
import {
  custodyBegin,
  type Item,
  type ItemNew,
  idempotencyLock,
  itemByIdempotency,
  itemDecide,
  itemsInsert,
  itemsLock,
  itemThing,
  itemUpdate,
  receiptSelect,
} from './store.ts';

const on = implement(workContract).$context<Edge>();

type Asked = z.infer<typeof itemNewSchema>;

export const itemRoutes = {
  create: on.items.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { engagementId: _engagement, ...asked } = input;
      const once = onceOf(context.headers, asked);
      const before = once === null ? null : await openedBefore(ctx, once);
      return readItem(ctx, before ?? (await itemOpen(ctx, asked, once)));
    }),
  ),
  read: on.items.read.handler(({ input, context }) => context.enter(input.engagementId, (ctx) => readItem(ctx, input.number))),
  why: on.items.why.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: item } = await load(ctx, workAccess, itemThing, input.number, 'why');
      const receipt = item.receiptId === null ? undefined : await receiptSelect(ctx, item.receiptId);
      if (receipt === undefined) throw new Refusal('no-decision', 'No decision is stored for this item.', null);
      const answer = receipt.answer as unknown as Answer;
      const { file } = await loadWorld(ctx);
      const named = [
        ...new Set([
          ...answer.who,
          ...answer.approvers,
          answer.accountable,
          answer.holder,
          ...answer.inform.map(({ who }) => who),
        ]),
      ];
      return {
        receiptId: receipt.id,
        at: receipt.at.toString(),
        contentHash: receipt.contentHash,
        facts: receipt.facts,
        answer: receipt.answer,
        trace: answer.trace,
        parties: named.flatMap((id) => {
          const side = id === null ? null : sideOfId(file, id);
          const kind = file.teams?.some((team) => team.id === id) ? ('team' as const) : ('person' as const);
          return id === null || side === null ? [] : [{ id, name: partyName(file, id), side, kind }];
        }),
      };
    }),
  ),
  wait: on.items.wait.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'wait');
      await itemUpdate(ctx, proof, item, { state: input.state, touched_at: item.touchedAt ?? ctx.now });
      await recordHappenings(ctx, proof, [waitingHappening(item, input.state, input.reason, world)]);
      return readItem(ctx, input.number, world);
    }),
  ),
  resume: on.items.resume.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'resume');
      await itemUpdate(ctx, proof, item, { state: 'open' });
      await recordHappenings(ctx, proof, [happening(item, 'resumed', 'shared', {})]);
      return readItem(ctx, input.number, world);
    }),
  ),
  resolve: on.items.resolve.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'resolve');
      const happenings: Happening[] = [];
      if (item.offerId !== null && (await offerAnswer(ctx, proof, item.offerId, 'withdrawn', null)))
        happenings.push(happening(item, 'withdrawn', 'shared', { offerId: item.offerId }));
      const touched = { touched_at: item.touchedAt ?? ctx.now, first_response_at: item.firstResponseAt ?? ctx.now };
      await itemUpdate(ctx, proof, item, { state: 'resolved', resolution: input.resolution, resolved_at: ctx.now, ...touched });
      const tell = { topic: 'work.resolved', to: requesterTold(item, world), reason: 'You asked for it.' };
      happenings.push(happening(item, 'resolved', 'requester', {}, { body: input.resolution, tell }));
      await recordHappenings(ctx, proof, happenings);
      return readItem(ctx, input.number, world);
    }),
  ),
  reopen: on.items.reopen.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'reopen');
      await itemUpdate(ctx, proof, item, { state: 'open', resolution: null, resolved_at: null, closed_at: null });
      const tell = { topic: 'work.reopened', to: [holderOf(item, item.urgent)], reason: 'You held it when it was resolved.' };
      await recordHappenings(ctx, proof, [happening(item, 'reopened', 'requester', {}, { body: input.reason, tell })]);
      return readItem(ctx, input.number, world);
    }),
  ),
  close: on.items.close.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'close');
      await itemUpdate(ctx, proof, item, { state: 'closed', closed_at: ctx.now });
      await recordHappenings(ctx, proof, [happening(item, 'closed', 'requester', {})]);
      return readItem(ctx, input.number, world);
    }),
  ),
  redecide: on.items.redecide.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { item, proof, world } = await openForChange(ctx, input, 'redecide');
      const before = { priority: item.priority, function: item.function };
      const change = { priority: input.priority ?? item.priority, function: input.function ?? item.function };
      if (change.priority === before.priority && change.function === before.function)
        throw new Refusal('invalid-input', 'Neither the priority nor the function is another one.', 'priority');
      const { answer, moved } = await decideAgain(ctx, proof, item, change, world);
      await itemUpdate(ctx, proof, item, {});
      const changed = happening({ ...item, ...change }, 'changed', 'shared', changePayload(before, change), {
        body: input.reason,
      });
      const told = moved ? [holderOf(item, item.urgent), ...informedBy(answer, world)] : [];
      const tell = told.length === 0 ? null : { topic: 'work.assigned', to: told, reason: decisionReason(answer, world) };
      await recordHappenings(
        ctx,
        proof,
        moved ? [changed, decidedHappening({ ...item, ...change }, answer, world, tell)] : [changed],
      );
      return readItem(ctx, input.number, world);
    }),
  ),
  colleagues: on.colleagues.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, workAccess, 'colleagues');
      const { members, file } = await loadWorld(ctx);
      const able = members.filter((member) => member.role !== 'employee');
      return {
        members: able.map(({ id, name, side, role, teams }) => ({ id, name, side, role, teams: [...teams] })),
        teams: (file.teams ?? []).map(({ id, name, side }) => ({ id, name, side })),
      };
    }),
  ),
};

/** The item that the same request opened before, or null; a key that stood for another request is refused. */
async function openedBefore(ctx: MemberCtx, { key, hash }: Once): Promise<string | null> {
  await idempotencyLock(ctx, ctx.actor.memberId, key);
  const found = await itemByIdempotency(ctx, ctx.actor.memberId, key);
  if (found === undefined) return null;
  if (found.hash !== hash) throw new Refusal('key-reused', 'This idempotency key opened another item.', 'idempotency-key');
  return found.key;
}

/** Opens an item as asked: the agreement decides now who holds it. Gives its number. */
async function itemOpen(ctx: MemberCtx, asked: Asked, once: Once | null): Promise<string> {
  const proof = authorise(ctx, workAccess, 'create');
  refuseBeyondEmployee(ctx, asked);
  const world = await loadWorld(ctx);
  const requester = requesterFor(ctx, asked, world);
  const asking = factsOf(ctx, asked, requester.person);
  const { engagement } = await compiledEngagement(ctx);
  const problem = checkFacts(engagement, asking)[0];
  if (problem !== undefined) throw new Refusal('invalid-input', problem.message, problem.field);
  const { facts, answer, contentHash } = await decideWho(ctx, asking);
  const [receiptId = null] = await receiptsAdd(ctx, [{ kind: 'who', contentHash, input: facts, output: answer }]);
  const item: ItemNew = {
    kind: asked.kind,
    title: asked.title,
    detail: asked.detail,
    asset: asked.asset ?? null,
    app: asked.app ?? null,
    site: asked.site ?? null,
    userGroup: asked.userGroup ?? null,
    requesterMemberId: requester.memberId,
    requesterName: requester.name,
    alertId: null,
    openedBy: ctx.actor.memberId,
    idempotencyKey: once?.key ?? null,
    idempotencyHash: once?.hash ?? null,
    openedAt: ctx.now,
    decided: decidedBy(facts, answer, receiptId, world),
  };
  const [made] = await itemsInsert(ctx, proof, [item]);
  const [row] = await itemsLock(ctx, [made?.id ?? '']);
  if (made === undefined || row === undefined) throw new Error('An item that was just opened is out of reach for who opened it.');
  await recordHappenings(ctx, proof, openedHappenings(row, answer, world, null));
  return made.key;
}

/** An employee asks for help; what kind of work it is, how urgent and for whom is for others to say. */
function refuseBeyondEmployee(ctx: MemberCtx, asked: Asked): void {
  if (ctx.actor.role !== 'employee') return;
  const refuse = (field: string, reason: string) => new Refusal('invalid-input', reason, field);
  if (asked.kind !== 'request' && asked.kind !== 'incident')
    throw refuse('kind', 'Say whether you ask for something or something is broken.');
  if (asked.function !== undefined) throw refuse('function', 'Leave the function out; whoever helps you finds it.');
  if (asked.priority !== 'P3') throw refuse('priority', 'Leave the priority out; whoever helps you sets it.');
  if (asked.requester !== undefined) throw refuse('requester', 'You ask for yourself.');
}

function requesterFor(
  ctx: MemberCtx,
  asked: Asked,
  world: World,
): { memberId: string | null; name: string | null; person: string | null } {
  if (ctx.actor.role === 'employee') return { memberId: ctx.actor.memberId, name: null, person: ctx.actor.person };
  if (asked.requester === undefined) return { memberId: null, name: null, person: null };
  if ('name' in asked.requester) return { memberId: null, name: asked.requester.name, person: null };
  const { memberId } = asked.requester;
  const member = world.members.find((each) => each.id === memberId);
  if (member === undefined) throw new Refusal('invalid-input', 'Nobody here has that id.', 'requester.memberId');
  return { memberId, name: null, person: member.person };
}

function factsOf(ctx: MemberCtx, asked: Asked, requester: string | null): Facts {
  const known = {
    asset: asked.asset,
    app: asked.app,
    site: asked.site,
    'user-group': asked.userGroup,
    vendor: asked.vendor,
    category: asked.category,
    amount: asked.amount,
    requester: requester ?? undefined,
  };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { at: ctx.now.toString(), function: asked.function ?? firstContactFunction, priority: asked.priority, ...given };
}

/**
 * Asks the agreement again. The target counts from when the item was opened, so time used stays used; a response given
 * keeps the target it met or missed. Custody moves only while nobody touched the item.
 */
async function decideAgain(
  ctx: MemberCtx,
  proof: Awaited<ReturnType<typeof openForChange<'redecide'>>>['proof'],
  item: Item,
  change: { priority: Item['priority']; function: string },
  world: World,
): Promise<{ answer: Answer; moved: boolean }> {
  const { facts, answer, contentHash } = await decideWho(ctx, factsAgain(item, ctx.now, change));
  const [receiptId = null] = await receiptsAdd(ctx, [{ kind: 'who', contentHash, input: facts, output: answer }]);
  // With the queue as it was at the last decision: only the target is asked for.
  const { engagement } = await compiledEngagement(ctx);
  const fromOpening = who(engagement, factsAgain(item, item.openedAt, change));
  const dueAt = item.firstResponseAt === null ? fromOpening.responseDueAt : (item.responseDueAt?.toString() ?? null);
  const decided = decidedBy(facts, answer, receiptId, world, dueAt);
  await itemDecide(ctx, proof, item, decided);
  Object.assign(item, { urgent: decided.urgent, receiptId, responseDueAt: decided.responseDueAt });
  const next = decided.custody;
  const moved =
    item.touchedAt === null && (next.side !== item.side || next.team !== item.team || next.memberId !== item.memberId);
  if (moved) await custodyBegin(ctx, proof, item, next, 'decided');
  return { answer, moved };
}

function changePayload(
  before: { priority: string; function: string },
  after: { priority: string; function: string },
): Record<string, unknown> {
  return {
    ...(before.priority === after.priority ? {} : { priorityFrom: before.priority, priorityTo: after.priority }),
    ...(before.function === after.function ? {} : { functionFrom: before.function, functionTo: after.function }),
  };
}

function waitingHappening(item: Item, state: string, reason: string, world: World): Happening {
  const toRequester = state === 'waiting-requester';
  const other = { why: 'receiver' as const, side: otherSide(item.side), teams: [], memberIds: [], urgent: false, within: null };
  const to = toRequester ? requesterTold(item, world) : state === 'waiting-other-side' ? [other] : [];
  const tell = to.length === 0 ? null : { topic: 'work.waiting', to, reason: 'Work on it waits for your answer.' };
  return happening(item, 'waiting', toRequester ? 'requester' : 'shared', { state }, { body: reason, tell });
}
