/**
 * The versions of an agreement laid along time: which one counts from when to when, the days in which an emergency stands
 * before another one among them.
 */
import { versionOn } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';

export interface Span {
  /** Null: nothing counts in these days. */
  version: string | null;
  /** Local dates, both within; `to` is null until another version follows. */
  from: string;
  to: string | null;
}

/** In the order of time, without days before the first version. */
export function spansOf(file: EngagementFile): Span[] {
  const starts = file.matrix.flatMap(({ from, to }) => (to === undefined ? [from] : [from, dayAfter(to)]));
  const days = [...new Set(starts)].sort();
  const spans: Span[] = [];
  for (const day of days) {
    const version = versionOn(file, day)?.version ?? null;
    const last = spans.at(-1);
    if (last?.version === version) continue;
    if (last !== undefined) last.to = dayBefore(day);
    spans.push({ version, from: day, to: null });
  }
  return spans;
}

/** Days of a span as a share of a line; what has no end yet takes as long as a year, and nothing less than a week. */
export function weightOf({ from, to }: Span): number {
  if (to === null) return 365;
  return Math.max(7, Temporal.PlainDate.from(from).until(dayAfter(to)).days);
}

/** Every row that any version has had, by id, with its function as it was last. */
export function rowsEver(file: EngagementFile): { id: string; function: string }[] {
  const functions = new Map(file.matrix.flatMap(({ rows }) => rows.map((row) => [row.id, row.function] as const)));
  return [...functions].map(([id, name]) => ({ id, function: name })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
