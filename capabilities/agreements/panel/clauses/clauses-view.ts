/**
 * The provider's clauses as its screens need them: versions put together by clause, what a draft holds of them and what it
 * lags behind, and a clause put into a draft. Pure.
 */
import { libraryClause } from '@tandem/core/commercial/statement/clauses.ts';
import { type SectionId, sectionIds } from '@tandem/core/commercial/statement/model.ts';
import { sectionTitle } from '@tandem/core/commercial/statement/sections.ts';
import type { Agreement, ProviderClause, Terms } from '@tandem/core/commercial/terms.ts';
import type { agreementsApi } from '../draft-store.ts';

export type ClauseVersion = Awaited<ReturnType<typeof agreementsApi.clauses.list.call>>['items'][number];

export interface LibraryClause {
  clauseId: string;
  newest: ClauseVersion;
  /** Newest first. */
  versions: ClauseVersion[];
}

/** Clauses in the order of their sections, then of their titles. */
export function clausesBy(versions: readonly ClauseVersion[]): LibraryClause[] {
  const byClause = Map.groupBy(versions, ({ clauseId }) => clauseId);
  return [...byClause]
    .flatMap(([clauseId, own]) => {
      const sorted = own.toSorted((a, b) => b.version - a.version);
      const [newest] = sorted;
      return newest === undefined ? [] : [{ clauseId, newest, versions: sorted }];
    })
    .toSorted((a, b) => placeOf(a.newest) - placeOf(b.newest) || a.newest.title.localeCompare(b.newest.title, 'en'));
}

const placeOf = ({ section }: ClauseVersion) => sectionIds.indexOf(section);

/** `17. Data and intellectual property`. */
export function sectionName(id: SectionId): string {
  return `${sectionIds.indexOf(id) + 1}. ${sectionTitle(id)}`;
}

/** Where it is printed, as a part of a sentence. */
export function placeWords({ replaces }: Pick<ClauseVersion, 'replaces'>): string {
  if (replaces === null) return 'after the standard clauses';
  return `in place of “${libraryClause(replaces)?.title ?? replaces}”`;
}

/** The agreement with this version of a clause in it, wherever an earlier version of the same stands. */
export function putClause(agreement: Agreement, clause: ClauseVersion): Agreement {
  const { clauseId, version, section, title, text } = clause;
  const put: ProviderClause = { section, title, text, from: { clauseId, version } };
  const others = Object.fromEntries(
    Object.entries(agreement.terms.clauses).filter(([, each]) => each.from?.clauseId !== clauseId),
  );
  const held = heldKey(agreement.terms, clauseId);
  const key = clause.replaces ?? (held !== null && libraryClause(held) === undefined ? held : freeKey(others, section));
  return { ...agreement, terms: { ...agreement.terms, clauses: { ...others, [key]: put } } };
}

function heldKey({ clauses }: Terms, clauseId: string): string | null {
  return Object.keys(clauses).find((key) => clauses[key]?.from?.clauseId === clauseId) ?? null;
}

/** The first free name of the section: `own-data-1`, `own-data-2`. */
export function freeKey(clauses: Terms['clauses'], section: string): string {
  let number = 1;
  while (Object.hasOwn(clauses, `own-${section}-${number}`)) number += 1;
  return `own-${section}-${number}`;
}

export interface Lag {
  key: string;
  held: ProviderClause;
  newest: ClauseVersion;
}

/** Clauses of the draft whose library says something newer, or has withdrawn them. */
export function lagsOf({ clauses }: Terms, library: readonly LibraryClause[]): Lag[] {
  return Object.entries(clauses).flatMap(([key, held]) => {
    const newest = library.find(({ clauseId }) => clauseId === held.from?.clauseId)?.newest;
    return newest === undefined || newest.version === held.from?.version ? [] : [{ key, held, newest }];
  });
}

/** What can be put into a draft: everything that is not withdrawn and not in it. */
export function puttable({ clauses }: Terms, library: readonly LibraryClause[]): ClauseVersion[] {
  const held = new Set(Object.values(clauses).map(({ from }) => from?.clauseId));
  return library.map(({ newest }) => newest).filter(({ withdrawn, clauseId }) => !withdrawn && !held.has(clauseId));
}
