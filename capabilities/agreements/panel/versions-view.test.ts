/**
 * Versions along time: one follows another, an emergency stands before what it amends and ends by itself, and days without
 * any are shown as such.
 */
import type { EngagementFile, Version } from '@tandem/core/responsibility/model.ts';
import { expect, test } from 'vitest';
import { rowsEver, spansOf, weightOf } from './versions-view.ts';

const version = (name: string, from: string, to?: string, rows: string[] = []): Version =>
  ({
    version: name,
    signed: from,
    from,
    ...(to === undefined ? {} : { to }),
    rows: rows.map((id) => ({ id, function: `f-${id}` })),
  }) as unknown as Version;

const file = (...matrix: Version[]) => ({ matrix }) as unknown as EngagementFile;

test('one version follows another, and the last has no end', () => {
  expect(spansOf(file(version('1', '2027-01-01', '2027-06-30'), version('2', '2027-07-01')))).toEqual([
    { version: '1', from: '2027-01-01', to: '2027-06-30' },
    { version: '2', from: '2027-07-01', to: null },
  ]);
  expect(spansOf(file())).toEqual([]);
});

test('an emergency stands before what it amends, which counts again afterwards', () => {
  expect(spansOf(file(version('1', '2027-01-01'), version('1e', '2027-02-27', '2027-03-01')))).toEqual([
    { version: '1', from: '2027-01-01', to: '2027-02-26' },
    { version: '1e', from: '2027-02-27', to: '2027-03-01' },
    { version: '1', from: '2027-03-02', to: null },
  ]);
});

test('days in which nothing counts are told', () => {
  expect(spansOf(file(version('1', '2027-01-01', '2027-01-31'), version('2', '2027-03-01', '2027-03-31')))).toEqual([
    { version: '1', from: '2027-01-01', to: '2027-01-31' },
    { version: null, from: '2027-02-01', to: '2027-02-28' },
    { version: '2', from: '2027-03-01', to: '2027-03-31' },
    { version: null, from: '2027-04-01', to: null },
  ]);
});

test('a span weighs its days, a short one as much as can be seen', () => {
  expect([
    weightOf({ version: '1', from: '2027-01-01', to: '2027-01-31' }),
    weightOf({ version: '1', from: '2027-01-01', to: '2027-01-02' }),
    weightOf({ version: '1', from: '2027-01-01', to: null }),
  ]).toEqual([31, 7, 365]);
});

test('a row of any version can be asked for, whether it counts still or not', () => {
  expect(
    rowsEver(
      file(version('1', '2027-01-01', '2027-06-30', ['A-2', 'A-1']), version('2', '2027-07-01', undefined, ['A-3', 'A-2'])),
    ),
  ).toEqual([
    { id: 'A-1', function: 'f-A-1' },
    { id: 'A-2', function: 'f-A-2' },
    { id: 'A-3', function: 'f-A-3' },
  ]);
});
