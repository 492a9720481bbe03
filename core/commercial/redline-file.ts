/**
 * What the files of two drafts say differently, as sentences for whoever is about to sign: people, teams, rotas and functions
 * by name, also those that only one of the two has.
 */
import { describeChange, diffEngagements } from '../responsibility/diff.ts';
import { draftVersion } from '../responsibility/draft.ts';
import type { EngagementFile } from '../responsibility/model.ts';
import type { TermsChange } from './redline-change.ts';
import { type Names, namesOfBoth } from './statement/words.ts';

/** Both are drafts: one version with every row. */
export function redlineFile(before: EngagementFile, after: EngagementFile): TermsChange[] {
  const names = namesOfBoth(before, after);
  return diffEngagements(before, after).map((change) => ({
    path: change.path,
    sentence: named(describeChange(change), names),
  }));
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
