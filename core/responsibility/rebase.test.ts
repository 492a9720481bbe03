/**
 * Drafts on top of a newer agreement: changes that do not meet are all kept, those that meet are told and decided.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentHash } from './canonical.ts';
import { draftOf } from './draft.ts';
import type { EngagementFile, Row } from './model.ts';
import { parseEngagement } from './parse.ts';
import { rebase } from './rebase.ts';

const parsed = parseEngagement(readFileSync(join(import.meta.dirname, '..', '..', 'examples', 'harbor.yaml'), 'utf8'), 'harbor');
if (!parsed.ok) throw new Error('The example is valid.');
const base = draftOf(parsed.file, '2027-06-01');

function withRow(file: EngagementFile, id: string, change: Partial<Row>): EngagementFile {
  const [version] = file.matrix;
  if (version === undefined) throw new Error('A draft has a version.');
  return { ...file, matrix: [{ ...version, rows: version.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) }] };
}

function without(file: EngagementFile, id: string): EngagementFile {
  const [version] = file.matrix;
  if (version === undefined) throw new Error('A draft has a version.');
  return { ...file, matrix: [{ ...version, rows: version.rows.filter((row) => row.id !== id) }] };
}

test('changes that do not meet are both kept', () => {
  const draft = withRow(base, 'A-04', { accountable: 'dana' });
  const inForce = withRow(base, 'A-07', { accountable: 'helen' });
  const { file, conflicts } = rebase(base, draft, inForce, 'in-force');
  expect(conflicts).toEqual([]);
  expect(contentHash(file)).toBe(contentHash(withRow(inForce, 'A-04', { accountable: 'dana' })));
});

test('where both changed the same, what is kept is what was asked for, and it is told', () => {
  const draft = withRow(base, 'A-04', { accountable: 'dana' });
  const inForce = withRow(base, 'A-04', { accountable: 'sam' });
  const kept = rebase(base, draft, inForce, 'draft');
  expect(kept.conflicts).toHaveLength(1);
  expect(contentHash(kept.file)).toBe(contentHash(draft));
  expect(contentHash(rebase(base, draft, inForce, 'in-force').file)).toBe(contentHash(inForce));
});

test('the same change made twice is no conflict', () => {
  const both = withRow(base, 'A-04', { accountable: 'dana' });
  expect(rebase(base, both, both, 'in-force')).toMatchObject({ conflicts: [] });
});

test('a row that is gone by now comes back as the draft has it, or stays away, and that is told', () => {
  const draft = withRow(base, 'A-04', { accountable: 'dana' });
  const inForce = without(base, 'A-04');
  const { file, conflicts } = rebase(base, draft, inForce, 'draft');
  expect(conflicts.map(({ path }) => path)).toEqual(['matrix.draft.rows.A-04.accountable']);
  expect(contentHash(file)).toBe(contentHash(draft));
  expect(contentHash(rebase(base, draft, inForce, 'in-force').file)).toBe(contentHash(inForce));
});
