/**
 * A draft's file may be unfinished and never misshapen.
 */
import { describe, expect, it } from 'vitest';
import { draftVersion, emptyDraft } from './draft.ts';
import { draftProblem } from './draft-check.ts';
import type { EngagementFile, Row } from './model.ts';

const empty = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const row: Row = { id: 'A-01', function: 'backup-restore', accountable: '', always: { who: [], mode: 'act' } };

function withRows(...rows: unknown[]): EngagementFile {
  return { ...empty, matrix: [{ version: draftVersion, signed: '2027-01-01', from: '2027-01-01', rows: rows as Row[] }] };
}

describe('draftProblem', () => {
  it('allows what is empty, unfinished or names somebody unknown', () => {
    expect(draftProblem(empty)).toBeNull();
    expect(draftProblem(withRows(row))).toBeNull();
    expect(draftProblem(withRows({ ...row, accountable: 'whoever' }))).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['an unknown key', { ...empty, extra: 1 }, 'extra'],
    ['an unknown mode', withRows({ ...row, always: { who: ['dana'], mode: 'dance' } }), 'matrix[0].rows[0].always.mode'],
    ['a number for a text', withRows({ ...row, accountable: 7 }), 'matrix[0].rows[0].accountable'],
    ['two rows of one id', withRows(row, row), 'matrix[0].rows'],
    ['a second version', { ...empty, matrix: [...empty.matrix, { ...empty.matrix[0], version: '2' }] }, 'matrix'],
    ['a signed version', { ...empty, matrix: [{ ...empty.matrix[0], version: '2' }] }, 'matrix'],
    ['no people', { ...empty, people: undefined }, ''],
    ['an invisible character', withRows({ ...row, 'fail-safe': 'a\u0000b' }), 'matrix[0].rows[0].fail-safe'],
    ['a way to the prototype', JSON.parse('{"__proto__": {"a": 1}}'), ''],
    ['a list', [], ''],
    ['nothing', null, ''],
  ])('refuses %s', (_what, value, path) => {
    expect(draftProblem(value)?.path).toBe(path);
  });

  it('finds what is wrong behind a hundred blanks', () => {
    const blanks = Array.from({ length: 150 }, (_, index) => ({ ...row, id: `A-${index}` }));
    expect(draftProblem(withRows(...blanks, { ...row, id: 'A-x', extra: 1 }))?.path).toBe('matrix[0].rows[150].extra');
  });
});
