/**
 * The wording of an offered agreement, frozen. The printed statement is kept as data beside the offer, and its hash is part
 * of the terms, so whoever signs the agreement's hash signs every word of the document. A later release with another clause
 * library prints the same text, and nobody can change a word of it unnoticed.
 *
 * A statement names the hash of its agreement, which is known only after the statement is: where it does, the frozen form
 * has `{hash}`, and printing puts the hash there.
 */
import { canonicalJson, sha256Hex } from '../responsibility/canonical.ts';
import { clauseLibrary, libraryHash } from './statement/clauses.ts';
import type { Block, Statement, StatementSignature } from './statement/model.ts';
import { signedSections } from './statement/sections.ts';
import { type StatementOptions, statementOf } from './statement.ts';
import { type Agreement, agreedTerms, type Terms, withoutWording } from './terms.ts';

/** A statement without what comes after it: its agreement's hash and the signatures. */
export type FrozenStatement = Omit<Statement, 'hash' | 'signatures'>;

/** Where the agreement's hash will stand. */
export const hashPlace = '{hash}';

/** What is agreed, with its wording in the terms, and the statement to keep beside it. */
export function freezeWording(
  { file, terms }: Agreement,
  options: Pick<StatementOptions, 'version' | 'changes' | 'library'>,
): { agreement: Agreement; statement: FrozenStatement } {
  const plain = agreedTerms(withoutWording(terms));
  const { hash: _place, signatures: _none, ...statement } = statementOf({ file, terms: plain }, { ...options, hash: hashPlace });
  const { library = clauseLibrary } = options;
  const wording = { edition: library.edition, library: libraryHash(library), statement: frozenHash(statement) };
  return { agreement: { file, terms: { ...plain, wording } }, statement };
}

/** The frozen statement as it is printed: with the hash of its agreement, and whoever signed it. */
export function printFrozen(frozen: FrozenStatement, hash: string, signatures: readonly StatementSignature[] = []): Statement {
  const sections = frozen.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => withHash(block, hash)),
  }));
  return { ...frozen, sections: signedSections(sections, signatures), hash, signatures: [...signatures] };
}

/** Only clauses that are written with fillings can name the hash; what a row says is printed as it is. */
function withHash(block: Block, hash: string): Block {
  if (block.kind !== 'clause' || block.source === 'row') return block;
  return { ...block, text: block.text.replaceAll(hashPlace, hash) };
}

/** Why this is not the statement that these terms are agreed with; null when it is. TypeError for what JSON cannot say. */
export function wordingProblem({ wording }: Terms, statement: unknown): string | null {
  const isKept = statement !== undefined && statement !== null;
  if (wording === undefined) return isKept ? 'It holds a statement that the signed terms do not name.' : null;
  if (!isKept) return 'The statement that was signed is missing.';
  const hash = frozenHash(statement);
  return hash === wording.statement ? null : `The statement was signed with hash ${wording.statement}, but it has ${hash}.`;
}

/** Hash of a frozen statement. TypeError for what JSON cannot say. */
function frozenHash(statement: unknown): string {
  return sha256Hex(canonicalJson(statement));
}
