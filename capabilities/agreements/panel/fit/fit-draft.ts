/**
 * What the answers of the questionnaire already say of an agreement: how many people it is for, which rules the
 * compliance work must follow, and what is wanted at night. What a draft has no place for stands in its reason, so that
 * it is not asked twice. Nothing is guessed beyond that.
 */
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { mandateName } from '@tandem/core/commercial/fit-questions.ts';
import { fitWords } from '@tandem/core/commercial/fit-words.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { rowsOf } from '../matrix-edit.ts';
import { answered } from '../scope-view.ts';

/** Frameworks that rate cards can have; another mandate stays a matter for people. */
const priced = Object.keys(exampleRateCard.modules.find(({ frameworks }) => frameworks)?.frameworks ?? {});

/** Counts that the draft has already stay, unless the answers say otherwise. */
export function prefilled({ file, terms }: Agreement, facts: FitFacts): Agreement {
  const internal = { ...file.parties.internal, users: facts.employees };
  const mandates = facts.mandates.filter((id) => priced.includes(id) && !terms.frameworks.includes(id));
  const next = {
    file: { ...file, parties: { ...file.parties, internal } },
    terms: { ...terms, frameworks: [...terms.frameworks, ...mandates] },
  };
  // Rows say themselves what the nights are.
  return rowsOf(file).length > 0 ? next : answered(next, { nights: nightsOf[facts.needsAfterHours] });
}

const nightsOf = { none: 'none', some: 'p1p2', '24x7': 'fullDesk' } as const;

/** Why the draft is made, with the answers that it has no place for. */
export function reasonOf(facts: FitFacts): string {
  const others = facts.mandates.filter((id) => !priced.includes(id)).map(mandateName);
  return [
    `The questionnaire says: ${fitWords(facts).title.toLowerCase()}.`,
    `${facts.itStaff === 1 ? 'One person does' : `${facts.itStaff} people do`} IT there.`,
    ...(others.length > 0 ? [`To be followed as well: ${others.join(', ')}.`] : []),
    ...(facts.mandates.length > 0 && facts.mandateDueMonths > 0
      ? [`The rules must be proven within ${facts.mandateDueMonths} months.`]
      : []),
  ].join(' ');
}
