/**
 * Who is on duty, as stretches of time. A list of duties covers its range without holes: where nobody is on duty the
 * people are an empty list, so that a gap is something that can be seen and counted, never the absence of a row. The
 * same list answers "at this instant" and "over this span".
 */

import type { EpochMs, Span } from '../calendar/model.ts';

/** People in order: primary first. */
export interface Duty extends Span {
  people: string[];
}

export interface RankedDuty extends Duty {
  rank: number;
}

/** One person's stretch on duty. */
export interface Shift extends Span {
  person: string;
}

/** The people of the highest rank that has somebody, over [from, to); several duties of one rank serve together. */
export function highestRank(duties: readonly RankedDuty[], from: EpochMs, to: EpochMs): Duty[] {
  const byStart = duties.filter((duty) => duty.people.length > 0).sort((a, b) => a.from - b.from);
  const edges = breakpoints(byStart, from, to);
  const result: Duty[] = [];
  let active: RankedDuty[] = [];
  let next = 0;
  for (const [i, start] of edges.slice(0, -1).entries()) {
    active = active.filter((duty) => duty.to > start);
    for (let duty = byStart[next]; duty && duty.from <= start; duty = byStart[++next]) if (duty.to > start) active.push(duty);
    const top = Math.max(...active.map((duty) => duty.rank));
    const people = active.filter((duty) => duty.rank === top).flatMap((duty) => duty.people);
    result.push({ from: start, to: edges[i + 1]!, people: [...new Set(people)] });
  }
  return joined(result);
}

/** The ends of the spans inside (from, to), with the two ends of the range, ascending and each once. */
function breakpoints(spans: readonly Span[], from: EpochMs, to: EpochMs): EpochMs[] {
  const inside = spans.flatMap((span) => [span.from, span.to]).filter((at) => at > from && at < to);
  return from < to ? [...new Set([from, ...inside, to])].sort((a, b) => a - b) : [];
}

/** Asks `change` for the people of every stretch between two breakpoints of `spans`, and joins what stays the same. */
export function mapDuties(
  duties: readonly Duty[],
  spans: readonly Span[],
  change: (people: string[], at: EpochMs) => string[],
): Duty[] {
  return joined(
    duties.flatMap((duty) => {
      const edges = breakpoints(spans, duty.from, duty.to);
      return edges.slice(0, -1).map((from, i) => ({ from, to: edges[i + 1]!, people: change(duty.people, from) }));
    }),
  );
}

/** Neighbouring stretches with the same people in the same order become one. */
function joined(duties: readonly Duty[]): Duty[] {
  const result: Duty[] = [];
  for (const duty of duties) {
    const last = result.at(-1);
    if (last && last.to === duty.from && last.people.join('\n') === duty.people.join('\n')) last.to = duty.to;
    else result.push({ ...duty });
  }
  return result;
}

/** Each person's unbroken stretches, by start, then end, then person. */
export function shiftsOf(duties: readonly Duty[]): Shift[] {
  const open = new Map<string, Shift>();
  const shifts: Shift[] = [];
  for (const duty of duties) {
    for (const person of duty.people) {
      const shift = open.get(person);
      if (shift && shift.to === duty.from) {
        shift.to = duty.to;
        continue;
      }
      const begun = { person, from: duty.from, to: duty.to };
      open.set(person, begun);
      shifts.push(begun);
    }
  }
  return shifts.sort((a, b) => a.from - b.from || a.to - b.to || (a.person < b.person ? -1 : 1));
}

/** The people on duty at the instant; nobody outside the range that the duties cover. */
export function peopleAt(duties: readonly Duty[], at: EpochMs): string[] {
  return duties.find((duty) => duty.from <= at && at < duty.to)?.people ?? [];
}
