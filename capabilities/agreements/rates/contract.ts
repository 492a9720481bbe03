/**
 * Routes of a provider's rate cards. Client-safe. A card is changed by adding its next version; which one a draft is
 * priced with is copied into its terms, so that a later version never changes an earlier quote.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

const rateLine = z.object({
  id: z.string(),
  /** The same in all versions of one card. */
  card: z.string(),
  version: z.number(),
  name: z.string(),
  effectiveFrom: z.iso.date(),
  currency: z.string(),
  createdBy: z.string(),
  createdAt: instant,
});

/** A rate card as the core reads it; checked there, so that its problems name their place. */
const rates = z.record(z.string(), z.unknown());
const ratesPath = '/engagements/{engagementId}/rates';

export const ratesContract = {
  list: route
    .route({ method: 'GET', path: ratesPath, summary: 'Rate cards of the provider, every version, newest first' })
    .input(engagementPath.extend(pageQuery.shape))
    .output(pageOf(rateLine)),
  create: route
    .route({ method: 'POST', path: ratesPath, summary: 'Add a rate card, or the next version of one', successStatus: 201 })
    .input(
      engagementPath.extend({
        /** The card whose next version this is; null: a new card. */
        card: z.uuid().nullable(),
        name: text(120),
        effectiveFrom: z.iso.date(),
        rates,
      }),
    )
    .output(rateLine),
  see: route
    .route({ method: 'GET', path: `${ratesPath}/{rateId}`, summary: 'A version of a rate card, whole' })
    .input(engagementPath.extend({ rateId: z.uuid() }))
    .output(rateLine.extend({ rates })),
};
