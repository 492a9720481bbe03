/**
 * Overrides: somebody is added to a rota, or takes the place of somebody, for a half-open span. They apply in the order
 * in which they were made, each to the people whom the layers give: a replacement takes the place of a person who is on
 * duty by rota and whom no earlier override has replaced. It is not followed transitively: whoever stands in for
 * somebody cannot be replaced through an override on their own name, which would send a page to a person who agreed to
 * something else.
 */

import type { Span } from '../calendar/model.ts';
import { type Duty, mapDuties } from './duty.ts';

export interface Override extends Span {
  /** Who is added; null only removes. */
  add: string | null;
  /** Whose place is taken; null only adds. */
  remove: string | null;
}

/** The duties with the overrides applied, in the order given. */
export function applyOverrides(duties: readonly Duty[], overrides: readonly Override[]): Duty[] {
  return mapDuties(duties, overrides, (people, at) =>
    overridden(
      people,
      overrides.filter((one) => one.from <= at && at < one.to),
    ),
  );
}

function overridden(people: readonly string[], overrides: readonly Override[]): string[] {
  /** A place given by the rota; once an override has touched it, no later one does. */
  const places = people.map((person) => ({ rota: person as string | null, now: person as string | null }));
  for (const { add, remove } of overrides) {
    if (remove === null) places.push({ rota: null, now: add });
    const place = remove === null ? undefined : places.find(({ rota }) => rota === remove);
    if (!place) continue;
    place.rota = null;
    place.now = add;
  }
  return [...new Set(places.flatMap(({ now }) => now ?? []))];
}
