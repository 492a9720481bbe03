/**
 * When a layer is on duty at all: weekdays and hours, in the layer's zone. Hours that end at or before their start run
 * into the next day and belong to the weekday on which they open, so "Friday 20:00–08:00" covers Saturday morning and
 * "Monday" alone does not cover the small hours of Monday.
 */

import { dayMs, minuteMs, weekdayOf } from '../calendar/civil.ts';
import type { EpochMs, Span } from '../calendar/model.ts';
import { civilToInstant } from '../calendar/zone.ts';

export interface Restriction {
  /** 1 = Monday … 7 = Sunday. */
  weekdays: number[];
  /** Minutes after local midnight. */
  fromMinute: number;
  toMinute: number;
}

/** The spans inside [from, to) that any of the restrictions allows, merged; the whole range when there are none. */
export function allowedSpans(zone: string, restrictions: readonly Restriction[], from: EpochMs, to: EpochMs): Span[] {
  if (restrictions.length === 0) return from < to ? [{ from, to }] : [];
  const spans: Span[] = [];
  // Overnight hours begin on the day before, and a local day can lie more than a day from the UTC day of its name.
  for (let day = Math.floor(from / dayMs) - 3; day <= Math.floor(to / dayMs) + 2; day++) {
    for (const restriction of restrictions) {
      if (restriction.weekdays.includes(weekdayOf(day))) spans.push(hoursOf(zone, restriction, day));
    }
  }
  return clippedUnion(spans, from, to);
}

function hoursOf(zone: string, { fromMinute, toMinute }: Restriction, day: number): Span {
  const endDay = toMinute > fromMinute ? day : day + 1;
  return {
    from: civilToInstant(zone, day * dayMs + fromMinute * minuteMs),
    to: civilToInstant(zone, endDay * dayMs + toMinute * minuteMs),
  };
}

/** The union of the spans inside [from, to): sorted, touching ones joined. */
function clippedUnion(spans: Span[], from: EpochMs, to: EpochMs): Span[] {
  const union: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const start = Math.max(span.from, from);
    const end = Math.min(span.to, to);
    const last = union.at(-1);
    if (start >= end) continue;
    if (last && start <= last.to) last.to = Math.max(last.to, end);
    else union.push({ from: start, to: end });
  }
  return union;
}

export function isAllowed(zone: string, restrictions: readonly Restriction[], at: EpochMs): boolean {
  return allowedSpans(zone, restrictions, at, at + 1).length > 0;
}
