/**
 * The order of keys, and what always stands in a block. Everything else goes on one line in braces while it fits.
 */
import { priorities, weekdays } from '../model.ts';

export interface Layout {
  /** Keys in the order in which they are written; unknown ones come after. */
  keys?: readonly string[];
  /** `block`: never on one line, however short. */
  style?: 'block';
  members?: Record<string, Layout>;
  /** Of a list. */
  items?: Layout;
}

const hours: Layout = { keys: weekdays };
const holidays: Layout = {
  keys: ['country', 'region', 'skip', 'add', 'dates'],
  style: 'block',
  members: { add: { style: 'block', items: { keys: ['name', 'rule'] } } },
};
const party: Layout = { keys: ['name', 'users', 'workstations', 'servers'] };
const cell: Layout = { keys: ['who', 'mode', ...priorities] };
const exclude: Layout = { keys: ['user-groups', 'categories'] };
const thresholds: Layout = { keys: ['untouched', 'oldest-untouched-p3', 'held'] };

const row: Layout = {
  style: 'block',
  keys: [
    ...['id', 'function', 'scope', 'always', 'business-hours', 'after-hours', 'weekend', 'holiday'],
    ...['accountable', 'absence-cover', 'overflow', 'requires-skill', 'approvers', 'approve', 'pre-authorised', 'fail-safe'],
    ...['must-not', 'inform', 'authorisers', 'needs-approval-of', 'evidence', 'handover'],
  ],
  members: {
    scope: { keys: ['asset', 'asset-class', 'app', 'site', 'user-group'] },
    always: cell,
    'business-hours': cell,
    'after-hours': cell,
    weekend: cell,
    holiday: cell,
  },
};

const site: Layout = { keys: ['id', 'name', 'timezone', 'hours', 'holidays'], members: { hours, holidays } };
const person: Layout = {
  keys: ['id', 'name', 'side', 'role', 'title', 'skills', 'contacts'],
  members: { contacts: { items: { keys: ['kind', 'value', 'verified'] } } },
};
const layer: Layout = {
  style: 'block',
  keys: ['length', 'anchor', 'timezone', 'turns', 'restrictions'],
  members: {
    turns: { style: 'block', items: { keys: ['people', 'from', 'to'] } },
    restrictions: { style: 'block', items: { keys: ['days', 'from', 'to'] } },
  },
};
const rota: Layout = {
  style: 'block',
  keys: ['id', 'timezone', 'shifts', 'layers', 'fallback'],
  members: { shifts: { style: 'block', items: { keys: ['from', 'to', 'people'] } }, layers: { style: 'block', items: layer } },
};
const overflow: Layout = {
  style: 'block',
  keys: ['to', 'enter', 'leave', 'exclude', 'events'],
  members: {
    enter: thresholds,
    leave: thresholds,
    exclude,
    events: { style: 'block', items: { keys: ['id', 'name', 'from', 'to', 'exclude'], members: { exclude } } },
  },
};
const version: Layout = {
  style: 'block',
  keys: ['version', 'signed', 'from', 'to', 'amends', 'withdraw', 'rows'],
  members: { rows: { style: 'block', items: row } },
};

const blockListOf = (items: Layout): Layout => ({ style: 'block', items });

export const layout: Layout = {
  style: 'block',
  keys: [
    ...['format', 'engagement', 'parties', 'sites', 'hours', 'holidays', 'people', 'teams', 'rotas', 'absences', 'approval'],
    ...['gaps', 'targets', 'overflow', 'vendors', 'spending', 'functions', 'matrix'],
  ],
  members: {
    engagement: { style: 'block', keys: ['id', 'name', 'summary'] },
    parties: { style: 'block', keys: ['internal', 'provider'], members: { internal: party, provider: party } },
    sites: blockListOf(site),
    hours: { ...hours, style: 'block' },
    holidays,
    people: blockListOf(person),
    teams: blockListOf({ keys: ['id', 'side', 'name', 'members', 'rota'] }),
    rotas: blockListOf(rota),
    absences: blockListOf({ keys: ['person', 'from', 'to'] }),
    approval: { keys: ['chain', 'step'] },
    gaps: { keys: ['urgent', 'normal'] },
    targets: {
      style: 'block',
      keys: priorities,
      members: Object.fromEntries(priorities.map((priority) => [priority, { keys: ['respond', 'clock'] }])),
    },
    overflow,
    vendors: blockListOf({ keys: ['id', 'name', 'authorised', 'hours'], members: { hours } }),
    spending: {
      style: 'block',
      keys: ['emergency-cap', 'approvers'],
      members: { 'emergency-cap': { keys: priorities } },
    },
    functions: blockListOf({ keys: ['id', 'name', 'group'] }),
    matrix: blockListOf(version),
  },
};
