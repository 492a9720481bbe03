import fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilDate, dayNumber, daysInMonth, formatDate, parseDate, weekdayOf } from './civil.ts';
import { formatDuration, parseDuration } from './duration.ts';

const epoch = Temporal.PlainDate.from('1970-01-01');

test('day numbers agree with Temporal in both directions', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
      const date = epoch.add({ days: day });
      expect(civilDate(day)).toEqual({ year: date.year, month: date.month, day: date.day });
      expect(dayNumber(date.year, date.month, date.day)).toBe(day);
      expect(weekdayOf(day)).toBe(date.dayOfWeek);
      expect(daysInMonth(date.year, date.month)).toBe(date.daysInMonth);
      expect(formatDate(day)).toBe(date.toString());
      expect(parseDate(date.toString())).toBe(day);
    }),
    { numRuns: 500 },
  );
});

test.each(['2027-02-29', '2027-00-10', '2027-13-01', '2027-04-31', '2027-4-1', '2027-04-01 ', 'today', ''])(
  '%j is no date',
  (text) => {
    expect(parseDate(text)).toBeNull();
  },
);

test.each([
  ['15m', 15],
  ['240m', 240],
  ['4h', 240],
  ['2d', 2880],
  ['0m', 0],
  ['4 h', null],
  ['h', null],
  ['1.5h', null],
  ['-15m', null],
  ['2w', null],
  ['', null],
])('%j is %s minutes', (text, minutes) => {
  expect(parseDuration(text)).toBe(minutes);
});

test('a duration is written in its largest whole unit', () => {
  expect([0, 15, 60, 90, 240, 1440, 2880, 1500].map(formatDuration)).toEqual(['0m', '15m', '1h', '90m', '4h', '1d', '2d', '25h']);
  fc.assert(fc.property(fc.nat({ max: 9_999_999 }), (minutes) => parseDuration(formatDuration(minutes)) === minutes));
});
