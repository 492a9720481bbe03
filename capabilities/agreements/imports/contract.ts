/**
 * A file as the beginning of a draft: where an agreement is in force, nobody changes it alone, so what a file says
 * differently is written into a draft that both sides then sign. Client-safe.
 */
import { engagementPath, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { fileCharactersMost } from '../../responsibility/contract.ts';
import { change } from '../offers/contract.ts';

export const importsContract = {
  draft: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/from-file',
      summary: 'Begin a draft from an engagement file',
      successStatus: 201,
    })
    .input(
      engagementPath.extend({
        text: z.string().max(fileCharactersMost),
        title: text(200).default('From a file'),
        reason: z.string().trim().max(2_000).default(''),
      }),
    )
    .output(
      z.object({
        draftId: z.string(),
        title: z.string(),
        /** Against what is in force; empty where the file says the same. */
        changes: z.array(change),
      }),
    ),
};
