/**
 * Two keys. One side offers a draft, which freezes it under its hash; the named signer of each side signs that hash, in
 * person and freshly proved; the second signature publishes what puts it into force (jobs.ts). Declining, withdrawing and
 * lapsing end an offer, and what it said can be the beginning of another draft.
 */
import { implement } from '@orpc/server';
import { changeSentence } from '@tandem/core/commercial/change-words.ts';
import { namesOfBoth } from '@tandem/core/commercial/statement/words.ts';
import { type Agreement, agreementHash } from '@tandem/core/commercial/terms.ts';
import { freezeWording } from '@tandem/core/commercial/wording.ts';
import { diffEngagements } from '@tandem/core/responsibility/diff.ts';
import { draftDay, draftOf, emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { rebase } from '@tandem/core/responsibility/rebase.ts';
import { authorise, load, type Proof, reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { membersOf } from '../../engagements/index.ts';
import { assertSteppedUp } from '../../identity/index.ts';
import { agreementInForce, agreementOf, zoneOf } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { type Draft, draftInsert, draftThing, draftToChange, editInsert } from '../drafts/store.ts';
import { offerEntry, rebasedEntry, recordDraftBegun, recordEntries } from '../events.ts';
import { offersContract, signingProofMinutes } from './contract.ts';
import {
  ableOf,
  agreementFrom,
  blockersOf,
  type Current,
  changesOfDraft,
  changesOfOffer,
  isOutdated,
  outdatedSentence,
  showOffer,
  stateWords,
  termsAfter,
  todayOf,
  toldOf,
} from './index.ts';
import {
  emptyBlockers,
  endOfDay,
  maySignFor,
  monthlyOf,
  reasonAgainstDates,
  reasonAgainstSigner,
  renewalSentence,
  signersOf,
  suggestionFor,
  unsignedSides,
  writeOffer,
} from './rules.ts';
import {
  draftBaseSet,
  draftLink,
  draftStateSet,
  type Ending,
  type Offer,
  offerEnactedLast,
  offerEnd,
  offerInsert,
  offerOfDraft,
  offersSelect,
  offerThing,
  offerToEnd,
  signatureInsert,
  signaturesOf,
} from './store.ts';

const os = implement(offersContract).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

export const offersRoutes = os.router({
  signing: os.signing.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: draft } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'offer.read');
      return signingOf(ctx, draft);
    }),
  ),
  create: os.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: draft, proof } = await load(ctx, agreementsAccess, draftToChange, input.draftId, 'offer.make');
      if (draft.state !== 'open') throw new Refusal('draft-closed', `The draft is ${draft.state}.`, null);
      if (draft.revision !== input.revision)
        throw new Refusal('draft-outdated', 'Somebody changed the draft since you read it. Look at it again.', 'revision');
      const current = await agreementInForce(ctx);
      if (isOutdated(draft, current)) throw new Refusal('draft-outdated', outdatedSentence, null);
      const { version, from, to, lapsesOn = input.from } = input;
      const today = todayOf(ctx, current?.file ?? draft.file);
      const wrong = reasonAgainstDates(draft.kind, { from, to, lapsesOn }, today);
      if (wrong !== null) throw new Refusal('offer-dates', wrong.sentence, wrong.field);
      const enactment = { version, signed: today, from, ...(to === null ? {} : { to }) };
      const agreement = agreementFrom(current, draft, enactment);
      const changes = await changesOffered(ctx, draft, agreement, from);
      const [blocker, ...more] = [
        ...(await blockersOf(ctx, draft, agreement, current, from)),
        ...emptyBlockers(draft.kind, changes),
      ];
      if (blocker !== undefined)
        throw new Refusal('not-ready', more.length === 0 ? blocker.sentence : `${blocker.sentence} (${more.length} more)`, null);
      const isRenewal = changes.length === 0;
      if (isRenewal && !input.renewal) throw new Refusal('changes-nothing', renewalSentence, 'renewal');
      // What an amendment changes is part of its document; in a first agreement everything is new.
      const told = draft.baseHash === null ? [] : changes;
      const { agreement: content, statement } = freezeWording(agreement, { version, changes: told });
      const offer = await offerInsert(ctx, proof, {
        draftId: draft.id,
        kind: draft.kind,
        title: draft.title,
        reason: draft.reason,
        version,
        from,
        to,
        baseHash: draft.baseHash,
        hash: agreementHash(content),
        content,
        statement,
        ...(await priced(ctx, content)),
        lapsesAt: endOfDay(lapsesOn, zoneOf(content.file)),
      });
      await recordEntries(ctx, [
        offerEntry(
          ctx,
          'offered',
          offer,
          { from, to },
          {
            topic: 'agreements.offered',
            title: `${offer.kind === 'emergency' ? 'Emergency: v' : 'V'}ersion ${version} waits for signatures`,
            body: `${ctx.actor.name} offers "${offer.title}" for signature. It is to count from ${from}${to === null ? '' : ` until ${to}`}.${isRenewal ? ' Nothing changes except the dates.' : ''}`,
            urgent: offer.kind === 'emergency',
            to: toldOf(offer),
          },
        ),
      ]);
      return showOffer(ctx, offer);
    }),
  ),
  rebase: os.rebase.handler(({ input, context }) => context.enter(input.engagementId, (ctx) => rebaseDraft(ctx, input))),
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, agreementsAccess, 'offer.read');
      const rows = await offersSelect(ctx, proof, timeCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const signatures = await signaturesOf(
        ctx,
        shown.map(({ id }) => id),
      );
      const next = rows.length > input.limit && last !== undefined ? cursorOf([last.offeredAt.toString(), last.id]) : null;
      return { items: shown.map((offer) => writeOffer(offer, signatures)), next };
    }),
  ),
  see: os.see.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row } = await load(ctx, agreementsAccess, offerThing, input.offerId, 'offer.read');
      return showOffer(ctx, row);
    }),
  ),
  sign: os.sign.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: offer, proof } = await load(ctx, agreementsAccess, offerToEnd, input.offerId, 'offer.sign');
      await assertMaySign(ctx, offer, input.hash);
      const { steppedUpAt } = ctx.actor;
      const title = signerTitle(offer, ctx.actor) ?? input.title ?? ctx.actor.role;
      await signatureInsert(ctx, proof, {
        offerId: offer.id,
        hash: offer.hash,
        title,
        address: context.ip,
        method: 'session, proved again',
        provedAt: steppedUpAt ?? ctx.now,
      });
      await signed(ctx, proof, offer, context.ip);
      return seeAgain(ctx, offer.id);
    }),
  ),
  decline: os.decline.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: offer, proof } = await load(ctx, agreementsAccess, offerToEnd, input.offerId, 'offer.answer');
      assertOpen(offer);
      if (offer.side === ctx.actor.side)
        throw new Refusal('own-offer', 'Your own side made this offer; withdraw it instead of declining it.', null);
      await end(ctx, proof, offer, { state: 'declined', name: ctx.actor.name, reason: input.reason });
      const draftId = input.counter ? await beginAgain(ctx, offer, `Counter-offer: ${offer.title}`, input.reason) : null;
      const counter = draftId === null ? '' : ' A counter-offer is being written.';
      await recordEntries(ctx, [
        offerEntry(
          ctx,
          'declined',
          offer,
          { reason: input.reason, draftId },
          {
            topic: 'agreements.declined',
            title: `Declined: ${offer.title} (version ${offer.version})`,
            body: `${ctx.actor.name} declined it: ${input.reason}${counter}`,
            urgent: offer.kind === 'emergency',
            to: toldOf(offer),
            ...(draftId === null ? {} : { place: `/agreement/${draftId}/matrix` }),
          },
        ),
      ]);
      return { offer: await seeAgain(ctx, offer.id), draftId };
    }),
  ),
  withdraw: os.withdraw.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: offer, proof } = await load(ctx, agreementsAccess, offerToEnd, input.offerId, 'offer.make');
      assertOpen(offer);
      if (offer.side !== ctx.actor.side)
        throw new Refusal('not-allowed', 'The other side made this offer; decline it instead of withdrawing it.', null);
      await end(ctx, proof, offer, { state: 'withdrawn', name: ctx.actor.name, reason: input.reason });
      await recordEntries(ctx, [
        offerEntry(
          ctx,
          'withdrawn',
          offer,
          { reason: input.reason },
          {
            topic: 'agreements.withdrawn',
            title: `Withdrawn: ${offer.title} (version ${offer.version})`,
            body: `${ctx.actor.name} took it back: ${input.reason}`,
            urgent: false,
            to: toldOf(offer),
          },
        ),
      ]);
      return seeAgain(ctx, offer.id);
    }),
  ),
  again: os.again.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row: offer } = await load(ctx, agreementsAccess, offerThing, input.offerId, 'draft.edit');
      if (['open', 'signed', 'enacted'].includes(offer.state))
        throw new Refusal('offer-closed', `This offer is ${stateWords[offer.state]}; begin an amendment instead.`, null);
      return { draftId: await beginAgain(ctx, offer, offer.title, offer.reason) };
    }),
  ),
});

/** What the signing screen shows of a draft: what blocks it, or the offer that was made of it. */
async function signingOf(ctx: MemberCtx, draft: Draft) {
  const current = await agreementInForce(ctx);
  const offer = await offerOfDraft(ctx, draft.id);
  const today = todayOf(ctx, current?.file ?? draft.file);
  const suggestion = suggestionFor(current?.file ?? null, draft.kind, today);
  const outdated = draft.state === 'open' && isOutdated(draft, current);
  const changes = await changesOfDraft(ctx, draft, current);
  return {
    offer: offer === null ? null : await showOffer(ctx, offer),
    blockers:
      draft.state === 'open'
        ? [...(await blockersNow(ctx, draft, current, suggestion, outdated)), ...emptyBlockers(draft.kind, changes)]
        : [],
    outdated,
    changes,
    signers: signersOf(draft),
    able: (await membersOf(ctx)).filter(maySignFor).map(({ id, side, name, person }) => ({
      side,
      memberId: id,
      name,
      title: draft.file.people.find((each) => each.id === person)?.title ?? '',
    })),
    suggestion,
    mayOffer: reasonAgainst(ctx.actor, agreementsAccess, 'offer.make'),
  };
}

async function blockersNow(
  ctx: MemberCtx,
  draft: Draft,
  current: Current | null,
  { version, from, to }: { version: string; from: string; to: string | null },
  outdated: boolean,
) {
  const stale = outdated ? [{ place: 'sign' as const, sentence: outdatedSentence }] : [];
  const enactment = { version, signed: from, from, ...(to === null ? {} : { to }) };
  return [...stale, ...(await blockersOf(ctx, draft, agreementFrom(current, draft, enactment), current, from))];
}

function changesOffered(ctx: Ctx, { baseHash }: Draft, content: Agreement, from: string) {
  return changesOfOffer(ctx, { id: null, baseHash, offeredAt: ctx.now, content, from });
}

/** The price of a month, before and after. */
async function priced(ctx: Ctx, content: Offer['content']) {
  const after = monthlyOf(content);
  const last = await offerEnactedLast(ctx);
  const before = last === null ? null : monthlyOf(last.content);
  return {
    currency: after?.currency ?? before?.currency ?? null,
    priceBeforeMinor: before?.amountMinor ?? null,
    priceAfterMinor: after?.amountMinor ?? null,
  };
}

function assertOpen(offer: Offer): void {
  if (offer.state !== 'open') throw new Refusal('offer-closed', `The offer is over: it was ${stateWords[offer.state]}.`, null);
}

/** In this order: is it open, is it what was looked at, is it yours to sign, does it still fit, and is it really you. */
async function assertMaySign(ctx: MemberCtx, offer: Offer, hash: string): Promise<void> {
  assertOpen(offer);
  if (offer.hash !== hash)
    throw new Refusal('offer-other-content', 'The hash is not that of the offer. Look at the offer again.', 'hash');
  const current = await agreementInForce(ctx);
  const reason = reasonAgainstSigner(offer, ableOf(ctx.actor), current?.file ?? offer.content.file, ctx.now);
  if (reason !== null) throw new Refusal('not-signer', reason, null);
  if (!unsignedSides(await signaturesOf(ctx, [offer.id])).includes(ctx.actor.side))
    throw new Refusal('signed-already', 'Your side has signed this offer.', null);
  if (Temporal.Instant.compare(ctx.now, offer.lapsesAt) >= 0)
    throw new Refusal('offer-closed', 'The last day to sign it has passed. Offer it again with other dates.', null);
  if (isOutdated(offer, current)) throw new Refusal('draft-outdated', outdatedSentence, null);
  assertSteppedUp(ctx.actor, ctx.now, signingProofMinutes);
}

/** What follows a signature: the other side is told, or, after the second one, what was signed is put into force. */
async function signed(ctx: MemberCtx, proof: Proof<'offer.sign'>, offer: Offer, address: string): Promise<void> {
  const missing = unsignedSides(await signaturesOf(ctx, [offer.id]));
  const whole = missing.length === 0;
  if (whole) await offerEnd(ctx, proof, offer.id, { state: 'signed', name: ctx.actor.name, reason: null });
  const party = offer.content.file.parties[ctx.actor.side].name;
  await recordEntries(ctx, [
    offerEntry(
      ctx,
      whole ? 'signed' : 'signature',
      offer,
      { side: ctx.actor.side, address },
      {
        topic: whole ? 'agreements.signed' : 'agreements.signature',
        title: whole ? `Signed by both sides: ${offer.title}` : `${party} signed: ${offer.title}`,
        body: whole
          ? `${ctx.actor.name} signed as the second. Version ${offer.version} counts from ${offer.from}.`
          : `${ctx.actor.name} signed for ${party}. Your signature is the second one.`,
        urgent: offer.kind === 'emergency',
        to: whole ? toldOf(offer) : toldOf(offer).filter(({ side }) => missing.includes(side)),
      },
    ),
  ]);
}

async function end(ctx: Ctx, proof: Proof<'offer.answer' | 'offer.make'>, offer: Offer, ending: Ending): Promise<void> {
  await offerEnd(ctx, proof, offer.id, ending);
  await draftStateSet(ctx, proof, offer.draftId, 'closed');
}

/** A draft that says what the offer said, on what counts by now. */
async function beginAgain(ctx: MemberCtx, offer: Offer, title: string, reason: string): Promise<string> {
  const proof = authorise(ctx, agreementsAccess, 'draft.edit');
  const draft = draftOf(offer.content.file, offer.from);
  const line = await draftInsert(ctx, proof, {
    kind: offer.kind,
    title: title.slice(0, 200),
    reason,
    baseHash: offer.baseHash,
    file: draft,
    terms: await termsAfter(ctx, offer),
  });
  await draftLink(ctx, proof, line.id, offer.id);
  await recordDraftBegun(ctx, line);
  return line.id;
}

function signerTitle(offer: Offer, actor: MemberActor): string | null {
  const signer = offer.content.terms.signers[actor.side];
  if (signer?.memberId === actor.memberId) return signer.title;
  return offer.content.file.people.find((person) => person.id === actor.person)?.title ?? null;
}

async function seeAgain(ctx: MemberCtx, offerId: string) {
  const offer = await offerThing.select(ctx, offerId);
  if (offer === undefined) throw new Error('An offer that was just written is out of reach for who wrote it.');
  return showOffer(ctx, offer);
}

/** The draft's own changes on top of what counts by now. With conflicts and nothing said about them, nothing is written. */
async function rebaseDraft(
  ctx: MemberCtx,
  input: { draftId: string; revision: number; keep?: 'draft' | 'in-force' | undefined },
) {
  const { row: draft, proof } = await load(ctx, agreementsAccess, draftToChange, input.draftId, 'draft.edit');
  if (draft.state !== 'open') throw new Refusal('draft-closed', `The draft is ${draft.state}.`, null);
  if (draft.revision !== input.revision)
    throw new Refusal('draft-outdated', 'Somebody changed the draft since you read it. Look at it again.', 'revision');
  const current = await agreementInForce(ctx);
  if (current === null || !isOutdated(draft, current)) return { written: false, revision: draft.revision, conflicts: [] };
  const today = draftDay(current.file, draft.kind, todayOf(ctx, current.file));
  const { engagement, parties } = current.file;
  const base = draft.baseHash === null ? null : await agreementOf(ctx, draft.baseHash);
  const from =
    base === null ? emptyDraft(engagement, parties, today) : draftOf(base, draftDay(base, draft.kind, todayOf(ctx, base)));
  const { file, conflicts } = rebase(from, draft.file, draftOf(current.file, today), input.keep ?? 'in-force');
  const names = namesOfBoth(current.file, draft.file);
  const told = conflicts.map((change) => ({ path: change.path, sentence: changeSentence(change, names) }));
  if (told.length > 0 && input.keep === undefined) return { written: false, revision: draft.revision, conflicts: told };
  const revision = draft.revision + 1;
  const changes = { file: diffEngagements(draft.file, file), terms: [] };
  await editInsert(ctx, proof, { revision, file, terms: draft.terms, changes });
  await draftBaseSet(ctx, proof, draft.id, current.contentHash);
  await recordEntries(ctx, [rebasedEntry(draft, current.contentHash, conflicts.length)]);
  return { written: true, revision, conflicts: told };
}
