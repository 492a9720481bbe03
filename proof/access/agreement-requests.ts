/**
 * One good request for every route of agreements, as in requests.ts.
 */
import type { AskOf } from './ask.ts';

export const agreementRequests: Record<string, AskOf> = {
  'GET ~/drafts': ({ rows }) => ({ shows: rows.named['draftId'] ?? '' }),
  'POST ~/drafts': () => ({ body: { kind: 'amendment', title: 'Another night' } }),
  'GET ~/drafts/{draftId}': () => ({}),
};
