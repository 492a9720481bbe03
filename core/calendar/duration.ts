/**
 * Durations as people write them in an engagement file: `15m`, `4h`, `2d`. A day is 24 hours, because a duration is
 * an amount of time, not a civil step; working days are asked of a calendar (`addWorkingDays`).
 */

const unitMinutes = { m: 1, h: 60, d: 1440 } as const;

/** Minutes of `15m`, `4h` or `2d`; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,7})([mhd])$/.exec(text);
  if (!match) return null;
  return Number(match[1]) * unitMinutes[match[2] as keyof typeof unitMinutes];
}

/** The shortest text for whole minutes: 2880 → `2d`, 240 → `4h`, 90 → `90m`, 0 → `0m`. */
export function formatDuration(minutes: number): string {
  for (const unit of ['d', 'h'] as const) {
    if (minutes !== 0 && minutes % unitMinutes[unit] === 0) return `${minutes / unitMinutes[unit]}${unit}`;
  }
  return `${minutes}m`;
}
