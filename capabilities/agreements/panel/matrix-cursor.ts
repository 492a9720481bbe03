/**
 * The cursor of the grid and what is selected with it, pure: arrows move it, Shift keeps the start of a selection of rows.
 */
import { type Column, columns } from './matrix-edit.ts';

export interface Cursor {
  row: string;
  column: Column | 'function';
  /** The row at which the selection began. */
  anchor: string;
}

const across = ['function', ...columns] as const;

/** The cursor after an arrow, Home, End or a page; null when the key moves nothing. */
export function moveCursor(cursor: Cursor, key: string, extend: boolean, rows: readonly string[]): Cursor | null {
  const down: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
  const right: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, Home: -across.length, End: across.length };
  const within = (value: number, count: number) => Math.max(0, Math.min(value, count - 1));
  if (down[key] !== undefined) {
    const row = rows[within(rows.indexOf(cursor.row) + down[key], rows.length)] ?? cursor.row;
    return { ...cursor, row, anchor: extend ? cursor.anchor : row };
  }
  if (right[key] === undefined) return null;
  const column = across[within(across.indexOf(cursor.column) + right[key], across.length)] ?? cursor.column;
  return { ...cursor, column, anchor: extend ? cursor.anchor : cursor.row };
}

/** The rows from the start of the selection to the cursor, in the order on screen. */
export function selectedRows(cursor: Cursor | null, rows: readonly string[]): string[] {
  if (cursor === null) return [];
  const [from = 0, to = 0] = [rows.indexOf(cursor.anchor), rows.indexOf(cursor.row)].sort((a, b) => a - b);
  return to < 0 ? [] : rows.slice(Math.max(from, 0), to + 1);
}
