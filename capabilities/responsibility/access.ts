/**
 * Who may ask and who may change the agreement, as data. Both IT sides read everything agreed; the file is brought in by
 * the people who answer for it on either side.
 */
import { accessRows } from '@tandem/platform/access/access.ts';

const readers = {
  internal: ['it', 'leader', 'business'],
  provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'],
} as const;

export const responsibilityAccess = accessRows({
  capability: 'responsibility',
  actions: {
    'matrix.read': { about: 'read the matrix', ...readers, scope: 'responsibility:read' },
    'who.ask': { about: 'ask who owns what', ...readers, scope: 'responsibility:read' },
    'proof.read': { about: 'read the proof', ...readers, scope: 'responsibility:read' },
    'file.export': { about: 'export the engagement file', ...readers, scope: 'responsibility:read' },
    'file.import': {
      about: 'import an engagement file',
      internal: ['it', 'leader'],
      provider: ['admin', 'account'],
      scope: 'responsibility:write',
    },
    'receipt.read': { about: 'read decision receipts', ...readers, scope: 'responsibility:read' },
    /** Nobody's: the product itself tells the agreement what the queue looks like. */
    'queue.tell': { about: 'tell how long the queue is', internal: [], provider: [], scope: null },
  },
  tables: {
    responsibility_document: 'Members of the engagement; an employee only through decisions made for them.',
    responsibility_current: 'Members of the engagement; an employee only through decisions made for them.',
    responsibility_history: 'Both IT sides.',
    responsibility_queue: 'Members of the engagement; an employee only through decisions made for them. Written by the system.',
  },
});
