/**
 * What two documents say differently, item by item and field by field. Documents are engagements, drafts of them, and
 * terms (records of records). `applyDiff(a, diffEngagements(a, b))` has the content hash of `b`; what does not fit a
 * document that others changed meanwhile is told by diff-apply.ts.
 */
import { canonicalJson, compareText } from './canonical.ts';
import { applyFitting } from './diff-apply.ts';
import { type Change, isMembers, itemKey, type Members, makeChange, ownValue } from './diff-change.ts';
import type { EngagementFile } from './model.ts';

export { applyFitting, invertChanges, type Misfit } from './diff-apply.ts';
export type { Change } from './diff-change.ts';
export { type ChangeWords, describeChange, describeWith } from './diff-sentences.ts';

/** Differences in the order of keys and ids; empty exactly when the content hashes are equal. */
export function diffEngagements(a: EngagementFile, b: EngagementFile): Change[] {
  const changes = diffDocuments(a, b);
  const [first, then] = [a.sites[0]?.id, b.sites[0]?.id];
  if (first !== then) changes.push({ action: 'first', steps: ['sites'], path: 'sites', before: first, after: then });
  return changes;
}

/** The same for any record: engagement files without a word on which site is the default, and terms. */
export function diffDocuments(a: object, b: object): Change[] {
  return diffMembers([], a as Members, b as Members);
}

function diffValue(steps: string[], before: unknown, after: unknown): Change[] {
  // Whoever edits shares what they leave alone, so most of a document is passed over at once.
  if (before === after) return [];
  if (before === undefined) return after === undefined ? [] : [makeChange('added', steps, { after })];
  if (after === undefined) return [makeChange('removed', steps, { before })];
  if (isMembers(before) && isMembers(after)) return diffMembers(steps, before, after);
  const key = Array.isArray(before) && Array.isArray(after) ? itemKey(steps) : null;
  if (key !== null) return diffSets(steps, keyed(before as unknown[], key), keyed(after as unknown[], key));
  return canonicalJson(before) === canonicalJson(after) ? [] : [makeChange('changed', steps, { before, after })];
}

function diffMembers(steps: string[], before: Members, after: Members): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  return keys.flatMap((key) => diffValue([...steps, key], ownValue(before, key), ownValue(after, key)));
}

function keyed(items: readonly unknown[], key: (item: unknown) => string): Map<string, unknown> {
  return new Map(items.map((item) => [key(item), item]));
}

function diffSets(steps: string[], before: Map<string, unknown>, after: Map<string, unknown>): Change[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return ids.flatMap((id) => diffValue([...steps, id], before.get(id), after.get(id)));
}

/**
 * A copy of `file` with the changes made, in any order. Throws RangeError when a change does not fit: what it changes
 * or removes is not there as it was, or something else is there already in place of what it adds.
 */
export function applyDiff(file: EngagementFile, changes: readonly Change[]): EngagementFile {
  const { document, misfits } = applyFitting(file, changes);
  const misfit = misfits[0];
  if (misfit === undefined) return document;
  throw new RangeError(`${misfit.change.path}: the change does not fit, the engagement says something else there.`);
}
