/**
 * The versions of an agreement laid along time: which one counts from when to when, the days in which an emergency stands
 * before another one among them.
 */
import { countingOn } from '@tandem/core/responsibility/draft.ts';

export interface Span {
  /** Null: nothing counts in these days. */
  version: string | null;
  /** Local dates, both within; `to` is null until another version follows. */
  from: string;
  to: string | null;
}

interface Lasting extends Span {
  version: string;
  signed: string;
}

/** In the order of time, without days before the first version. */
export function spansOf(versions: readonly Lasting[]): Span[] {
  const lasting = versions.map(({ to, ...version }) => (to === null ? version : { ...version, to }));
  const days = versions.flatMap(({ from, to }) => (to === null ? [from] : [from, dayAfter(to)]));
  const spans: Span[] = [];
  for (const day of [...new Set(days)].sort()) {
    const version = countingOn(lasting, day)?.version ?? null;
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

interface Written {
  changedRows: readonly string[];
  withdrawn: readonly { row: string; function: string }[];
}

/** Every row that any version has had, by id, and its work where that is known: `now` are the rows that count today. */
export function rowsEver(versions: readonly Written[], now: readonly { id: string; name: string }[]): Map<string, string> {
  const rows = new Map<string, string>(versions.flatMap(({ changedRows }) => changedRows.map((row) => [row, ''] as const)));
  for (const { withdrawn } of versions) for (const { row, function: name } of withdrawn) rows.set(row, name);
  for (const { id, name } of now) rows.set(id, name);
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();
const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
