/**
 * Zones and calendars that the calendar's tests draw from: those whose clock changes are awkward, and random hours.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarSpec } from './model.ts';
import { isZone } from './zone.ts';

/** Gaps at 02:00, at midnight, by half an hour, across the date line, and zones that dropped or never had them. */
export const dstZones = [
  'America/Chicago',
  'Europe/Berlin',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Santiago',
  'America/Havana',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];

export const anyZone = fc.constantFrom(...dstZones);

const anyHours = fc
  .uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 0, maxLength: 6 })
  .map((marks) => marks.sort((a, b) => a - b))
  .map((marks) => pairs(marks.map((mark) => mark * 5)));

function pairs(marks: number[]): [number, number][] {
  const spans: [number, number][] = [];
  for (let i = 0; i + 1 < marks.length; i += 2) spans.push([marks[i]!, marks[i + 1]!]);
  return spans;
}

const anyDate = fc.integer({ min: 0, max: 25_000 }).map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }).toString());

const anyWeekly = fc
  .tuple(anyHours, anyHours, anyHours, anyHours, anyHours, anyHours, anyHours)
  .map(([mon, tue, wed, thu, fri, sat, sun]): CalendarSpec['weekly'] => ({
    1: mon,
    2: tue,
    3: wed,
    4: thu,
    5: fri,
    6: sat,
    7: sun,
  }));

export const anySpec: fc.Arbitrary<CalendarSpec> = fc.record({
  zone: anyZone,
  weekly: anyWeekly,
  shifts: fc.dictionary(anyDate, anyHours, { maxKeys: 5 }),
  breaks: fc.dictionary(anyDate, anyHours, { maxKeys: 5 }),
  holidays: fc.array(anyDate, { maxLength: 5 }).map((dates) => new Set(dates)),
  recurringHolidays: fc.constantFrom(new Set<string>(), new Set(['12-25', '02-29'])),
});

test('every zone of the specimens is known to the runtime', () => {
  expect(dstZones.filter((zone) => !isZone(zone))).toEqual([]);
});
