/**
 * Editing cells keeps what the other windows say, and touches no other row.
 */

import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import type { Cell, Row } from '@tandem/core/responsibility/model.ts';
import { describe, expect, it } from 'vitest';
import { touchedFunctions } from './findings-touched.ts';
import {
  addRow,
  cellAt,
  clearCell,
  copyOf,
  copyRows,
  editRows,
  freeId,
  joinWindows,
  paste,
  putCell,
  rowsOf,
  withdrawRows,
} from './matrix-edit.ts';

const dana: Cell = { who: ['dana'], mode: 'act' };
const desk: Cell = { who: ['msp-desk'], mode: 'page' };
const always: Row = { id: 'A-01', function: 'f', accountable: 'pat', always: dana };
const empty = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const file = addRow(addRow(empty, { function: 'f', accountable: 'pat', always: dana }).file, {
  function: 'g',
  accountable: '',
}).file;

describe('cells', () => {
  it('splits a row that says one thing for all windows', () => {
    const split = putCell(always, 'after-hours', desk);
    expect(split).not.toHaveProperty('always');
    expect(
      (['business-hours', 'after-hours', 'weekend', 'holiday'] as const).map((window) => cellAt(split, window)?.cell),
    ).toEqual([dana, desk, desk, desk]);
    expect(joinWindows(split)).toEqual(always);
  });

  it('empties a weekend to follow the nights, and any other window to nobody', () => {
    const own = putCell(putCell(always, 'after-hours', desk), 'weekend', dana);
    expect(cellAt(clearCell(own, 'weekend'), 'weekend')).toEqual({ cell: desk, from: 'after-hours' });
    expect(cellAt(clearCell(own, 'business-hours'), 'business-hours')?.cell).toEqual({ who: [], mode: 'act' });
  });

  it('pastes cells and names into one another', () => {
    const copied = copyOf(putCell(always, 'after-hours', desk), 'after-hours');
    expect(copied && paste(always, 'accountable', copied).accountable).toBe('msp-desk');
    expect(paste(always, 'weekend', { kind: 'name', id: 'sam' }).weekend).toEqual({ who: ['sam'], mode: 'act' });
    expect(paste({ ...always, 'absence-cover': 'sam' }, 'absence-cover', { kind: 'name', id: '' })).not.toHaveProperty(
      'absence-cover',
    );
  });
});

describe('rows', () => {
  it('are added, copied and withdrawn under ids of their own', () => {
    expect(rowsOf(file).map(({ id }) => id)).toEqual(['A-01', 'A-02']);
    expect(rowsOf(copyRows(file, new Set(['A-01']))).map(({ id }) => id)).toEqual(['A-01', 'A-02', 'A-03']);
    expect(rowsOf(withdrawRows(file, new Set(['A-01']))).map(({ id }) => id)).toEqual(['A-02']);
    expect(freeId([{ ...always, id: 'A-001' }])).toBe('A-002');
  });

  it('leaves other rows as the same objects, and says which functions were touched', () => {
    const next = editRows(file, new Set(['A-02']), (row) => putCell(row, 'business-hours', dana));
    expect(rowsOf(next)[0]).toBe(rowsOf(file)[0]);
    const terms = emptyTerms();
    expect(touchedFunctions({ file, terms }, { file: next, terms })).toEqual(['g']);
    expect(touchedFunctions({ file, terms }, { file: withdrawRows(file, new Set(['A-01'])), terms })).toEqual(['f']);
    expect(touchedFunctions({ file, terms }, { file: { ...file, gaps: { urgent: 'dana', normal: 'dana' } }, terms })).toBeNull();
    expect(touchedFunctions({ file, terms }, { file, terms: { ...terms, termMonths: 24 } })).toBeNull();
  });
});
