/**
 * Edits of the matrix, pure: a cell of some rows, a new row, a copy, a withdrawal. Each gives the next file and leaves
 * what it does not touch as the same objects.
 */
import type { Cell, EngagementFile, Row, WindowName } from '@tandem/core/responsibility/model.ts';

/** The columns that are edited in place, in their order on screen. */
export const columns = ['business-hours', 'after-hours', 'weekend', 'holiday', 'accountable', 'absence-cover'] as const;
export type Column = (typeof columns)[number];

export const isWindow = (column: Column): column is WindowName => column !== 'accountable' && column !== 'absence-cover';

export const rowsOf = (file: EngagementFile): Row[] => file.matrix[0]?.rows ?? [];

/** The file with other rows. */
export function withRows(file: EngagementFile, next: (rows: Row[]) => Row[]): EngagementFile {
  return {
    ...file,
    matrix: file.matrix.map((version, index) => (index === 0 ? { ...version, rows: next(version.rows) } : version)),
  };
}

/** The file with one edit made to each of these rows. */
export function editRows(file: EngagementFile, ids: ReadonlySet<string>, edit: (row: Row) => Row): EngagementFile {
  return withRows(file, (rows) => rows.map((row) => (ids.has(row.id) ? edit(row) : row)));
}

/** The cell that serves a window, and the key under which it stands. */
export function cellAt(row: Row, window: WindowName): { cell: Cell; from: WindowName | 'always' } | null {
  const keys: (WindowName | 'always')[] =
    window === 'business-hours' || window === 'after-hours' ? [window, 'always'] : [window, 'after-hours', 'always'];
  const from = keys.find((key) => row[key] !== undefined);
  return from === undefined ? null : { cell: row[from] as Cell, from };
}

/** Puts a cell into one window; a row that says one thing for all windows says it for each of the others. */
export function putCell(row: Row, window: WindowName, cell: Cell): Row {
  const { always, ...rest } = row;
  if (always === undefined) return { ...row, [window]: cell };
  return {
    ...rest,
    'business-hours': row['business-hours'] ?? always,
    'after-hours': row['after-hours'] ?? always,
    [window]: cell,
  };
}

/** Empties a window: weekend and holiday follow the nights again, the others name nobody. */
export function clearCell(row: Row, window: WindowName): Row {
  if (window !== 'weekend' && window !== 'holiday') {
    const shown = cellAt(row, window);
    return putCell(row, window, { ...(shown?.cell ?? { mode: 'act' }), who: [] });
  }
  const { [window]: _, ...rest } = row;
  return rest;
}

/** One cell for all windows, as business hours say it. */
export function joinWindows(row: Row): Row {
  const cell = cellAt(row, 'business-hours')?.cell ?? { who: [], mode: 'act' as const };
  const { 'business-hours': _a, 'after-hours': _b, weekend: _c, holiday: _d, ...rest } = row;
  return { ...rest, always: cell };
}

/** What a cell of the grid holds, as it is copied from one to another. */
export type Copied = { kind: 'cell'; cell: Cell } | { kind: 'name'; id: string };

export function copyOf(row: Row, column: Column): Copied | null {
  if (!isWindow(column)) return { kind: 'name', id: row[column] ?? '' };
  const shown = cellAt(row, column);
  return shown === null ? null : { kind: 'cell', cell: shown.cell };
}

/** Pastes where it can: a name into a window becomes who acts there, a cell into a name its first one. */
export function paste(row: Row, column: Column, copied: Copied): Row {
  if (isWindow(column)) {
    const mode = cellAt(row, column)?.cell.mode ?? 'act';
    return putCell(row, column, copied.kind === 'cell' ? copied.cell : { who: [copied.id], mode });
  }
  return putName(row, column, copied.kind === 'name' ? copied.id : (copied.cell.who[0] ?? ''));
}

export function putName(row: Row, column: 'accountable' | 'absence-cover', id: string): Row {
  if (column === 'accountable' || id !== '') return { ...row, [column]: id };
  const { 'absence-cover': _, ...rest } = row;
  return rest;
}

/** The next `A-…` that no row has. */
export function freeId(rows: readonly Row[]): string {
  const taken = new Set(rows.map(({ id }) => id));
  const wide = rows.some(({ id }) => /^A-\d{3}$/.test(id)) || rows.length > 98 ? 3 : 2;
  for (let number = 1; ; number += 1) {
    const id = `A-${String(number).padStart(wide, '0')}`;
    if (!taken.has(id)) return id;
  }
}

export function addRow(file: EngagementFile, row: Omit<Row, 'id'>): { file: EngagementFile; id: string } {
  const id = freeId(rowsOf(file));
  return { file: withRows(file, (rows) => [...rows, { ...row, id }]), id };
}

export function copyRows(file: EngagementFile, ids: ReadonlySet<string>): EngagementFile {
  return rowsOf(file)
    .filter(({ id }) => ids.has(id))
    .reduce((next, { id: _, ...row }) => addRow(next, row).file, file);
}

export function withdrawRows(file: EngagementFile, ids: ReadonlySet<string>): EngagementFile {
  return withRows(file, (rows) => rows.filter(({ id }) => !ids.has(id)));
}
