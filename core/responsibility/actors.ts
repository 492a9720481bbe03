/**
 * Whom work can be given to, compiled: people with their absences and skills, teams, and rotas (rota-shifts.ts).
 * Everything here is piecewise constant in time, so it is held as sorted breakpoints and asked with a binary search.
 *
 * Presence rules: absence beats rota; a team is never absent; a shift that nobody can take goes to the rota's
 * fallback; an id that the engagement does not know never answers, because nobody can be woken under it.
 */

import type { EpochMs, Span } from '../calendar/model.ts';
import { parseTime } from '../calendar/zone.ts';
import type { EngagementFile, Facts, Side } from './model.ts';
import { compileShifts, type RotaShifts } from './rota-shifts.ts';

export interface PersonActor {
  kind: 'person';
  id: string;
  side: Side;
  skills: ReadonlySet<string>;
  /** Absences of the file: sorted, merged, half-open. */
  away: Span[];
}

export interface TeamActor {
  kind: 'team';
  id: string;
  side: Side;
  members: PersonActor[];
  rota: RotaActor | null;
}

interface UnknownActor {
  kind: 'unknown';
  id: string;
}

export interface RotaActor extends RotaShifts<PersonActor> {
  kind: 'rota';
  id: string;
  fallback: Actor | null;
}

export type Actor = PersonActor | TeamActor | RotaActor | UnknownActor;

export interface Actors {
  people: Map<string, PersonActor>;
  teams: Map<string, TeamActor>;
  rotas: Map<string, RotaActor>;
}

/** What presence is asked about: an instant, and the absences that the question itself states. */
export interface Presence {
  at: EpochMs;
  /** Zone in which stated local times are read. */
  zone: string;
  stated: Facts['absent'];
}

/** A chain of rota fallbacks longer than this is cut, which also ends a circle. */
const maxFallbacks = 8;

export function compileActors(file: EngagementFile, zone: string): Actors {
  const people = new Map<string, PersonActor>();
  for (const { id, side, skills } of file.people) {
    people.set(id, { kind: 'person', id, side, skills: new Set(skills), away: awaySpans(file, id, zone) });
  }
  const rotas = new Map<string, RotaActor>();
  for (const rota of file.rotas ?? []) {
    rotas.set(rota.id, { kind: 'rota', id: rota.id, fallback: null, ...compileShifts(rota, (id) => people.get(id)) });
  }
  const teams = new Map<string, TeamActor>();
  for (const { id, side, members, rota } of file.teams ?? []) {
    const known = (members ?? []).flatMap((member) => people.get(member) ?? []);
    teams.set(id, { kind: 'team', id, side, members: known, rota: (rota !== undefined && rotas.get(rota)) || null });
  }
  const actors = { people, teams, rotas };
  for (const rota of file.rotas ?? []) {
    if (rota.fallback !== undefined) rotas.get(rota.id)!.fallback = findFallback(actors, rota.fallback);
  }
  return actors;
}

/** The actor that an id of a row names: a person, a team, or `rota:` and a rota's id. */
export function findActor(actors: Actors, id: string): Actor {
  if (id.startsWith('rota:')) return actors.rotas.get(id.slice(5)) ?? { kind: 'unknown', id };
  return actors.people.get(id) ?? actors.teams.get(id) ?? { kind: 'unknown', id };
}

/** The ids, and the members of those that are teams: what a team may do, each of its members may. */
export function withMembers(ids: readonly string[], { teams }: Actors): ReadonlySet<string> {
  return new Set([...ids, ...ids.flatMap((id) => teams.get(id)?.members.map((member) => member.id) ?? [])]);
}

/** A fallback may name a rota by its bare id too, since nothing else there has one. */
function findFallback(actors: Actors, id: string): Actor {
  return actors.rotas.get(id) ?? findActor(actors, id);
}

function awaySpans(file: EngagementFile, person: string, zone: string): Span[] {
  const spans = (file.absences ?? [])
    .filter((absence) => absence.person === person)
    .map((absence) => statedSpan(absence, zone))
    .sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else if (span.from < span.to) merged.push(span);
  }
  return merged;
}

/** A missing start means "already", a missing end "until further notice". A date means its local midnight. */
function statedSpan(absence: { from?: string; to?: string }, zone: string): Span {
  return {
    from: absence.from === undefined ? -Infinity : (parseTime(zone, absence.from) ?? -Infinity),
    to: absence.to === undefined ? Infinity : (parseTime(zone, absence.to) ?? Infinity),
  };
}

export function isAbsent(person: PersonActor, presence: Presence): boolean {
  for (const span of person.away) if (presence.at >= span.from && presence.at < span.to) return true;
  if (presence.stated === undefined) return false;
  for (const absence of presence.stated) {
    if (absence.person !== person.id) continue;
    const span = statedSpan(absence, presence.zone);
    if (presence.at >= span.from && presence.at < span.to) return true;
  }
  return false;
}

/** The ids of those who can act now, in order and without repeats: present, and with every skill that is required. */
export function onDuty(actors: readonly Actor[], presence: Presence, skills: readonly string[]): string[] {
  const ids: string[] = [];
  for (const actor of actors) addOnDuty(ids, actor, presence, skills, 0);
  return ids;
}

function addOnDuty(ids: string[], actor: Actor, presence: Presence, skills: readonly string[], depth: number): void {
  if (actor.kind === 'team') addOnce(ids, actor.id);
  else if (actor.kind === 'person' && isAble(actor, presence, skills)) addOnce(ids, actor.id);
  else if (actor.kind === 'rota') {
    const able = actor.on(presence.at).filter((person) => isAble(person, presence, skills));
    for (const person of able) addOnce(ids, person.id);
    if (able.length === 0 && actor.fallback && depth < maxFallbacks) {
      addOnDuty(ids, actor.fallback, presence, skills, depth + 1);
    }
  }
}

function isAble(person: PersonActor, presence: Presence, skills: readonly string[]): boolean {
  return skills.every((skill) => person.skills.has(skill)) && !isAbsent(person, presence);
}

function addOnce(ids: string[], id: string): void {
  if (!ids.includes(id)) ids.push(id);
}

/** The side of a person or team; null for ids that are neither. */
export function sideOf(actors: Actors, id: string): Side | null {
  return (actors.people.get(id) ?? actors.teams.get(id))?.side ?? null;
}
