/**
 * Routes of drafts: begin one, read it, edit it. Client-safe. The file of a draft may be incomplete while people work
 * on it, so it travels as data and is read with the types of the core.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const draftPath = engagementPath.extend({ draftId: z.uuid() });

const draftLine = z.object({
  id: z.string(),
  kind: z.enum(['agreement', 'amendment', 'emergency']),
  title: z.string(),
  reason: z.string(),
  state: z.enum(['open', 'offered', 'signed', 'closed']),
  revision: z.number(),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

export const draftsContract = {
  list: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/drafts', summary: 'Drafts of the agreement, newest first' })
    .input(engagementPath.extend(pageQuery.shape))
    .output(pageOf(draftLine)),
  create: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts',
      summary: 'Begin a draft from what is in force, or from nothing',
      successStatus: 201,
    })
    .input(
      engagementPath.extend({
        kind: z.enum(['agreement', 'amendment', 'emergency']),
        title: text(200),
        reason: z.string().trim().max(2_000).default(''),
      }),
    )
    .output(draftLine),
  see: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/drafts/{draftId}', summary: 'A draft, whole' })
    .input(draftPath)
    .output(
      draftLine.extend({
        baseHash: z.string().nullable(),
        /** An engagement file whose matrix is the one version `draft`. */
        file: z.record(z.string(), z.unknown()),
        terms: z.record(z.string(), z.unknown()),
      }),
    ),
};
