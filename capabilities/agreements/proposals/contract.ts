/**
 * Routes of proposals: what live work showed the agreement to lack, how often, and what was made of it. Client-safe.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const proposalsProblems = {
  'proposal-answered': { status: 409, title: 'The proposal was answered' },
} as const;

const proposalPath = engagementPath.extend({ proposalId: z.uuid() });

const proposal = z.object({
  id: z.string(),
  kind: z.enum(['gap', 'conflict', 'swap']),
  function: z.string(),
  functionName: z.string(),
  scope: z.record(z.string(), z.string()),
  rows: z.array(z.string()),
  sentence: z.string(),
  count: z.number(),
  firstAt: instant,
  lastAt: instant,
  /** The latest times, newest first. */
  evidence: z.array(z.object({ at: instant, number: z.string(), receiptId: z.string().nullable() })),
  state: z.enum(['open', 'dismissed', 'drafted']),
  answered: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  draftId: z.string().nullable(),
});

export const proposalsContract = {
  list: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/agreement/proposals', summary: 'Proposals, the latest first' })
    .input(engagementPath.extend({ ...pageQuery.shape, state: z.enum(['open', 'answered']).default('open') }))
    .output(pageOf(proposal)),
  dismiss: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/agreement/proposals/{proposalId}/dismiss',
      summary: 'Leave the agreement as it is, with a reason',
      successStatus: 200,
    })
    .input(proposalPath.extend({ reason: text(2_000) }))
    .output(proposal),
  draft: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/agreement/proposals/{proposalId}/draft',
      summary: 'Begin a draft of an amendment from a proposal',
      successStatus: 201,
    })
    .input(proposalPath)
    .output(proposal),
};
