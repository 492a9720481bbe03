/**
 * What paths of agreements name, made through the product by whoever keeps the agreement on that side.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Cast } from '../cast/cast.ts';
import { ok } from './made.ts';

export async function agreementRows(cast: Cast, side: 'internal' | 'provider'): Promise<Record<string, string>> {
  const keeper = cast.as(side === 'internal' ? 'dana' : 'mo');
  const draft = await ok(keeper.post('~/drafts', { kind: 'amendment', title: `A draft of the ${side} side` }));
  const risk = { key: 'accepted', sentence: 'A gap.', owner: 'pat', reviewOn: '2030-01-01', reason: 'We live with it.' };
  await ok(cast.as('pat').post(`~/drafts/${draft.id}/risks`, risk));
  const { revision } = await ok(cast.as('mo').post(`~/drafts/${draft.id}/card`, { rateId: null }));
  await ok(keeper.post(`~/drafts/${draft.id}/quotes`, { revision }));
  const card = { card: null, name: `A card, ${side}`, effectiveFrom: '2020-01-01', rates: exampleRateCard };
  const rate = await ok(cast.as('mo').post('~/rates', card));
  const asked = await ok(cast.as(side === 'internal' ? 'pat' : 'mo').post('~/fits', { title: `A link of the ${side} side` }));
  return { draftId: draft.id, draftRevision: String(revision), rateId: rate.id, fitId: asked.fit.id };
}
