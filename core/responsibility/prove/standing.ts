/**
 * Who holds a decision up: the people on whom it depends that somebody acts, and that somebody says yes. A decision
 * stands as long as each of these groups has one person left. More absences never bring anybody back, so an absence of
 * somebody in none of the groups leaves every group as it is.
 */
import type { EpochMs } from '../../calendar/model.ts';
import type { Engagement } from '../compile.ts';
import type { Decision } from '../decision.ts';
import { isDescribed, peopleBehind } from './teams.ts';

/** Why nobody is left: nobody acts, nobody is behind the team that acts, or nobody can give the approval. */
export type Lack = 'nobody' | 'team' | 'approval';

export interface Standing {
  /** Null while it stands. */
  lack: Lack | null;
  /** The groups that have to keep somebody. A group that holds somebody who is never absent is left out. */
  held: ReadonlySet<string>[];
}

export function standingOf(engagement: Engagement, decision: Decision): Standing {
  if (decision.gap !== null) return { lack: 'nobody', held: [] };
  const acting = actingOf(engagement, decision, decision.startsAt ?? decision.at);
  if (acting?.size === 0) return { lack: 'team', held: [] };
  const held = acting === null ? [] : [acting];
  if (decision.mode !== 'approve-then-act') return { lack: null, held };
  if (decision.approvers.length === 0) return { lack: 'approval', held: [] };
  const { people } = engagement.actors;
  return {
    lack: null,
    held: decision.approvers.every((id) => people.has(id)) ? [...held, new Set(decision.approvers)] : held,
  };
}

/** Everybody who would really act: the people named, and those behind the teams. Null with a team of which nobody is known. */
function actingOf(engagement: Engagement, { who, facts }: Decision, at: EpochMs): Set<string> | null {
  const presence = { at, zone: engagement.defaultSite.zone, stated: facts.absent };
  const acting = new Set<string>();
  for (const id of who) {
    const team = engagement.actors.teams.get(id);
    if (team === undefined) acting.add(id);
    else if (isDescribed(team)) for (const person of peopleBehind(team, presence)) acting.add(person.id);
    else return null;
  }
  return acting;
}
