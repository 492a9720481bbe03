/**
 * When something may be done to an item, as a table: in which states, and by which side. One function decides, and both
 * the server's refusals and the reasons on disabled buttons come from it. Also the two readings that every screen needs:
 * who will see a piece of writing, and how the response target stands.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import { reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Actor, MemberActor } from '@tandem/platform/access/actor.ts';
import { workAccess } from './access.ts';
import { type ItemAction, type ItemState, itemActions, type workProblems } from './contract.ts';

export type WorkProblem = keyof typeof workProblems;

const active: readonly ItemState[] = ['open', 'waiting-requester', 'waiting-vendor', 'waiting-other-side'];
const waiting: readonly ItemState[] = ['waiting-requester', 'waiting-vendor', 'waiting-other-side'];
const done: readonly ItemState[] = ['resolved', 'closed'];
const every: readonly ItemState[] = [...active, ...done];

interface ActionRule {
  states: readonly ItemState[];
  /** `holder`: the side that has custody. `receiver`: the side to which the open offer goes. */
  by: 'holder' | 'receiver' | 'anybody';
  /** Whether a hand-over must be on offer for it (true), must not (false), or does not matter (null). */
  offer: boolean | null;
}

export const actionRules: Record<ItemAction, ActionRule> = {
  take: { states: active, by: 'holder', offer: null },
  assign: { states: active, by: 'holder', offer: null },
  offer: { states: active, by: 'holder', offer: false },
  accept: { states: active, by: 'receiver', offer: true },
  decline: { states: active, by: 'receiver', offer: true },
  withdraw: { states: active, by: 'holder', offer: true },
  wait: { states: active, by: 'holder', offer: null },
  resume: { states: waiting, by: 'holder', offer: null },
  resolve: { states: active, by: 'holder', offer: null },
  reopen: { states: done, by: 'anybody', offer: null },
  close: { states: ['resolved'], by: 'anybody', offer: null },
  redecide: { states: active, by: 'anybody', offer: false },
  note: { states: every, by: 'anybody', offer: null },
  link: { states: every, by: 'anybody', offer: null },
  attach: { states: every, by: 'anybody', offer: null },
};

/** What the rules look at. */
export interface Standing {
  state: ItemState;
  side: Side;
  memberId: string | null;
  takenAt: Temporal.Instant | null;
  /** To which side a hand-over is on offer; null when none is. */
  offeredTo: Side | null;
}

export interface Barrier {
  code: WorkProblem;
  reason: string;
}

/** Why the action cannot be done now, apart from the role; null when it can. `parties` names the two organisations. */
export function barrierAgainst(actor: Actor, action: ItemAction, item: Standing, parties: Record<Side, string>): Barrier | null {
  const rule = actionRules[action];
  if (!rule.states.includes(item.state)) return { code: 'state-forbids', reason: stateReason(action, item.state) };
  if (rule.offer === false && item.offeredTo !== null)
    return { code: 'offer-open', reason: `A hand-over to ${parties[item.offeredTo]} waits for an answer. Take it back first.` };
  if (rule.offer === true && item.offeredTo === null) return { code: 'offer-over', reason: 'No hand-over is on offer.' };
  if (rule.by === 'holder' && actor.side !== 'system' && actor.side !== item.side)
    return { code: 'not-custodian', reason: `${parties[item.side]} holds it; only they can do that.` };
  if (rule.by === 'receiver' && actor.side !== item.offeredTo)
    return { code: 'wrong-side', reason: `The hand-over is offered to ${parties[item.offeredTo ?? item.side]}.` };
  if (action === 'take' && actor.kind === 'member' && item.memberId === actor.memberId && item.takenAt !== null)
    return { code: 'state-forbids', reason: 'It is yours already.' };
  return null;
}

const stateWords: Record<ItemState, string> = {
  open: 'open',
  'waiting-requester': 'waiting for the requester',
  'waiting-vendor': 'waiting for the vendor',
  'waiting-other-side': 'waiting for the other side',
  resolved: 'resolved',
  closed: 'closed',
};

function stateReason(action: ItemAction, state: ItemState): string {
  if (action === 'resume') return `It is ${stateWords[state]}; only waiting work goes on.`;
  if (done.includes(state)) return action === 'close' ? 'It is closed already.' : `It is ${stateWords[state]}; reopen it first.`;
  return action === 'close' ? 'Resolve it first.' : `It is ${stateWords[state]}, not resolved.`;
}

/** For every action `true`, or the sentence that says why not. */
export function decideMay(actor: MemberActor, item: Standing, parties: Record<Side, string>): Record<ItemAction, true | string> {
  const entries = itemActions.map((action) => {
    const reason = reasonAgainst(actor, workAccess, action) ?? barrierAgainst(actor, action, item, parties)?.reason ?? null;
    return [action, reason ?? true] as const;
  });
  return Object.fromEntries(entries) as Record<ItemAction, true | string>;
}

/** For whom an actor may write, widest last for IT people: a slip of the hand stays inside. */
export function writableAudiences(actor: Actor, requester: boolean): Audience[] {
  if (actor.kind === 'system') return ['shared', 'requester'];
  if (actor.role === 'employee') return ['requester'];
  return requester ? ['shared', actor.side, 'requester'] : ['shared', actor.side];
}

/** Who reads what is written for an audience, as a sentence. */
export function readersOf(audience: Audience, parties: Record<Side, string>, requester: string | null): string {
  if (audience === 'internal' || audience === 'provider')
    return `Only ${parties[audience]} sees this. ${parties[otherSide(audience)]} does not, nor that it exists.`;
  if (audience === 'requester')
    return `${requester ?? 'The requester'}, ${parties.internal} IT and ${parties.provider} see this.`;
  const both = `${parties.internal} IT and ${parties.provider} see this.`;
  return requester === null ? both : `${both} ${requester} does not.`;
}

export function otherSide(side: Side): Side {
  return side === 'internal' ? 'provider' : 'internal';
}

export type ResponseState = 'none' | 'running' | 'late' | 'met' | 'missed';

/** How the response target stands at `now`. Answered exactly at the due instant is in time. */
export function responseState(
  dueAt: Temporal.Instant | null,
  answeredAt: Temporal.Instant | null,
  now: Temporal.Instant,
): ResponseState {
  if (dueAt === null) return 'none';
  const after = Temporal.Instant.compare(answeredAt ?? now, dueAt) > 0;
  if (answeredAt === null) return after ? 'late' : 'running';
  return after ? 'missed' : 'met';
}

/** Minutes the other side has to answer an offer, unless the sender says otherwise. */
export const offerMinutes: Record<'P1' | 'P2' | 'P3' | 'P4', number> = { P1: 10, P2: 20, P3: 60, P4: 240 };

/** Enough for any real item, and a bound for a page that shows them all. */
export const linksMax = 50;
export const attachmentsMax = 20;
