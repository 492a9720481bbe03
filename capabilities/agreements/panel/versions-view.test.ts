/**
 * Versions along time: one follows another, an emergency stands before what it amends and ends by itself, and days without
 * any are shown as such.
 */
import { expect, test } from 'vitest';
import { rowsEver, spansOf, weightOf } from './versions-view.ts';

const version = (name: string, from: string, to: string | null = null, signed = from) => ({ version: name, signed, from, to });

test('one version follows another, and the last has no end', () => {
  expect(spansOf([version('1', '2027-01-01', '2027-06-30'), version('2', '2027-07-01')])).toEqual([
    { version: '1', from: '2027-01-01', to: '2027-06-30' },
    { version: '2', from: '2027-07-01', to: null },
  ]);
  expect(spansOf([])).toEqual([]);
});

test('an emergency stands before what it amends, which counts again afterwards', () => {
  expect(spansOf([version('1', '2027-01-01'), version('1e', '2027-02-27', '2027-03-01')])).toEqual([
    { version: '1', from: '2027-01-01', to: '2027-02-26' },
    { version: '1e', from: '2027-02-27', to: '2027-03-01' },
    { version: '1', from: '2027-03-02', to: null },
  ]);
});

test('of two that begin on one day the one that was signed last counts, in whichever order they are listed', () => {
  const [planned, emergency] = [version('2', '2027-07-01', null, '2027-05-01'), version('2e', '2027-07-01', '2027-07-02')];
  const spans = [
    { version: '2e', from: '2027-07-01', to: '2027-07-02' },
    { version: '2', from: '2027-07-03', to: null },
  ];
  expect([spansOf([planned, emergency]), spansOf([emergency, planned])]).toEqual([spans, spans]);
});

test('days in which nothing counts are told', () => {
  expect(spansOf([version('1', '2027-01-01', '2027-01-31'), version('2', '2027-03-01', '2027-03-31')])).toEqual([
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
  const first = { changedRows: [], withdrawn: [] };
  const second = { changedRows: ['A-3', 'A-4'], withdrawn: [{ row: 'A-1', function: 'Restores' }] };
  const now = [
    { id: 'A-3', name: 'Patching' },
    { id: 'A-2', name: 'Phones' },
  ];
  expect([...rowsEver([second, first], now)]).toEqual([
    ['A-1', 'Restores'],
    ['A-2', 'Phones'],
    ['A-3', 'Patching'],
    ['A-4', ''],
  ]);
});
