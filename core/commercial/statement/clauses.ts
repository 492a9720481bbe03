/**
 * The clause library: our wording for each section, with a version for each clause, and the blanks for what no engagement
 * can tell. It is data (clauses.json); a provider replaces a clause by its id or adds others through the terms, and each
 * of those is marked in the output. Words in braces are filled from the engagement; an unknown one stays as it is.
 */
import type { Terms } from '../terms.ts';
import library from './clauses.json' with { type: 'json' };
import type { Blank, Clause, SectionId } from './model.ts';

interface LibraryClause {
  id: string;
  version: string;
  section: string;
  title: string;
  text: string;
}

export const clauseLibrary = library as {
  edition: string;
  clauses: LibraryClause[];
  blanks: { id: string; section: string; label: string }[];
};

export type Fillings = Readonly<Record<string, string>>;

export function fill(text: string, fillings: Fillings): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(fillings, name) ? fillings[name]! : whole)).trim();
}

/** The section's clauses, the provider's among them. `first`: how many numbered clauses stand before them. */
export function clausesOf(section: SectionId, number: number, terms: Terms, fillings: Fillings): Clause[] {
  const own = clauseLibrary.clauses
    .filter((clause) => clause.section === section)
    .map((clause) => {
      const replaced = Object.hasOwn(terms.clauses, clause.id) ? terms.clauses[clause.id] : undefined;
      return replaced === undefined
        ? { ...clause, source: 'library' as const, version: clause.version as string | null }
        : { id: clause.id, title: replaced.title, text: replaced.text, source: 'provider' as const, version: null };
    });
  const known = new Set(clauseLibrary.clauses.map(({ id }) => id));
  const added = Object.entries(terms.clauses)
    .filter(([id, clause]) => clause.section === section && !known.has(id))
    .map(([id, { title, text }]) => ({ id, title, text, source: 'provider' as const, version: null }));
  return [...own, ...added]
    .map(({ id, title, text, source, version }) => ({ id, title, text: fill(text, fillings), source, version }))
    .filter(({ text }) => text !== '')
    .map((clause, index) => ({ kind: 'clause', ...clause, number: `${number}.${index + 1}`, rowId: null }));
}

/** Every blank of the library with what the terms say about it. */
export function blanksOf(terms: Terms, fillings: Fillings): (Blank & { section: SectionId })[] {
  return clauseLibrary.blanks
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
