/**
 * What one civil day looks like before any zone is involved: its hours in minutes after local midnight, and whether
 * it is a holiday or a weekend. Dated `shifts` replace the weekday's hours, dated `breaks` are cut out of them, and a
 * holiday closes the day whatever else is said about it.
 */

import { formatDate, weekdayOf } from './civil.ts';
import type { CalendarSpec } from './model.ts';
import { parseTimeOfDay } from './zone.ts';

export type MinuteSpan = [number, number];

/** Minutes after midnight of `HH:MM-HH:MM`; null when the text is malformed or the end is not after the start. */
export function parseHours(text: string): MinuteSpan | null {
  const [from, to, ...rest] = text.split('-');
  if (from === undefined || to === undefined || rest.length > 0) return null;
  const start = parseTimeOfDay(from);
  const end = parseTimeOfDay(to);
  return start !== null && end !== null && start < end ? [start, end] : null;
}

export function isHoliday(spec: CalendarSpec, dayNo: number): boolean {
  const date = formatDate(dayNo);
  return spec.holidays?.has(date) === true || spec.recurringHolidays?.has(date.slice(5)) === true;
}

/** The hours a day would have if it were no holiday: the dated ones, or the weekday's. */
function plannedHours(spec: CalendarSpec, dayNo: number): readonly MinuteSpan[] {
  return spec.shifts?.[formatDate(dayNo)] ?? spec.weekly[weekdayOf(dayNo)] ?? [];
}

/** A Saturday or Sunday without planned hours. One with hours is an ordinary day. */
export function isWeekend(spec: CalendarSpec, dayNo: number): boolean {
  return weekdayOf(dayNo) >= 6 && plannedHours(spec, dayNo).length === 0;
}

/** The hours the place is open on a day, breaks cut out. Not sorted, not merged: the zone's DST rule comes after. */
export function openHours(spec: CalendarSpec, dayNo: number): readonly MinuteSpan[] {
  if (isHoliday(spec, dayNo)) return [];
  let open = plannedHours(spec, dayNo);
  for (const cut of spec.breaks?.[formatDate(dayNo)] ?? []) open = open.flatMap((span) => without(span, cut));
  return open;
}

function without([from, to]: MinuteSpan, [cutFrom, cutTo]: MinuteSpan): MinuteSpan[] {
  if (cutTo <= from || cutFrom >= to) return [[from, to]];
  const left: MinuteSpan[] = cutFrom > from ? [[from, cutFrom]] : [];
  return cutTo < to ? [...left, [cutTo, to]] : left;
}
