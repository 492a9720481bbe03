/**
 * One good request for every route of agreements, as in requests.ts.
 */
import type { AskOf } from './ask.ts';

export const agreementRequests: Record<string, AskOf> = {
  'GET ~/in-force': () => ({}),
  'GET ~/drafts': ({ rows }) => ({ shows: rows.named['draftId'] ?? '' }),
  'POST ~/drafts': () => ({ body: { kind: 'amendment', title: 'Another night' } }),
  'GET ~/drafts/{draftId}': () => ({}),
  'PATCH ~/drafts/{draftId}': () => ({ body: { reason: 'Nights' } }),
  'POST ~/drafts/{draftId}/edits': () => ({
    body: { revision: 0, file: [{ action: 'first', steps: ['sites'], path: 'sites', before: 'main', after: 'main' }], terms: [] },
  }),
  'GET ~/drafts/{draftId}/edits': () => ({}),
  'POST ~/drafts/{draftId}/risks': () => ({
    body: { key: 'gap', sentence: 'Nobody has it.', owner: 'dana', reviewOn: '2030-01-01', reason: 'We live with it.' },
  }),
  'POST ~/drafts/{draftId}/risks/withdrawals': () => ({ body: { key: 'accepted' } }),
};
