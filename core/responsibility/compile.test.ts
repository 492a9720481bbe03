/**
 * Versions: which is in force, what an amendment changes, and that no broken file stops the compiler.
 */
import { describe, expect, test } from 'vitest';
import { compile } from './compile.ts';
import type { EngagementFile, Row, Version } from './model.ts';
import { ask, testEngagement, testRow } from './test-engagement.ts';

const row = (id: string, who: string): Row => testRow({ id, always: { who: [who], mode: 'act' } });
const version = (name: string, changes: Partial<Version>): Version => ({
  version: name,
  signed: '2026-01-01',
  from: '2026-01-01',
  rows: [row('R-1', 'desk')],
  ...changes,
});

/** Version and row that answer at 10:00 on a day in Chicago. */
function inForce(matrix: Version[], date: string) {
  const answer = ask(testEngagement([], { matrix }), { at: `${date}T10:00-06:00` });
  return [answer.version, answer.row, answer.who.join()];
}

describe('overlapping versions', () => {
  test('the later start wins while it lasts, then the earlier one holds again', () => {
    const matrix = [version('2', { from: '2027-01-10', to: '2027-01-20' }), version('1', {})];
    expect(['2027-01-09', '2027-01-10', '2027-01-20', '2027-01-21'].map((date) => inForce(matrix, date)[0])).toEqual([
      '1',
      '2',
      '2',
      '1',
    ]);
  });

  test('of the same start the later signature wins, and of the same signature the later name', () => {
    const [early, late] = [version('9', { signed: '2025-01-01' }), version('1', { signed: '2025-06-01' })];
    expect(inForce([early, late], '2027-01-04')[0]).toBe('1');
    expect(inForce([late, early], '2027-01-04')[0]).toBe('1');
    expect(inForce([version('a', {}), version('b', {})], '2027-01-04')[0]).toBe('b');
    expect(inForce([version('b', {}), version('a', {})], '2027-01-04')[0]).toBe('b');
  });
});

describe('an amendment', () => {
  const first = version('1', {
    to: '2026-12-31',
    rows: [row('R-1', 'desk'), row('R-2', 'noc')].map((one, i) => ({ ...one, scope: i === 0 ? {} : { app: 'ERP' } })),
  });

  test('changes the rows it names and keeps the others', () => {
    const second = version('2', { from: '2027-01-01', amends: '1', rows: [row('R-1', 'bob')] });
    expect(inForce([first, second], '2027-01-04')).toEqual(['2', 'R-1', 'bob']);
    expect(ask(testEngagement([], { matrix: [first, second] }), { app: 'ERP' }).who).toEqual(['noc']);
  });

  test('withdraws rows', () => {
    const second = version('2', { from: '2027-01-01', amends: '1', withdraw: ['R-1'], rows: [] });
    expect(inForce([first, second], '2027-01-04')).toEqual(['2', null, '']);
  });

  test('of an amendment builds on it', () => {
    const second = version('2', { from: '2027-01-01', amends: '1', withdraw: ['R-1'], rows: [row('R-3', 'ann')] });
    const third = version('3', { from: '2027-01-02', amends: '2', rows: [] });
    expect(inForce([third, first, second], '2027-01-04')).toEqual(['3', 'R-3', 'ann']);
    expect(ask(testEngagement([], { matrix: [first, second, third] }), { app: 'ERP' }).who).toEqual(['noc']);
  });

  test('of nothing, or of itself, has only its own rows', () => {
    expect(inForce([version('2', { amends: 'gone' })], '2027-01-04')).toEqual(['2', 'R-1', 'desk']);
    expect(inForce([version('2', { amends: '2' })], '2027-01-04')).toEqual(['2', 'R-1', 'desk']);
    const circle = [version('1', { amends: '2', rows: [] }), version('2', { from: '2026-01-02', amends: '1' })];
    expect(inForce(circle, '2027-01-04')).toEqual(['2', 'R-1', 'desk']);
  });
});

describe('what the parser would refuse', () => {
  test('a row without a window is a gap there and keeps its row', () => {
    const engagement = testEngagement([{ 'business-hours': { who: ['desk'], mode: 'act' } }]);
    expect(ask(engagement).who).toEqual(['desk']);
    expect(ask(engagement, { at: '2027-01-04T20:00-06:00' })).toMatchObject({ gap: true, row: 'R-1', accountable: 'cat' });
  });

  test('times that are none never hold', () => {
    const changes: Partial<EngagementFile> = {
      hours: { mon: 'morning' },
      targets: { P1: { respond: 'soon', clock: 'always' } },
      rotas: [{ id: 'night', timezone: 'UTC', shifts: [{ from: 'now', to: 'then', people: ['eve'] }] }],
    };
    const engagement = testEngagement([{ always: { who: ['rota:night', 'desk'], mode: 'act' } }], changes);
    expect(ask(engagement)).toMatchObject({ window: 'after-hours', who: ['desk'], responseDueAt: null });
    expect(ask(testEngagement([], { matrix: [version('1', { from: 'once' })] }))).toMatchObject({ gap: true, version: null });
  });

  test('nothing but the least', () => {
    const { format, engagement, parties, sites, people } = testEngagement([{}]).file;
    const least: EngagementFile = { format, engagement, parties, sites, people, matrix: [version('1', {})] };
    expect(ask(compile(least))).toMatchObject({ gap: true, row: 'R-1', window: 'after-hours', holder: null });
  });
});
