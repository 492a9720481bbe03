/**
 * Where things of the ribbon go, pure. A label is never written across the now-line and never cut in the middle of a
 * short word: each segment offers texts from long to short, and the first that fits the larger free part of the segment
 * is taken; if none fits, the longest is cut with an ellipsis when enough of it remains, otherwise nothing is written
 * (the tooltip and the accessible name still say it).
 */
import type { Party } from './side.tsx';
import { dayMs, type EpochMs, formatWall, hourMs, midnights } from './time-words.ts';

export interface RibbonSegment {
  from: EpochMs;
  to: EpochMs;
  party: Party;
  /** Full text, then shorter ones: `['Northline desk · weekend', 'Northline desk', 'desk']`. */
  labels: readonly [string, ...string[]];
  /** One more sentence for the tooltip. */
  detail?: string | undefined;
}

export interface RibbonRow {
  id: string;
  name: string;
  segments: readonly RibbonSegment[];
}

export interface LabelPlace {
  text: string;
  /** Pixels from the segment's left edge. */
  left: number;
  width: number;
}

export const labelPadding = 8;
const leastCutWidth = 40;
/** Below this a segment gives half of its padding to its label. */
const narrowPx = 56;

/** `nowX` is the now-line's distance from the segment's left edge, null when it does not cross the segment. */
export function placeLabel(
  width: number,
  nowX: number | null,
  labels: readonly string[],
  measure: (text: string) => number,
): LabelPlace | null {
  const [left, right] = freePart(width, nowX);
  const room = right - left;
  const fitting = labels.find((label) => measure(label) <= room);
  if (fitting !== undefined) return { text: fitting, left, width: room };
  const shortest = labels.at(-1);
  return shortest !== undefined && room >= leastCutWidth ? { text: shortest, left, width: room } : null;
}

function freePart(width: number, nowX: number | null): [number, number] {
  const padding = width < narrowPx ? labelPadding / 2 : labelPadding;
  const whole: [number, number] = [padding, width - padding];
  if (nowX === null || nowX <= 0 || nowX >= width) return whole;
  const before: [number, number] = [labelPadding, nowX - labelPadding];
  const after: [number, number] = [nowX + labelPadding, width - labelPadding];
  return after[1] - after[0] >= before[1] - before[0] ? after : before;
}

export interface Tick {
  at: EpochMs;
  text: string;
  /** What is written where `text` does not fit. */
  short?: string;
  /** A day boundary is drawn stronger than an hour. */
  day: boolean;
}

const leastTickPx = 64;
const flagHalfPx = 26;

export interface TickPlace extends Tick {
  left: number;
  room: number;
}

/**
 * Where the words of the ticks are written: each in the room up to the next tick, left out when
 * fewer pixels remain than its first word takes. Under the flag of the now-line a day moves aside and an hour gives way.
 */
export function placeTickWords(
  ticks: readonly Tick[],
  xOf: (at: EpochMs) => number,
  width: number,
  nowX: number | null,
  measure: (text: string) => number,
): TickPlace[] {
  const places: TickPlace[] = [];
  ticks.forEach((tick, index) => {
    const next = ticks[index + 1];
    const end = next ? xOf(next.at) : width;
    let left = xOf(tick.at);
    const wanted = measure(tick.text) + 6;
    const underFlag = nowX !== null && left < nowX + flagHalfPx && left + Math.min(wanted, end - left) > nowX - flagHalfPx;
    if (underFlag && !tick.day) return;
    if (underFlag) left = nowX + flagHalfPx;
    const room = end - left;
    const text = wanted <= room ? tick.text : (tick.short ?? tick.text);
    if (room >= Math.min(measure(text) + 6, 44)) places.push({ ...tick, text, left, room });
  });
  return places;
}

/** Hours within a day or two, days beyond; as many as there is room for. */
export function placeTicks(from: EpochMs, to: EpochMs, zone: string, widthPx: number): Tick[] {
  const days = midnights(from, to, zone);
  if (to - from > 2 * dayMs) {
    const starts = days[0] === from ? days : [from, ...days];
    return starts.map((at) => dayTick(at, zone));
  }
  const msPerPx = (to - from) / Math.max(widthPx, 1);
  const step = [1, 2, 3, 4, 6, 12].find((hours) => (hours * hourMs) / msPerPx >= leastTickPx) ?? 24;
  return hoursBetween(from, to, zone, step).map((at) => {
    return days.includes(at) ? dayTick(at, zone) : { at, text: formatWall(at, zone, 'time'), day: false };
  });
}

function dayTick(at: EpochMs, zone: string): Tick {
  return { at, text: formatWall(at, zone, 'day'), short: formatWall(at, zone, 'weekday'), day: true };
}

function hoursBetween(from: EpochMs, to: EpochMs, zone: string, step: number): EpochMs[] {
  const found: EpochMs[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  while (at.epochMilliseconds < to) {
    if (at.hour % step === 0) found.push(at.epochMilliseconds);
    at = at.add({ hours: 1 });
  }
  return found;
}

/** Segments cut to `[from, to)`; those outside are dropped. */
export function cutSegments(segments: readonly RibbonSegment[], from: EpochMs, to: EpochMs): RibbonSegment[] {
  return segments
    .filter((segment) => segment.to > from && segment.from < to)
    .map((segment) => ({ ...segment, from: Math.max(segment.from, from), to: Math.min(segment.to, to) }));
}

/** The segment of `segments` that holds `at`, else the last one. */
export function indexAt(segments: readonly RibbonSegment[], at: EpochMs): number {
  const index = segments.findIndex((segment) => segment.from <= at && at < segment.to);
  return index < 0 ? Math.max(segments.length - 1, 0) : index;
}
