/**
 * The questions that shared work leaves open, for the functions that a draft has rows for, and how many are answered.
 */
import type { SubDecision, Terms } from '@tandem/core/commercial/terms.ts';
import { catalogue, groupName } from '@tandem/core/responsibility/catalogue.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';

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
  const chosen = new Set((file.matrix[0]?.rows ?? []).map((row) => row.function));
  return catalogue.functions
    .filter(({ id, ambiguousSubDecisions }) => chosen.has(id) && ambiguousSubDecisions.length > 0)
    .map(({ id, name, group, ambiguousSubDecisions }) => ({
      id,
      name,
      group: groupName(group),
      questions: ambiguousSubDecisions.map((words, index) => {
        const key = `${id}#${index}`;
        return { key, words, answer: Object.hasOwn(terms.decisions, key) ? (terms.decisions[key] ?? null) : null };
      }),
    }));
}

/** `score`: the share of questions without an owner, 0 to 1; 0 when nothing is asked. */
export function countQuestions(functions: readonly FunctionQuestions[]): { asked: number; open: number; score: number } {
  const all = functions.flatMap(({ questions }) => questions);
  const open = all.filter(({ answer }) => answer === null || answer.owner === '').length;
  return { asked: all.length, open, score: all.length === 0 ? 0 : open / all.length };
}

/** The terms with one question answered; without an owner and a note it is open again. */
export function answerQuestion(terms: Terms, key: string, answer: SubDecision): Terms {
  const { [key]: _before, ...others } = terms.decisions;
  const blank = answer.owner === '' && answer.note.trim() === '';
  return { ...terms, decisions: blank ? others : { ...others, [key]: answer } };
}
