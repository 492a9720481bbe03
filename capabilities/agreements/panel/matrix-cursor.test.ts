/**
 * The cursor stays in the grid, and Shift selects from where it began.
 */
import { expect, it } from 'vitest';
import { type Cursor, moveCursor, selectedRows } from './matrix-cursor.ts';

const rows = ['A', 'B', 'C'];
const at = (row: string, column: Cursor['column'] = 'accountable', anchor = row): Cursor => ({ row, column, anchor });

it('moves by arrows and stops at the edges', () => {
  expect(moveCursor(at('A'), 'ArrowDown', false, rows)).toEqual(at('B'));
  expect(moveCursor(at('C'), 'ArrowDown', false, rows)).toEqual(at('C'));
  expect(moveCursor(at('A', 'function'), 'ArrowLeft', false, rows)).toEqual(at('A', 'function'));
  expect(moveCursor(at('A', 'function'), 'ArrowRight', false, rows)).toEqual(at('A', 'business-hours'));
  expect(moveCursor(at('A'), 'x', false, rows)).toBeNull();
});

it('selects from where Shift began, in either direction', () => {
  expect(selectedRows(moveCursor(at('C'), 'PageUp', true, rows), rows)).toEqual(['A', 'B', 'C']);
  expect(selectedRows(at('B', 'accountable', 'A'), rows)).toEqual(['A', 'B']);
  expect(selectedRows(at('gone'), rows)).toEqual([]);
  expect(selectedRows(null, rows)).toEqual([]);
});
