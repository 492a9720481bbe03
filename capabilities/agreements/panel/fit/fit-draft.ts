/**
 * What the answers of the questionnaire already say of an agreement: how many people it is for, and which rules the
 * compliance work must follow. Nothing is guessed beyond that.
 */
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';

/** Frameworks that rate cards can have; another mandate stays a matter for people. */
const priced = Object.keys(exampleRateCard.modules.find(({ frameworks }) => frameworks)?.frameworks ?? {});

/** Counts that the draft has already stay, unless the answers say otherwise. */
export function prefilled({ file, terms }: Agreement, facts: FitFacts): Agreement {
  const internal = { ...file.parties.internal, users: facts.employees };
  const mandates = facts.mandates.filter((id) => priced.includes(id) && !terms.frameworks.includes(id));
  return {
    file: { ...file, parties: { ...file.parties, internal } },
    terms: { ...terms, frameworks: [...terms.frameworks, ...mandates] },
  };
}
