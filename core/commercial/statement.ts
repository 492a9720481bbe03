/**
 * The statement of work of an agreement: 22 sections and six schedules (a seventh for what an amendment changes), filled from the engagement file and the terms.
 * It is pure: the same agreement always gives the same document, and its hash is the agreement's. What the product cannot
 * know is a blank that stands in the way of signing until it is filled or struck; nothing is invented to fill it.
 */
import { price, type Quote } from './price.ts';
import { changesSchedule, type StatementChange } from './statement/changes.ts';
import { rowCitation } from './statement/citation.ts';
import { type ClauseLibrary, fill } from './statement/clauses.ts';
import type { Blank, Clause, Statement, StatementSignature, Unresolved } from './statement/model.ts';
import { matrixTableId, schedulesOf } from './statement/schedules.ts';
import { fillingsOf, sectionsOf, signedSections, sourceOf } from './statement/sections.ts';
import { unresolvedOf } from './statement/unresolved.ts';
import { type Agreement, quoteScopeOf } from './terms.ts';

export interface StatementOptions {
  /** The version whose rows are printed; default: the last of the file. */
  version?: string;
  signatures?: readonly StatementSignature[];
  /** Printed as a schedule of their own; without any there is none. */
  changes?: readonly StatementChange[];
  /** The standard wording; default: today's. */
  library?: ClauseLibrary;
  /** What is printed as the content hash; default: the agreement's. */
  hash?: string;
}

/** Total: an incomplete draft gives a document that says what it lacks. */
export function statementOf(agreement: Agreement, options: StatementOptions = {}): Statement {
  const { file } = agreement;
  const source = sourceOf(agreement, quoteOf(agreement), options);
  const sections = sectionsOf(source);
  const blanks = sections.flatMap(({ blocks }) => blocks.filter((block): block is Blank => block.kind === 'blank'));
  const unresolved = unresolvedOf(source, blanks);
  return {
    title: `Statement of work: ${file.engagement.name}`,
    parties: { internal: file.parties.internal.name, provider: file.parties.provider.name },
    from: source.from,
    hash: source.hash,
    paper: (file.sites[0]?.timezone ?? '').startsWith('America/') ? 'letter' : 'a4',
    edition: source.library.edition,
    sections: signedSections(sections, options.signatures ?? []),
    schedules: [...schedulesOf(source, unresolved), ...changesSchedule(options.changes ?? [])],
    blanks,
    unresolved,
    signatures: [...(options.signatures ?? [])],
  };
}

/** A clause's text as the agreement's statement would print it. */
export function printedClause(agreement: Agreement, text: string): string {
  return fill(text, fillingsOf(sourceOf(agreement, quoteOf(agreement))));
}

/** The price of the terms; null when no card is chosen or the card does not have what is bought. */
export function quoteOf(agreement: Agreement): Quote | null {
  const { card } = agreement.terms;
  if (card === null) return null;
  try {
    return price(quoteScopeOf(agreement), card.rates);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What must be settled before the agreement can be offered for signature; empty when nothing is. */
export function unsettled(agreement: Agreement): Unresolved[] {
  return statementOf(agreement).unresolved.filter(({ kind }) => kind !== 'decision');
}

/** Shared decisions that nobody has taken. */
export function undecidedOf(agreement: Agreement): Unresolved[] {
  return statementOf(agreement).unresolved.filter(({ kind }) => kind === 'decision');
}

export interface RowClause {
  /** As a receipt cites it: `Schedule A, row A-14`. */
  citation: string;
  rowId: string;
  /** The titles of the columns of Schedule A, and the row's cells in their order. */
  columns: string[];
  cells: string[];
  /** The row's clause on authority in section 8, when it has one. */
  authority: Clause | null;
}

/** The clauses that a row of the matrix has become; null when the statement has no such row. */
export function clauseOfRow(statement: Statement, rowId: string): RowClause | null {
  for (const schedule of statement.schedules) {
    for (const block of schedule.blocks) {
      if (block.kind !== 'table' || block.id !== matrixTableId) continue;
      const cells = block.rows[block.rowIds.indexOf(rowId)];
      if (cells === undefined) return null;
      const authority = statement.sections
        .flatMap(({ blocks }) => blocks)
        .find((each): each is Clause => each.kind === 'clause' && each.rowId === rowId);
      return {
        citation: rowCitation(rowId),
        rowId,
        columns: block.columns.map(({ title }) => title),
        cells,
        authority: authority ?? null,
      };
    }
  }
  return null;
}
