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
  },
  tables: {
    agreements_draft: 'Both IT sides.',
    agreements_edit: 'Both IT sides; each member adds edits in their own name.',
  },
});
