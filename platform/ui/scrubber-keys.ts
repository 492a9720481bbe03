/**
 * Where the keys of the time scrubber lead. Pure.
 */
import { dayMs, type EpochMs, hourMs, minuteMs } from './time-words.ts';

export const stepMs: number = 15 * minuteMs;

/** The instant a key leads to; null for other keys. */
export function moveInstant(
  value: EpochMs,
  key: string,
  shift: boolean,
  changes: readonly EpochMs[],
  from: EpochMs,
  to: EpochMs,
): EpochMs | null {
  const fine = shift ? hourMs : stepMs;
  const moves: Record<string, EpochMs | undefined> = {
    ArrowRight: value + fine,
    ArrowUp: value + fine,
    ArrowLeft: value - fine,
    ArrowDown: value - fine,
    PageUp: value + dayMs,
    PageDown: value - dayMs,
    Home: from,
    End: to,
    '.': changes.find((at) => at > value) ?? value,
    ',': changes.findLast((at) => at < value) ?? value,
  };
  const next = moves[key];
  return next === undefined ? null : Math.min(Math.max(next, from), to - minuteMs);
}
