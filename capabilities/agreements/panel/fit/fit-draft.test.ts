/**
 * What a draft takes over from the questionnaire, and what it does not.
 */
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { fitQuestions } from '@tandem/core/commercial/fit-questions.ts';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { expect, test } from 'vitest';
import { prefilled, reasonOf } from './fit-draft.ts';

const facts = {
  employees: 75,
  itStaff: 1,
  needsAfterHours: 'some',
  mandates: ['hipaa', 'ftc', 'pci'],
  mandateDueMonths: 6,
} as unknown as FitFacts;

const exampleAnswers = Object.fromEntries(fitQuestions.map(({ key, answered }) => [key, answered])) as unknown as FitFacts;

test('people and priced mandates come over, the rest of the draft stays', () => {
  const parties = { internal: { name: 'Harbor', users: 10, servers: 4 }, provider: { name: 'Northline' } };
  const file = emptyDraft({ id: 'h', name: 'H' }, parties, '2027-01-01');
  const terms = { ...emptyTerms(), frameworks: ['pci'] };
  const next = prefilled({ file, terms }, facts);
  expect(next.file.parties).toEqual({ ...parties, internal: { name: 'Harbor', users: 75, servers: 4 } });
  expect(next.terms.frameworks).toEqual(['pci', 'hipaa']);
  expect({ ...next.file, parties }).toEqual(file);
  expect(next.terms.scope).toEqual({ nights: 'p1p2' });
});

test('the nights of rows that are there count, and not those of the answers', () => {
  const base = emptyDraft(
    { id: 'h', name: 'H' },
    { internal: { name: 'Harbor' }, provider: { name: 'Northline' } },
    '2027-01-01',
  );
  const row = { id: 'A-1', function: 'own', always: { who: ['desk'], mode: 'act' as const }, accountable: 'pat' };
  const file = { ...base, matrix: base.matrix.map((version) => ({ ...version, rows: [row] })) };
  expect(prefilled({ file, terms: emptyTerms() }, facts).terms).not.toHaveProperty('scope');
});

test('what a draft has no place for stands in its reason', () => {
  const reason = reasonOf({ ...exampleAnswers, ...facts });
  expect(reason).toMatch(/^The questionnaire says: /);
  expect(reason).toContain('One person does IT there. To be followed as well: FTC Safeguards Rule.');
  expect(reason).toContain('within 6 months');
});
