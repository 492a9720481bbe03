/**
 * What a draft takes over from the questionnaire, and what it does not.
 */
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { expect, test } from 'vitest';
import { prefilled } from './fit-draft.ts';

test('people and priced mandates come over, the rest of the draft stays', () => {
  const parties = { internal: { name: 'Harbor', users: 10, servers: 4 }, provider: { name: 'Northline' } };
  const file = emptyDraft({ id: 'h', name: 'H' }, parties, '2027-01-01');
  const terms = { ...emptyTerms(), frameworks: ['pci'] };
  const next = prefilled({ file, terms }, { employees: 75, mandates: ['hipaa', 'ftc', 'pci'] } as unknown as FitFacts);
  expect(next.file.parties).toEqual({ ...parties, internal: { name: 'Harbor', users: 75, servers: 4 } });
  expect(next.terms.frameworks).toEqual(['pci', 'hipaa']);
  expect({ ...next.file, parties }).toEqual(file);
});
