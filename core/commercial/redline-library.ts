/**
 * The standard clauses of two agreements compared as they were printed: which of them are worded otherwise, new or gone.
 * Wording that is signed is kept with its agreement, so a later release compares with what was signed, not with what it
 * says itself. Where a provider's clause stands on one of the sides, the redline of clauses tells it.
 */
import { compareText } from '../responsibility/canonical.ts';
import type { TermsChange } from './redline-change.ts';
import { clauseLibrary, libraryHash } from './statement/clauses.ts';
import type { Block, Clause } from './statement/model.ts';
import { sectionTitle } from './statement/sections.ts';
import { statementOf } from './statement.ts';
import { type Agreement, type Terms, withoutWording } from './terms.ts';
import { type FrozenStatement, hashPlace } from './wording.ts';
import { diffWords } from './words-diff.ts';

/** An agreement with the statement that was frozen for it, where that is known. */
export interface Worded extends Agreement {
  statement?: FrozenStatement | null | undefined;
}

/** What is not frozen yet is worded by today's library; of what was signed before wordings were, nothing is known. */
export function isReworded({ wording: was }: Terms, { wording: is }: Terms): boolean {
  return was !== undefined && was.library !== (is?.library ?? libraryHash());
}

export function redlineLibrary(before: Worded, after: Worded): TermsChange[] {
  if (!isReworded(before.terms, after.terms)) return [];
  return [{ path: 'terms.wording', sentence: editionSentence(before.terms, after.terms) }, ...redlineStandard(before, after)];
}

function editionSentence({ wording: was }: Terms, { wording: is }: Terms): string {
  const edition = is?.edition ?? clauseLibrary.edition;
  return edition === was?.edition
    ? `The standard clauses of edition ${edition} are worded otherwise than before.`
    : `The standard clauses are those of edition ${edition}, no longer of edition ${was?.edition}.`;
}

function redlineStandard(before: Worded, after: Worded): TermsChange[] {
  if (!before.statement || (after.terms.wording !== undefined && !after.statement)) return [];
  const old = clausesIn(before.statement);
  const now = clausesIn(
    after.statement ?? statementOf({ file: after.file, terms: withoutWording(after.terms) }, { hash: hashPlace }),
  );
  return [...new Set([...old.keys(), ...now.keys()])].sort(compareText).flatMap((id) => clauseChange(old.get(id), now.get(id)));
}

function clauseChange(was: Printed | undefined, is: Printed | undefined): TermsChange[] {
  const known = is ?? was;
  if (known === undefined || was?.source === 'provider' || is?.source === 'provider') return [];
  // Facts may fill a clause otherwise; only a new version of it is other wording.
  if (was?.version === is?.version) return [];
  const about = `The standard clause “${known.title}” (${sectionTitle(known.section)})`;
  const sentence =
    was === undefined ? `${about} is new.` : is === undefined ? `${about} is gone.` : `${about} is worded otherwise.`;
  return [{ path: `terms.wording.${known.id}`, sentence, words: diffWords(readable(was), readable(is)) }];
}

/** A clause may name the hash of its agreement, which is no wording. */
const readable = (clause: Printed | undefined) => clause?.text.replaceAll(hashPlace, 'the content hash') ?? '';

type Printed = Clause & { section: string };

function clausesIn({ sections }: Pick<FrozenStatement, 'sections'>): Map<string, Printed> {
  const isClause = (block: Block): block is Clause => block.kind === 'clause' && block.source !== 'row';
  const clauses = sections.flatMap(({ id: section, blocks }) =>
    blocks.filter(isClause).map((clause) => ({ ...clause, section })),
  );
  return new Map(clauses.map((clause) => [clause.id, clause]));
}
