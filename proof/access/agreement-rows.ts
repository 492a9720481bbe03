/**
 * What paths of agreements name, made through the product by whoever keeps the agreement on that side.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Cast, HarborPerson } from '../cast/cast.ts';
import { ok } from './made.ts';

export async function agreementRows(cast: Cast, side: 'internal' | 'provider'): Promise<Record<string, string>> {
  const keeper = cast.as(side === 'internal' ? 'dana' : 'mo');
  const draft = await ok(keeper.post('~/drafts', { kind: 'amendment', title: `A draft of the ${side} side` }));
  const risk = { key: 'accepted', sentence: 'A gap.', owner: 'pat', reviewOn: '2030-01-01', reason: 'We live with it.' };
  await ok(cast.as('pat').post(`~/drafts/${draft.id}/risks`, risk));
  const commentId = await commentOf(cast, side === 'internal' ? 'dana' : 'mo', draft.id);
  await commentOf(cast, side === 'internal' ? 'dana' : 'mo', draft.id, side);
  const agreementOfferId = await offerOf(cast, side);
  const { revision } = await ok(cast.as('mo').post(`~/drafts/${draft.id}/card`, { rateId: null }));
  await ok(keeper.post(`~/drafts/${draft.id}/quotes`, { revision }));
  const card = { card: null, name: `A card, ${side}`, effectiveFrom: '2020-01-01', rates: exampleRateCard };
  const rate = await ok(cast.as('mo').post('~/rates', card));
  const clause = { after: null, section: 'data', replaces: null, title: `A clause, ${side}`, text: 'As {provider} does it.' };
  const { clauseId } = await ok(cast.as('mo').post('~/clauses', clause));
  const asked = await ok(cast.as(side === 'internal' ? 'pat' : 'mo').post('~/fits', { title: `A link of the ${side} side` }));
  const priced = { draftRevision: String(revision), rateId: rate.id, clauseId, fitId: asked.fit.id };
  return { draftId: draft.id, commentId, agreementOfferId, version: '3', proposalId: await proposalOf(cast, side), ...priced };
}

/** Something that person wrote on a draft, for both sides if not said otherwise. */
export async function commentOf(cast: Cast, person: HarborPerson, draftId: string, audience = 'shared'): Promise<string> {
  const body = { place: { on: 'draft' }, body: `Written by ${person}`, audience };
  return (await ok(cast.as(person).post(`~/drafts/${draftId}/comments`, body))).id;
}

/** An offer of that side with one signature, as if its draft had been ready. */
async function offerOf(cast: Cast, side: 'internal' | 'provider'): Promise<string> {
  const keeper = side === 'internal' ? 'dana' : 'mo';
  const draft = await ok(cast.as(keeper).post('~/drafts', { kind: 'amendment', title: `An offer of the ${side} side` }));
  const { memberId, name } = cast.people[keeper];
  const owner = cast.database.pools.owner;
  const { rows } = await owner.query<{ id: string }>(
    `insert into agreements_offer (engagement_id, draft_id, kind, title, reason, version, effective_from, base_hash, hash, content, side,
       offered_by, offered_name, offered_at, lapses_at, state)
     select engagement_id, id, kind, title, reason, $2, '2028-01-01', base_hash, repeat('a', 64),
       jsonb_build_object('file', file, 'terms', terms), $2, $3, $4, created_at, created_at + interval '30 days', 'open'
     from agreements_draft where id = $1 returning id`,
    [draft.id, side, memberId, name],
  );
  const offerId = rows[0]?.id ?? '';
  await owner.query(`update agreements_draft set state = 'offered' where id = $1`, [draft.id]);
  await owner.query(
    `insert into agreements_signature (engagement_id, offer_id, side, member_id, name, title, signed_at, hash, address, method, proved_at)
     select engagement_id, id, side, $2, $3, '', offered_at, hash, '127.0.0.1', 'session, proved again', offered_at
     from agreements_offer where id = $1`,
    [offerId, memberId, name],
  );
  return offerId;
}

/** A proposal and a finding, which only the product itself opens. */
async function proposalOf(cast: Cast, side: 'internal' | 'provider'): Promise<string> {
  const owner = cast.database.pools.owner;
  await owner.query(
    `insert into agreements_finding (engagement_id, key, severity, sentence, first_at, last_at) values ($1, $2, 'warning', 'A gap.', now(), now())`,
    [cast.harborId, side],
  );
  const { rows } = await owner.query<{ id: string }>(
    `insert into agreements_proposal (engagement_id, kind, key, function, scope, rows, sentence, first_at, last_at, evidence, state)
     values ($1, 'gap', $2, 'pt-emergency', '{}', '[]', 'No row covers it.', now(), now(), '[]', 'open') returning id`,
    [cast.harborId, side],
  );
  return rows[0]?.id ?? '';
}
