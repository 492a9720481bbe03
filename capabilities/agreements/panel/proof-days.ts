/**
 * The year of a draft's proof as days of its first site: which findings stand on which day, and the letters of the heat map.
 */
import type { DraftExamination, DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';

export interface Dated {
  finding: DraftFinding;
  /** First and last day of each span, counted from the first day of the year. */
  days: [number, number][];
}

/** The instants at which the days begin, and the one at which the last ends. */
export function dayStarts(from: string, to: string, zone: string): number[] {
  const starts: number[] = [];
  const last = Temporal.PlainDate.from(to);
  for (let day = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    starts.push(day.toZonedDateTime(zone).epochMilliseconds);
  return starts;
}

/** The day that an instant falls on; those before and after the year fall on its first and last. */
export function dayOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}

export function datedOf({ findings, spans }: DraftExamination, starts: readonly number[]): Dated[] {
  return findings.map((finding, index) => ({
    finding,
    days: (spans[index] ?? []).map(({ from, to }) => [dayOf(starts, from), dayOf(starts, to - 1)]),
  }));
}

const letters = { error: 'e', warning: 'w', info: 'i' };
const weight = '.iwe';

/** One letter a day, of the worst finding on it. */
export function lettersOf(dated: readonly Dated[], days: number): string {
  const year = Array.from({ length: days }, () => '.');
  for (const { finding, days: spans } of dated) {
    const letter = letters[finding.severity];
    for (const [from, to] of spans)
      for (let day = from; day <= Math.min(to, days - 1); day += 1)
        if (weight.indexOf(letter) > weight.indexOf(year[day] ?? '.')) year[day] = letter;
  }
  return year.join('');
}

/** Findings with everybody there, or those that show when this person is away. */
export function without(dated: readonly Dated[], person: string | null): Dated[] {
  return dated.filter(({ finding }) => finding.without === person || (person !== null && finding.without === null));
}
