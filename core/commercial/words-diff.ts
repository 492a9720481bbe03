/**
 * Two texts compared word by word. The parts put together without what was added are the text before, and without what was
 * removed the text after, white space included. Texts that have next to nothing in common are told apart whole: comparing
 * them word by word would take long and help nobody.
 */
import { diffWordsWithSpace } from 'diff';

export interface WordsPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words that may come or go before two texts count as different throughout. */
const editsMax = 1_000;

/** Never empty parts; none at all for two empty texts. */
export function diffWords(before: string, after: string): WordsPart[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: editsMax });
  const parts: WordsPart[] =
    found === undefined
      ? [
          { kind: 'removed', text: before },
          { kind: 'added', text: after },
        ]
      : found.map(({ value, added, removed }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
  return parts.filter(({ text }) => text !== '');
}
