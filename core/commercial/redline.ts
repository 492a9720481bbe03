/**
 * What the terms of two agreements say differently, as sentences for whoever is about to sign: clauses with their words,
 * then what is bought and at which rates, who decides what, accepted risks, blanks, signers and the term. There is no
 * sentence exactly when what is agreed (`agreedTerms`) is equal, so that nothing changes between two signatures without being
 * shown. Of frozen wording the standard clauses are compared; the rest of a statement is a picture of what is compared here.
 */
import { canonicalJson, compareText } from '../responsibility/canonical.ts';
import { decisionWords } from './change-words.ts';
import type { TermsChange } from './redline-change.ts';
import { redlineClauses } from './redline-clauses.ts';
import { redlineLibrary, type Worded } from './redline-library.ts';
import { redlineRates } from './redline-rates.ts';
import { clauseLibrary } from './statement/clauses.ts';
import { dateWords, namesOfBoth } from './statement/words.ts';
import type { Terms } from './terms.ts';
import { diffWords } from './words-diff.ts';

/** The terms of the file before may be of another file: names are taken from `after`, then from `before`. */
export function redlineTerms(before: Worded, after: Worded): TermsChange[] {
  const [a, b] = [before.terms, after.terms];
  const nameOf = namesOfBoth(before.file, after.file).actor;
  return [
    ...redlineLibrary(before, after),
    ...redlineClauses(before, after),
    ...redlineValue('termMonths', 'The term', `${a.termMonths} months`, `${b.termMonths} months`),
    ...redlineChosen('modules', 'module', a.modules, b.modules, moduleNames(a, b)),
    ...redlineChosen('frameworks', 'compliance framework', a.frameworks, b.frameworks, (id) => id.toUpperCase()),
    ...redlineValue('afterHoursOption', 'The choice for after hours', a.afterHoursOption, b.afterHoursOption),
    ...redlineValue('blockHours', 'Hours of specialists a month', a.blockHours, b.blockHours),
    ...redlineRates(a.card, b.card),
    ...redlineEntries('decisions', a.decisions, b.decisions, (key, was, is) => decisionSentence(key, was, is, nameOf)),
    ...redlineEntries('risks', a.risks, b.risks, (_key, was, is) => riskSentence(was, is, nameOf)),
    ...redlineBlanks(a.blanks, b.blanks),
    ...(['internal', 'provider'] as const).flatMap((side) =>
      redlineValue(
        `signers.${side}`,
        `Who signs for ${after.file.parties[side].name}`,
        signerWords(a.signers[side]),
        signerWords(b.signers[side]),
        canonicalJson(a.signers[side] ?? null) === canonicalJson(b.signers[side] ?? null),
      ),
    ),
  ];
}

type Named = (id: string) => string;

function moduleNames(before: Terms, after: Terms): Named {
  const modules = [...(after.card?.rates.modules ?? []), ...(before.card?.rates.modules ?? [])];
  return (id) => modules.find((module) => module.id === id)?.name ?? id;
}

/** `same`: whether they are equal, where the words do not tell. */
function redlineValue(
  path: string,
  label: string,
  before: string | number | undefined,
  after: string | number | undefined,
  same = before === after,
): TermsChange[] {
  if (same) return [];
  const sentence =
    before === undefined
      ? `${label} is now said: ${after}.`
      : after === undefined
        ? `${label} is said no longer; it was ${before}.`
        : before === after
          ? `${label}: ${after}, as another member than before.`
          : `${label} changes from ${before} to ${after}.`;
  return [{ path: `terms.${path}`, sentence }];
}

function redlineChosen(path: string, noun: string, before: string[], after: string[], name: Named): TermsChange[] {
  const [was, is] = [new Set(before), new Set(after)];
  const changes = [
    ...[...is].filter((id) => !was.has(id)).map((id) => [id, `The ${noun} ${name(id)} is bought.`]),
    ...[...was].filter((id) => !is.has(id)).map((id) => [id, `The ${noun} ${name(id)} is bought no longer.`]),
  ].map(([id, sentence = '']) => ({ path: `terms.${path}.${id}`, sentence }));
  if (changes.length > 0 || canonicalJson(before) === canonicalJson(after)) return changes;
  return [{ path: `terms.${path}`, sentence: `The same ${noun}s are bought, written in another order.` }];
}

/** One change for each entry that comes, goes or changes, in the order of the keys. */
function redlineEntries<Entry>(
  path: string,
  before: Record<string, Entry>,
  after: Record<string, Entry>,
  say: (key: string, was: Entry | undefined, is: Entry | undefined) => Pick<TermsChange, 'sentence' | 'words'>,
): TermsChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  const own = (record: Record<string, Entry>, key: string) => (Object.hasOwn(record, key) ? record[key] : undefined);
  return keys
    .map((key) => ({ key, was: own(before, key), is: own(after, key) }))
    .filter(({ was, is }) => canonicalJson(was ?? null) !== canonicalJson(is ?? null))
    .map(({ key, was, is }) => ({ path: `terms.${path}.${key}`, ...say(key, was, is) }));
}

type Decision = Terms['decisions'][string];
type Risk = Terms['risks'][string];

function decisionSentence(key: string, was: Decision | undefined, is: Decision | undefined, name: Named) {
  const about = decisionWords(key);
  const note = (each: Decision) => (each.note === '' ? '' : ` (${each.note})`);
  // Somebody may have noted how before anybody said who.
  const who = (owner = '') => (owner === '' ? 'nobody' : name(owner));
  if (is === undefined) return { sentence: `${about}: is decided by nobody any more; it was ${who(was?.owner)}.` };
  if (was === undefined) return { sentence: `${about}: is decided by ${who(is.owner)}${note(is)}.` };
  if (was.owner !== is.owner)
    return { sentence: `${about}: is decided by ${who(is.owner)}${note(is)}, no longer by ${who(was.owner)}.` };
  return { sentence: `${about}: the note of the decision changes.`, words: diffWords(was.note, is.note) };
}

export function riskSentence(was: Risk | undefined, is: Risk | undefined, name: Named) {
  if (is === undefined) return { sentence: `A risk is accepted no longer: ${was?.sentence}` };
  const who = `${name(is.owner)} holds it, it is reviewed on ${dateWords(is.reviewOn)}, ${is.acceptedBy} accepted it: ${is.reason}`;
  if (was === undefined) return { sentence: `A risk is accepted: ${is.sentence} ${who}` };
  return { sentence: `What was said of an accepted risk changes: ${is.sentence} Now ${who}` };
}

function redlineBlanks(before: Terms['blanks'], after: Terms['blanks']): TermsChange[] {
  const textOf = (blank: Terms['blanks'][string] | undefined) => (blank !== undefined && 'text' in blank ? blank.text : '');
  return redlineEntries('blanks', before, after, (id, was, is) => {
    const label = clauseLibrary.blanks.find((blank) => blank.id === id)?.label ?? id;
    const words = diffWords(textOf(was), textOf(is));
    if (is === undefined) return { sentence: `The blank “${label}” is open again.`, words };
    if ('struck' in is) return { sentence: `The blank “${label}” is struck: it is not agreed.`, words };
    return { sentence: `The blank “${label}” is filled in${was === undefined ? '' : ' otherwise'}.`, words };
  });
}

function signerWords(signer: Terms['signers']['internal']): string | undefined {
  return signer === undefined ? undefined : `${signer.name}${signer.title === '' ? '' : `, ${signer.title}`}`;
}
