import { describe, expect, it } from 'vitest';
import type { Finding, MatrixRow, Overview } from './agreement.ts';
import { cellsOf, cellWords, scopeWords, viewMatrix, yearWords } from './matrix-view.ts';

const row = (id: string, change: Partial<MatrixRow> = {}): MatrixRow => ({
  id,
  function: 'bk-monitor',
  functionName: 'Backup monitoring',
  group: 'backup',
  scope: {},
  always: { who: ['noc'], mode: 'act', overrides: {} },
  businessHours: null,
  afterHours: null,
  weekend: null,
  holiday: null,
  accountable: 'pat',
  absenceCover: null,
  overflow: false,
  approvers: [],
  approve: 'any',
  preAuthorised: [],
  failSafe: null,
  mustNot: [],
  inform: [],
  authorisers: [],
  changedIn: '3',
  ...change,
});

const finding = (change: Partial<Finding>): Finding => ({
  kind: 'gap',
  severity: 'error',
  rows: [],
  function: 'dn-domain',
  message: 'Nobody owns it.',
  minutesPerYear: 525_600,
  witness: null,
  without: null,
  days: [],
  ...change,
});

const overview = {
  groups: [
    { id: 'backup', name: 'Backup' },
    { id: 'network', name: 'Network' },
  ],
  functions: [
    { id: 'bk-monitor', name: 'Backup monitoring', group: 'backup', inMatrix: true },
    { id: 'dn-domain', name: 'Domain and DNS', group: 'network', inMatrix: false },
  ],
} as unknown as Overview;

describe('cells', () => {
  it('say what differs by priority, once a mode', () => {
    expect(cellWords({ who: ['desk'], mode: 'act', overrides: { P4: 'queue', P1: 'vendor-case', P3: 'queue' } })).toBe(
      'acts · P3 P4 waits · P1 vendor case',
    );
    expect(cellWords({ who: ['desk'], mode: 'act', overrides: {} })).toBe('acts');
  });

  it('are one for all windows only when nothing else is given', () => {
    expect(cellsOf(row('A')).always?.who).toEqual(['noc']);
    const weekend = { who: ['soc'], mode: 'page', overrides: {} };
    expect(cellsOf(row('A', { weekend }))).toMatchObject({
      always: null,
      business: { who: ['noc'] },
      after: { who: ['noc'] },
      weekend: { who: ['soc'] },
    });
  });

  it('have scopes in words', () => {
    expect(scopeWords({ asset: 'ERP01' })).toBe('ERP01');
    expect(scopeWords({ 'user-group': 'executives', site: 'main' })).toBe('user group executives, site main');
  });
});

describe('viewMatrix', () => {
  it('stands findings at their row and gaps without a row in their group', () => {
    const views = viewMatrix(
      [row('A-1'), row('A-2')],
      null,
      [
        finding({}),
        finding({ kind: 'conflict', rows: ['A-2', 'A-1'] }),
        finding({ kind: 'single-holder', severity: 'info', rows: ['A-1'] }),
      ],
      overview,
    );
    expect(
      views.map((group) => [group.name, group.rows.map((view) => [view.row.id, view.findings.length]), group.gaps.length]),
    ).toEqual([
      [
        'Backup',
        [
          ['A-1', 0],
          ['A-2', 1],
        ],
        0,
      ],
      ['Network', [], 1],
    ]);
  });

  it('lays two versions over one another', () => {
    const before = [row('A-1'), row('A-2'), row('A-3')];
    const now = [row('A-1', { changedIn: '4' }), row('A-2', { accountable: 'sam', changedIn: '4' }), row('A-4')];
    expect(viewMatrix(now, before, [], overview)[0]?.rows.map((view) => [view.row.id, view.state])).toEqual([
      ['A-1', 'same'],
      ['A-2', 'changed'],
      ['A-4', 'added'],
      ['A-3', 'withdrawn'],
    ]);
  });
});

it('says how much of a year', () => {
  expect(yearWords(525_600)).toBe('8,760 hours a year');
  expect(yearWords(40)).toBe('40 minutes a year');
});
