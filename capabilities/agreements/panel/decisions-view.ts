/**
 * The questions that shared work leaves open, by the functions that a draft has rows for, and answering one. Which are open
 * is counted by the core.
 */
import type { SubDecision, Terms } from '@tandem/core/commercial/terms.ts';
import { catalogueFunction, groupName } from '@tandem/core/responsibility/catalogue.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';

export interface Question {
  /** `function#index`, the key in the terms. */
  key: string;
  words: string;
  answer: SubDecision | null;
}

export interface FunctionQuestions {
  id: string;
  name: string;
  group: string;
  questions: Question[];
}

export function questionsOf(file: EngagementFile, terms: Terms): FunctionQuestions[] {
  const byFunction = Map.groupBy(subDecisions(file, terms).decisions, (decision) => decision.function);
  return [...byFunction].map(([id, decisions]) => {
    const entry = catalogueFunction(id);
    const questions = decisions.map(({ key, question }) => ({ key, words: question, answer: terms.decisions[key] ?? null }));
    return { id, name: entry?.name ?? id, group: groupName(entry?.group ?? ''), questions };
  });
}

/** The terms with one question answered; without an owner and a note it is open again. */
export function answerQuestion(terms: Terms, key: string, answer: SubDecision): Terms {
  const { [key]: _before, ...others } = terms.decisions;
  const blank = answer.owner === '' && answer.note.trim() === '';
  return { ...terms, decisions: blank ? others : { ...others, [key]: answer } };
}
