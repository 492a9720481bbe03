/**
 * Changes as people read them, on screens and in the document: names for ids, fields by what they mean, ways to act, dates
 * and durations in words. Each value is read by the key under which it stands; what somebody wrote themselves stays.
 */
import { catalogueFunction } from '../responsibility/catalogue.ts';
import { deedWords } from '../responsibility/deeds.ts';
import { type Change, type ChangeWords, describeWith } from '../responsibility/diff.ts';
import { draftVersion } from '../responsibility/draft.ts';
import { type Cell, type Mode, priorities, type RotaLayer } from '../responsibility/model.ts';
import { layerWords } from './statement/rotas.ts';
import { cellWords, durationWords, modeWords, momentWords, type Names } from './statement/words.ts';

/** The sentence about a change. A draft is one version, so its rows are told without it. */
export function changeSentence(change: Change, names: Names): string {
  return describeWith(change, changeWords(names)).replace(`Version ${draftVersion}, row`, 'Row');
}

/** Fields of a row below the windows. */
export const rowFieldWords = {
  'business-hours': 'business hours',
  'after-hours': 'after hours',
  weekend: 'weekend',
  holiday: 'holiday',
  accountable: 'who answers for it',
  'absence-cover': 'who covers',
  asset: 'which device or server',
  'asset-class': 'which class of devices',
  app: 'which application',
  site: 'which site',
  'user-group': 'which group of people',
  approvers: 'who is asked before acting',
  'pre-authorised': 'what is allowed at once',
  'must-not': 'what is never done',
  'fail-safe': 'if nobody answers',
  inform: 'who is told',
  'requires-skill': 'skills needed',
  evidence: 'evidence kept',
};

const fieldWords = new Map(
  Object.entries({
    ...rowFieldWords,
    always: 'at all times',
    function: 'which work',
    scope: 'what it is for',
    approve: 'how many approve',
    authorisers: 'who may order it',
    'needs-approval-of': 'whose approval it needs',
    mode: 'way to act',
  }),
);

const windowWords = new Map([
  ['always', 'at all times'],
  ['business-hours', 'in business hours'],
  ['after-hours', 'after hours'],
  ['weekend', 'at the weekend'],
  ['holiday', 'on holidays'],
]);

/** What people write as they like, and what stands for itself. */
const ownWords = new Set([
  ...['name', 'title', 'summary', 'note', 'reason', 'text', 'sentence', 'acceptedBy', 'skills', 'requires-skill', 'categories'],
  ...['kind', 'value', 'role', 'side', 'timezone', 'rule', 'asset', 'asset-class', 'app', 'user-group', 'user-groups'],
]);

const deeds = new Set(['pre-authorised', 'must-not', 'fail-safe', 'evidence']);

const peopleLists = new Set(['who', 'approvers', 'authorisers', 'members', 'people', 'authorised', 'chain']);

function changeWords(names: Names): ChangeWords {
  const value = (part: unknown, key: string): string => {
    if (Array.isArray(part)) {
      if (part.length === 0) return peopleLists.has(key) ? 'nobody' : 'nothing';
      return part.map((item) => value(item, key)).join(', ');
    }
    if (typeof part === 'boolean') return part ? 'yes' : 'no';
    if (typeof part !== 'object' || part === null) return single(String(part), key, names);
    if ('who' in part && 'mode' in part) return cellWords(part as Cell, names);
    if ('turns' in part && 'anchor' in part) return layerWords(part as RotaLayer, names.actor);
    return Object.entries(part)
      .map(([name, member]) => `${memberWords(name, key, names)} ${value(member, name)}`)
      .join(', ');
  };
  return {
    item: (section, id) => itemWords(section, id, names),
    field: (section, steps) => fieldOf(section, steps, names),
    value,
    cell: (cell) => cellWords(cell, names),
  };
}

function itemWords(section: string, id: string, names: Names): string {
  if (section === 'sites') return names.site(id);
  return section === 'functions' ? names.fn(id) : names.actor(id);
}

function fieldOf(section: string, steps: readonly string[], names: Names): string {
  const [first = '', second] = steps;
  if (section === 'decisions') return [decisionWords(first), ...steps.slice(1)].join(': ');
  const window = windowWords.get(first);
  if (section === 'matrix' && window !== undefined && second !== undefined) return `${cellFieldWords(second)} ${window}`;
  if (first === 'scope' && second !== undefined) return plain(second);
  if (first === 'inform' && second !== undefined) return `how soon ${names.actor(second)} is told`;
  return steps.map((step, at) => memberWords(step, steps[at - 1] ?? '', names)).join(' ');
}

function cellFieldWords(field: string): string {
  if (field === 'who') return 'who has it';
  return field === 'mode' ? 'the way to act' : `the way to act at ${field}`;
}

/** The key of a map: who is told is a map of people, what a row is for one of single words. */
function memberWords(key: string, under: string, names: Names): string {
  if (under === 'inform') return names.actor(key);
  return under === 'scope' ? key.replaceAll('-', ' ') : plain(key);
}

/** A key as words: `emergency-cap` as `emergency cap`, `termMonths` as `term months`. */
function plain(key: string): string {
  const spaced = key.replaceAll('-', ' ').replace(/[a-z](?=[A-Z])/g, '$& ');
  return fieldWords.get(key) ?? (spaced === key ? key : spaced.toLowerCase());
}

function single(text: string, key: string, names: Names): string {
  if (key === 'mode' || (priorities as readonly string[]).includes(key)) return modeWords[text as Mode] ?? durationWords(text);
  if (key === 'site') return names.site(text);
  if (key === 'function') return names.fn(text);
  if (key === 'absence-cover' && text === 'none') return 'nobody';
  if (deeds.has(key)) return deedWords(text);
  if (ownWords.has(key)) return text;
  if (/^\d{4}-\d\d-\d\d/.test(text)) return momentWords(text);
  const name = names.actor(text);
  return name === text ? durationWords(text) : name;
}

/** A question of the decisions, by the work and its number: `bk-monitor#0`. */
export function decisionWords(key: string): string {
  const [id = '', index = ''] = key.split('#');
  const found = catalogueFunction(id);
  return `${found?.name ?? id}, “${found?.ambiguousSubDecisions[Number(index)] ?? key}”`;
}
