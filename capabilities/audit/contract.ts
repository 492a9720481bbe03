/**
 * Reading and exporting the record. Client-safe. The export is JSON Lines as `tandem audit verify` reads it.
 */
import { engagementPath, instant, pageOf, pageQuery, route } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const auditProblems = {
  'cursor-invalid': { status: 422, title: 'The page cursor is not valid' },
} as const;

export const auditEntry = z.object({
  chain: z.enum(['shared', 'internal', 'provider']),
  seq: z.number(),
  at: instant,
  actor: z.record(z.string(), z.unknown()),
  action: z.string(),
  subject: z.record(z.string(), z.unknown()),
  payload: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z.string(),
});

export const auditContract = {
  list: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/audit', summary: 'The record, newest first' })
    .input(
      engagementPath
        .extend(pageQuery.shape)
        .extend({ subject: z.string().max(100).optional(), action: z.string().max(100).optional() }),
    )
    .output(pageOf(auditEntry)),
  heads: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/audit/heads', summary: 'The head of each chain that you may see' })
    .input(engagementPath)
    .output(z.object({ heads: z.array(z.object({ chain: z.string(), seq: z.number(), hash: z.string() })) })),
};
