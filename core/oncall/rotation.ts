/**
 * The grid of hand-offs. A rotation steps through civil time from its anchor, so that a hand-off stays at its hour on
 * the wall when clocks change: an 08:00/20:00 rota of `12h` turns keeps handing over at 08:00 and 20:00, and the night
 * of the change is an hour shorter or longer. A turn ends where the next one begins, by the same rule for both, so the
 * grid has neither holes nor overlaps, and it is the same from whatever window it is asked.
 *
 * Months are counted from the anchor and clamped: the 31st hands over on 28 February and on 31 March again.
 */

import { civilDate, dayMs, dayNumber, daysInMonth } from '../calendar/civil.ts';
import type { EpochMs, Span } from '../calendar/model.ts';
import { civilToInstant, instantToCivil } from '../calendar/zone.ts';

export type RotationUnit = 'hour' | 'day' | 'week' | 'month';

export interface Rotation {
  zone: string;
  unit: RotationUnit;
  /** Units per step; whole and ≥ 1. */
  length: number;
  /** The wall clock of a hand-off, as milliseconds since 1970-01-01T00:00 of the zone's own time. */
  anchorCivilMs: number;
}

const lengths: Record<string, RotationUnit> = { h: 'hour', d: 'day', w: 'week', mo: 'month' };

/** The length of a turn as it is written: `12h`, `1d`, `2w`, `1mo`; null when it is written otherwise. */
export function parseTurnLength(text: string): Pick<Rotation, 'unit' | 'length'> | null {
  const [, length, unit] = /^([1-9]\d{0,2})(h|d|w|mo)$/.exec(text) ?? [];
  return unit === undefined ? null : { unit: lengths[unit]!, length: Number(length) };
}

/** `index` counts from the anchor and is negative before it. */
export interface Step extends Span {
  index: number;
}

const unitMs = { hour: 3_600_000, day: dayMs, week: 7 * dayMs } as const;

/** The wall clock of the hand-off that begins step `index`. */
export function handoffCivilMs({ unit, length, anchorCivilMs }: Rotation, index: number): number {
  if (unit !== 'month') return anchorCivilMs + index * length * unitMs[unit];
  const anchorDay = Math.floor(anchorCivilMs / dayMs);
  const { year, month, day } = civilDate(anchorDay);
  const months = year * 12 + month - 1 + index * length;
  const [toYear, toMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  const toDay = dayNumber(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
  return anchorCivilMs + (toDay - anchorDay) * dayMs;
}

/** The instant of the hand-off that begins step `index`. */
export function handoff(rotation: Rotation, index: number): EpochMs {
  return civilToInstant(rotation.zone, handoffCivilMs(rotation, index));
}

/** The step that holds the instant. */
export function stepAt(rotation: Rotation, at: EpochMs): Step {
  const civilMs = instantToCivil(rotation.zone, at);
  const averageMs = rotation.unit === 'month' ? 30.44 * dayMs : unitMs[rotation.unit];
  // A guess from the wall clock, then moved to where the instants say: clock changes and short months shift it a little.
  let index = Math.floor((civilMs - rotation.anchorCivilMs) / (averageMs * rotation.length));
  while (handoff(rotation, index) > at) index--;
  while (handoff(rotation, index + 1) <= at) index++;
  return { index, from: handoff(rotation, index), to: handoff(rotation, index + 1) };
}

/** The steps that reach into [from, to), in order. A step that a clock change leaves without time is left out. */
export function stepsOver(rotation: Rotation, from: EpochMs, to: EpochMs): Step[] {
  const steps: Step[] = [];
  for (let step = stepAt(rotation, from); step.from < to; ) {
    if (step.from < step.to) steps.push(step);
    step = { index: step.index + 1, from: step.to, to: handoff(rotation, step.index + 2) };
  }
  return steps;
}
