/**
 * Who may do what with notifications, as data. Everybody reads their own inbox and mailbox and says how they want to be
 * told; who looks after a side sees how its messages went and keeps its team channels.
 */
import { accessRows } from '@tandem/platform/access/access.ts';

const everybody = {
  internal: ['it', 'leader', 'business', 'employee'],
  provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'],
} as const;
const itSides = { internal: ['it', 'leader', 'business'], provider: everybody.provider } as const;

export const notificationsAccess = accessRows({
  capability: 'notifications',
  actions: {
    'inbox-read': { about: 'read your inbox', ...everybody, scope: 'notifications:read' },
    'inbox-mark': { about: 'mark your inbox as read', ...everybody, scope: 'notifications:write' },
    preference: { about: 'say how you are told', ...everybody, scope: null },
    'webhooks-own': { about: 'have webhooks', ...itSides, scope: null },
    'webhooks-team': {
      about: 'keep the channels of a team',
      internal: ['it', 'leader'],
      provider: ['admin', 'dispatcher'],
      scope: null,
    },
    'deliveries-read': {
      about: 'see how messages went',
      internal: ['it', 'leader'],
      provider: ['admin', 'dispatcher'],
      scope: 'notifications:read',
    },
    'findings-read': { about: 'see whom nothing could be told', ...itSides, scope: 'notifications:read' },
    'mailbox-read': { about: 'read the local mailbox', ...everybody, scope: null },
  },
  tables: {
    notifications_inbox: 'The member it is for.',
    notifications_delivery: 'The member it is for, and who looks after their side.',
    notifications_attempt: 'Whoever sees the delivery.',
    notifications_mailbox: 'The member it is for; mail to people who are not members yet: who looks after the side that wrote.',
    notifications_preference: 'The member it is of.',
    notifications_webhook: 'The IT people of the side it is of; a member’s own, that member.',
    notifications_finding: 'By audience, without employees.',
  },
});
