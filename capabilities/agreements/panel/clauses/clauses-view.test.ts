import { emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { expect, test } from 'vitest';
import { type ClauseVersion, clausesBy, lagsOf, placeWords, putClause, puttable, sectionName } from './clauses-view.ts';

const clause = (clauseId: string, version: number, more: Partial<ClauseVersion> = {}): ClauseVersion => ({
  id: `${clauseId}${version}`,
  clauseId,
  version,
  section: 'data',
  replaces: null,
  title: `Clause ${clauseId}`,
  text: `Text ${version}`,
  withdrawn: false,
  createdBy: 'Mo Ito',
  createdAt: '2027-01-01T00:00:00Z',
  ...more,
});

const parties = { internal: { name: 'Harbor' }, provider: { name: 'Northline' } };
const file = emptyDraft({ id: 'harbor', name: 'Harbor' }, parties, '2027-01-01');
const agreed = (clauses: Terms['clauses'] = {}) => ({ file, terms: { ...emptyTerms(), clauses } });

test('versions are put together by clause, in the order of the document', () => {
  const library = clausesBy([clause('b', 1), clause('a', 2, { section: 'fees' }), clause('b', 2), clause('a', 1)]);
  expect(library.map(({ newest }) => newest.id)).toEqual(['a2', 'b2']);
  expect(library[1]?.versions.map(({ version }) => version)).toEqual([2, 1]);
  expect(sectionName('data')).toBe('17. Data and intellectual property');
  expect(placeWords({ replaces: null })).toBe('after the standard clauses');
  expect(placeWords({ replaces: 'data.owner' })).toMatch(/^in place of “.+”$/);
});

test('a clause is put beside the others, or in place of a standard one, and a newer version where the older stood', () => {
  const beside = putClause(agreed({ 'own-data-1': { section: 'data', title: 'Else', text: '' } }), clause('a', 1));
  expect(Object.keys(beside.terms.clauses)).toEqual(['own-data-1', 'own-data-2']);
  expect(beside.terms.clauses['own-data-2']).toEqual({
    section: 'data',
    title: 'Clause a',
    text: 'Text 1',
    from: { clauseId: 'a', version: 1 },
  });
  const newer = putClause(beside, clause('a', 2));
  expect(newer.terms.clauses['own-data-2']?.from).toEqual({ clauseId: 'a', version: 2 });
  const moved = putClause(newer, clause('a', 3, { replaces: 'data.owner' }));
  expect(Object.keys(moved.terms.clauses)).toEqual(['own-data-1', 'data.owner']);
  expect(Object.keys(putClause(moved, clause('a', 4)).terms.clauses)).toEqual(['own-data-1', 'own-data-2']);
});

test('a draft lags behind a newer version and a withdrawal, not behind its own', () => {
  const { terms } = putClause(putClause(agreed(), clause('a', 1)), clause('b', 2));
  const library = clausesBy([
    clause('a', 1),
    clause('a', 2),
    clause('b', 2),
    clause('c', 1),
    clause('d', 2, { withdrawn: true }),
  ]);
  expect(lagsOf(terms, library).map(({ newest }) => newest.id)).toEqual(['a2']);
  expect(puttable(terms, library).map(({ id }) => id)).toEqual(['c1']);
});
