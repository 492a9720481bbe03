/**
 * The ribbon across the day on which a version begins: its rows are there before it, as work that nobody has yet.
 */
import { compile } from '@tandem/core/responsibility/compile.ts';
import { testFile, testRow } from '@tandem/core/responsibility/test-engagement.ts';
import { describe, expect, it } from 'vitest';
import { ribbonOf } from './rules.ts';

const first = { version: '1', signed: '2026-12-20', from: '2027-01-06', rows: [testRow({})] };
const second = {
  version: '2',
  signed: '2027-01-06',
  from: '2027-01-08',
  amends: '1',
  rows: [testRow({ id: 'R-2', function: 'other' })],
};

function ribbon(...matrix: object[]) {
  const file = testFile([], { matrix: matrix as never });
  const { lines } = ribbonOf({ engagement: compile(file), file }, '2027-01-05T06:00:00Z', '2027-01-10T06:00:00Z', 'P2');
  return lines.flatMap(({ segments }) => segments);
}

describe('ribbonOf', () => {
  it('shows the rows of a version that begins within the span, and the days before it as a gap', () => {
    const segments = ribbon(first);
    const gaps = segments.filter(({ gap }) => gap);
    expect([gaps[0]?.from, gaps.at(-1)?.to]).toEqual(['2027-01-05T00:00:00-06:00', '2027-01-06T00:00:00-06:00']);
    expect(segments.slice(gaps.length).map(({ who }) => who[0])).toContain('desk');
  });

  it('shows work that is added later as a gap until then', () => {
    const gaps = ribbon({ ...first, from: '2026-12-20' }, second).filter(({ gap }) => gap);
    expect(gaps.map((segment) => [segment.function, segment.to])).toContainEqual(['other', '2027-01-08T00:00:00-06:00']);
  });

  it('has no line where nothing is in force', () => {
    expect(ribbon({ ...first, from: '2027-03-01' })).toEqual([]);
  });
});
