/**
 * Every statement on offers and signatures. What was offered is written once; afterwards only how it ends and who was
 * reminded is, and the database refuses anything else by itself (migrations/20261125T2140_agreements_offers.sql).
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { FrozenStatement } from '@tandem/core/commercial/wording.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import type { DraftLine } from '../drafts/store.ts';

export interface Signature {
  offerId: string;
  side: Side;
  memberId: string;
  name: string;
  title: string;
  signedAt: Temporal.Instant;
  hash: string;
  address: string;
  method: string;
}

export type OfferState = 'open' | 'signed' | 'enacted' | 'declined' | 'withdrawn' | 'lapsed' | 'overtaken';

export interface Offer {
  id: string;
  draftId: string;
  kind: DraftLine['kind'];
  title: string;
  reason: string;
  version: string;
  /** Local dates; `to` is the last day. */
  from: string;
  to: string | null;
  baseHash: string | null;
  hash: string;
  content: Agreement;
  currency: string | null;
  priceBeforeMinor: number | null;
  priceAfterMinor: number | null;
  side: Side;
  offeredBy: string;
  offeredName: string;
  offeredAt: Temporal.Instant;
  lapsesAt: Temporal.Instant;
  state: OfferState;
  endedAt: Temporal.Instant | null;
  endedName: string | null;
  endedReason: string | null;
  enactedHash: string | null;
  /** How many reminders went out. */
  reminded: number;
  lapsingToldAt: Temporal.Instant | null;
  announcedAt: Temporal.Instant | null;
}

const columns = sql<Offer>`id, draft_id as "draftId", kind, title, reason, version, effective_from::text as "from", effective_to::text as "to",
  base_hash as "baseHash", hash, content, currency, price_before_minor as "priceBeforeMinor", price_after_minor as "priceAfterMinor",
  side, offered_by as "offeredBy", offered_name as "offeredName", offered_at as "offeredAt", lapses_at as "lapsesAt", state,
  ended_at as "endedAt", ended_name as "endedName", ended_reason as "endedReason", enacted_hash as "enactedHash", reminded,
  lapsing_told_at as "lapsingToldAt", announced_at as "announcedAt"`;

async function select(ctx: Ctx, rest: ReturnType<typeof sql>): Promise<Offer[]> {
  const { rows } = await sql<Offer>`select ${columns} from agreements_offer
    where engagement_id = ${ctx.actor.engagementId} ${rest}`.execute(ctx.tx);
  return rows;
}

export const offerThing: Thing<Offer> = {
  name: 'offer',
  select: async (ctx, id) => (await select(ctx, sql`and id = ${id}`))[0],
};

/** The same, kept from all other writers until the transaction ends. */
export const offerToEnd: Thing<Offer> = {
  name: 'offer',
  select: async (ctx, id) => (await select(ctx, sql`and id = ${id} for update`))[0],
};

/** Newest first, after the offer that the cursor names. */
export function offersSelect(
  ctx: Ctx,
  _proof: Proof<'offer.read'>,
  after: readonly [string, string] | null,
  limit: number,
): Promise<Offer[]> {
  const older = after === null ? sql`` : sql`and (offered_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  return select(ctx, sql`${older} order by offered_at desc, id desc limit ${limit}`);
}

/** The offer that was made of a draft last. */
export async function offerOfDraft(ctx: Ctx, draftId: string): Promise<Offer | null> {
  return (await select(ctx, sql`and draft_id = ${draftId} order by offered_at desc, id desc limit 1`))[0] ?? null;
}

/** Everything that was enacted, in the order in which it takes effect. */
export function offersEnacted(ctx: Ctx): Promise<Offer[]> {
  return select(ctx, sql`and state = 'enacted' order by effective_from, ended_at, id`);
}

/** Offers that wait for a signature, newest first. */
export function offersOpen(ctx: Ctx): Promise<Offer[]> {
  return select(ctx, sql`and state in ('open', 'signed') order by offered_at desc, id desc`);
}

/** What was enacted last, for its terms; null before the first. */
export async function offerEnactedLast(ctx: Ctx): Promise<Offer | null> {
  return (await select(ctx, sql`and state = 'enacted' order by ended_at desc, id desc limit 1`))[0] ?? null;
}

/** What was enacted last before an instant, for its terms. */
export async function offerEnactedBefore(ctx: Ctx, at: Temporal.Instant): Promise<Offer | null> {
  const earlier = sql`and state = 'enacted' and ended_at <= ${at.toString()}::timestamptz`;
  return (await select(ctx, sql`${earlier} order by ended_at desc, id desc limit 1`))[0] ?? null;
}

/** Offers that wait for a signature, and enacted ones whose first day nobody was told of; each kept until the end. */
export function offersWatched(ctx: Ctx): Promise<Offer[]> {
  return select(ctx, sql`and (state = 'open' or (state = 'enacted' and announced_at is null)) order by id for update`);
}

/** Engagements in which something of that kind waits, whatever the session. */
export async function engagementsWatched(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select tandem.agreements_watched() as id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function signaturesOf(ctx: Ctx, offerIds: readonly string[]): Promise<Signature[]> {
  if (offerIds.length === 0) return [];
  const { rows } =
    await sql<Signature>`select offer_id as "offerId", side, member_id as "memberId", name, title, signed_at as "signedAt", hash, address, method
    from agreements_signature where engagement_id = ${ctx.actor.engagementId} and offer_id = any(${[...offerIds]}::uuid[])
    order by signed_at, side`.execute(ctx.tx);
  return rows;
}

/** The document of an offer as it was frozen; null: it was offered before documents were. */
export async function offerStatement(ctx: Ctx, offerId: string): Promise<FrozenStatement | null> {
  const { rows } = await sql<{ statement: FrozenStatement | null }>`select statement from agreements_offer
    where engagement_id = ${ctx.actor.engagementId} and id = ${offerId}`.execute(ctx.tx);
  return rows[0]?.statement ?? null;
}

export type OfferNew = Pick<
  Offer,
  | 'draftId'
  | 'kind'
  | 'title'
  | 'reason'
  | 'version'
  | 'from'
  | 'to'
  | 'baseHash'
  | 'hash'
  | 'content'
  | 'currency'
  | 'priceBeforeMinor'
  | 'priceAfterMinor'
  | 'lapsesAt'
> & { statement: FrozenStatement };

/** Freezes an offer with its document, and the draft that it was made of. */
export async function offerInsert(ctx: Ctx, proof: Proof<'offer.make'>, offer: OfferNew): Promise<Offer> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person offers an agreement.');
  const { rows } = await sql<Offer>`insert into agreements_offer (engagement_id, draft_id, kind, title, reason, version,
      effective_from, effective_to, base_hash, hash, content, statement, currency, price_before_minor, price_after_minor, side,
      offered_by, offered_name, offered_at, lapses_at, state)
    values (${proof.engagementId}, ${offer.draftId}, ${offer.kind}, ${offer.title}, ${offer.reason}, ${offer.version}, ${offer.from},
      ${offer.to}, ${offer.baseHash}, ${offer.hash}, ${JSON.stringify(offer.content)}::jsonb,
      ${JSON.stringify(offer.statement)}::jsonb, ${offer.currency},
      ${offer.priceBeforeMinor}, ${offer.priceAfterMinor}, ${proof.actor.side}, ${proof.actor.memberId}, ${proof.actor.name},
      ${ctx.now}, ${offer.lapsesAt}, 'open')
    returning ${columns}`.execute(ctx.tx);
  await draftStateSet(ctx, proof, offer.draftId, 'offered');
  return rows[0] as Offer;
}

export interface SignatureNew {
  offerId: string;
  hash: string;
  title: string;
  address: string;
  method: string;
  provedAt: Temporal.Instant;
}

export async function signatureInsert(ctx: Ctx, proof: Proof<'offer.sign'>, signature: SignatureNew): Promise<void> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person signs.');
  const { offerId, hash, title, address, method, provedAt } = signature;
  await sql`insert into agreements_signature (engagement_id, offer_id, side, member_id, name, title, signed_at, hash, address, method, proved_at)
    values (${proof.engagementId}, ${offerId}, ${proof.actor.side}, ${proof.actor.memberId}, ${proof.actor.name}, ${title}, ${ctx.now},
      ${hash}, ${address}, ${method}, ${provedAt})`.execute(ctx.tx);
}

export interface Ending {
  state: Exclude<OfferState, 'open'>;
  /** Who ended it; null: the product, when its time had come. */
  name: string | null;
  reason: string | null;
  enactedHash?: string;
}

type EndingAction = 'offer.sign' | 'offer.answer' | 'offer.make' | 'offer.enact';

export async function offerEnd(ctx: Ctx, proof: Proof<EndingAction>, offerId: string, ending: Ending): Promise<void> {
  await sql`update agreements_offer set state = ${ending.state}, ended_at = ${ctx.now}, ended_name = ${ending.name},
      ended_reason = ${ending.reason}, enacted_hash = ${ending.enactedHash ?? null}
    where engagement_id = ${proof.engagementId} and id = ${offerId}`.execute(ctx.tx);
}

export async function draftStateSet(
  ctx: Ctx,
  proof: Proof<EndingAction>,
  draftId: string,
  state: 'offered' | 'signed' | 'closed',
): Promise<void> {
  await sql`update agreements_draft set state = ${state}, updated_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and id = ${draftId}`.execute(ctx.tx);
}

/** Says which document a draft is made on top of from now on. */
export async function draftBaseSet(ctx: Ctx, proof: Proof<'draft.edit'>, draftId: string, baseHash: string): Promise<void> {
  await sql`update agreements_draft set base_hash = ${baseHash} where engagement_id = ${proof.engagementId} and id = ${draftId}`.execute(
    ctx.tx,
  );
}

/** Says which offer a draft was begun from. */
export async function draftLink(ctx: Ctx, proof: Proof<'draft.edit'>, draftId: string, offerId: string): Promise<void> {
  await sql`update agreements_draft set from_offer_id = ${offerId} where engagement_id = ${proof.engagementId} and id = ${draftId}`.execute(
    ctx.tx,
  );
}

export async function offerReminded(ctx: Ctx, proof: Proof<'offer.enact'>, offerId: string, reminded: number): Promise<void> {
  await sql`update agreements_offer set reminded = ${reminded} where engagement_id = ${proof.engagementId} and id = ${offerId}`.execute(
    ctx.tx,
  );
}

export async function offerLapsingTold(ctx: Ctx, proof: Proof<'offer.enact'>, offerId: string): Promise<void> {
  await sql`update agreements_offer set lapsing_told_at = ${ctx.now} where engagement_id = ${proof.engagementId} and id = ${offerId}`.execute(
    ctx.tx,
  );
}

export async function offerAnnounced(ctx: Ctx, proof: Proof<'offer.enact'>, offerId: string): Promise<void> {
  await sql`update agreements_offer set announced_at = ${ctx.now} where engagement_id = ${proof.engagementId} and id = ${offerId}`.execute(
    ctx.tx,
  );
}
