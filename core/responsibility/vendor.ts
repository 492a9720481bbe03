/**
 * Vendors, compiled: to whom each of them talks. A letter of authority that names a team is good for its members, so the
 * ids that may speak are worked out once and a question costs one look-up.
 */

import type { Actor, Actors } from './actors.ts';
import { findActor, withMembers } from './actors.ts';
import type { Vendor } from './model.ts';

export interface CompiledVendor {
  /** The listed people and teams, the internal side first. */
  authorised: Actor[];
  /** Everybody who may speak to the vendor: the listed ids and the members of listed teams. */
  ids: ReadonlySet<string>;
  /** The listed ids as a person would say them. */
  letter: string;
}

export function compileVendor(vendor: Vendor, actors: Actors): CompiledVendor {
  const named = vendor.authorised.map((id) => findActor(actors, id));
  const isProvider = (actor: Actor) => Number('side' in actor && actor.side === 'provider');
  const authorised = named.toSorted((a, b) => isProvider(a) - isProvider(b));
  return { authorised, ids: withMembers(vendor.authorised, actors), letter: listed(vendor.authorised) };
}

/** `dana`, `dana and sam`, `dana, sam and pat`. */
export function listed(ids: readonly string[]): string {
  if (ids.length < 2) return ids[0] ?? 'nobody';
  return `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}
