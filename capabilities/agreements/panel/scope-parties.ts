/**
 * People, teams and vendors of a draft as they are added, changed and removed, pure. Ids are made from names and stay
 * when a name changes, since rows hold them. Whoever is still named somewhere is not removed; `usesOf` says where.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import { windowNames } from '@tandem/core/responsibility/model.ts';
import { rowsOf } from './matrix-edit.ts';

export type PartyKind = 'people' | 'teams' | 'vendors';

/** Words that mean something else in rows and cannot be ids. */
const reserved = ['none', 'chain', 'data-owner', 'internal', 'provider'];

/** An id from a name that nobody in the file has: `dana`, else `dana-2`. */
export function freePartyId(file: EngagementFile, name: string): string {
  const taken = new Set([...reserved, ...[...file.people, ...(file.teams ?? []), ...(file.vendors ?? [])].map(({ id }) => id)]);
  return free(idOf(name, 'party'), (id) => taken.has(id));
}

function idOf(name: string, otherwise: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return words === '' ? otherwise : words;
}

function free(base: string, isTaken: (id: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!isTaken(id)) return id;
  }
}

/** An id from a name for a site or rota, which rows and teams then hold. */
export function freePlaceId(file: EngagementFile, kind: 'sites' | 'rotas', name: string): string {
  const base = idOf(name, kind === 'sites' ? 'site' : 'rota');
  const taken = new Set((file[kind] ?? []).map(({ id }) => id));
  return free(base, (id) => taken.has(id));
}

/** Where a site or rota is named; empty: it can be removed. */
export function placeUses(file: EngagementFile, kind: 'sites' | 'rotas', id: string): string[] {
  const rows = rowsOf(file).filter((row) => (kind === 'sites' ? row.scope?.site === id : namesIn(row).includes(`rota:${id}`)));
  const named = rows.slice(0, 3).map((row) => row.id);
  const places: [string, boolean][] = [
    [
      `${rows.length === 1 ? 'row' : 'rows'} ${named.join(', ')}${rows.length > 3 ? ` and ${rows.length - 3} more` : ''}`,
      rows.length > 0,
    ],
    ...(file.teams ?? []).map((team): [string, boolean] => [`the team ${team.name}`, kind === 'rotas' && team.rota === id]),
    ...(file.rotas ?? []).map((rota): [string, boolean] => [
      `the rota ${rota.id}`,
      kind === 'rotas' && rota.id !== id && rota.fallback?.replace(/^rota:/, '') === id,
    ]),
  ];
  return places.filter(([, isNamed]) => isNamed).map(([place]) => place);
}

type Item<K extends PartyKind> = NonNullable<EngagementFile[K]>[number];

/** The file with the item in the place of the one with its id, or at the end. */
export function putParty<K extends PartyKind>(file: EngagementFile, kind: K, item: Item<K>): EngagementFile {
  const items = (file[kind] ?? []) as Item<K>[];
  const isKnown = items.some(({ id }) => id === item.id);
  return { ...file, [kind]: isKnown ? items.map((each) => (each.id === item.id ? item : each)) : [...items, item] };
}

/** The file without it. Absences of a person who leaves go too. */
export function dropParty(file: EngagementFile, kind: PartyKind, id: string): EngagementFile {
  const items = (file[kind] ?? []) as { id: string }[];
  const next = { ...file, [kind]: items.filter((each) => each.id !== id) };
  if (kind !== 'people' || !file.absences) return next;
  return { ...next, absences: file.absences.filter(({ person }) => person !== id) };
}

function namesIn(row: Row): string[] {
  const cells = [row.always, ...windowNames.map((window) => row[window])];
  return [
    ...cells.flatMap((cell) => cell?.who ?? []),
    row.accountable,
    row['absence-cover'] ?? '',
    ...(row.approvers === 'chain' ? [] : (row.approvers ?? [])),
    ...(row.authorisers ?? []),
    ...[row['needs-approval-of'] ?? []].flat(),
    ...Object.keys(row.inform ?? {}),
  ];
}

/** Where an id is named, in words that follow "It is named in"; empty: it can be removed. */
export function usesOf({ file, terms }: Agreement, id: string): string[] {
  const rows = rowsOf(file).filter((row) => namesIn(row).includes(id));
  const more = rows.length > 3 ? ` and ${rows.length - 3} more` : '';
  const named = rows.slice(0, 3).map((row) => row.id);
  const places: [string, boolean][] = [
    [`${rows.length === 1 ? 'row' : 'rows'} ${named.join(', ')}${more}`, rows.length > 0],
    ...(file.teams ?? []).map((team): [string, boolean] => [`the team ${team.name}`, team.members?.includes(id) ?? false]),
    ...(file.rotas ?? []).map((rota): [string, boolean] => [`the rota ${rota.id}`, JSON.stringify(rota).includes(`"${id}"`)]),
    ...(file.vendors ?? []).map((each): [string, boolean] => [`the callers of ${each.name}`, each.authorised.includes(id)]),
    ['the approval chain', file.approval?.chain.includes(id) ?? false],
    ['who hears of gaps', file.gaps?.urgent === id || file.gaps?.normal === id],
    ['overflow', file.overflow?.to === id],
    ['who approves spending', file.spending?.approvers.includes(id) ?? false],
    ['the open decisions', Object.values(terms.decisions).some(({ owner }) => owner === id)],
    ['an accepted risk', Object.values(terms.risks).some(({ owner }) => owner === id)],
  ];
  return places.filter(([, isNamed]) => isNamed).map(([place]) => place);
}
