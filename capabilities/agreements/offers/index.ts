/**
 * What the routes and jobs of offers have in common: the agreement as it would be enacted, what stands in its way, and an
 * offer with everything that its reader may know.
 */
import { redlineTerms } from '@tandem/core/commercial/redline.ts';
import type { TermsChange } from '@tandem/core/commercial/redline-change.ts';
import { redlineFile } from '@tandem/core/commercial/redline-file.ts';
import { redlineFirst } from '@tandem/core/commercial/redline-first.ts';
import { isReworded, type Worded } from '@tandem/core/commercial/redline-library.ts';
import type { Statement } from '@tandem/core/commercial/statement/model.ts';
import { statementOf } from '@tandem/core/commercial/statement.ts';
import { type Agreement, emptyTerms, type Terms, withoutWording } from '@tandem/core/commercial/terms.ts';
import { printFrozen } from '@tandem/core/commercial/wording.ts';
import { draftDay, draftOf, type Enactment, enactDraft } from '@tandem/core/responsibility/draft.ts';
import { checkDraft } from '@tandem/core/responsibility/examine/soundness.ts';
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import { type EngagementFile, sides } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { engagementSlug, membersOf } from '../../engagements/index.ts';
import { agreementInForce, agreementOf, dateIn, zoneOf } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { type Draft, draftThing } from '../drafts/store.ts';
import type { Told } from '../events.ts';
import { findingsOf } from '../findings/index.ts';
import {
  type Able,
  type Blocker,
  findingBlockers,
  leadRoles,
  reasonAgainstSigner,
  signerBlockers,
  signersOf,
  statementBlockers,
  writeOffer,
  writtenSignatures,
} from './rules.ts';
import { type Offer, offerEnactedBefore, offerEnactedLast, offerStatement, type Signature, signaturesOf } from './store.ts';

export interface Current {
  file: EngagementFile;
  contentHash: string;
}

/** The local date now, where the agreement or the draft has its first site. */
export function todayOf(ctx: Ctx, file: EngagementFile): string {
  return dateIn(zoneOf(file), ctx.now);
}

/** The draft as it would be enacted. Refuses `offer-dates` when the version has no place among those that stand. */
export function agreementFrom(current: Current | null, draft: Draft, enactment: Enactment): Agreement {
  try {
    return { file: enactDraft(current?.file ?? null, draft.file, enactment), terms: draft.terms };
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('offer-dates', error.message, 'from');
    throw error;
  }
}

/** Everything that stands in the way of offering a draft, which would be enacted as `agreement`; empty: nothing does. */
export async function blockersOf(
  ctx: Ctx,
  draft: Draft,
  agreement: Agreement,
  current: Current | null,
  from: string,
): Promise<Blocker[]> {
  const isEmergency = draft.kind === 'emergency';
  const unreadable = await reasonAgainstFile(ctx, agreement.file);
  const signers = isEmergency ? [] : signerBlockers(agreement, await membersOf(ctx));
  if (unreadable !== null) return [{ place: 'matrix', sentence: unreadable }, ...signers];
  const { file, terms } = draft;
  const findings = await findingsOf({ file, terms }, from);
  // In an emergency only what it makes worse stands in its way.
  const known = isEmergency && current !== null ? await findingsOf({ file: draftOf(current.file, from), terms }, from) : [];
  // A night's emergency changes no wording; the statement that was signed goes on.
  const open = isEmergency ? [] : statementBlockers(agreement);
  return [...findingBlockers(findings, new Set(known.map(({ key }) => key))), ...open, ...signers];
}

/** The first thing that the strict parser refuses, or that the file is of another engagement; null when it is sound. */
async function reasonAgainstFile(ctx: Ctx, file: EngagementFile): Promise<string | null> {
  let text: string;
  try {
    text = formatEngagement(file);
  } catch (error) {
    return error instanceof Error ? error.message : 'The draft cannot be written as a file.';
  }
  const parsed = parseEngagement(text, 'draft');
  if (!parsed.ok) {
    // The same sentence as the finding that the matrix shows, with the row in place of a path.
    const told = checkDraft(file).findings[0]?.message ?? parsed.problems[0]?.message ?? 'The draft is not readable.';
    return parsed.problems.length > 1 ? `${told} (${parsed.problems.length - 1} more)` : told;
  }
  const slug = await engagementSlug(ctx);
  return file.engagement.id === slug ? null : `The draft is of "${file.engagement.id}", this engagement is "${slug}".`;
}

/** What an agreement says differently from the one before it, file and terms, for the day from which it counts. */
export function changesFrom(before: Worded | null, after: Worded, from: string): TermsChange[] {
  const { file } = after;
  if (before === null) {
    const rows = draftOf(file, from).matrix[0]?.rows.length ?? 0;
    const sentence = `The first agreement: ${rows} rows, ${file.people.length} people.`;
    return [{ path: '', sentence }, ...redlineFirst(after)];
  }
  return [...redlineFile(draftOf(before.file, from), draftOf(file, from)), ...redlineTerms(before, after)];
}

/** An agreement, and the offer that holds the words of it; null: nothing of it was offered here. */
interface Offered extends Agreement {
  offerId: string | null;
}

/** `changesFrom`, with the statements that were signed where the standard wording differs: no other redline needs them. */
async function changesBetween(ctx: Ctx, before: Offered | null, after: Offered, from: string): Promise<TermsChange[]> {
  if (before === null || !isReworded(before.terms, after.terms)) return changesFrom(before, after, from);
  return changesFrom(await withStatement(ctx, before), await withStatement(ctx, after), from);
}

async function withStatement(ctx: Ctx, { file, terms, offerId }: Offered): Promise<Worded> {
  return { file, terms, statement: offerId === null ? null : await offerStatement(ctx, offerId) };
}

/** The agreement that an offer was made to follow; null for the first. */
async function agreementBefore(ctx: Ctx, offer: Pick<Offer, 'baseHash' | 'offeredAt'>): Promise<Offered | null> {
  const file = offer.baseHash === null ? null : await agreementOf(ctx, offer.baseHash);
  return file === null ? null : { file, ...termsOf(await offerEnactedBefore(ctx, offer.offeredAt)) };
}

/** Terms that no offer wrote are empty. */
function termsOf(offer: Offer | null): Omit<Offered, 'file'> {
  return { terms: offer?.content.terms ?? emptyTerms(), offerId: offer?.id ?? null };
}

/** The terms that a draft begins with: those that were put into force last, to be worded anew. */
export async function termsToBegin(ctx: Ctx): Promise<Terms> {
  const last = await offerEnactedLast(ctx);
  return last === null ? emptyTerms() : termsAfter(ctx, last);
}

/** The terms of an offer for a draft that goes on from it: to be worded anew, with the wishes of its draft, which nobody signed. */
export async function termsAfter(ctx: Ctx, { content, draftId }: Pick<Offer, 'content' | 'draftId'>): Promise<Terms> {
  const scope = (await draftThing.select(ctx, draftId))?.terms.scope;
  return { ...withoutWording(content.terms), ...(scope === undefined ? {} : { scope }) };
}

type Changing = Pick<Offer, 'baseHash' | 'offeredAt' | 'content' | 'from'>;

/** What an offer changes in what counted when it was made; without an id it is about to be. */
export async function changesOfOffer(ctx: Ctx, offer: Changing & { id: string | null }): Promise<TermsChange[]> {
  return changesBetween(ctx, await agreementBefore(ctx, offer), { ...offer.content, offerId: offer.id }, offer.from);
}

/**
 * The document of an offer: as it was frozen, whatever the clause library says by now. An offer from before documents were
 * frozen is printed anew.
 */
export async function statementOfOffer(ctx: Ctx, offer: Offer, signatures: readonly Signature[]): Promise<Statement> {
  const written = writtenSignatures(signatures);
  const frozen = await offerStatement(ctx, offer.id);
  if (frozen !== null) return printFrozen(frozen, offer.hash, written);
  const changes = offer.baseHash === null ? [] : await changesOfOffer(ctx, offer);
  return statementOf(offer.content, { version: offer.version, signatures: written, changes });
}

export async function changesOfDraft(ctx: Ctx, draft: Draft, current: Current | null): Promise<TermsChange[]> {
  const today = todayOf(ctx, current?.file ?? draft.file);
  if (current === null) return changesFrom(null, draft, today);
  const signed = { file: current.file, ...termsOf(await offerEnactedLast(ctx)) };
  return changesBetween(ctx, signed, { ...draft, offerId: null }, draftDay(current.file, draft.kind, today));
}

type MemberCtx = Ctx & { actor: MemberActor };

/** An offer as its reader may know it, read anew. */
export async function showOffer(ctx: MemberCtx, offer: Offer) {
  const signatures = await signaturesOf(ctx, [offer.id]);
  const current = await agreementInForce(ctx);
  const over = offer.state === 'open' ? null : `The offer is over: it was ${stateWords[offer.state]}.`;
  const own = offer.side === ctx.actor.side;
  const signed = signatures.some(({ side }) => side === ctx.actor.side) ? 'Your side has signed.' : null;
  const outdated = isOutdated(offer, current) ? outdatedSentence : null;
  const signer = reasonAgainstSigner(offer, ableOf(ctx.actor), current?.file ?? offer.content.file, ctx.now);
  const may = (action: 'offer.sign' | 'offer.answer' | 'offer.make') => reasonAgainst(ctx.actor, agreementsAccess, action);
  return {
    ...writeOffer(offer, signatures),
    changes: await changesOfOffer(ctx, offer),
    may: {
      sign: over ?? may('offer.sign') ?? signed ?? signer ?? outdated,
      decline: over ?? may('offer.answer') ?? (own ? 'Your own side made this offer; withdraw it instead.' : null),
      withdraw: over ?? may('offer.make') ?? (own ? null : 'The other side made this offer; decline it instead.'),
    },
  };
}

export const stateWords: Record<Offer['state'], string> = {
  open: 'open',
  signed: 'signed by both sides',
  enacted: 'signed by both sides and put into force',
  declined: 'declined',
  withdrawn: 'withdrawn',
  lapsed: 'not signed in time',
  overtaken: 'overtaken by another version',
};

export const outdatedSentence = 'Another version was put into force since. Bring the draft up to date and offer it again.';

/** Whether another document counts by now than the one that this was made from. */
export function isOutdated(made: { baseHash: string | null }, current: Current | null): boolean {
  return made.baseHash !== (current?.contentHash ?? null);
}

export function ableOf({ memberId, side, role, name, person }: MemberActor): Able {
  return { id: memberId, side, role, name, person };
}

/** Whom an offer concerns: its signers, or in an emergency whoever may sign it. */
export function toldOf(offer: Pick<Offer, 'kind' | 'content'>): Told[] {
  if (offer.kind === 'emergency') return sides.map((side) => ({ side, roles: [...leadRoles[side]] }));
  return signersOf(offer.content).map(({ side, memberId }) => ({ side, memberIds: [memberId] }));
}
