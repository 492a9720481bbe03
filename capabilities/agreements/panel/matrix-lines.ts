/**
 * What the grid shows, in its order: groups of the catalogue with the rows that pass the filter. Rows keep their order by
 * function and id, so that an undone or a copied row stands where it stood.
 */
import { compareText } from '@tandem/core/responsibility/canonical.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { replaceEqualDeep } from '@tanstack/react-query';
import { knownOf } from './draft-names.ts';
import { rowsOf } from './matrix-edit.ts';

export interface MatrixFilter {
  text: string;
  group: string | null;
  side: string | null;
  findings: boolean;
  changed: boolean;
}

export type RowChange = 'same' | 'new' | 'changed';

export interface GroupLines {
  id: string;
  name: string;
  rows: Row[];
}

/** How each row differs from what is in force; `withdrawn` are those that are no longer here. */
export function changesOf(file: EngagementFile, current: EngagementFile | null): { of(id: string): RowChange; withdrawn: Row[] } {
  const before = new Map((current === null ? [] : rowsOf(current)).map((row) => [row.id, row]));
  const states = new Map(
    rowsOf(file).map((row): [string, RowChange] => {
      const old = before.get(row.id);
      before.delete(row.id);
      return [
        row.id,
        old === undefined ? 'new' : JSON.stringify(sorted(old)) === JSON.stringify(sorted(row)) ? 'same' : 'changed',
      ];
    }),
  );
  return { of: (id) => (current === null ? 'same' : (states.get(id) ?? 'same')), withdrawn: [...before.values()] };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, member]) => [key, sorted(member)]),
  );
}

export type RowFindings = ReadonlyMap<string, DraftFinding[]>;

/**
 * Findings by the row at which they are shown: the first that they name. Rows about which the same is said as `before`
 * keep their list, so that they are not drawn again.
 */
export function findingsByRow(findings: readonly DraftFinding[], before: RowFindings): RowFindings {
  const byRow = new Map<string, DraftFinding[]>();
  for (const finding of findings) {
    const row = finding.rows[0];
    if (row !== undefined && finding.severity !== 'info') byRow.set(row, [...(byRow.get(row) ?? []), finding]);
  }
  for (const [row, list] of byRow) byRow.set(row, replaceEqualDeep(before.get(row), list));
  return byRow;
}

export function linesOf(
  file: EngagementFile,
  filter: MatrixFilter,
  names: Names,
  about: { findings: ReadonlyMap<string, unknown>; change(id: string): RowChange },
): GroupLines[] {
  const text = filter.text.trim().toLowerCase();
  const passes = (row: Row): boolean =>
    (text === '' || wordsOf(row, names).includes(text)) &&
    (filter.side === null || sidesOf(row, names).has(filter.side)) &&
    (!filter.findings || about.findings.has(row.id)) &&
    (!filter.changed || about.change(row.id) !== 'same');
  const { groups, functions } = knownOf(file);
  const groupOf = new Map(functions.map(({ id, group }) => [id, group]));
  const rows = rowsOf(file)
    .filter(passes)
    .sort((a, b) => compareText(names.functionOf(a.function), names.functionOf(b.function)) || compareText(a.id, b.id));
  const known = new Set(groups.map(({ id }) => id));
  return [...groups, { id: '', name: 'Other work' }]
    .filter(({ id }) => filter.group === null || filter.group === id)
    .map(({ id, name }) => ({
      id,
      name,
      rows: rows.filter((row) => {
        const group = groupOf.get(row.function) ?? '';
        return (known.has(group) ? group : '') === id;
      }),
    }))
    .filter((group) => group.rows.length > 0);
}

function cellsOf(row: Row): string[] {
  return [row.always, row['business-hours'], row['after-hours'], row.weekend, row.holiday].flatMap((cell) => cell?.who ?? []);
}

function sidesOf(row: Row, names: Names): Set<string> {
  return new Set(cellsOf(row).flatMap((id) => names.sideOf(id) ?? []));
}

function wordsOf(row: Row, names: Names): string {
  const people = [...cellsOf(row), row.accountable].map(names.of);
  return [row.id, names.functionOf(row.function), ...Object.values(row.scope ?? {}), ...people].join(' ').toLowerCase();
}
