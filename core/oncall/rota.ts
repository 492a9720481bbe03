/**
 * A whole rota: its layers, the overrides on it, the temporary schedules that replace it, and who is absent. The order
 * is fixed: the highest layer that has somebody wins; overrides change that; inside a temporary schedule neither counts
 * and what it does not fill stays empty; absence beats all of them. Where absence leaves nobody, the fallback serves,
 * and the hole is reported, because a rota that leans on its fallback is not covered.
 */

import type { EpochMs, Span } from '../calendar/model.ts';
import { type Duty, highestRank, mapDuties, peopleAt, type Shift } from './duty.ts';
import { type Layer, layerDuties } from './layer.ts';
import { applyOverrides, type Override } from './override.ts';

/** A temporary schedule: in its span these shifts are all there is. */
export interface Replacement extends Span {
  shifts: Shift[];
}

export interface Rota {
  /** Lowest first. */
  layers: Layer[];
  /** In the order in which they were made. */
  overrides: Override[];
  replacements: Replacement[];
  absences: Shift[];
  /** Who serves where absence leaves nobody: another rota's duties over the same range, or a team at all times. */
  fallback: Duty[];
}

export interface RotaDuties {
  /** Covers the whole range; empty people where nobody is on duty. */
  duties: Duty[];
  /** Where absence left nobody, whether or not the fallback filled it. */
  holes: Span[];
}

/** Who is on duty over [from, to). */
export function rotaDuties(rota: Rota, from: EpochMs, to: EpochMs): RotaDuties {
  const ranked = rota.layers.flatMap((layer, rank) => layerDuties(layer, from, to).map((duty) => ({ ...duty, rank })));
  const planned = replaced(applyOverrides(highestRank(ranked, from, to), rota.overrides), rota.replacements);
  return fillHoles(planned, rota);
}

/** Inside a temporary schedule only its own shifts count. The first given wins where two overlap. */
export function replaced(duties: readonly Duty[], replacements: readonly Replacement[]): Duty[] {
  const spans = replacements.flatMap((one) => [one, ...one.shifts]);
  return mapDuties(duties, spans, (people, at) => {
    const schedule = replacements.find((one) => one.from <= at && at < one.to);
    if (!schedule) return people;
    const serving = schedule.shifts.filter((shift) => shift.from <= at && at < shift.to);
    return [...new Set(serving.map((shift) => shift.person))];
  });
}

function fillHoles(planned: readonly Duty[], { absences, fallback }: Rota): RotaDuties {
  const absentAt = (person: string, at: EpochMs) =>
    absences.some((one) => one.person === person && one.from <= at && at < one.to);
  const present = (people: string[], at: EpochMs) => people.filter((person) => !absentAt(person, at));
  const holes = mapDuties(planned, absences, (people, at) =>
    people.length > 0 && present(people, at).length === 0 ? ['hole'] : [],
  );
  const duties = mapDuties(planned, [...absences, ...fallback], (people, at) => {
    const left = present(people, at);
    return people.length > 0 && left.length === 0 ? present(peopleAt(fallback, at), at) : left;
  });
  return { duties, holes: holes.filter(({ people }) => people.length > 0).map(({ from, to }) => ({ from, to })) };
}
