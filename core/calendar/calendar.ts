/**
 * Business-time arithmetic for one place. A calendar answers from breakpoints: the open spans of a block of time are
 * computed once, and every question is a binary search over them, never a walk through minutes.
 *
 * Spans are half-open, so the opening instant is open and the closing instant is not; an amount of time that is used
 * up exactly at closing ends at closing. Searches give up after ten years in a row without any open time and say null.
 */

import { blockMs, blockOf, lastAtOrBefore, lazyBlocks, searchBlocks } from './block.ts';
import { dayMs, minuteMs } from './civil.ts';
import { openHours } from './hours.ts';
import type { CalendarSpec, EpochMs, Span } from './model.ts';
import { civilToInstant, instantToCivil } from './zone.ts';

export { parseHours } from './hours.ts';
export { localToInstant } from './zone.ts';

/** Open spans of one block, clipped to it. Parallel ascending arrays; `before[i]` is the open ms ahead of span `i`. */
interface OpenBlock {
  from: number[];
  to: number[];
  before: number[];
  totalMs: number;
}

/** A compiled calendar. Its inside belongs to this file; callers hold it and ask. */
export interface Calendar {
  readonly spec: CalendarSpec;
  readonly block: (index: number) => OpenBlock;
}

/** Compiles opening hours. Nothing is computed until asked; `spec` must not be changed afterwards. Any year works. */
export function compileCalendar(spec: CalendarSpec): Calendar {
  return { spec, block: lazyBlocks((index) => computeOpen(spec, index)) };
}

/** A day's open spans as instants: sorted, touching ones merged, those that a DST gap emptied dropped. */
export function openSpansOfDay(spec: CalendarSpec, dayNo: number): Span[] {
  const spans: Span[] = [];
  for (const [start, end] of openHours(spec, dayNo)) {
    const from = civilToInstant(spec.zone, dayNo * dayMs + start * minuteMs);
    const to = civilToInstant(spec.zone, dayNo * dayMs + end * minuteMs);
    if (from < to) spans.push({ from, to });
  }
  return mergeSpans(spans);
}

export function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) appendSpan(merged, span.from, span.to);
  return merged;
}

/** Adds a span that starts no earlier than the last one, joining the two when there is no hole between them. */
function appendSpan(spans: Span[], from: EpochMs, to: EpochMs): void {
  const last = spans.at(-1);
  if (last && from <= last.to) last.to = Math.max(last.to, to);
  else spans.push({ from, to });
}

function computeOpen(spec: CalendarSpec, index: number): OpenBlock {
  const start = index * blockMs;
  const end = start + blockMs;
  const spans: Span[] = [];
  // Two days on each side: a local day can lie more than a day away from the UTC day of the same name.
  for (let day = Math.floor(start / dayMs) - 2; day <= Math.floor(end / dayMs) + 2; day++) {
    spans.push(...openSpansOfDay(spec, day));
  }
  const block: OpenBlock = { from: [], to: [], before: [], totalMs: 0 };
  for (const span of mergeSpans(spans)) {
    const from = Math.max(span.from, start);
    const to = Math.min(span.to, end);
    if (from >= to) continue;
    block.from.push(from);
    block.to.push(to);
    block.before.push(block.totalMs);
    block.totalMs += to - from;
  }
  return block;
}

/** Open ms of the block that lie before the instant. */
function openBefore(block: OpenBlock, at: EpochMs): number {
  const i = lastAtOrBefore(block.from, at);
  return i < 0 ? 0 : block.before[i]! + Math.min(at, block.to[i]!) - block.from[i]!;
}

export function isOpen(cal: Calendar, at: EpochMs): boolean {
  const block = cal.block(blockOf(at));
  const i = lastAtOrBefore(block.from, at);
  return i >= 0 && at < block.to[i]!;
}

/** The open spans inside [from, to), clipped to it, in order; two spans never touch. Reversed or empty range: none. */
export function openSpans(cal: Calendar, from: EpochMs, to: EpochMs): Span[] {
  const spans: Span[] = [];
  for (let index = blockOf(from); index * blockMs < to; index++) {
    const block = cal.block(index);
    for (let i = Math.max(0, lastAtOrBefore(block.from, from)); i < block.from.length && block.from[i]! < to; i++) {
      const start = Math.max(block.from[i]!, from);
      const end = Math.min(block.to[i]!, to);
      if (start < end) appendSpan(spans, start, end);
    }
  }
  return spans;
}

/** The first open moment at or after the instant; null when there is none within ten years. */
export function nextOpen(cal: Calendar, at: EpochMs): EpochMs | null {
  const first = blockOf(at);
  for (let index = first; index <= first + searchBlocks; index++) {
    const block = cal.block(index);
    const i = Math.max(0, lastAtOrBefore(block.from, at));
    if (i < block.from.length && at < block.to[i]!) return Math.max(at, block.from[i]!);
    if (i + 1 < block.from.length) return block.from[i + 1]!;
  }
  return null;
}

/** The last moment at or before the instant up to which the place was open: a closing, or the instant itself. */
function previousOpen(cal: Calendar, at: EpochMs): EpochMs | null {
  const first = blockOf(at);
  for (let index = first; index >= first - searchBlocks; index--) {
    const block = cal.block(index);
    let i = lastAtOrBefore(block.from, at);
    // Mirrored in time a span holds its end and not its start, so a span that only now begins does not count.
    if (i >= 0 && block.from[i] === at) i--;
    if (i >= 0) return Math.min(at, block.to[i]!);
  }
  return null;
}

/**
 * The earliest moment at which `ms` of open time have passed since the instant; for 0, the first open moment at or
 * after it. Negative amounts go backwards. Null when ten years pass without any open time.
 */
export function addOpen(cal: Calendar, at: EpochMs, ms: number): EpochMs | null {
  if (ms < 0) return subtractOpen(cal, at, -ms);
  if (ms === 0) return nextOpen(cal, at);
  let left = ms + openBefore(cal.block(blockOf(at)), at);
  let closedBlocks = 0;
  for (let index = blockOf(at); closedBlocks <= searchBlocks; index++) {
    const block = cal.block(index);
    if (left <= block.totalMs) {
      // The span that holds the last millisecond of the amount: strictly fewer lie ahead of it.
      const i = lastAtOrBefore(block.before, left - 1);
      return block.from[i]! + left - block.before[i]!;
    }
    left -= block.totalMs;
    closedBlocks = block.totalMs === 0 ? closedBlocks + 1 : 0;
  }
  return null;
}

/**
 * The latest moment from which `ms` of open time pass until the instant; for 0, the last open moment before it (its
 * closing when the place is shut). Negative amounts go forwards. Null when ten years pass without any open time.
 */
export function subtractOpen(cal: Calendar, at: EpochMs, ms: number): EpochMs | null {
  if (ms < 0) return addOpen(cal, at, -ms);
  if (ms === 0) return previousOpen(cal, at);
  let left = ms;
  let available = openBefore(cal.block(blockOf(at)), at);
  let closedBlocks = 0;
  for (let index = blockOf(at); closedBlocks <= searchBlocks; ) {
    const block = cal.block(index);
    if (left <= available) {
      const target = available - left;
      const i = lastAtOrBefore(block.before, target);
      return block.from[i]! + target - block.before[i]!;
    }
    left -= available;
    closedBlocks = block.totalMs === 0 ? closedBlocks + 1 : 0;
    index--;
    available = cal.block(index).totalMs;
  }
  return null;
}

/** Open milliseconds in [from, to); 0 when reversed. */
export function openBetween(cal: Calendar, from: EpochMs, to: EpochMs): number {
  if (to <= from) return 0;
  const last = blockOf(to);
  let ms = openBefore(cal.block(last), to) - openBefore(cal.block(blockOf(from)), from);
  for (let index = blockOf(from); index < last; index++) ms += cal.block(index).totalMs;
  return ms;
}

/**
 * The instant `days` working days later. A working day is a local date with open time. A start on any other date
 * counts from the first opening of the next working day. The result keeps the start's local time of day, or with
 * `endOfDay` is that day's last closing. Null when ten years pass without a working day. `days` is whole and ≥ 0,
 * else RangeError.
 */
export function addWorkingDays(cal: Calendar, at: EpochMs, days: number, options: { endOfDay: boolean }): EpochMs | null {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`Working days are a whole number from 0: ${days}`);
  const { spec } = cal;
  const civilMs = instantToCivil(spec.zone, at);
  const startDay = Math.floor(civilMs / dayMs);
  const firstDay = workingDayFrom(spec, startDay);
  if (firstDay === null) return null;
  const timeOfDayMs =
    firstDay === startDay ? civilMs - startDay * dayMs : instantToCivil(spec.zone, openingOf(spec, firstDay)) - firstDay * dayMs;
  let day = firstDay;
  for (let left = days; left > 0; left--) {
    const next = workingDayFrom(spec, day + 1);
    if (next === null) return null;
    day = next;
  }
  if (options.endOfDay) return openSpansOfDay(spec, day).at(-1)!.to;
  if (day === startDay) return at;
  return civilToInstant(spec.zone, day * dayMs + timeOfDayMs);
}

function openingOf(spec: CalendarSpec, workingDay: number): EpochMs {
  return openSpansOfDay(spec, workingDay)[0]!.from;
}

/** The first working day at or after the given one. */
function workingDayFrom(spec: CalendarSpec, dayNo: number): number | null {
  for (let day = dayNo; day <= dayNo + 3660; day++) {
    if (openSpansOfDay(spec, day).length > 0) return day;
  }
  return null;
}
