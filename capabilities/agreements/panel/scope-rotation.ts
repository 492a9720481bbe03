/**
 * Shifts of a rota that goes round: the people in turn, each for so many days, from one local moment to the next, pure.
 */
import type { Shift } from '@tandem/core/responsibility/model.ts';

export interface Rotation {
  people: readonly string[];
  /** Local date and `HH:MM` of the first hand-over. */
  firstDay: string;
  at: string;
  /** Days of each turn, and how many turns there are. */
  days: number;
  turns: number;
}

/** More are not written at once: a year of daily turns. */
export const turnsMost = 400;

/** Nothing when nobody is named. RangeError when the first day is no date. */
export function shiftsOf({ people, firstDay, at, days, turns }: Rotation): Shift[] {
  const first = Temporal.PlainDate.from(firstDay);
  const momentOf = (turn: number): string => `${first.add({ days: turn * days })}T${at}`;
  if (people.length === 0) return [];
  return Array.from({ length: Math.min(turns, turnsMost) }, (_, turn) => ({
    from: momentOf(turn),
    to: momentOf(turn + 1),
    people: [people[turn % people.length] as string],
  }));
}

/** Why the rotation cannot be written; null when it can. */
export function problemOfRotation({ people, firstDay, at, days, turns }: Rotation): string | null {
  if (people.length === 0) return 'Say who takes turns.';
  if (!/^\d{4}-\d\d-\d\d$/.test(firstDay)) return 'Say from which day on.';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) return 'Write the time of the hand-over as 08:00.';
  if (!Number.isInteger(days) || days < 1) return 'A turn takes at least one day.';
  return Number.isInteger(turns) && turns >= 1 && turns <= turnsMost
    ? null
    : `Between 1 and ${turnsMost} turns are written at once.`;
}
