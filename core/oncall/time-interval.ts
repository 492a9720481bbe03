/**
 * Recurring time intervals as alert senders write them (maintenance windows, mute times): ranges of minutes, weekdays,
 * days of the month, months and years, in one zone. Every kind of range that is given must hold, and of each kind one
 * range is enough. Minutes are half-open; the other ranges include both ends. Days of the month may count from its end
 * (−1 is the last day), and a range that reaches over the end of a short month stops there.
 */

import { civilDate, dayMs, daysInMonth, minuteMs, weekdayOf } from '../calendar/civil.ts';
import type { EpochMs } from '../calendar/model.ts';
import { instantToCivil } from '../calendar/zone.ts';

export type Range = [number, number];

export interface TimeInterval {
  zone: string;
  /** Minutes after local midnight, end excluded. */
  times?: Range[];
  /** 0 = Sunday … 6 = Saturday. */
  weekdays?: Range[];
  daysOfMonth?: Range[];
  /** 1 = January. */
  months?: Range[];
  years?: Range[];
}

/** Whether the interval holds the instant. An interval without any range always does. */
export function intervalHolds(interval: TimeInterval, at: EpochMs): boolean {
  const civilMs = instantToCivil(interval.zone, at);
  const dayNo = Math.floor(civilMs / dayMs);
  const { year, month, day } = civilDate(dayNo);
  const minute = Math.floor((civilMs - dayNo * dayMs) / minuteMs);
  const within = (ranges: Range[] | undefined, value: number) =>
    ranges === undefined || ranges.some(([from, to]) => from <= value && value <= to);
  return (
    (interval.times === undefined || interval.times.some(([from, to]) => from <= minute && minute < to)) &&
    within(interval.weekdays, weekdayOf(dayNo) % 7) &&
    within(
      interval.daysOfMonth?.flatMap((range) => daysOf(range, daysInMonth(year, month))),
      day,
    ) &&
    within(interval.months, month) &&
    within(interval.years, year)
  );
}

/** The range as days of a month of that length; none when it begins after the month's end. */
function daysOf([from, to]: Range, length: number): Range[] {
  const day = (value: number) => (value < 0 ? length + value + 1 : value);
  return day(from) > length ? [] : [[Math.max(day(from), 1), Math.min(day(to), length)]];
}
