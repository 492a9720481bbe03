/**
 * Which modules rows call for: a table of single rows, and the example agreement as a whole.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyDraft } from '../responsibility/draft.ts';
import type { EngagementFile, Row } from '../responsibility/model.ts';
import { parseEngagement } from '../responsibility/parse.ts';
import { moduleOfFunction, modulesCalledFor, windowsHeld } from './scope.ts';

const base: EngagementFile = {
  ...emptyDraft({ id: 'h', name: 'H' }, { internal: { name: 'H' }, provider: { name: 'N' } }, '2027-01-01'),
  people: [{ id: 'dana', name: 'Dana', side: 'internal', role: 'it' }],
  teams: [{ id: 'desk', side: 'provider', name: 'Desk' }],
  rotas: [{ id: 'night', timezone: 'UTC', shifts: [], fallback: 'desk' }],
};
const fileWith = (row: Partial<Row>, more: Partial<EngagementFile> = {}): EngagementFile => ({
  ...base,
  ...more,
  matrix: [{ ...base.matrix[0]!, rows: [{ id: 'A', function: 'sd-tier1-support', accountable: 'dana', ...row }] }],
});
const calls = (row: Partial<Row>, more: Partial<EngagementFile> = {}) => Object.keys(modulesCalledFor(fileWith(row, more)));

const desk = { who: ['desk'], mode: 'act' } as const;
const dana = { who: ['dana'], mode: 'act' } as const;
const by = (cell: { who: readonly string[]; mode: string }) => ({ ...cell, who: [...cell.who] }) as Row['always'] & object;

describe('one row', () => {
  test.each<[string, Partial<Row>, string[]]>([
    ['security by the provider', { function: 'ir-containment', always: by(desk) }, ['security-ops']],
    ['security by the internal side', { function: 'ir-containment', always: by(dana) }, []],
    ['watching security needs the tools too', { function: 'sm-edr-triage', always: by(desk) }, ['platform', 'security-ops']],
    ['servers around the clock', { function: 'sv-monitoring', always: by(desk) }, ['platform', 'after-hours']],
    ['servers by day', { function: 'sv-monitoring', 'business-hours': by(desk), 'after-hours': by(dana) }, ['platform']],
    ['nights of the desk', { 'business-hours': by(dana), 'after-hours': by(desk) }, ['after-hours']],
    ['a rota that falls back to the provider', { 'after-hours': by({ who: ['rota:night'], mode: 'act' }) }, ['after-hours']],
    [
      'waiting for the morning is no night work',
      { 'business-hours': by(dana), 'after-hours': by({ ...desk, mode: 'queue' }) },
      [],
    ],
    ['advice is no work', { always: by({ ...desk, mode: 'advise' }) }, []],
    ['the desk by day', { 'business-hours': by(desk) }, ['overflow']],
    ['tools for internal staff', { function: 'tl-rmm-access', always: by(dana) }, ['platform']],
    ['specialists', { function: 'st-expertise', 'business-hours': by(desk) }, ['expertise']],
    ['continuity', { function: 'ct-absence-cover', always: by(desk) }, ['backup-leadership']],
    ['compliance', { function: 'cp-evidence', 'business-hours': by(desk) }, ['compliance']],
    ['a row that says nobody yet', {}, []],
  ])('%s', (_title, row, modules) => {
    expect(calls(row)).toEqual(modules);
  });

  test('overflow needs an eligible row and an overflow that goes to the provider', () => {
    const overflow = { to: 'desk', enter: { untouched: 5 }, leave: { untouched: 1 } };
    const row = { 'business-hours': by(dana), overflow: true };
    expect(calls(row)).toEqual([]);
    expect(calls(row, { overflow })).toEqual(['overflow']);
    expect(calls(row, { overflow: { ...overflow, to: 'dana' } })).toEqual([]);
    expect(calls({ 'business-hours': by(dana) }, { overflow })).toEqual([]);
  });

  test('nights are a full desk only when users are served whatever the urgency', () => {
    const option = (row: Partial<Row>) => modulesCalledFor(fileWith(row))['after-hours']?.option;
    expect(option({ 'after-hours': by(desk) })).toBe('fullDesk');
    expect(option({ 'after-hours': { ...by(desk), P3: 'queue', P4: 'queue' } })).toBe('p1p2');
    expect(option({ function: 'sd-password-reset', 'after-hours': by(desk) })).toBe('p1p2');
  });

  test('a function that the engagement adds counts by its group', () => {
    const functions = [{ id: 'scada', name: 'SCADA alarms', group: 'servers-virtualisation' }];
    expect(calls({ function: 'scada', always: by(desk) }, { functions })).toEqual(['platform', 'after-hours']);
    expect(calls({ function: 'scada', always: by(desk) })).toEqual([]);
    expect(moduleOfFunction('scada', { ...base, functions })).toBe('platform');
    expect(moduleOfFunction('scada', base)).toBeNull();
  });
});

test.each([
  ['st-expertise', 'expertise'],
  ['st-qbr', null],
  ['sd-after-hours-support', 'after-hours'],
  ['sd-tier1-support', 'overflow'],
  ['em-bec', 'security-ops'],
  ['ct-drills', 'backup-leadership'],
  ['cp-evidence', 'compliance'],
  ['nw-dns-domain', 'platform'],
] as const)('%s is paid for by %s', (id, module) => {
  expect(moduleOfFunction(id, base)).toBe(module);
});

test('a row that names no window for weekends is held then by whoever holds the nights', () => {
  const file = fileWith({ 'business-hours': by(dana), 'after-hours': by(desk) });
  expect(windowsHeld(file, file.matrix[0]!.rows[0]!, 'provider')).toEqual(['after-hours', 'weekend', 'holiday']);
  expect(windowsHeld(file, file.matrix[0]!.rows[0]!, 'internal')).toEqual(['business-hours']);
});

test('the example agreement calls for everything but compliance, with the rows that do', () => {
  const path = new URL('../../examples/harbor.yaml', import.meta.url);
  const parsed = parseEngagement(readFileSync(path, 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error('The example is not valid.');
  const called = modulesCalledFor(parsed.file);
  expect(Object.keys(called)).toEqual(['platform', 'security-ops', 'after-hours', 'overflow', 'expertise', 'backup-leadership']);
  expect(called['after-hours']?.option).toBe('p1p2');
  expect(called['security-ops']?.rows).toEqual(['A-04', 'A-05', 'A-06', 'A-07', 'A-25']);
  expect(called.expertise).toEqual({ rows: ['A-27'], because: 'Specialists of the provider are asked in 1 row.' });
});
