/**
 * One good request for every route of agreements, as in requests.ts.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Ask, AskOf } from './ask.ts';

/** About the offer of the caller's own side. */
const ofOffer =
  (ask: Ask): AskOf =>
  ({ rows }) => ({ ...ask, named: { offerId: rows.named['agreementOfferId'] ?? '' } });

const tickets = 'at,function,priority\n2027-01-04T22:00,sm-edr-triage,P1\n';

export const agreementRequests: Record<string, AskOf> = {
  'GET ~/in-force': () => ({}),
  'GET ~/drafts': ({ rows }) => ({ shows: rows.named['draftId'] ?? '' }),
  'POST ~/drafts': () => ({ body: { kind: 'amendment', title: 'Another night' } }),
  'GET ~/drafts/{draftId}': () => ({}),
  'PATCH ~/drafts/{draftId}': () => ({ body: { reason: 'Nights' } }),
  'POST ~/drafts/{draftId}/edits': () => ({
    body: { revision: 0, file: [{ action: 'first', steps: ['sites'], path: 'sites', before: 'main', after: 'main' }], terms: [] },
  }),
  'GET ~/drafts/{draftId}/comments': ({ rows }) => ({ shows: rows.named['commentId'] ?? '' }),
  'POST ~/drafts/{draftId}/comments': () => ({ body: { place: { on: 'draft' }, body: 'Why?' } }),
  'POST ~/drafts/{draftId}/comments/{commentId}/replies': () => ({ body: { body: 'Because.' } }),
  'PATCH ~/drafts/{draftId}/comments/{commentId}': () => ({ body: { body: 'Why not?' } }),
  'DELETE ~/drafts/{draftId}/comments/{commentId}': () => ({}),
  'POST ~/drafts/{draftId}/comments/{commentId}/settle': () => ({}),
  'POST ~/drafts/{draftId}/comments/{commentId}/reopen': () => ({}),
  'GET ~/drafts/{draftId}/replay': () => ({}),
  'GET ~/drafts/{draftId}/replay/file': () => ({ query: 'as=csv' }),
  'POST ~/drafts/{draftId}/replay/tickets': () => ({ body: { csv: tickets } }),
  'POST ~/drafts/{draftId}/replay/tickets/file': () => ({ body: { csv: tickets, as: 'json' } }),
  'GET ~/drafts/{draftId}/edits': () => ({}),
  'POST ~/drafts/{draftId}/risks': () => ({
    body: { key: 'gap', sentence: 'Nobody has it.', owner: 'dana', reviewOn: '2030-01-01', reason: 'We live with it.' },
  }),
  'POST ~/drafts/{draftId}/risks/withdrawals': () => ({ body: { key: 'accepted' } }),
  'GET ~/drafts/{draftId}/quotes': () => ({}),
  'POST ~/drafts/{draftId}/quotes': ({ rows }) => ({ body: { revision: Number(rows.named['draftRevision']) } }),
  'POST ~/drafts/{draftId}/card': () => ({ body: { rateId: null } }),
  'GET ~/rates': ({ rows }) => ({ shows: rows.named['rateId'] ?? '' }),
  'POST ~/rates': () => ({ body: { card: null, name: 'Another card', effectiveFrom: '2027-01-01', rates: exampleRateCard } }),
  'GET ~/rates/{rateId}': () => ({}),
  'GET ~/clauses': ({ rows }) => ({ shows: rows.named['clauseId'] ?? '' }),
  'POST ~/clauses': () => ({
    body: { after: null, section: 'data', replaces: null, title: 'Ours', text: 'As {provider} does it.' },
  }),
  'POST ~/clauses/{clauseId}/withdrawal': () => ({ body: { version: 1 } }),
  'GET ~/fits': ({ rows }) => ({ shows: rows.named['fitId'] ?? '' }),
  'POST ~/fits': () => ({ body: { title: 'A prospect' } }),
  'POST ~/fits/{fitId}/closing': () => ({}),
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
  'POST ~/drafts/from-file': ({ world }) => ({ body: { text: world.file } }),
  'GET ~/drafts/{draftId}/signing': () => ({}),
  'POST ~/drafts/{draftId}/offers': ({ rows }) => ({
    body: { revision: Number(rows.named['draftRevision']), version: 'next', from: '2028-01-01' },
    passes: 'not-ready',
  }),
  'POST ~/drafts/{draftId}/rebase': ({ rows }) => ({ body: { revision: Number(rows.named['draftRevision']) } }),
  'GET ~/offers': ({ rows }) => ({ shows: rows.named['agreementOfferId'] ?? '' }),
  'GET ~/offers/{offerId}': ofOffer({}),
  'POST ~/offers/{offerId}/sign': ofOffer({ body: { hash: '0'.repeat(64) }, passes: 'offer-other-content' }),
  'POST ~/offers/{offerId}/decline': ofOffer({ body: { reason: 'Too dear' }, passes: 'own-offer' }),
  'POST ~/offers/{offerId}/withdraw': ofOffer({ body: { reason: 'A mistake' } }),
  'POST ~/offers/{offerId}/drafts': ofOffer({ passes: 'offer-closed' }),
  'GET ~/agreement/versions': () => ({}),
  'GET ~/agreement/at': () => ({ query: 'instant=2027-03-10T00:00:00Z&row=A-04' }),
  'GET ~/agreement/clauses': () => ({ query: 'instant=2027-03-10T00:00:00Z&row=A-04' }),
  'GET ~/agreement/versions/{version}/bundle.json': () => ({ named: { version: '3' }, passes: 'not-signed-here' }),
  'GET ~/agreement/versions/{version}/statement.docx': () => ({ named: { version: '3' }, passes: 'not-signed-here' }),
  'GET ~/agreement/versions/{version}/statement.pdf': () => ({ named: { version: '3' }, passes: 'not-signed-here' }),
  'GET ~/agreement/proposals': ({ rows }) => ({ shows: rows.named['proposalId'] ?? '' }),
  'POST ~/agreement/proposals/{proposalId}/dismiss': () => ({ body: { reason: 'It is meant so' } }),
  'POST ~/agreement/proposals/{proposalId}/draft': () => ({}),
};
