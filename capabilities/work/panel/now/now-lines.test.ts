import { buildNames } from '@tandem/platform/ui/names.ts';
import { hourMs } from '@tandem/platform/ui/time-words.ts';
import { describe, expect, it } from 'vitest';
import { computeCoverage, type Line, type LineSegment, rowsOf } from './now-lines.ts';

const names = buildNames({
  zone: 'UTC',
  groups: [],
  functions: [],
  vendors: [],
  parties: [
    { id: 'dana', name: 'Dana Ruiz', side: 'internal', kind: 'person' },
    { id: 'noc', name: 'Operations centre', side: 'provider', kind: 'team' },
  ],
});

const at = (hour: number): string => new Date(hour * hourMs).toISOString();
const piece = (from: number, to: number, who: string, change: Partial<LineSegment> = {}): LineSegment => ({
  from: at(from),
  to: at(to),
  window: 'weekend',
  side: who === 'dana' ? 'internal' : 'provider',
  who: [who],
  mode: 'act',
  gap: false,
  mixed: false,
  function: 'f',
  scope: {},
  ...change,
});
const gap = (from: number, to: number): LineSegment => piece(from, to, '', { side: null, who: [], gap: true, mode: 'gap' });
const line = (group: string, ...segments: LineSegment[]): Line => ({ group, name: group, segments });

describe('rowsOf', () => {
  it('joins neighbours that read the same, though the window changed', () => {
    const rows = rowsOf([line('a', piece(0, 2, 'noc'), piece(2, 4, 'noc', { window: 'holiday' }), piece(4, 6, 'dana'))], names);
    expect(rows[0]?.segments.map((segment) => [segment.from / hourMs, segment.to / hourMs, segment.party])).toEqual([
      [0, 4, 'provider'],
      [4, 6, 'internal'],
    ]);
  });

  it('keeps apart who acts and who only waits for the morning', () => {
    const rows = rowsOf([line('a', piece(0, 2, 'dana'), piece(2, 4, 'dana', { mode: 'queue' }), gap(4, 6))], names);
    expect(rows[0]?.segments.map((segment) => segment.labels[0])).toEqual([
      'Dana Ruiz',
      'waits for Dana Ruiz',
      'nobody owns this',
    ]);
  });
});

describe('computeCoverage', () => {
  it('counts an hour only when every kind of work has an owner throughout', () => {
    const rows = rowsOf([line('a', piece(0, 10, 'noc')), line('b', piece(0, 4, 'noc'), gap(4, 5), piece(5, 10, 'dana'))], names);
    expect(computeCoverage(rows, 0, 10 * hourMs, 4.5 * hourMs)).toEqual({ groups: 2, owned: 1, hours: 10, coveredHours: 9 });
    expect(computeCoverage(rows, 0, 10 * hourMs, 6 * hourMs).owned).toBe(2);
  });

  it('counts no hour while nothing is agreed', () => {
    expect(computeCoverage([], 0, 10 * hourMs, 4 * hourMs)).toEqual({ groups: 0, owned: 0, hours: 10, coveredHours: 0 });
  });
});
