/**
 * What stands between a draft and its signatures, and who may sign, purely. Whoever reads a refusal here is told what to
 * do about it; the screens show the same sentences before anybody tries.
 */
import { parseTime } from '@tandem/core/calendar/zone.ts';
import { price } from '@tandem/core/commercial/price.ts';
import type { StatementSignature } from '@tandem/core/commercial/statement/model.ts';
import { unsettled } from '@tandem/core/commercial/statement.ts';
import { type Agreement, quoteScopeOf } from '@tandem/core/commercial/terms.ts';
import { versionOn } from '@tandem/core/responsibility/draft.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import type { EngagementFile, Side } from '@tandem/core/responsibility/model.ts';
import { sides } from '@tandem/core/responsibility/model.ts';
import type { DraftLine } from '../drafts/store.ts';
import { aheadDaysMax, type blockerPlaces, emergencyDaysMax } from './contract.ts';
import type { Offer, Signature } from './store.ts';

export interface Blocker {
  place: (typeof blockerPlaces)[number];
  sentence: string;
}

export interface SignerPerson {
  side: Side;
  memberId: string;
  name: string;
  title: string;
}

/** A member as far as signing asks. */
export interface Able {
  id: string;
  side: Side;
  role: string;
  name: string;
  person: string | null;
}

/** Who may be named as a signer, by side. */
const signerRoles: Record<Side, readonly string[]> = { internal: ['leader', 'it'], provider: ['admin', 'account'] };
/** Who leads on a side: of these, whoever is there signs an emergency. */
export const leadRoles: Record<Side, readonly string[]> = { internal: ['leader', 'it'], provider: ['admin', 'dispatcher'] };

export function maySignFor(member: Pick<Able, 'side' | 'role'>): boolean {
  return signerRoles[member.side].includes(member.role);
}

/** The signers that the terms name, in the order of the sides. */
export function signersOf({ terms }: Pick<Agreement, 'terms'>): SignerPerson[] {
  return sides.flatMap((side) => {
    const signer = terms.signers[side];
    return signer === undefined ? [] : [{ side, ...signer }];
  });
}

/** Sides that nobody signs for, and signers who may not. */
export function signerBlockers(agreement: Agreement, members: readonly Able[]): Blocker[] {
  return sides.flatMap((side): Blocker[] => {
    const signer = agreement.terms.signers[side];
    const name = agreement.file.parties[side].name;
    if (signer === undefined) return [{ place: 'sign', sentence: `Nobody is named to sign for ${name}.` }];
    const member = members.find((each) => each.id === signer.memberId && each.side === side);
    if (member === undefined) return [{ place: 'sign', sentence: `${signer.name} is not a member of ${name} any more.` }];
    if (maySignFor(member)) return [];
    return [{ place: 'sign', sentence: `${signer.name} may not sign for ${name}; name ${signerWords[side]}.` }];
  });
}

const signerWords: Record<Side, string> = {
  internal: 'a leader, or somebody of IT',
  provider: 'an administrator, or an account manager',
};

/** Why this person may not sign this offer; null when they may. `file` is the agreement in force, for who is away. */
export function reasonAgainstSigner(
  offer: Pick<Offer, 'kind' | 'content'>,
  member: Able,
  file: EngagementFile,
  now: Temporal.Instant,
): string | null {
  const party = offer.content.file.parties[member.side].name;
  if (offer.kind !== 'emergency') {
    const signer = offer.content.terms.signers[member.side];
    if (signer === undefined) return `Nobody is named to sign for ${party}.`;
    return signer.memberId === member.id ? null : `${signer.name} signs for ${party}.`;
  }
  if (!leadRoles[member.side].includes(member.role)) return `A lead of ${party} who is on duty signs an emergency.`;
  return isAway(file, member.person, now) ? 'The agreement has you as away now; another lead signs.' : null;
}

function isAway(file: EngagementFile, person: string | null, now: Temporal.Instant): boolean {
  if (person === null) return false;
  const zone = file.sites[0]?.timezone ?? 'UTC';
  const at = now.epochMilliseconds;
  const begun = (text: string) => (parseTime(zone, text) ?? at) <= at;
  return (file.absences ?? []).some(
    ({ person: who, from, to }) => who === person && begun(from) && (to === undefined || !begun(to)),
  );
}

/** Why these dates cannot be offered, and the field that is wrong; null when they can. All are local dates. */
export function reasonAgainstDates(
  kind: DraftLine['kind'],
  dates: { from: string; to: string | null; lapsesOn: string },
  today: string,
): { sentence: string; field: string } | null {
  const { from, to, lapsesOn } = dates;
  if (from < today) return { sentence: 'It cannot count from a day that has passed.', field: 'from' };
  if (daysBetween(today, from) > aheadDaysMax) return { sentence: 'That is more than two years ahead.', field: 'from' };
  if (lapsesOn < today || lapsesOn > from)
    return { sentence: 'The last day to sign lies between today and the first day on which it counts.', field: 'lapsesOn' };
  if (kind !== 'emergency')
    return to === null ? null : { sentence: 'Only an emergency ends by itself; leave the last day out.', field: 'to' };
  if (to === null) return { sentence: 'Say on which day the emergency ends.', field: 'to' };
  if (to < from || daysBetween(from, to) >= emergencyDaysMax)
    return {
      sentence: `An emergency counts for at most ${emergencyDaysMax} days, the first and the last among them.`,
      field: 'to',
    };
  return null;
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** Errors that nobody accepted as a named risk, and that `known` (those of the version in force) lacks. */
export function findingBlockers(findings: readonly DraftFinding[], known: ReadonlySet<string>): Blocker[] {
  return findings
    .filter(({ severity, accepted, key }) => severity === 'error' && !accepted && !known.has(key))
    .map(({ message }) => ({ place: 'proof', sentence: message }));
}

export const renewalSentence =
  'Against the version in force nothing would change except the dates. Change something, or say that a renewal is meant.';

/** An emergency renews nothing: it ends by itself, and what it stands in for counts again. */
export function emptyBlockers(kind: DraftLine['kind'], changes: readonly unknown[]): Blocker[] {
  if (kind !== 'emergency' || changes.length > 0) return [];
  return [
    { place: 'matrix', sentence: 'This emergency changes nothing in the version in force. Change what it is for, or close it.' },
  ];
}

/** Sections whose missing facts (counts of what is cared for, a card) are given where the draft is priced. */
const pricedSections: readonly string[] = ['fees', 'assets'];

/** Sections whose missing facts (rows, who holds a gap, targets, who approves) are given in the scope. */
const scopedSections: readonly string[] = ['scope', 'severities', 'escalation'];

function placeOfFact(section: string): Blocker['place'] {
  if (pricedSections.includes(section)) return 'price';
  return scopedSections.includes(section) ? 'scope' : 'statement';
}

/** Blanks that nobody filled or struck, and facts that the statement of work lacks. Missing signers: `signerBlockers`. */
export function statementBlockers(agreement: Agreement): Blocker[] {
  return unsettled(agreement)
    .filter(({ section }) => section !== 'signatures')
    .map(({ kind, section, sentence }) => ({
      place: kind === 'fact' ? placeOfFact(section) : 'statement',
      sentence: kind === 'blank' ? `${sentence} Fill it in, or strike it.` : sentence,
    }));
}

/** Signatures as documents and bundles carry them. */
export function writtenSignatures(signatures: readonly Signature[]): StatementSignature[] {
  return signatures.map(({ side, name, title, signedAt, hash, address, method }) => {
    return { side, name, title, at: signedAt.toString(), hash, address, method };
  });
}

/** What the terms cost in a month; null without a card, or when what is bought does not fit it. */
export function monthlyOf(agreement: Agreement): { currency: string; amountMinor: number } | null {
  const { card } = agreement.terms;
  if (card === null) return null;
  try {
    const { currency, coManagedMonthlyMinor } = price(quoteScopeOf(agreement), card.rates);
    return { currency, amountMinor: coManagedMonthlyMinor };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What the screens suggest: the next number as a name, and today or tomorrow as the first day. */
export function suggestionFor(current: EngagementFile | null, kind: DraftLine['kind'], today: string) {
  const names = (current?.matrix ?? []).map(({ version }) => version);
  const highest = Math.max(0, ...names.map((name) => Number.parseInt(name, 10)).filter(Number.isFinite));
  const base =
    kind === 'emergency'
      ? `${current === null ? '1' : (versionOn(current, today)?.version ?? highest)}-emergency`
      : `${highest + 1}`;
  const taken = (name: string) => names.includes(name);
  let version = base;
  for (let next = 2; taken(version); next += 1) version = `${base}-${next}`;
  const lastBegun =
    names.length === 0
      ? null
      : (current?.matrix
          .map(({ from }) => from)
          .sort()
          .at(-1) ?? null);
  const tomorrow = plusDays(today, 1);
  const from = kind === 'emergency' ? today : lastBegun !== null && lastBegun >= tomorrow ? plusDays(lastBegun, 1) : tomorrow;
  return { version, from, to: kind === 'emergency' ? plusDays(from, 2) : null };
}

function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The end of a local day in a zone: until then an offer can be signed. */
export function endOfDay(date: string, zone: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).toInstant();
}

/** Days after which whoever has not signed is reminded: the first, the second and the third time. */
export const reminderDays = [1, 3, 7] as const;

/** How many reminders are due by now. */
export function remindersDue(offeredAt: Temporal.Instant, now: Temporal.Instant): number {
  return reminderDays.filter((days) => Temporal.Instant.compare(offeredAt.add({ hours: 24 * days }), now) <= 0).length;
}

/** Both sides are told a day before an offer lapses, when it had at least two days. */
export function isLapsing(offer: Pick<Offer, 'offeredAt' | 'lapsesAt'>, now: Temporal.Instant): boolean {
  const before = offer.lapsesAt.subtract({ hours: 24 });
  const hadTime = offer.offeredAt.until(offer.lapsesAt).total('hours') >= 48;
  return hadTime && Temporal.Instant.compare(before, now) <= 0;
}

export function unsignedSides(signatures: readonly Signature[]): Side[] {
  return sides.filter((side) => !signatures.some((signature) => signature.side === side));
}

export function writeSignature({ side, memberId, name, title, signedAt, hash, address, method }: Signature) {
  return { side, memberId, name, title, signedAt: signedAt.toString(), hash, address, method };
}

/** An offer on the wire. */
export function writeOffer(offer: Offer, signatures: readonly Signature[]) {
  const { id, draftId, kind, title, reason, version, from, to, hash, side, state, currency } = offer;
  return {
    id,
    draftId,
    kind,
    title,
    reason,
    version,
    from,
    to,
    hash,
    side,
    offeredBy: offer.offeredName,
    offeredAt: offer.offeredAt.toString(),
    lapsesAt: offer.lapsesAt.toString(),
    state,
    ended: offer.endedAt === null ? null : { at: offer.endedAt.toString(), by: offer.endedName, reason: offer.endedReason },
    price: currency === null ? null : { currency, beforeMinor: offer.priceBeforeMinor, afterMinor: offer.priceAfterMinor },
    signers: offer.kind === 'emergency' ? [] : signersOf(offer.content),
    signatures: signatures.filter((signature) => signature.offerId === offer.id).map(writeSignature),
  };
}
