/**
 * The people behind teams. A team is never absent, so `who` names it at any hour; whether a person of it is there is a
 * separate question, which the file answers where it gives the team a rota or members. A team of which the file knows
 * nobody is taken at its word.
 */

import type { EpochMs } from '../../calendar/model.ts';
import type { Actor, PersonActor, Presence, TeamActor } from '../actors.ts';
import { isAbsent } from '../actors.ts';
import type { CompiledSite, Engagement } from '../compile.ts';
import type { Decision } from '../decision.ts';
import type { Horizon, TimeClass } from './horizon.ts';

/** Longer chains of fallbacks are cut, as `who` cuts them. */
const maxDepth = 8;

/** The people who would be woken: present, on shift where there is a rota, and those of the fallback where nobody is. */
export function peopleBehind(actor: Actor, presence: Presence, depth = 0): PersonActor[] {
  if (actor.kind === 'unknown' || depth > maxDepth) return [];
  if (actor.kind === 'person') return isAbsent(actor, presence) ? [] : [actor];
  if (actor.kind === 'team' && actor.rota) return peopleBehind(actor.rota, presence, depth + 1);
  const named = actor.kind === 'team' ? actor.members : actor.on(presence.at);
  const present = named.filter((person) => !isAbsent(person, presence));
  if (present.length > 0 || actor.kind === 'team' || actor.fallback === null) return present;
  return peopleBehind(actor.fallback, presence, depth + 1);
}

/** Whether the file says who is in the team. */
export function isDescribed(team: TeamActor): boolean {
  return team.rota !== null || team.members.length > 0;
}

export function teamsOf(engagement: Engagement, { who }: Decision): TeamActor[] {
  const teams: TeamActor[] = [];
  for (const id of who) {
    const team = engagement.actors.teams.get(id);
    if (team) teams.push(team);
  }
  return teams;
}

/** The pieces of a class in which nobody is behind a team, and those in which one person alone is. */
export interface Thin {
  empty: number[];
  sole: Map<PersonActor, number[]>;
}

/** Thin pieces already found, by team and by when the work is taken up. */
export type ThinPieces = Map<TimeClass, Map<string, Thin>>;

/** Where a team is thin in a class, at the instants at which it takes the work up: at once, or at the next opening. */
export function thinPieces(
  known: ThinPieces,
  horizon: Horizon,
  site: CompiledSite,
  timeClass: TimeClass,
  team: TeamActor,
  isQueued: boolean,
): Thin {
  const ofClass = known.get(timeClass) ?? new Map<string, Thin>();
  known.set(timeClass, ofClass);
  const key = `${team.id} ${isQueued}`;
  const found = ofClass.get(key) ?? findThin(horizon, site, timeClass, team, isQueued);
  ofClass.set(key, found);
  return found;
}

function findThin(horizon: Horizon, site: CompiledSite, timeClass: TimeClass, team: TeamActor, isQueued: boolean): Thin {
  const thin: Thin = { empty: [], sole: new Map() };
  const { opening } = horizon.sites.get(site)!;
  const behind = new Map<EpochMs, PersonActor[]>();
  for (const piece of timeClass.pieces) {
    const at = isQueued ? opening[piece]! : horizon.at[piece]!;
    const people = behind.get(at) ?? peopleBehind(team, { at, zone: horizon.engagement.defaultSite.zone, stated: undefined });
    behind.set(at, people);
    const [first] = people;
    if (first === undefined) thin.empty.push(piece);
    else if (people.length === 1) {
      const pieces = thin.sole.get(first);
      if (pieces) pieces.push(piece);
      else thin.sole.set(first, [piece]);
    }
  }
  return thin;
}
