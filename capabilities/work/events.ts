/**
 * What happens to items, each as one function that gives a happening, and the one that writes happenings down: timeline,
 * audit, events for whoever tells people, and live notices, all in the caller's transaction. A happening has an audience,
 * and everything about it stays within: a private note adds to no other timeline, chain, message or notice.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Answer, Side } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { type Entry, record } from '@tandem/platform/record/record.ts';
import type { WorkAction } from './access.ts';
import { memberName, memberOfPerson, partyName, sideOfId, teamName, type World } from './items/rules.ts';
import type { Custody, Item } from './items/store.ts';
import { queueChanged } from './queue/jobs.ts';
import { entriesInsert } from './timeline/store.ts';

/** Somebody to be told, by side, teams and members; nobody named means whoever looks after that side. */
export interface Addressee {
  why: 'holder' | 'receiver' | 'sender' | 'requester' | 'inform';
  side: Side;
  teams: string[];
  memberIds: string[];
  urgent: boolean;
  /** `30m`: to be told within. */
  within: string | null;
}

export interface Happening {
  item: Pick<Item, 'id' | 'key' | 'title' | 'priority' | 'function' | 'urgent'>;
  kind: string;
  audience: Audience;
  payload: Record<string, unknown>;
  body: string | null;
  tell: { topic: string; to: Addressee[]; reason: string; decision?: Decision } | null;
}

/** What the agreement decided, for those who compare it with what happens. */
export interface Decision {
  row: string | null;
  version: string | null;
  gap: boolean;
  conflict: string[];
  /** The side that it gave the work to; null: to nobody. */
  side: Side | null;
  scope: Record<string, string>;
  receiptId: string | null;
  /** The side that accepted a hand-over; null for a decision alone. */
  takenBy: Side | null;
}

/** Writes happenings down, in their order, and has the queue counted. Gives the ids of their timeline entries. Last in the transaction. */
export async function recordHappenings(ctx: Ctx, proof: Proof<WorkAction>, happenings: readonly Happening[]): Promise<string[]> {
  const ids = await entriesInsert(
    ctx,
    proof,
    happenings.map(({ item, kind, audience, payload, body }) => ({ itemId: item.id, kind, audience, payload, body })),
  );
  await record(
    ctx,
    happenings.map((happening) => entryOf(ctx, happening)),
  );
  await queueChanged(ctx);
  return ids;
}

function entryOf(ctx: Ctx, { item, kind, audience, payload, body, tell }: Happening): Entry {
  return {
    action: `work.${kind}`,
    subject: { kind: 'item', id: item.id, label: item.key },
    audience,
    payload: body === null ? payload : { ...payload, body },
    live: { topic: 'work', id: item.id },
    ...(tell === null ? {} : { publish: { topic: tell.topic, payload: toldPayload(ctx, item, audience, body, tell) } }),
  };
}

const excerptMax = 500;

function toldPayload(
  ctx: Ctx,
  item: Happening['item'],
  audience: Audience,
  body: string | null,
  tell: NonNullable<Happening['tell']>,
): Record<string, unknown> {
  const first = tell.to[0];
  return {
    itemId: item.id,
    number: item.key,
    title: item.title,
    priority: item.priority,
    function: item.function,
    urgent: first?.urgent ?? false,
    side: first?.side ?? null,
    teams: first?.teams ?? [],
    memberIds: first?.memberIds ?? [],
    inform: tell.to.filter((each) => each.why === 'inform'),
    reason: tell.reason,
    audience,
    to: tell.to,
    decision: tell.decision ?? null,
    by: ctx.actor.kind === 'member' ? { memberId: ctx.actor.memberId, name: ctx.actor.name, side: ctx.actor.side } : null,
    excerpt: body === null ? null : body.slice(0, excerptMax),
  };
}

/** Whoever holds the item: the person, or the team. */
export function holderOf(item: Pick<Item, 'side' | 'team' | 'memberId'>, urgent: boolean): Addressee {
  return addressee('holder', item, urgent);
}

export function addressee(why: Addressee['why'], to: Custody, urgent: boolean): Addressee {
  const named = to.memberId !== null;
  return {
    why,
    side: to.side,
    teams: !named && to.team !== null ? [to.team] : [],
    memberIds: to.memberId === null ? [] : [to.memberId],
    urgent,
    within: null,
  };
}

/** The requester, if a member asked. */
export function requesterTold(item: Pick<Item, 'requesterMemberId'>, world: World): Addressee[] {
  const member = world.members.find((each) => each.id === item.requesterMemberId);
  return member ? [{ why: 'requester', side: member.side, teams: [], memberIds: [member.id], urgent: false, within: null }] : [];
}

/** Those whom the row says to inform, each within its time. */
export function informedBy(answer: Pick<Answer, 'inform'>, world: World): Addressee[] {
  return answer.inform.map(({ who, within }) => {
    const side = sideOfId(world.file, who) ?? 'internal';
    const isTeam = world.file.teams?.some((team) => team.id === who) ?? false;
    const memberId = isTeam ? null : memberOfPerson(world, who, side);
    return {
      why: 'inform',
      side,
      teams: isTeam ? [who] : [],
      memberIds: memberId === null ? [] : [memberId],
      urgent: false,
      within,
    };
  });
}

const quiet = { body: null, tell: null };

/** `by` the product: an alert opened it; the answer's owner and those to inform are told. */
export function openedHappenings(item: Item, answer: Answer, world: World, source: string | null): Happening[] {
  const tell = {
    topic: 'work.opened',
    to: [holderOf(item, item.urgent), ...informedBy(answer, world)],
    reason: decisionReason(answer, world),
  };
  return [
    { item, kind: 'opened', audience: 'requester', payload: { source }, ...quiet },
    decidedHappening(item, answer, world, tell),
  ];
}

export function decidedHappening(item: Item, answer: Answer, world: World, tell: Happening['tell']): Happening {
  const id = answer.gap ? answer.holder : (answer.who[0] ?? null);
  const payload = {
    side: item.side,
    holder: teamName(world, item.team) ?? memberName(world, item.memberId) ?? (id === null ? null : partyName(world.file, id)),
    window: answer.window,
    row: answer.row,
    version: answer.version,
    mode: answer.mode,
    gap: answer.gap,
    priority: item.priority,
    function: item.function,
    receiptId: item.receiptId,
    responseDueAt: item.responseDueAt?.toString() ?? null,
  };
  const decision = decisionOf(item, answer, null);
  return { item, kind: 'decided', audience: 'shared', payload, body: null, tell: tell === null ? null : { ...tell, decision } };
}

const scopeKeys = ['asset-class', 'app', 'user-group'] as const;

export function decisionOf(
  item: Pick<Item, 'facts' | 'receiptId'>,
  answer: Pick<Answer, 'row' | 'version' | 'gap' | 'conflict' | 'responsible'>,
  takenBy: Side | null,
): Decision {
  const named = scopeKeys.flatMap((key) => {
    const value = item.facts[key];
    return typeof value === 'string' ? [[key, value]] : [];
  });
  return {
    row: answer.row,
    version: answer.version,
    gap: answer.gap,
    conflict: [...answer.conflict],
    side: answer.responsible,
    scope: Object.fromEntries(named),
    receiptId: item.receiptId,
    takenBy,
  };
}

/** Why it is theirs, for the message: the row and version, or that there is none. */
export function decisionReason(answer: Answer, world: World): string {
  const name = world.functionName(answer.function);
  if (answer.gap) return `No row of the agreement covers "${name}" here; the agreement names you for such gaps.`;
  return `Row ${answer.row} of version ${answer.version} gives "${name}" to you at this time: ${modeWords[answer.mode] ?? answer.mode}.`;
}

const modeWords: Record<string, string> = {
  act: 'start now',
  queue: 'it waits for the next opening',
  page: 'you are woken for it',
  'approve-then-act': 'do what is allowed beforehand, and ask for the rest',
  'vendor-case': 'open a case with the vendor',
  advise: 'advise the other side',
};

/** A plain change of the item that tells somebody or nobody. */
export function happening(
  item: Item,
  kind: string,
  audience: Audience,
  payload: Record<string, unknown>,
  rest: { body?: string | null; tell?: Happening['tell'] } = {},
): Happening {
  return { item, kind, audience, payload, body: rest.body ?? null, tell: rest.tell ?? null };
}
