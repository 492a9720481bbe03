/**
 * What the files of two drafts say differently, as sentences for whoever is about to sign: people, teams, rotas and functions
 * by name, also those that only one of the two has; the document and the screens say the same.
 */
import { diffEngagements } from '../responsibility/diff.ts';
import type { EngagementFile } from '../responsibility/model.ts';
import { changeSentence } from './change-words.ts';
import type { TermsChange } from './redline-change.ts';
import { namesOfBoth } from './statement/words.ts';

/** Both are drafts: one version with every row. */
export function redlineFile(before: EngagementFile, after: EngagementFile): TermsChange[] {
  const names = namesOfBoth(before, after);
  return diffEngagements(before, after).map((change) => ({ path: change.path, sentence: changeSentence(change, names) }));
}
