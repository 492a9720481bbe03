/**
 * A first agreement has nothing before it: all that it agrees is told, grouped, and nothing is said of what is not there.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEngagement } from '../responsibility/parse.ts';
import { exampleRateCard } from './rate-card.ts';
import { redlineFirst } from './redline-first.ts';
import { type Agreement, emptyTerms } from './terms.ts';

const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example does not parse.');
const { file } = parsed;
const agreement: Agreement = {
  file,
  terms: {
    ...emptyTerms(),
    card: { name: 'Northline 2026', rates: exampleRateCard },
    modules: ['platform', 'overflow'],
    clauses: { 'own-1': { section: 'data', title: 'Ours', text: '{provider} keeps one copy.' } },
    blanks: { 'liability.cap': { struck: true } },
    signers: { internal: { memberId: 'm', name: 'Pat Lowe', title: 'CFO' } },
  },
};

test('a first agreement tells everything that it agrees, grouped', () => {
  const told = redlineFirst(agreement).map(({ under, sentence }) => `${under}: ${sentence}`);
  expect(told).toEqual([
    'Term and fee: It is agreed for 12 months.',
    expect.stringMatching(
      /^Term and fee: The fee is USD [\d,.]+ a month, and USD [\d,.]+ once for onboarding, by the rate card “Northline 2026”\. Schedule D has every line\.$/,
    ),
    expect.stringMatching(/^What is bought: 2 modules: .+ and .+\.$/),
    'What is bought: No compliance framework is part of it.',
    expect.stringMatching(
      /^Decisions and risks: 0 decisions within shared work have an owner and \d+ are left open\. Schedule E has each\.$/,
    ),
    'Decisions and risks: No risk is accepted by name.',
    expect.stringMatching(/^Decisions and risks: 0 blanks of the document are filled in\. Struck, and so not agreed: “.+”\.$/),
    'The provider’s wording: The provider adds the clause “Ours” (Data and intellectual property).',
    'Who signs: Pat Lowe, CFO, signs for Harbor Fabrication.',
    'Who signs: Nobody is named yet to sign for Northline MSP.',
  ]);
  const risk = {
    sentence: 'Nobody wakes.',
    owner: 'dana',
    reviewOn: '2028-06-01',
    reason: 'Cheap',
    acceptedBy: 'Pat',
    acceptedAt: '',
  };
  const terms = { ...emptyTerms(), risks: { one: risk }, frameworks: ['hipaa'], blockHours: 10, afterHoursOption: 'p1p2' };
  const bare = redlineFirst({ file, terms }).map(({ sentence }) => sentence);
  expect(bare).toContain('No rate card is chosen, so no fee is agreed.');
  expect(bare).toContain('No module is bought.');
  expect(bare).toContain('It covers work for HIPAA.');
  expect(bare).toContain('10 hours of specialists a month are included.');
  expect(bare.find((sentence) => sentence.startsWith('A risk is accepted: Nobody wakes.'))).toContain('reviewed on 1 June 2028');
});
