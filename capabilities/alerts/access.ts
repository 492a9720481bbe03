/**
 * Who may do what with alerts. Both IT sides see every source, alert and unreadable body, since both may have to act on
 * one; the side that made a source is the side that changes it. Alerts themselves are written by the intake alone.
 */
import { accessRows } from '@tandem/platform/access/access.ts';

const readers = { internal: ['it', 'leader'], provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'] } as const;
const operators = { internal: ['it'], provider: ['admin', 'dispatcher', 'engineer', 'analyst'] } as const;
const keepers = { internal: ['it'], provider: ['admin', 'engineer'] } as const;

export const alertsAccess = accessRows({
  capability: 'alerts',
  actions: {
    'alert.read': { about: 'read alerts', ...readers, scope: 'alerts:read' },
    'source.read': { about: 'see alert sources', ...readers, scope: 'alerts:read' },
    'source.change': { about: 'set up alert sources', ...keepers, scope: 'alerts:write' },
    'source.token': { about: 'give out or revoke tokens of alert sources', ...keepers, scope: null },
    'body.try': { about: 'try how a body is read', ...operators, scope: 'alerts:read' },
    'quarantine.read': { about: 'read bodies in quarantine', ...operators, scope: 'alerts:read' },
    'quarantine.settle': { about: 'deal with bodies in quarantine', ...operators, scope: 'alerts:write' },
    /** Nobody's: the intake and the watch over heartbeats act as the system. */
    'alert.take-in': { about: 'write alerts', internal: [], provider: [], scope: null },
  },
  tables: {
    alerts_source: 'both sides, without employees; the side that made it changes it',
    alerts_token: 'both sides, without employees; the hash is readable to nobody',
    alerts_pulse: 'both sides, without employees; the side of the source changes it',
    alerts_alert: 'both sides, without employees; written by the system',
    alerts_event: 'both sides, without employees; written by the system',
    alerts_quarantine: 'both sides, without employees; written by the system, settled by either side',
  },
});
