/**
 * Who may read the record. Each side reads the shared chain and its own; there is no action that writes it by hand.
 */
import { accessRows } from '@tandem/platform/access/access.ts';

export const auditAccess = accessRows({
  capability: 'audit',
  actions: {
    'audit.read': {
      about: 'read the record',
      internal: ['it', 'leader', 'business'],
      provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'],
      scope: 'audit:read',
    },
    'audit.export': {
      about: 'export the record',
      internal: ['it', 'leader'],
      provider: ['admin', 'account'],
      scope: 'audit:read',
    },
  },
  tables: {
    record_chain: 'Each side: the shared chain and its own.',
    record_audit: 'Each side: the shared chain and its own.',
    record_receipt: 'Both IT sides.',
    record_outbox: 'The system alone.',
  },
});
