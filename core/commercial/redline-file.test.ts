/**
 * Changes of a file told with names: of people who come and of people who go, and of the work that a row gives.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { draftOf } from '../responsibility/draft.ts';
import type { EngagementFile } from '../responsibility/model.ts';
import { parseEngagement } from '../responsibility/parse.ts';
import { redlineFile } from './redline-file.ts';

const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example does not parse.');
const draft = draftOf(parsed.file, '2027-06-01');

const sentences = (before: EngagementFile, after: EngagementFile) => redlineFile(before, after).map(({ sentence }) => sentence);

/** The draft with the row's cover when somebody is away. */
function covered(by: string, people = draft.people): EngagementFile {
  const [version] = draft.matrix;
  const rows = version!.rows.map((row) => (row.id === 'A-04' ? { ...row, 'absence-cover': by } : row));
  return { ...draft, people, matrix: [{ ...version!, rows }] };
}

test('fields, people and teams are told as people call them, and paths stay as the file has them', () => {
  expect(redlineFile(covered('dana'), covered('msp-desk'))).toEqual([
    {
      path: 'matrix.draft.rows.A-04.absence-cover',
      sentence: 'Row A-04: who covers changes from Dana Ruiz to Service desk.',
    },
  ]);
});

test('who is gone, and who is new, still has a name', () => {
  const [dana] = draft.people.filter(({ id }) => id === 'dana');
  const kim = { ...dana!, id: 'kim', name: 'Kim Vale' };
  const [before, after] = [covered('kim', [...draft.people, kim]), covered('dana')];
  expect(sentences(before, after)).toEqual([
    'Row A-04: who covers changes from Kim Vale to Dana Ruiz.',
    'Person Kim Vale is removed.',
  ]);
  expect(sentences(after, before)).toContain('Row A-04: who covers changes from Dana Ruiz to Kim Vale.');
});

test('a row that comes tells its work by name, and sides stay what they are', () => {
  const [version] = draft.matrix;
  const without = { ...draft, matrix: [{ ...version!, rows: version!.rows.filter(({ id }) => id !== 'A-04') }] };
  const [sentence] = sentences(without, draft);
  expect(sentence).toMatch(/^Row A-04 is added: /);
  expect(sentence).not.toMatch(/msp-|dana|sam\b/);
  const renamed = { ...draft, parties: { ...draft.parties, provider: { name: 'Northline Group' } } };
  expect(sentences(draft, renamed)).toEqual(['Parties: provider name changes from Northline MSP to Northline Group.']);
});
