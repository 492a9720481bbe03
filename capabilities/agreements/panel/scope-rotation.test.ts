/**
 * A rotation is written as shifts that touch, in local time, and nothing is written that the file would refuse.
 */
import { timeText } from '@tandem/core/responsibility/parse/written.ts';
import { expect, it } from 'vitest';
import { problemOfRotation, shiftsOf, turnsMost } from './scope-rotation.ts';

const weekly = { people: ['ana', 'ben'], firstDay: '2027-03-08', at: '08:00', days: 7, turns: 3 };

it('goes round, each turn from one hand-over to the next, also where the clocks change', () => {
  expect(shiftsOf(weekly)).toEqual([
    { from: '2027-03-08T08:00', to: '2027-03-15T08:00', people: ['ana'] },
    { from: '2027-03-15T08:00', to: '2027-03-22T08:00', people: ['ben'] },
    { from: '2027-03-22T08:00', to: '2027-03-29T08:00', people: ['ana'] },
  ]);
  expect(shiftsOf(weekly).flatMap(({ from, to }) => [timeText(from), timeText(to)])).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

it.each([
  ['nobody takes turns', { people: [] }],
  ['no day is said', { firstDay: '' }],
  ['the time is none', { at: '25:00' }],
  ['a turn takes no time', { days: 0 }],
  ['there are too many turns', { turns: turnsMost + 1 }],
])('is not written when %s', (_, change) => {
  expect(problemOfRotation(weekly)).toBeNull();
  expect(problemOfRotation({ ...weekly, ...change })).toEqual(expect.any(String));
});
