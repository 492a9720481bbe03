/**
 * Who may work on the agreement, as data. Both IT sides read and edit drafts; what binds (offering, signing, accepting a
 * risk) is for those who answer for it; what a provider charges is the provider's.
 */
import { accessRows } from '@tandem/platform/access/access.ts';

const readers = {
  internal: ['it', 'leader', 'business'],
  provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'],
} as const;
const editors = { internal: ['it', 'leader'], provider: ['admin', 'account'] } as const;

export const agreementsAccess = accessRows({
  capability: 'agreements',
  actions: {
    'draft.read': { about: 'read drafts of the agreement', ...readers, scope: 'agreements:read' },
    'draft.edit': { about: 'edit drafts of the agreement', ...editors, scope: 'agreements:write' },
    'comment.write': { about: 'write on drafts of the agreement', ...readers, scope: 'agreements:write' },
    'comment.settle': { about: 'settle what was written on drafts', ...editors, scope: 'agreements:write' },
    'risk.accept': {
      about: 'accept risks that a draft leaves open',
      internal: ['leader'],
      provider: [],
      scope: null,
    },
    'clause.read': { about: 'read clauses of the provider', internal: [], provider: ['admin', 'account'], scope: null },
    'clause.change': { about: 'change clauses of the provider', internal: [], provider: ['admin', 'account'], scope: null },
    'quote.keep': { about: 'keep the quote of a draft', ...editors, scope: 'agreements:write' },
    'rate.read': { about: 'read rate cards of the provider', internal: [], provider: ['admin', 'account'], scope: null },
    'rate.change': { about: 'add rate cards of the provider', internal: [], provider: ['admin', 'account'], scope: null },
    'rate.use': { about: 'choose the rate card of a draft', internal: [], provider: ['admin', 'account'], scope: null },
    'fit.read': { about: 'read answers to the questionnaire', ...readers, scope: 'agreements:read' },
    'fit.ask': { about: 'send out the questionnaire', internal: ['leader'], provider: ['admin', 'account'], scope: null },
    /** Nobody's: whoever holds the link answers, and the system writes it. */
    'fit.answer': { about: 'answer the questionnaire of a link', internal: [], provider: [], scope: null },
    'offer.read': { about: 'read offers and signatures', ...readers, scope: 'agreements:read' },
    'offer.make': { about: 'offer an agreement for signature', ...editors, scope: null },
    'offer.answer': { about: 'decline an offer', ...editors, scope: null },
    'offer.sign': {
      about: 'sign an agreement',
      internal: ['leader', 'it'],
      provider: ['admin', 'account', 'dispatcher'],
      scope: null,
    },
    'offer.enact': { about: 'put into force what both sides signed', internal: [], provider: [], scope: null },
    'versions.read': { about: 'read the versions of the agreement', ...readers, scope: 'agreements:read' },
    'proposal.read': { about: 'read proposals', ...readers, scope: 'agreements:read' },
    'proposal.answer': { about: 'answer proposals', ...editors, scope: null },
    'proposal.open': { about: 'open proposals by hand', internal: [], provider: [], scope: null },
  },
  tables: {
    agreements_comment: 'Both IT sides, or the side of whoever wrote it alone; words are changed by their writer.',
    agreements_draft: 'Both IT sides.',
    agreements_rate: 'The provider alone.',
    agreements_clause: 'The provider alone.',
    agreements_quote: 'Both IT sides; each member adds quotes in their own name.',
    agreements_fit: 'Both IT sides; the side that made a link closes it; answers are written by the system.',
    agreements_edit: 'Both IT sides; each member adds edits in their own name.',
    agreements_offer:
      'Both IT sides; who made it is the side that offers. What was offered never changes, its document included.',
    agreements_signature: 'Both IT sides; each written once, by the signer alone.',
    agreements_proposal: 'Both IT sides; opened by the system.',
    agreements_finding: 'Both IT sides; written by the system.',
  },
});
