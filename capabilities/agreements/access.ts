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
    'risk.accept': {
      about: 'accept risks that a draft leaves open',
      internal: ['leader'],
      provider: [],
      scope: null,
    },
    'quote.keep': { about: 'keep the quote of a draft', ...editors, scope: 'agreements:write' },
    'rate.read': { about: 'read rate cards of the provider', internal: [], provider: ['admin', 'account'], scope: null },
    'rate.change': { about: 'add rate cards of the provider', internal: [], provider: ['admin', 'account'], scope: null },
    'rate.use': { about: 'choose the rate card of a draft', internal: [], provider: ['admin', 'account'], scope: null },
    'fit.read': { about: 'read answers to the questionnaire', ...readers, scope: 'agreements:read' },
    'fit.ask': { about: 'send out the questionnaire', internal: ['leader'], provider: ['admin', 'account'], scope: null },
    /** Nobody's: whoever holds the link answers, and the system writes it. */
    'fit.answer': { about: 'answer the questionnaire of a link', internal: [], provider: [], scope: null },
  },
  tables: {
    agreements_draft: 'Both IT sides.',
    agreements_rate: 'The provider alone.',
    agreements_quote: 'Both IT sides; each member adds quotes in their own name.',
    agreements_fit: 'Both IT sides; the side that made a link closes it; answers are written by the system.',
    agreements_edit: 'Both IT sides; each member adds edits in their own name.',
  },
});
