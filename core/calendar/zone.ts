/**
 * Between instants and civil time in an IANA zone. Zone data comes from `Temporal.ZonedDateTime` alone: the
 * transitions of a block of time are read once and kept, after which a conversion is arithmetic.
 *
 * Civil → instant follows Temporal's `compatible` rule, which is also iCalendar's: a time inside a spring gap moves
 * forward by the length of the gap, a time that occurs twice means its first occurrence. Every caller uses this one
 * function for both ends of a span, so that neighbouring spans never leave a hole and never overlap.
 */

import { blockMs, blockOf, lastAtOrBefore, lazyBlocks } from './block.ts';
import { dayMs, dayNumber, daysInMonth, formatDate, minuteMs, minutesPerDay, pad2, parseDate } from './civil.ts';
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
  /** The day that was written last, and its text. */
  textDay: number;
  text: string;
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
  const zone: Zone = {
    block: lazyBlocks((index) => computeOffsets(name, index)),
    hitFrom: 0,
    hitTo: 0,
    hitOffsetMs: 0,
    textDay: 0,
    text: '1970-01-01',
  };
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
export function formatInstant(zoneName: string, at: EpochMs): string {
  const zone = zoneOf(zoneName);
  const offsetMs = offsetIn(zone, at);
  const civilMs = at + offsetMs;
  const dayNo = Math.floor(civilMs / dayMs);
  if (zone.textDay !== dayNo) {
    zone.textDay = dayNo;
    zone.text = formatDate(dayNo);
  }
  const inDay = civilMs - dayNo * dayMs;
  const seconds = Math.floor(inDay / 1000);
  const clock = `${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}:${pad2(seconds % 60)}`;
  const ms = inDay % 1000;
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`;
  return `${zone.text}T${clock}${fraction}${formatOffset(offsetMs)}`;
}

function formatOffset(offsetMs: number): string {
  const seconds = Math.abs(offsetMs) / 1000;
  const text = `${offsetMs < 0 ? '-' : '+'}${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}`;
  // A few zones kept offsets with seconds into the 1970s; without them the text would be another instant.
  return seconds % 60 === 0 ? text : `${text}:${pad2(seconds % 60)}`;
}

/** A time as written: its wall clock, and its own offset if it has one. */
interface WrittenTime {
  civilMs: number;
  offsetMs: number | null;
}

/** The whole number in `length` digits from `from`; NaN, which fails every comparison, when they are not digits. */
function digits(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Reads by position rather than by pattern: a decision reads a time, and decisions are asked by the hundred thousand. */
function readTime(text: string): WrittenTime | null {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)];
  if (text[4] !== '-' || text[7] !== '-' || !(year >= 0 && month >= 1 && month <= 12)) return null;
  if (!(day >= 1 && day <= daysInMonth(year, month))) return null;
  const dateMs = dayNumber(year, month, day) * dayMs;
  if (text.length === 10) return { civilMs: dateMs, offsetMs: null };
  const [hour, minute] = [digits(text, 11, 2), digits(text, 14, 2)];
  if ((text[10] !== 'T' && text[10] !== ' ') || text[13] !== ':' || !(hour <= 23 && minute <= 59)) return null;
  const second = text[16] === ':' ? digits(text, 17, 2) : 0;
  if (!(second <= 59)) return null;
  const fractionEnd = text[16] === ':' && text[19] === '.' ? endOfDigits(text, 20) : 0;
  const end = fractionEnd > 0 ? fractionEnd : text[16] === ':' ? 19 : 16;
  if (fractionEnd > 0 && (end === 20 || end > 29)) return null;
  const ms = fractionEnd > 0 ? Number(text.slice(20, Math.min(end, 23)).padEnd(3, '0')) : 0;
  const civilMs = dateMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  const offsetMs = readOffset(text, end);
  return Number.isNaN(offsetMs) ? null : { civilMs, offsetMs };
}

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (!Number.isNaN(digits(text, end, 1))) end++;
  return end;
}

/** The offset that ends the text: null when there is none, NaN when what is there is no offset. */
function readOffset(text: string, from: number): number | null {
  if (text.length === from) return null;
  if (text[from] === 'Z') return text.length === from + 1 ? 0 : Number.NaN;
  if (text[from] !== '+' && text[from] !== '-') return Number.NaN;
  const minutesFrom = text[from + 3] === ':' ? from + 4 : from + 3;
  const [hours, minutes] = [digits(text, from + 1, 2), digits(text, minutesFrom, 2)];
  if (text.length !== minutesFrom + 2 || !(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (text[from] === '-' ? -1 : 1) * (hours * 60 + minutes) * minuteMs;
}

/**
 * The instant of a time as people write it: a date (its local midnight), a local date-time, both read in `zone`, or
 * an instant with its own offset (`Z`, `-05:00`). Null when the text is none of these or names no real date or time.
 */
export function parseTime(zone: string, text: string): EpochMs | null {
  const written = readTime(text);
  if (written === null) return null;
  return written.offsetMs === null ? civilToInstant(zone, written.civilMs) : written.civilMs - written.offsetMs;
}

/** Whether the text carries its own offset, so that no zone is needed to read it. */
export function hasOffset(text: string): boolean {
  return typeof readTime(text)?.offsetMs === 'number';
}
