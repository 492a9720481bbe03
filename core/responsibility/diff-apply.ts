/**
 * Changes made to a document that others may have changed meanwhile: each change that still fits is made, each that does
 * not is given back with what the document says instead, so that nobody's work is overwritten and nobody's is lost. A
 * change whose outcome is there already fits: two people who say the same do not disagree. A whole section that both
 * begin is taken member by member, so that two people who begin it with different members do not disagree either.
 *
 * Changes that touch different paths may come in any order. Nothing here throws, whatever the changes hold.
 */
import { canonicalJson } from './canonical.ts';
import { type Change, isMembers, itemKey, type Members, makeChange, ownValue } from './diff-change.ts';

export interface Misfit {
  change: Change;
  /** What the document says at the change's place; undefined where it says nothing. */
  theirs: unknown;
}

/** A copy of the document with the fitting changes made. `first` changes come last, since they name sites. */
export function applyFitting<Document extends object>(
  document: Document,
  changes: readonly Change[],
): { document: Document; misfits: Misfit[] } {
  const result = JSON.parse(JSON.stringify(document)) as Document;
  const ordered = [...changes.filter(({ action }) => action !== 'first'), ...changes.filter(({ action }) => action === 'first')];
  const begun = ordered.flatMap((change) => membersOf(result, change));
  const misfits = begun.flatMap((change) => {
    const fit = change.action === 'first' ? putFirst(result, change) : applyChange(result, change);
    return fit.fits ? [] : [{ change, theirs: fit.theirs }];
  });
  return { document: result, misfits };
}

/** What takes the changes back again, where nobody changed the same places since. */
export function invertChanges(changes: readonly Change[]): Change[] {
  const opposite = { added: 'removed', removed: 'added', changed: 'changed', first: 'first' } as const;
  return changes.toReversed().map(({ action, steps, path, before, after }) => ({
    action: opposite[action],
    steps,
    path,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  }));
}

/** The change, or where it adds a section that is there by now, a change for each of its members. */
function membersOf(document: object, change: Change): Change[] {
  const [section, ...inner] = change.steps;
  const { action, after } = change;
  if (action !== 'added' || section === undefined || inner.length > 0 || section === '__proto__') return [change];
  const present = ownValue(document as Members, section);
  if (!isMembers(present) || !isMembers(after)) return [change];
  return Object.keys(after).map((key) => makeChange('added', [section, key], { after: ownValue(after, key) }));
}

type Fit = { fits: true } | { fits: false; theirs: unknown };

const fits: Fit = { fits: true };

function putFirst(document: object, { before, after, steps }: Change): Fit {
  const sites: unknown = ownValue(document as Members, 'sites');
  if (!Array.isArray(sites) || steps.length !== 1 || steps[0] !== 'sites') return { fits: false, theirs: undefined };
  const idOf = (site: unknown) => (isMembers(site) ? site['id'] : undefined);
  const first = sites.filter((site) => idOf(site) === after);
  if (first.length === 0 || ![before, after].includes(idOf(sites[0]))) return { fits: false, theirs: idOf(sites[0]) };
  sites.splice(0, sites.length, ...first, ...sites.filter((site) => idOf(site) !== after));
  return fits;
}

function applyChange(document: object, change: Change): Fit {
  const [last = '', ...outer] = change.steps.toReversed();
  let holder: unknown = document;
  const passed: string[] = [];
  for (const step of outer.reverse()) {
    holder = memberAt(holder, passed, step);
    passed.push(step);
  }
  const isSet = Array.isArray(holder) && itemKey(passed) !== null;
  if (!(isSet || isMembers(holder)) || last === '__proto__') return { fits: false, theirs: undefined };
  const present = memberAt(holder, passed, last);
  const after = change.action === 'removed' ? undefined : change.after;
  if (sameValue(present, after)) return fits;
  if (!sameValue(present, change.action === 'added' ? undefined : change.before)) return { fits: false, theirs: present };
  if (Array.isArray(holder)) return putItem(holder, present, after, after === undefined || keyOf(passed, after) === last);
  if (after === undefined) delete (holder as Members)[last];
  else (holder as Members)[last] = after;
  return fits;
}

/** Absent equals absent. What is no plain data equals nothing. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  try {
    return canonicalJson(a) === canonicalJson(b);
  } catch {
    return false;
  }
}

/** The member of a map, or the item of a set by its id; undefined when there is none. */
function memberAt(holder: unknown, steps: readonly string[], step: string): unknown {
  if (isMembers(holder)) return ownValue(holder, step);
  return Array.isArray(holder) ? (holder as unknown[]).find((item) => keyOf(steps, item) === step) : undefined;
}

/** What identifies an item of the set at these steps; null for what can be no item of it. */
function keyOf(steps: readonly string[], item: unknown): string | null {
  const key = itemKey(steps);
  if (key === null || isMembers(item) !== (key !== String)) return null;
  return key(item);
}

/** Puts an item in the place of the present one, or at the end. `named`: it is the item that its path says. */
function putItem(items: unknown[], present: unknown, after: unknown, named: boolean): Fit {
  if (!named) return { fits: false, theirs: present };
  items.splice(present === undefined ? items.length : items.indexOf(present), 1, ...(after === undefined ? [] : [after]));
  return fits;
}
