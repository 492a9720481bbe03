/**
 * What paths of agreements name, made through the product by whoever keeps the agreement on that side.
 */
import type { Cast } from '../cast/cast.ts';
import { ok } from './made.ts';

export async function agreementRows(cast: Cast, side: 'internal' | 'provider'): Promise<Record<string, string>> {
  const keeper = cast.as(side === 'internal' ? 'dana' : 'mo');
  const draft = await ok(keeper.post('~/drafts', { kind: 'amendment', title: `A draft of the ${side} side` }));
  const risk = { key: 'accepted', sentence: 'A gap.', owner: 'pat', reviewOn: '2030-01-01', reason: 'We live with it.' };
  await ok(cast.as('pat').post(`~/drafts/${draft.id}/risks`, risk));
  return { draftId: draft.id };
}
