import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from './compile.ts';
import { draftOf, emptyDraft, enactDraft, foldRows } from './draft.ts';
import { formatEngagement } from './format.ts';
import type { EngagementFile, Row } from './model.ts';
import { parseEngagement } from './parse.ts';
import { who } from './who.ts';

const parsed = parseEngagement(readFileSync(join(import.meta.dirname, '../../examples/harbor.yaml'), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example is valid.');
const harbor = parsed.file;

const rowsOf = (file: EngagementFile): Row[] => file.matrix[0]?.rows ?? [];
const enact = { version: '5', signed: '2027-08-01', from: '2027-09-01' };

describe('a draft', () => {
  test('holds every row that is in force that day, and nothing of the others', () => {
    expect(draftOf(harbor, '2027-05-01').matrix).toHaveLength(1);
    expect(rowsOf(draftOf(harbor, '2027-05-01')).map(({ id }) => id)).toContain('A-11');
    expect(rowsOf(draftOf(harbor, '2027-08-01')).map(({ id }) => id)).not.toContain('A-11');
    expect(rowsOf(draftOf(harbor, '2027-08-01')).map(({ id }) => id)).toContain('A-11b');
  });

  test('shares nothing with what it was made from', () => {
    const draft = draftOf(harbor, '2027-08-01');
    for (const row of rowsOf(draft)) row.accountable = 'sam';
    expect(foldRows(harbor, '4').some(({ row }) => row.accountable === 'pat')).toBe(true);
  });
});

describe('enacting a draft', () => {
  test('adds the difference as a version, ends the one before, and leaves the rest as it was signed', () => {
    const draft = draftOf(harbor, '2027-08-01');
    const first = rowsOf(draft)[0] as Row;
    first.accountable = 'sam';
    draft.matrix[0]!.rows = rowsOf(draft).filter((row) => row.id !== 'A-27');
    const next = enactDraft(harbor, draft, enact);
    expect(next.matrix.map(({ version, to }) => [version, to])).toEqual([
      ['3', '2027-06-30'],
      ['4', '2027-08-31'],
      ['5', undefined],
    ]);
    expect(next.matrix[2]).toMatchObject({ amends: '4', withdraw: ['A-27'], rows: [first] });
    expect(next.matrix[0]).toEqual(harbor.matrix[0]);
    expect(
      foldRows(next, '5')
        .map(({ row }) => row)
        .sort(byId),
    ).toEqual(rowsOf(draft).sort(byId));
    expect(parseEngagement(formatEngagement(next), 'next.yaml').ok).toBe(true);
  });

  test('the first agreement stands alone with all its rows', () => {
    const draft = emptyDraft({ id: 'harbor', name: 'Harbor' }, harbor.parties, '2027-08-01');
    expect(enactDraft(null, draft, enact).matrix).toEqual([{ ...enact, rows: [] }]);
  });

  test('an emergency ends by itself, and what it interrupted holds again', () => {
    const draft = draftOf(harbor, '2027-08-01');
    rowsOf(draft)[3]!.always = { who: ['dana'], mode: 'act' };
    const next = enactDraft(harbor, draft, { ...enact, version: '4-night', to: '2027-09-02' });
    expect(parseEngagement(formatEngagement(next), 'next.yaml').ok).toBe(true);
    const owner = (at: string) => who(compile(next), { at, function: 'sm-edr-triage', priority: 'P1' }).who;
    expect(owner('2027-08-31T12:00:00-05:00')).toEqual(['msp-soc']);
    expect(owner('2027-09-01T12:00:00-05:00')).toEqual(['dana']);
    expect(owner('2027-09-02T23:59:00-05:00')).toEqual(['dana']);
    expect(owner('2027-09-03T12:00:00-05:00')).toEqual(['msp-soc']);
  });

  test('a name that is taken, and a day that is not after the last version, are refused', () => {
    const draft = draftOf(harbor, '2027-08-01');
    expect(() => enactDraft(harbor, draft, { ...enact, version: '4' })).toThrow('There is a version 4 already.');
    expect(() => enactDraft(harbor, draft, { ...enact, from: '2027-07-01' })).toThrow('Version 4 begins on 2027-07-01');
  });
});

const byId = (a: Row, b: Row): number => (a.id < b.id ? -1 : 1);
