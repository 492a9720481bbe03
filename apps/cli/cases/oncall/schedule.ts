/**
 * Topics about who is on duty: weekly hours, shifts over a span with overrides and temporary schedules, layers by
 * priority, and recurring intervals. Bare times of day lie on the date that the case asks about.
 */

import { dayMs } from '@tandem/core/calendar/civil.ts';
import { parseTimeOfDay } from '@tandem/core/calendar/zone.ts';
import { type Duty, highestRank, type RankedDuty, type Shift, shiftsOf } from '@tandem/core/oncall/duty.ts';
import { applyOverrides } from '@tandem/core/oncall/override.ts';
import { allowedSpans, isAllowed, type Restriction } from '@tandem/core/oncall/restriction.ts';
import { replaced } from '@tandem/core/oncall/rota.ts';
import { intervalHolds, type Range, type TimeInterval } from '@tandem/core/oncall/time-interval.ts';
import { instant, show } from '../text.ts';
import type { Topic } from './topic.ts';

const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** 1 = Monday, of `MO`, `Mon` or `Monday`. */
export function weekdayNumber(name: string): number {
  const index = weekdays.indexOf(name.slice(0, 2).toLowerCase());
  if (index < 0) throw new Error(`not a weekday: ${name}`);
  return index + 1;
}

function minuteOf(text: string): number {
  const minute = parseTimeOfDay(text);
  if (minute === null) throw new Error(`not a time of day: ${text}`);
  return minute;
}

interface WeeklyWindow {
  timezone: string;
  weekdays: string[];
  start: string;
  end: string;
}

function weeklyWindow(given: WeeklyWindow, rows: { at: string }[]): unknown {
  const hours: Restriction = {
    weekdays: given.weekdays.map(weekdayNumber),
    fromMinute: minuteOf(given.start),
    toMinute: minuteOf(given.end),
  };
  return rows.map(({ at }) => ({ at, active: isAllowed(given.timezone, [hours], instant(at, given.timezone)) }));
}

interface TimedShift {
  person: string;
  start: string;
  end: string;
}

interface SpanQuestion {
  query_from: string;
  query_to: string;
  base: { person: string; daily: string; timezone: string; weekdays?: string[] }[];
  overrides?: { add?: string; remove?: string; start: string; end: string }[];
  replacement_window?: { from_: string; to: string; fixed_shifts: TimedShift[] };
}

function shiftsOverSpan(given: SpanQuestion, expect: { shifts: TimedShift[] }): unknown {
  const [from, to] = [instant(given.query_from), instant(given.query_to)];
  // A day more than asked, to see which shifts go on.
  const shifts = shiftsOf(spanDuties(given, from, to + dayMs)).filter((shift) => shift.from < to);
  const rows = shifts.map(({ person, ...span }) => ({
    person,
    start: show(span.from)!,
    end: show(Math.min(span.to, to))!,
    continues_after_query: span.to > to,
  }));
  return { shifts: inOrderOf(expect.shifts, rows) };
}

/** Shifts that begin together have no order of their own: they are put as the case puts them. */
function inOrderOf<T extends TimedShift>(wanted: TimedShift[], rows: T[]): T[] {
  const place = (row: TimedShift) =>
    wanted.findIndex(({ person, start }) => person === row.person && instant(start) === instant(row.start));
  return rows.sort((a, b) => instant(a.start) - instant(b.start) || place(a) - place(b));
}

function spanDuties({ query_from, base, overrides = [], replacement_window }: SpanQuestion, from: number, to: number): Duty[] {
  /** Bare times of day are on the date that is asked about. */
  const at = (text: string) => instant(/^\d\d:\d\d$/.test(text) ? `${query_from.slice(0, 10)}T${text}` : text);
  const planned = base.flatMap(({ person, daily, timezone, weekdays: days = weekdays }): RankedDuty[] => {
    const [start = '', end = ''] = daily.split('-');
    const hours: Restriction = { weekdays: days.map(weekdayNumber), fromMinute: minuteOf(start), toMinute: minuteOf(end) };
    return allowedSpans(timezone, [hours], from, to).map((span) => ({ ...span, people: [person], rank: 0 }));
  });
  const changed = applyOverrides(
    highestRank(planned, from, to),
    overrides.map(({ add = null, remove = null, start, end }) => ({ add, remove, from: at(start), to: at(end) })),
  );
  if (!replacement_window) return changed;
  const shifts = replacement_window.fixed_shifts.map(
    ({ person, start, end }): Shift => ({ person, from: at(start), to: at(end) }),
  );
  return replaced(changed, [{ from: at(replacement_window.from_), to: at(replacement_window.to), shifts }]);
}

/** Person, priority, start hour, length in hours. */
type HourShift = [string, number, number, number];

function layeredSchedule({ shifts, overrides }: { shifts: HourShift[]; overrides: HourShift[] }): unknown {
  const hour = 3_600_000;
  const top = Math.max(...shifts.map(([, priority]) => priority), 0) + 1;
  const ranked = (list: HourShift[], above: number) =>
    list.map(
      ([person, priority, start, length]): RankedDuty => ({
        people: [person],
        rank: priority + above,
        from: start * hour,
        to: (start + length) * hour,
      }),
    );
  const duties = highestRank([...ranked(shifts, 0), ...ranked(overrides, top)], 0, 24 * hour);
  return { who: duties.map(({ from, to, people }) => [from / hour, to / hour, people.sort()]) };
}

interface IntervalText {
  times?: Range[];
  weekdays?: Range[];
  days_of_month?: Range[];
  months?: Range[];
  years?: Range[];
  location?: string;
}

function timeInterval({ interval }: { interval: IntervalText }, expect: { inside?: string[]; outside?: string[] }): unknown {
  const { days_of_month, location = 'UTC', ...ranges } = interval;
  const asked: TimeInterval = { ...ranges, zone: location };
  if (days_of_month) asked.daysOfMonth = days_of_month;
  const holds = (text: string) => intervalHolds(asked, instant(text, location));
  return { inside: (expect.inside ?? []).filter(holds), outside: (expect.outside ?? []).filter((text) => !holds(text)) };
}

export const scheduleTopics: Record<string, Topic> = {
  'weekly-window-active': weeklyWindow,
  'shifts-over-span': shiftsOverSpan,
  'layered-schedule': layeredSchedule,
  'time-interval': timeInterval,
};
