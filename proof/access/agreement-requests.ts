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
  'GET ~/drafts/{draftId}/statement': () => ({}),
  'GET ~/drafts/{draftId}/statement.docx': () => ({}),
  'GET ~/drafts/{draftId}/statement.pdf': () => ({}),
  'GET ~/drafts/{draftId}/matrix.xlsx': () => ({}),
  'GET ~/drafts/{draftId}/matrix.csv': () => ({}),
  'GET ~/drafts/{draftId}/matrix.yaml': () => ({}),
  'GET ~/drafts/{draftId}/matrix.json': () => ({}),
  'GET ~/matrix.xlsx': () => ({}),
  'GET ~/matrix.csv': () => ({}),
  'GET ~/matrix.yaml': () => ({}),
  'GET ~/matrix.json': () => ({}),
  'POST ~/drafts/{draftId}/matrix/readings': () => ({
    raw: { headers: { 'content-type': 'text/csv' }, payload: 'id,function\nX-1,bk-monitor\n' },
  }),
};
