/**
 * Routes of quotes. Client-safe. A draft is priced from its own terms by whoever reads it, with the core; what needs the
 * server is taking a provider's rate card into the terms, and keeping a quote as it was shown.
 */
import { instant, pageOf, pageQuery, route } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { draftPath } from '../drafts/contract.ts';

const quoteLine = z.object({
  id: z.string(),
  revision: z.number(),
  hash: z.string(),
  cardName: z.string(),
  currency: z.string(),
  feeMonthlyMinor: z.number(),
  modules: z.array(z.object({ id: z.string(), amountMinor: z.number() })),
  users: z.number(),
  band: z.enum(['below', 'in', 'above']),
  createdBy: z.string(),
  side: z.enum(['internal', 'provider']),
  createdAt: instant,
});

const draft = '/engagements/{engagementId}/drafts/{draftId}';

export const quotesContract = {
  list: route
    .route({ method: 'GET', path: `${draft}/quotes`, summary: 'Quotes of a draft that were kept, newest first' })
    .input(draftPath.extend(pageQuery.shape))
    .output(pageOf(quoteLine)),
  keep: route
    .route({ method: 'POST', path: `${draft}/quotes`, summary: 'Keep the quote of a draft as it stands', successStatus: 201 })
    .input(draftPath.extend({ revision: z.int().min(0) }))
    .output(quoteLine),
  useCard: route
    .route({
      method: 'POST',
      path: `${draft}/card`,
      summary: 'Price a draft with a rate card, which is copied into its terms',
      successStatus: 200,
    })
    .input(draftPath.extend({ /** Null: the example card. */ rateId: z.uuid().nullable() }))
    .output(z.object({ revision: z.number() })),
};
