/**
 * What a provider's clause may say, and which clauses of a draft claim to come from its library, purely.
 */
import { libraryClause, unknownFillings } from '@tandem/core/commercial/statement/clauses.ts';
import type { ProviderClause, Terms } from '@tandem/core/commercial/terms.ts';
import type { ClauseRow } from './store.ts';

/** Why a clause cannot be kept, and the field that is wrong; null when it can. */
export function reasonAgainstClause(
  clause: Pick<ClauseRow, 'section' | 'replaces' | 'text'>,
): { sentence: string; field: 'text' | 'replaces' } | null {
  const [unknown, ...more] = unknownFillings(clause.text);
  if (unknown !== undefined) {
    const names = [unknown, ...more].map((name) => `{${name}}`).join(', ');
    return { sentence: `No engagement fills in ${names}. Use the words in braces of the standard clauses.`, field: 'text' };
  }
  if (clause.replaces === null) return null;
  const standard = libraryClause(clause.replaces);
  if (standard === undefined) return { sentence: 'There is no such standard clause.', field: 'replaces' };
  if (standard.section === clause.section) return null;
  return { sentence: `“${standard.title}” stands in another section.`, field: 'replaces' };
}

export interface Claim {
  /** Under which the draft holds it: the standard clause that it replaces, or a name of its own. */
  key: string;
  clause: ProviderClause;
  from: NonNullable<ProviderClause['from']>;
}

/** The clauses that `after` says are of the library and `before` does not say in the same way. */
export function newClaims(before: Terms, after: Terms): Claim[] {
  return Object.entries(after.clauses).flatMap(([key, clause]) => {
    const { from } = clause;
    const old = Object.hasOwn(before.clauses, key) ? before.clauses[key] : undefined;
    return from === undefined || isSame(old, clause) ? [] : [{ key, clause, from }];
  });
}

function isSame(old: ProviderClause | undefined, now: ProviderClause): boolean {
  return (
    old !== undefined &&
    old.section === now.section &&
    old.title === now.title &&
    old.text === now.text &&
    old.from?.clauseId === now.from?.clauseId &&
    old.from?.version === now.from?.version
  );
}

/** Whether the library's version says what the draft says that it does. */
export function isBorne({ key, clause }: Claim, row: ClauseRow | undefined): boolean {
  if (row === undefined || row.withdrawn) return false;
  const inPlace = row.replaces === null ? libraryClause(key) === undefined : row.replaces === key;
  return inPlace && row.section === clause.section && row.title === clause.title && row.text === clause.text;
}
