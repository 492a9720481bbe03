/**
 * Schedule G: what a version says differently from the one before it, sentence by sentence, with the words before and after
 * where wording changes. There is none when nothing changes.
 */
import type { WordsPart } from '../words-diff.ts';
import type { Schedule } from './model.ts';

export interface StatementChange {
  sentence: string;
  words?: readonly WordsPart[];
}

export function changesSchedule(changes: readonly StatementChange[]): Schedule[] {
  if (changes.length === 0) return [];
  const items = changes.map(({ sentence, words }) =>
    words === undefined
      ? sentence
      : [sentence, quoted('Before', words, 'added'), quoted('Now', words, 'removed')].join('').trim(),
  );
  return [{ letter: 'G', title: 'What this version changes', blocks: [{ kind: 'list', items }] }];
}

/** One of the two texts, in quotes; nothing when it is empty. */
function quoted(label: string, words: readonly WordsPart[], without: WordsPart['kind']): string {
  const text = words
    .filter(({ kind }) => kind !== without)
    .map((part) => part.text)
    .join('')
    .trim();
  return text === '' ? '' : ` ${label}: “${text}”`;
}
