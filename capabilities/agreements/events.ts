/**
 * What happens to agreements, each as one function: audit, outbox and live notice together.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { type Entry, record } from '@tandem/platform/record/record.ts';

interface DraftTold {
  id: string;
  title: string;
  kind: string;
}

export async function recordDraftBegun(ctx: Ctx, draft: DraftTold): Promise<void> {
  await record(ctx, {
    action: 'agreements.draft-begun',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { kind: draft.kind },
    live: { topic: 'agreements', id: draft.id },
  });
}

export async function recordDraftChanged(ctx: Ctx, draft: DraftTold & { state: string }): Promise<void> {
  await record(ctx, {
    action: 'agreements.draft-changed',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { title: draft.title, state: draft.state },
    live: { topic: 'agreements', id: draft.id },
  });
}

/** The edit itself is kept beside the draft; the record says that it happened and where. */
export async function recordDraftEdited(ctx: Ctx, draft: DraftTold, revision: number, paths: readonly string[]): Promise<void> {
  await record(ctx, {
    action: 'agreements.draft-edited',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { revision, changes: paths.length, paths: paths.slice(0, 20) },
    live: { topic: 'agreements', id: draft.id },
  });
}

/** Somebody to be told: members by id, and roles of a side. */
export interface Told {
  side: Side;
  memberIds?: string[];
  roles?: string[];
  /** What it is for them, where that is something else. */
  title?: string;
}

interface Telling {
  topic: string;
  title: string;
  body: string;
  /** Where it is looked at, below the engagement. */
  place: string;
  urgent: boolean;
  to: readonly Told[];
}

export const bothSides: readonly Told[] = [
  { side: 'internal', roles: ['leader', 'it'] },
  { side: 'provider', roles: ['admin', 'account'] },
];
/** Those who answer for a side. */
export const executives: readonly Told[] = [
  { side: 'internal', roles: ['leader'] },
  { side: 'provider', roles: ['admin'] },
];

/** What happened to an offer: `offered`, `sign`, `declined` and so on, with its hash, and whoever is told of it. */
export function offerEntry(
  ctx: Ctx,
  happened: string,
  offer: { id: string; draftId: string; title: string; version: string; hash: string },
  payload: Record<string, unknown>,
  telling: Omit<Telling, 'place'> & { place?: string },
): Entry {
  const place = telling.place ?? `/agreement/${offer.draftId}/sign`;
  return {
    action: `agreements.${happened}`,
    subject: { kind: 'offer', id: offer.id, label: `${offer.title} (version ${offer.version})` },
    audience: 'shared',
    payload: { draftId: offer.draftId, version: offer.version, hash: offer.hash, ...payload },
    publish: {
      topic: telling.topic,
      payload: { offerId: offer.id, ...toldPayload(ctx, offer.id, happened, { ...telling, place }) },
    },
    live: { topic: 'agreements', id: offer.draftId },
  };
}

/** Writes entries of one transaction. Call it last. */
export async function recordEntries(ctx: Ctx, entries: readonly Entry[]): Promise<void> {
  if (entries.length > 0) await record(ctx, entries);
}

/** What live work showed the agreement to lack, for the first time. */
export function proposalEntry(ctx: Ctx, proposal: { id: string; kind: string; sentence: string; number: string }): Entry {
  const telling: Telling = {
    topic: 'agreements.proposal',
    title: 'The agreement lacks something',
    body: `${proposal.sentence} It was seen with ${proposal.number}.`,
    place: '/agreement/proposals',
    urgent: false,
    to: bothSides,
  };
  return {
    action: 'agreements.proposal-opened',
    subject: { kind: 'proposal', id: proposal.id, label: proposal.sentence },
    audience: 'shared',
    payload: { kind: proposal.kind, number: proposal.number },
    publish: { topic: telling.topic, payload: toldPayload(ctx, proposal.id, 'proposal', telling) },
    live: { topic: 'agreements', id: proposal.id },
  };
}

export function proposalAnsweredEntry(
  proposal: { id: string; sentence: string },
  how: 'dismissed' | 'drafted',
  payload: Record<string, unknown>,
): Entry {
  return {
    action: `agreements.proposal-${how}`,
    subject: { kind: 'proposal', id: proposal.id, label: proposal.sentence },
    audience: 'shared',
    payload,
    live: { topic: 'agreements', id: proposal.id },
  };
}

/** The nightly proof of what is in force found something that nobody was told of yet. */
export function findingsEntry(ctx: Ctx, sentences: readonly string[]): Entry {
  const count = sentences.length === 1 ? 'something new' : `${sentences.length} new things`;
  const telling: Telling = {
    topic: 'agreements.findings',
    title: `The proof of the agreement found ${count}`,
    body: sentences.slice(0, 20).join('\n'),
    place: '/proof',
    urgent: false,
    to: bothSides,
  };
  return {
    action: 'agreements.findings',
    subject: { kind: 'agreement', id: ctx.actor.engagementId },
    audience: 'shared',
    payload: { count: sentences.length, findings: sentences.slice(0, 50) },
    publish: { topic: telling.topic, payload: toldPayload(ctx, ctx.actor.engagementId, 'findings', telling) },
    live: { topic: 'agreements', id: 'findings' },
  };
}

/** `happened`: messages about the same happening of the same thing are put together, others are not. */
function toldPayload(
  ctx: Ctx,
  id: string,
  happened: string,
  { title, body, place, urgent, to }: Telling,
): Record<string, unknown> {
  return {
    id,
    about: `${id} ${happened}`,
    title,
    body,
    place,
    urgent,
    to: to.map(({ side, memberIds = [], roles = [], title: own }) => ({ side, memberIds, roles, ...(own && { title: own }) })),
    by: ctx.actor.kind === 'member' ? { memberId: ctx.actor.memberId, name: ctx.actor.name, side: ctx.actor.side } : null,
  };
}

interface CommentTold {
  id: string;
  parentId: string | null;
  audience: Audience;
}

/** What happened to a comment. The record of a private one is its side's own, and so is the notice to open screens. */
export function commentEntry(
  happened: string,
  draft: { id: string; title: string },
  { id, parentId, audience }: CommentTold,
): Entry {
  return {
    action: `agreements.${happened}`,
    subject: { kind: 'comment', id, label: draft.title },
    audience,
    payload: { draftId: draft.id, threadId: parentId ?? id },
    live: { topic: 'agreements-comments', id: draft.id },
  };
}

/** Something was written: those whom it mentions are told, and the others of its thread. Nobody to tell: nothing is published. */
export function commentedEntry(
  ctx: Ctx,
  happened: string,
  draft: { id: string; title: string },
  comment: CommentTold,
  { where, excerpt, place }: { where: string; excerpt: string; place: string },
  told: Record<'mentioned' | 'others', readonly { id: string; side: Side }[]>,
): Entry {
  const entry = commentEntry(happened, draft, comment);
  const name = ctx.actor.name;
  const group = (people: readonly { id: string; side: Side }[], title: string): Told[] =>
    (['internal', 'provider'] as const)
      .map((side) => ({ side, title, memberIds: people.filter((each) => each.side === side).map(({ id }) => id) }))
      .filter(({ memberIds }) => memberIds.length > 0);
  const title = `${name} wrote on ${where}`;
  const to = [...group(told.mentioned, `${name} mentioned you on ${where}`), ...group(told.others, title)];
  if (to.length === 0) return entry;
  const telling = { topic: 'agreements.commented', title, body: excerpt, place, urgent: false, to };
  const payload = {
    ...toldPayload(ctx, draft.id, `comments ${comment.parentId ?? comment.id}`, telling),
    audience: comment.audience,
  };
  return { ...entry, publish: { topic: telling.topic, payload } };
}

/** A draft stands on what counts by now. */
export function rebasedEntry(draft: { id: string; title: string }, baseHash: string, conflicts: number): Entry {
  return {
    action: 'agreements.draft-rebased',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { baseHash, conflicts },
    live: { topic: 'agreements', id: draft.id },
  };
}

/** A provider's rates are its own: the other side is not even told that a card exists. */
export async function recordRateAdded(ctx: Ctx, rate: { id: string; name: string; version: number }): Promise<void> {
  await record(ctx, {
    action: 'agreements.rate-added',
    subject: { kind: 'rate card', id: rate.id, label: rate.name },
    audience: 'provider',
    payload: { version: rate.version },
    live: { topic: 'agreements', id: rate.id },
  });
}

/** A provider's clauses are its own until a draft holds them. */
export async function recordClauseChanged(
  ctx: Ctx,
  clause: { clauseId: string; title: string; version: number; withdrawn: boolean },
): Promise<void> {
  await record(ctx, {
    action: `agreements.clause-${clause.withdrawn ? 'withdrawn' : 'saved'}`,
    subject: { kind: 'clause', id: clause.clauseId, label: clause.title },
    audience: 'provider',
    payload: { version: clause.version },
    live: { topic: 'agreements', id: clause.clauseId },
  });
}

export async function recordQuoteKept(
  ctx: Ctx,
  draft: DraftTold,
  quote: { id: string; hash: string; feeMonthlyMinor: number; currency: string },
): Promise<void> {
  const { id, ...payload } = quote;
  await record(ctx, {
    action: 'agreements.quote-kept',
    subject: { kind: 'quote', id, label: draft.title },
    audience: 'shared',
    payload: { draft: draft.id, ...payload },
    live: { topic: 'agreements', id: draft.id },
  });
}

export async function recordFitLink(ctx: Ctx, fit: { id: string; title: string }, what: 'made' | 'closed'): Promise<void> {
  await record(ctx, {
    action: `agreements.fit-link-${what}`,
    subject: { kind: 'questionnaire', id: fit.id, label: fit.title },
    audience: 'shared',
    payload: {},
    live: { topic: 'agreements', id: fit.id },
  });
}

/** The answers stand in their row; the record says that they came. */
export async function recordFitAnswered(ctx: Ctx, fit: { id: string; title: string }): Promise<void> {
  await record(ctx, {
    action: 'agreements.fit-answered',
    subject: { kind: 'questionnaire', id: fit.id, label: fit.title },
    audience: 'shared',
    payload: {},
    live: { topic: 'agreements', id: fit.id },
  });
}
