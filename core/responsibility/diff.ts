/**
 * What two engagements say differently, item by item and field by field, and how to get from one to the other.
 * `applyDiff(a, diffEngagements(a, b))` has the content hash of `b`. Both take what the parser accepted.
 */
import { canonicalJson, compareText } from './canonical.ts';
import { type Change, itemKey } from './diff-change.ts';
import type { EngagementFile } from './model.ts';

export type { Change } from './diff-change.ts';
export { describeChange } from './diff-sentences.ts';

type Members = Record<string, unknown>;

/** Differences in the order of keys and ids; empty exactly when the content hashes are equal. */
export function diffEngagements(a: EngagementFile, b: EngagementFile): Change[] {
  const changes = diffMembers([], { ...a }, { ...b });
  const [first, then] = [a.sites[0]?.id, b.sites[0]?.id];
  if (first !== then) changes.push({ action: 'first', steps: ['sites'], path: 'sites', before: first, after: then });
  return changes;
}

function change(action: 'added' | 'removed' | 'changed', steps: string[], values: { before?: unknown; after?: unknown }): Change {
  return { action, steps, path: steps.join('.'), ...values };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function diffValue(steps: string[], before: unknown, after: unknown): Change[] {
  if (before === undefined) return after === undefined ? [] : [change('added', steps, { after })];
  if (after === undefined) return [change('removed', steps, { before })];
  if (isMembers(before) && isMembers(after)) return diffMembers(steps, before, after);
  const key = Array.isArray(before) && Array.isArray(after) ? itemKey(steps) : null;
  if (key !== null) return diffSets(steps, keyed(before as unknown[], key), keyed(after as unknown[], key));
  return canonicalJson(before) === canonicalJson(after) ? [] : [change('changed', steps, { before, after })];
}

function diffMembers(steps: string[], before: Members, after: Members): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  return keys.flatMap((key) => diffValue([...steps, key], ownValue(before, key), ownValue(after, key)));
}

function ownValue(members: Members, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
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
 * or removes is not there as it was, or what it adds is there already.
 */
export function applyDiff(file: EngagementFile, changes: readonly Change[]): EngagementFile {
  const result = JSON.parse(JSON.stringify(file)) as EngagementFile;
  for (const each of changes) if (each.action !== 'first') applyChange(result, each);
  for (const each of changes) if (each.action === 'first') putFirst(result, each);
  return result;
}

function putFirst(file: EngagementFile, { after, path }: Change): void {
  const first = file.sites.filter((site) => site.id === after);
  if (first.length === 0) throw new RangeError(`${path}: there is no site ${String(after)}.`);
  file.sites = [...first, ...file.sites.filter((site) => site.id !== after)];
}

function applyChange(file: EngagementFile, each: Change): void {
  const misfit = () => new RangeError(`${each.path}: the change does not fit, the engagement says something else there.`);
  const [last = '', ...outer] = each.steps.toReversed();
  let holder: unknown = file;
  const passed: string[] = [];
  for (const step of outer.reverse()) {
    holder = memberAt(holder, passed, step);
    passed.push(step);
  }
  if (typeof holder !== 'object' || holder === null || last === '__proto__') throw misfit();
  const present = memberAt(holder, passed, last);
  const asBefore = each.action === 'added' ? present === undefined : present !== undefined && sameValue(present, each.before);
  if (!asBefore) throw misfit();
  if (Array.isArray(holder)) replaceItem(holder, present, each);
  else if (each.action === 'removed') delete (holder as Members)[last];
  else (holder as Members)[last] = each.after;
}

function sameValue(a: unknown, b: unknown): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}

/** The member of a map, or the item of a set by its id; undefined when there is none. */
function memberAt(holder: unknown, steps: readonly string[], step: string): unknown {
  if (isMembers(holder)) return ownValue(holder, step);
  const key = Array.isArray(holder) ? itemKey(steps) : null;
  return key === null ? undefined : (holder as unknown[]).find((item) => key(item) === step);
}

function replaceItem(items: unknown[], present: unknown, each: Change): void {
  const others = items.filter((item) => item !== present);
  items.splice(0, items.length, ...others, ...(each.action === 'removed' ? [] : [each.after]));
}
