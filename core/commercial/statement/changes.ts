/**
 * Schedule G: what a version says differently from the one before it, sentence by sentence, with the words before and after
 * where wording changes. There is none when nothing changes.
 */
import { draftVersion } from '../../responsibility/draft.ts';
import type { WordsPart } from '../words-diff.ts';
import type { Schedule } from './model.ts';
import type { Names } from './words.ts';

export interface StatementChange {
  sentence: string;
  words?: readonly WordsPart[];
  /** Where it stands; sentences about the file name ids, which print as names. */
  path?: string;
}

export function changesSchedule(changes: readonly StatementChange[], names: Names): Schedule[] {
  if (changes.length === 0) return [];
  const items = changes.map(({ sentence, words, path = 'terms' }) => {
    const said = path.startsWith('terms') ? sentence : named(sentence, names);
    return words === undefined ? said : [said, quoted('Before', words, 'added'), quoted('Now', words, 'removed')].join('').trim();
  });
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

/** Fields of a row that the file writes with dashes. */
const fieldNames = /(?<![\w-])(?:absence-cover|after-hours|business-hours|must-not|needs-approval-of)(?![\w-])/g;

/** A sentence about the file with names for the ids of people, teams, rotas and functions. Sides stay as they are. */
function named(sentence: string, names: Names): string {
  const plain = sentence
    .replace(`Version ${draftVersion}, row`, 'Row')
    .replace(fieldNames, (field) => field.replaceAll('-', ' '));
  return plain.replace(/(?<![\w-])(?:rota:)?[a-z][\w-]*(?![\w-])/g, (id) => {
    if (id === 'internal' || id === 'provider') return id;
    const actor = names.actor(id);
    return actor === id ? names.fn(id) : actor;
  });
}
