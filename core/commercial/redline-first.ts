/**
 * What a first agreement agrees, as sentences for whoever is about to sign it: nothing stands before it to compare with, so
 * every part of the terms is told, grouped, and long lists by their count and where the document has them.
 */
import type { EngagementFile } from '../responsibility/model.ts';
import { sides } from '../responsibility/model.ts';
import { riskSentence } from './redline.ts';
import type { TermsChange } from './redline-change.ts';
import { redlineClauses } from './redline-clauses.ts';
import { clauseLibrary } from './statement/clauses.ts';
import { counted, listed, moneyWords, namesOf } from './statement/words.ts';
import { quoteOf, undecidedOf } from './statement.ts';
import { type Agreement, emptyTerms, type Terms } from './terms.ts';

export function redlineFirst(agreement: Agreement): TermsChange[] {
  const { file, terms } = agreement;
  return [
    ...group('Term and fee', [
      ['termMonths', `It is agreed for ${counted(terms.termMonths, 'month')}.`],
      ['card', feeSentence(agreement)],
    ]),
    ...group('What is bought', boughtSentences(terms)),
    ...group('Decisions and risks', [
      ['decisions', decisionsSentence(agreement)],
      ...riskSentences(file, terms),
      ['blanks', blanksSentence(terms)],
    ]),
    ...redlineClauses({ file, terms: emptyTerms() }, agreement).map((change) => ({ ...change, under: 'The provider’s wording' })),
    ...group('Who signs', signerSentences(file, terms)),
  ];
}

/** Path below `terms`, and what is said. */
type Told = [path: string, sentence: string];

function group(under: string, told: readonly Told[]): TermsChange[] {
  return told.map(([path, sentence]) => ({ path: `terms.${path}`, sentence, under }));
}

function feeSentence(agreement: Agreement): string {
  const { card } = agreement.terms;
  if (card === null) return 'No rate card is chosen, so no fee is agreed.';
  const quote = quoteOf(agreement);
  if (quote === null) return `It is priced with the rate card “${card.name}”, which what is bought does not fit.`;
  const money = (amountMinor: number) => moneyWords(amountMinor, quote.currency);
  return `The fee is ${money(quote.coManagedMonthlyMinor)} a month, and ${money(quote.onboardingOneTimeMinor)} once for onboarding, by the rate card “${card.name}”. Schedule D has every line.`;
}

function boughtSentences(terms: Terms): Told[] {
  const { modules, frameworks, blockHours = 0, afterHoursOption, card } = terms;
  const nameOf = (id: string) => card?.rates.modules.find((module) => module.id === id)?.name ?? id;
  return [
    [
      'modules',
      modules.length === 0 ? 'No module is bought.' : `${counted(modules.length, 'module')}: ${listed(modules.map(nameOf))}.`,
    ],
    ...(afterHoursOption === undefined
      ? []
      : [['afterHoursOption', `Chosen for after hours: ${afterHoursOption}.`] satisfies Told]),
    ...(blockHours === 0
      ? []
      : [['blockHours', `${counted(blockHours, 'hour')} of specialists a month are included.`] satisfies Told]),
    [
      'frameworks',
      frameworks.length === 0
        ? 'No compliance framework is part of it.'
        : `It covers work for ${listed(frameworks.map((id) => id.toUpperCase()))}.`,
    ],
  ];
}

function decisionsSentence(agreement: Agreement): string {
  const taken = Object.keys(agreement.terms.decisions).length;
  const open = undecidedOf(agreement).length;
  const rest = open === 0 ? 'none is left open' : `${open} ${open === 1 ? 'is' : 'are'} left open`;
  return `${counted(taken, 'decision')} within shared work ${taken === 1 ? 'has' : 'have'} an owner and ${rest}. Schedule E has each.`;
}

function riskSentences(file: EngagementFile, terms: Terms): Told[] {
  const risks = Object.entries(terms.risks);
  if (risks.length === 0) return [['risks', 'No risk is accepted by name.']];
  const nameOf = namesOf(file).actor;
  return risks.map(([key, risk]) => [`risks.${key}`, riskSentence(undefined, risk, nameOf).sentence]);
}

function blanksSentence(terms: Terms): string {
  const known = clauseLibrary.blanks.filter(({ id }) => Object.hasOwn(terms.blanks, id));
  const struck = known.filter(({ id }) => 'struck' in (terms.blanks[id] ?? {})).map(({ label }) => `“${label}”`);
  const filledCount = known.length - struck.length;
  const filled = `${counted(filledCount, 'blank')} of the document ${filledCount === 1 ? 'is' : 'are'} filled in.`;
  return struck.length === 0 ? filled : `${filled} Struck, and so not agreed: ${listed(struck)}.`;
}

function signerSentences(file: EngagementFile, terms: Terms): Told[] {
  return sides.map((side) => {
    const party = file.parties[side].name;
    const signer = terms.signers[side];
    if (signer === undefined) return [`signers.${side}`, `Nobody is named yet to sign for ${party}.`];
    return [`signers.${side}`, `${signer.name}${signer.title === '' ? '' : `, ${signer.title},`} signs for ${party}.`];
  });
}
