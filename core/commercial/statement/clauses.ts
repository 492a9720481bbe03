/**
 * The clause library: our wording for each section, with a version for each clause, and the blanks for what no engagement
 * can tell. It is data (clauses.json); a provider replaces a clause by its id or adds others through the terms, and each
 * of those is marked in the output. Words in braces are filled from the engagement; an unknown one stays as it is.
 */
import { canonicalJson, sha256Hex } from '../../responsibility/canonical.ts';
import type { ProviderClause, Terms } from '../terms.ts';
import clausesToday from './clauses.json' with { type: 'json' };
import type { Blank, Clause, SectionId } from './model.ts';

interface LibraryClause {
  id: string;
  version: string;
  section: string;
  title: string;
  text: string;
}

export interface ClauseLibrary {
  /** As people name it: `2026-11`. */
  edition: string;
  clauses: LibraryClause[];
  blanks: { id: string; section: string; label: string }[];
}

/** Today's: for what is not offered yet. What was offered keeps the wording it had then (wording.ts). */
export const clauseLibrary: ClauseLibrary = clausesToday;

/** 64 hex digits, equal for two libraries exactly when they say the same. */
export function libraryHash(library: ClauseLibrary = clauseLibrary): string {
  return sha256Hex(canonicalJson(library));
}

/** The words in braces that the engagement fills in. */
export const fillingNames = [
  'internal',
  'provider',
  'from',
  'term',
  'until',
  'rowCount',
  'gapUrgent',
  'gapNormal',
  'users',
  'workstations',
  'servers',
  'siteCount',
  'step',
  'overflow',
  'hash',
  'excludedModules',
  'feeSentence',
  'blockSentence',
  'capSentence',
  'frameworkSentence',
  'keyPersonSentence',
  'backupSentence',
] as const;
export type FillingName = (typeof fillingNames)[number];
export type Fillings = Readonly<Record<FillingName, string>>;

const isFilling = (name: string): name is FillingName => (fillingNames as readonly string[]).includes(name);

export function fill(text: string, fillings: Fillings): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (isFilling(name) ? fillings[name] : whole)).trim();
}

/** Words in braces that no engagement fills in, as they are written, each once; empty when the text can be printed. */
export function unknownFillings(text: string): string[] {
  const found = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  return [...new Set(found.filter((name) => !isFilling(name)))];
}

/** The clause of our library with this id. */
export function libraryClause(id: string): LibraryClause | undefined {
  return clauseLibrary.clauses.find((clause) => clause.id === id);
}

/** The section's clauses, the provider's among them. `first`: how many numbered clauses stand before them. */
export function clausesOf(
  section: SectionId,
  number: number,
  terms: Terms,
  fillings: Fillings,
  library: ClauseLibrary,
): Clause[] {
  const provider = fillings.provider;
  const own = library.clauses
    .filter((clause) => clause.section === section)
    .map((clause) => {
      const replaced = Object.hasOwn(terms.clauses, clause.id) ? terms.clauses[clause.id] : undefined;
      return replaced === undefined
        ? { ...clause, source: 'library' as const, version: clause.version as string | null, mark: '' }
        : { ...ownWording(clause.id, replaced), mark: `in place of the standard clause, by ${origin(replaced, provider)}` };
    });
  const known = new Set(library.clauses.map(({ id }) => id));
  const added = Object.entries(terms.clauses)
    .filter(([id, clause]) => clause.section === section && !known.has(id))
    .map(([id, clause]) => ({ ...ownWording(id, clause), mark: `added by ${origin(clause, provider)}` }));
  return [...own, ...added]
    .map(({ id, title, text, source, version, mark }) => ({ id, title, text: fill(text, fillings), source, version, mark }))
    .filter(({ text }) => text !== '')
    .map((clause, index) => ({ kind: 'clause', ...clause, number: `${number}.${index + 1}`, rowId: null }));
}

const ownWording = (id: string, { title, text }: ProviderClause) => ({
  id,
  title,
  text,
  source: 'provider' as const,
  version: null,
});

function origin({ from }: ProviderClause, provider: string): string {
  return from === undefined ? provider : `${provider}, version ${from.version} of its clause library`;
}

/** Every blank of the library with what the terms say about it. */
export function blanksOf(terms: Terms, fillings: Fillings, library: ClauseLibrary): (Blank & { section: SectionId })[] {
  return library.blanks
    .filter(({ id }) => isAsked(id, terms))
    .map(({ id, section, label }) => {
      const given = Object.hasOwn(terms.blanks, id) ? terms.blanks[id] : undefined;
      const base = { kind: 'blank' as const, id, label: fill(label, fillings), section: section as SectionId };
      if (given !== undefined && 'struck' in given) return { ...base, state: 'struck' as const, text: '' };
      const text = given?.text.trim() ?? '';
      return { ...base, state: text === '' ? ('open' as const) : ('filled' as const), text };
    });
}

/** A blank about what is not bought is not asked. */
function isAsked(id: string, terms: Terms): boolean {
  if (id === 'fees.carry') return (terms.blockHours ?? 0) > 0;
  return id !== 'compliance.contracts' || terms.frameworks.length > 0;
}
