/**
 * The ids that a file declares, and the questions asked of a reference: does it exist, is it the right kind of thing,
 * which side is it on. People and teams share one set of ids, because rows name either.
 */
import type { EngagementFile, Person, Rota, Row, Side, Team } from '../model.ts';
import { namesInRota } from '../rota-shifts.ts';
import { didYouMean } from './nearest.ts';
import { childPath, type Problems } from './problems.ts';
import { quote } from './shape.ts';

export interface Names {
  people: ReadonlyMap<string, Person>;
  teams: ReadonlyMap<string, Team>;
  rotas: ReadonlyMap<string, Rota>;
  sites: ReadonlySet<string>;
}

export function namesOf(file: EngagementFile): Names {
  const byId = <T extends { id: string }>(items: readonly T[] = []): Map<string, T> =>
    new Map(items.map((item) => [item.id, item]));
  return {
    people: byId(file.people),
    teams: byId(file.teams),
    rotas: byId(file.rotas),
    sites: new Set(file.sites.map((site) => site.id)),
  };
}

/** What a reference may name. */
export type Kind = 'person' | 'team' | 'rota';

const rotaPrefix = 'rota:';

/** Adds a problem unless `id` names one of the kinds. `words` are allowed besides (`none`, `data-owner`). */
export function checkReference(
  names: Names,
  problems: Problems,
  path: string,
  id: string,
  kinds: readonly Kind[],
  options: { words?: readonly string[]; at?: 'key' } = {},
): boolean {
  const kind = kindOf(names, id);
  if ((kind !== null && kinds.includes(kind)) || options.words?.includes(id)) return true;
  const expected = expectedText(kinds, options.words);
  const message =
    kind === null
      ? `Nobody here is called ${quote(id)}; expected ${expected}.${didYouMean(id, candidates(names, kinds))}`
      : `${quote(id)} is a ${kind}; expected ${expected}.`;
  problems.add('unknown-id', path, message, options.at);
  return false;
}

/** Checks each id of a list, and that none is named twice. */
export function checkReferences(
  names: Names,
  problems: Problems,
  path: string,
  ids: readonly string[],
  kinds: readonly Kind[],
): void {
  for (const [index, id] of ids.entries()) checkReference(names, problems, childPath(path, index), id, kinds);
  checkUnique(problems, path, ids);
}

export function checkUnique(problems: Problems, path: string, values: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) problems.add('duplicate-id', childPath(path, index), `${quote(value)} is named twice.`);
    seen.add(value);
  }
}

function kindOf(names: Names, id: string): Kind | null {
  if (id.startsWith(rotaPrefix)) return names.rotas.has(id.slice(rotaPrefix.length)) ? 'rota' : null;
  if (names.people.has(id)) return 'person';
  return names.teams.has(id) ? 'team' : null;
}

function expectedText(kinds: readonly Kind[], words: readonly string[] = []): string {
  const texts: Record<Kind, string> = { person: 'a person', team: 'a team', rota: 'rota: and the id of a rota' };
  return [...kinds.map((kind) => texts[kind]), ...words.map((word) => `the word ${word}`)].join(' or ');
}

function candidates(names: Names, kinds: readonly Kind[]): string[] {
  return [
    ...(kinds.includes('person') ? names.people.keys() : []),
    ...(kinds.includes('team') ? names.teams.keys() : []),
    ...(kinds.includes('rota') ? [...names.rotas.keys()].map((id) => rotaPrefix + id) : []),
  ];
}

/** The sides of whoever a reference may stand for; a rota stands for everybody in it. Unknown ids have none. */
export function sidesOf(names: Names, id: string): Set<Side> {
  const party = names.people.get(id) ?? names.teams.get(id);
  if (party) return new Set([party.side]);
  const rota = id.startsWith(rotaPrefix) ? names.rotas.get(id.slice(rotaPrefix.length)) : undefined;
  const sides = new Set<Side>();
  for (const member of rota ? namesInRota(rota) : []) {
    const side = names.people.get(member)?.side;
    if (side) sides.add(side);
  }
  return sides;
}

export const cellNames = [
  'always',
  'business-hours',
  'after-hours',
  'weekend',
  'holiday',
] as const satisfies readonly (keyof Row)[];
