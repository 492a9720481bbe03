/**
 * The clauses of two agreements compared as they print: what was added, put in the place of a standard clause, changed or
 * taken out, each with its words before and after. Texts are compared filled in, as people read them; where only what
 * stands in braces differs, they are compared as they are written.
 */
import { canonicalJson, compareText } from '../responsibility/canonical.ts';
import type { TermsChange } from './redline-change.ts';
import { fill, libraryClause } from './statement/clauses.ts';
import { fillingsOf, sectionTitle, sourceOf } from './statement/sections.ts';
import type { Agreement, ProviderClause } from './terms.ts';
import { diffWords, type WordsPart } from './words-diff.ts';

export function redlineClauses(before: Agreement, after: Agreement): TermsChange[] {
  const [a, b] = [before.terms.clauses, after.terms.clauses];
  const own = (clauses: typeof a, id: string) => (Object.hasOwn(clauses, id) ? clauses[id] : undefined);
  const changed = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort(compareText)
    .map((id) => ({ id, was: own(a, id), is: own(b, id) }))
    .filter(({ was, is }) => canonicalJson(was ?? null) !== canonicalJson(is ?? null));
  if (changed.length === 0) return [];
  const fillings = fillingsOf(sourceOf(after, null));
  const compare = (was: string, is: string): WordsPart[] => {
    const [old, now] = [fill(was, fillings), fill(is, fillings)];
    return old === now ? diffWords(was, is) : diffWords(old, now);
  };
  return changed.map(({ id, was, is }) => ({ path: `terms.clauses.${id}`, ...clauseChange(id, was, is, compare) }));
}

function clauseChange(
  id: string,
  was: ProviderClause | undefined,
  is: ProviderClause | undefined,
  compare: (was: string, is: string) => WordsPart[],
): Pick<TermsChange, 'sentence' | 'words'> {
  const standard = libraryClause(id);
  const title = (is ?? was)?.title ?? id;
  const section = sectionTitle(standard?.section ?? (is ?? was)?.section ?? '');
  const about = `clause “${title}” (${section})`;
  const words = compare(was?.text ?? standard?.text ?? '', is?.text ?? standard?.text ?? '');
  if (is === undefined)
    return {
      sentence:
        standard === undefined
          ? `The provider’s ${about} is taken out.`
          : `The provider’s ${about} is taken out; the standard clause “${standard.title}” holds again.`,
      words,
    };
  if (was === undefined)
    return {
      sentence:
        standard === undefined
          ? `The provider adds the ${about}${versionWords(is)}.`
          : `The provider’s ${about}${versionWords(is)}${is.from === undefined ? '' : ','} takes the place of the standard clause “${standard.title}”.`,
      words,
    };
  const renamed = was.title === is.title ? '' : ` It was called “${was.title}”.`;
  const moved = was.section === is.section ? '' : ` It stood under “${sectionTitle(was.section)}”.`;
  const source = canonicalJson(was.from ?? null) === canonicalJson(is.from ?? null) ? '' : ` ${sourceSentence(is)}`;
  if (was.text === is.text) return { sentence: `The provider’s ${about} says the same.${renamed}${moved}${source}` };
  return { sentence: `The provider’s ${about} changes.${renamed}${moved}${source}`, words };
}

const versionWords = ({ from }: ProviderClause) => (from === undefined ? '' : `, version ${from.version} of its library`);

const sourceSentence = ({ from }: ProviderClause) =>
  from === undefined ? 'It is now written for this agreement.' : `It is now version ${from.version} of the provider’s library.`;
