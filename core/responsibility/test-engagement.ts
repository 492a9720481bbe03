/**
 * A small engagement for tests: everything the decision core knows, once. Two sites in different zones, people on both
 * sides, a rota with a fallback and a team behind which it stands. Each test states only what it changes, so that what
 * matters to it can be read in the test. Windows in 2027: Monday 4 January is an ordinary day, Friday 15 a holiday.
 */

import type { Engagement } from './compile.ts';
import { compile } from './compile.ts';
import type { Answer, EngagementFile, Facts, Row } from './model.ts';
import { who } from './who.ts';

const base: EngagementFile = {
  format: 'tandem/1',
  engagement: { id: 'small', name: 'Small' },
  parties: { internal: { name: 'Client' }, provider: { name: 'Provider' } },
  sites: [
    { id: 'main', timezone: 'America/Chicago' },
    { id: 'plant', timezone: 'Europe/Berlin', hours: { mon: ['06:00-12:00', '13:00-22:00'], sat: '06:00-14:00' } },
  ],
  hours: { mon: '08:00-17:00', tue: '08:00-17:00', wed: '08:00-17:00', thu: '08:00-17:00', fri: '08:00-17:00' },
  holidays: { dates: ['2027-01-15'] },
  people: [
    { id: 'ann', name: 'Ann', side: 'internal', role: 'it', skills: ['server', 'network'] },
    { id: 'bob', name: 'Bob', side: 'internal', role: 'it', skills: ['server'] },
    { id: 'cat', name: 'Cat', side: 'internal', role: 'executive' },
    { id: 'eve', name: 'Eve', side: 'provider', role: 'engineer', skills: ['server'] },
    { id: 'fay', name: 'Fay', side: 'provider', role: 'engineer' },
  ],
  teams: [
    { id: 'desk', side: 'provider', name: 'Desk' },
    { id: 'noc', side: 'provider', name: 'Operations', members: ['eve', 'fay'], rota: 'night' },
  ],
  rotas: [
    {
      id: 'night',
      timezone: 'America/Chicago',
      shifts: [
        { from: '2027-01-04T17:00', to: '2027-01-05T08:00', people: ['eve'] },
        { from: '2027-01-05T17:00', to: '2027-01-06T08:00', people: ['fay', 'eve'] },
      ],
      fallback: 'desk',
    },
  ],
  approval: { chain: ['ann', 'cat'], step: '10m' },
  gaps: { urgent: 'noc', normal: 'ann' },
  targets: {
    P1: { respond: '15m', clock: 'always' },
    P2: { respond: '60m', clock: 'always' },
    P3: { respond: '4h', clock: 'business' },
    P4: { respond: '8h', clock: 'business' },
  },
  vendors: [{ id: 'carrier', name: 'Carrier', authorised: ['ann', 'noc'] }],
  spending: { 'emergency-cap': { P1: 500 }, approvers: ['cat', 'ann'] },
  functions: [
    { id: 'fix', name: 'Fix' },
    { id: 'other', name: 'Other' },
  ],
  matrix: [],
};

export type RowChanges = Partial<Row>;

/** A row for function `fix`: the desk acts at all times, unless the changes say who does. */
export function testRow(changes: RowChanges): Row {
  const cells = ['always', 'business-hours', 'after-hours', 'weekend', 'holiday'] as const;
  const always = cells.some((key) => changes[key]) ? {} : { always: { who: ['desk'], mode: 'act' as const } };
  return { id: 'R-1', function: 'fix', accountable: 'cat', ...always, ...changes };
}

/** The small file with these rows in one version for ever, and whatever else differs. */
export function testFile(rows: RowChanges[], changes: Partial<EngagementFile> = {}): EngagementFile {
  const matrix = [{ version: '1', signed: '2026-01-01', from: '2026-01-01', rows: rows.map(testRow) }];
  return { ...(JSON.parse(JSON.stringify(base)) as EngagementFile), matrix, ...changes };
}

export function testEngagement(rows: RowChanges[], changes: Partial<EngagementFile> = {}): Engagement {
  return compile(testFile(rows, changes));
}

/** Asks about `fix`, P1, on Monday 4 January 2027 at 10:00 in Chicago unless the facts say otherwise. */
export function ask(engagement: Engagement, facts: Partial<Facts> = {}): Answer {
  return who(engagement, { at: '2027-01-04T10:00-06:00', function: 'fix', priority: 'P1', ...facts }, { trace: true });
}
