/**
 * Between instants and civil time in an IANA zone. Zone data comes from `Temporal.ZonedDateTime` alone: the
 * transitions of a block of time are read once and kept, after which a conversion is arithmetic.
 *
 * Civil → instant follows Temporal's `compatible` rule, which is also iCalendar's: a time inside a spring gap moves
 * forward by the length of the gap, a time that occurs twice means its first occurrence. Every caller uses this one
 * function for both ends of a span, so that neighbouring spans never leave a hole and never overlap.
 */

import { blockMs, blockOf, lastAtOrBefore, lazyBlocks } from './block.ts';
import { civilDate, dayMs, dayNumber, daysInMonth, minuteMs, minutesPerDay, pad2, parseDate } from './civil.ts';
import type { EpochMs } from './model.ts';

interface OffsetBlock {
  /** Ascending; the block's own start first. */
  at: number[];
  /** Offset from UTC in ms that holds from `at[i]`. */
  offsetMs: number[];
}

interface Zone {
  block: (index: number) => OffsetBlock;
  /** The stretch of constant offset that the last question fell into: the next one usually falls into it too. */
  hitFrom: number;
  hitTo: number;
  hitOffsetMs: number;
}

const zones = new Map<string, Zone>();

function computeOffsets(zone: string, index: number): OffsetBlock {
  const from = index * blockMs;
  const to = from + blockMs;
  let moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const block: OffsetBlock = { at: [from], offsetMs: [moment.offsetNanoseconds / 1e6] };
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= to) return block;
    block.at.push(next.epochMilliseconds);
    block.offsetMs.push(next.offsetNanoseconds / 1e6);
    moment = next;
  }
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone: Zone = { block: lazyBlocks((index) => computeOffsets(name, index)), hitFrom: 0, hitTo: 0, hitOffsetMs: 0 };
  zones.set(name, zone);
  return zone;
}

function offsetIn(zone: Zone, at: EpochMs): number {
  if (at >= zone.hitFrom && at < zone.hitTo) return zone.hitOffsetMs;
  const index = blockOf(at);
  const block = zone.block(index);
  const i = lastAtOrBefore(block.at, at);
  zone.hitFrom = block.at[i]!;
  zone.hitTo = block.at[i + 1] ?? (index + 1) * blockMs;
  zone.hitOffsetMs = block.offsetMs[i]!;
  return zone.hitOffsetMs;
}

/** Whether the runtime knows the zone. Everything else in this file throws RangeError for a zone it does not know. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to UTC to get the zone's civil time at the instant. */
export function offsetAt(zone: string, at: EpochMs): number {
  return offsetIn(zoneOf(zone), at);
}

/** The instant of a civil moment, given as milliseconds since 1970-01-01T00:00 of the zone's own wall clock. */
export function civilToInstant(zoneName: string, civilMs: number): EpochMs {
  const zone = zoneOf(zoneName);
  // No offset reaches a day, so these two are the offsets on either side of a transition near the moment.
  const before = offsetIn(zone, civilMs - dayMs);
  const after = offsetIn(zone, civilMs + dayMs);
  const first = civilMs - before;
  if (before === after || offsetIn(zone, first) === before) return first;
  const second = civilMs - after;
  return offsetIn(zone, second) === after ? second : first;
}

/** The zone's wall clock at the instant, as milliseconds since its own 1970-01-01T00:00. */
export function instantToCivil(zone: string, at: EpochMs): number {
  return at + offsetAt(zone, at);
}

/**
 * The instant of a local date and time. `time` is `HH:MM` (`24:00` allowed) or minutes after local midnight.
 * Throws RangeError for a date or time that does not exist in any zone; a time in a DST gap is moved, not refused.
 */
export function localToInstant(zone: string, date: string, time: string | number): EpochMs {
  const day = parseDate(date);
  const minutes = typeof time === 'number' ? time : parseTimeOfDay(time);
  if (day === null || minutes === null) throw new RangeError(`Not a local date and time: ${date} ${time}`);
  return civilToInstant(zone, day * dayMs + minutes * minuteMs);
}

/** Minutes after midnight of `HH:MM`, `24:00` included; null for anything else. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^(\d\d):(\d\d)$/.exec(text);
  if (!match) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= minutesPerDay ? minutes : null;
}

/** ISO 8601 with the zone's offset: `2027-05-29T02:25:00-05:00`; milliseconds only when there are any. */
export function formatInstant(zone: string, at: EpochMs): string {
  const offsetMs = offsetAt(zone, at);
  const civilMs = at + offsetMs;
  const dayNo = Math.floor(civilMs / dayMs);
  const { year, month, day } = civilDate(dayNo);
  const inDay = civilMs - dayNo * dayMs;
  const seconds = Math.floor(inDay / 1000);
  const clock = `${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}:${pad2(seconds % 60)}`;
  const ms = inDay % 1000;
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`;
  const date = `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`;
  return `${date}T${clock}${fraction}${formatOffset(offsetMs)}`;
}

function formatOffset(offsetMs: number): string {
  const seconds = Math.abs(offsetMs) / 1000;
  const text = `${offsetMs < 0 ? '-' : '+'}${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}`;
  // A few zones kept offsets with seconds into the 1970s; without them the text would be another instant.
  return seconds % 60 === 0 ? text : `${text}:${pad2(seconds % 60)}`;
}

const timeText = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d\d):?(\d\d))?)?$/;

/**
 * The instant of a time as people write it: a date (its local midnight), a local date-time, both read in `zone`, or
 * an instant with its own offset (`Z`, `-05:00`). Null when the text is none of these or names no real date or time.
 */
export function parseTime(zone: string, text: string): EpochMs | null {
  const part = timeText.exec(text);
  if (!part) return null;
  const [year, month, day] = [Number(part[1]), Number(part[2]), Number(part[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const [hour, minute, second] = [Number(part[4] ?? 0), Number(part[5] ?? 0), Number(part[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const ms = Number((part[7] ?? '').padEnd(3, '0').slice(0, 3));
  const civilMs = dayNumber(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  if (part[8]) return civilMs;
  if (!part[9]) return civilToInstant(zone, civilMs);
  const [offsetHours, offsetMinutes] = [Number(part[10]), Number(part[11])];
  if (offsetHours > 23 || offsetMinutes > 59) return null;
  return civilMs - (part[9] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * minuteMs;
}

/** Whether the text carries its own offset, so that no zone is needed to read it. */
export function hasOffset(text: string): boolean {
  const part = timeText.exec(text);
  return part !== null && (part[8] !== undefined || part[9] !== undefined);
}
