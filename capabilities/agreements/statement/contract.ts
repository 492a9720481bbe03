/**
 * The statement of work of a draft, as the screen shows it. The printed forms come from raw routes beside it
 * (`…/statement.docx`, `…/statement.pdf`). Client-safe.
 */
import type { Statement } from '@tandem/core/commercial/statement/model.ts';
import { route } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { draftPath } from '../drafts/contract.ts';

export const statementContract = {
  see: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/drafts/{draftId}/statement',
      summary: 'The statement of work of a draft',
    })
    .input(draftPath)
    .output(z.custom<Statement>((value) => typeof value === 'object' && value !== null)),
};
