/**
 * A file's versions as a timeline, purely: when each holds, which rows it changed and withdrew, and what covers since then
 * what a withdrawn row did.
 */
import type { Clause, Statement } from '@tandem/core/commercial/statement/model.ts';
import { clauseOfRow } from '@tandem/core/commercial/statement.ts';
import { foldRows, versionOn } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Row, Version } from '@tandem/core/responsibility/model.ts';

/** The sections whose clauses say what a row means, and whose clauses a decision by that row rests on. */
const citedClauses: readonly string[] = ['parties.precedence', 'scope.matrix'];

/** What a statement says of a row; null when it has none of that name. */
export function clauseCited(statement: Statement, rowId: string) {
  const found = clauseOfRow(statement, rowId);
  if (found === null) return null;
  const clauses = statement.sections
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is Clause => block.kind === 'clause' && citedClauses.includes(block.id))
    .map(({ number, title, text, mark }) => ({ number, title, text, mark }));
  const authority =
    found.authority === null
      ? null
      : { number: found.authority.number, title: found.authority.title, text: found.authority.text };
  // The first column is the row's id, which the citation says.
  const row = found.cells.map((text, index) => ({ title: found.columns[index] ?? '', text })).slice(1);
  return { citation: found.citation, row, authority, clauses };
}

export interface Withdrawn {
  row: string;
  function: string;
  covered: string;
}

export function stateOf(file: EngagementFile, version: Version, today: string): 'past' | 'in-force' | 'ahead' {
  if (versionOn(file, today)?.version === version.version) return 'in-force';
  return version.from > today ? 'ahead' : 'past';
}

/** The rows that a version withdraws, each with what covers it from then on. `name` gives a function's name. */
export function withdrawnOf(file: EngagementFile, version: Version, name: (id: string) => string): Withdrawn[] {
  const { amends } = version;
  if (amends === undefined) return [];
  const before = new Map(foldRows(file, amends).map(({ row }) => [row.id, row]));
  const after = foldRows(file, version.version).map(({ row }) => row);
  return (version.withdraw ?? []).flatMap((id) => {
    const row = before.get(id);
    return row === undefined ? [] : [{ row: id, function: name(row.function), covered: coverOf(row, after) }];
  });
}

/** Rows of the same function that match wherever the withdrawn one did, and those that match in part of it. */
function coverOf(row: Row, after: readonly Row[]): string {
  const same = after.filter((each) => each.function === row.function);
  const whole = same.filter((each) => isWithin(row.scope ?? {}, each.scope ?? {}));
  if (whole.length > 0) return `Row ${list(whole)} covers it.`;
  const partly = same.filter((each) => isWithin(each.scope ?? {}, row.scope ?? {}));
  if (partly.length > 0) return `Row ${list(partly)} covers a part of it; the rest is held by whom the agreement names for gaps.`;
  return 'No row covers it; it is held by whom the agreement names for gaps.';
}

/** Whether whatever matches `narrow` matches `wide` as well. */
function isWithin(narrow: Readonly<Record<string, unknown>>, wide: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wide).every(([key, value]) => narrow[key] === value);
}

const list = (rows: readonly Row[]): string => rows.map(({ id }) => id).join(', ');
