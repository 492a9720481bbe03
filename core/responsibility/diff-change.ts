/**
 * One difference between two engagements, and which lists are sets. The same lists are sets here as in the content hash
 * (canonical.ts): what has an id, absences, holiday dates, withdrawn rows. Their order is never a difference; the order
 * of every other list is.
 */
import { canonicalJson } from './canonical.ts';

export interface Change {
  /** `first`: another site is now the first, which makes it the default. */
  action: 'added' | 'removed' | 'changed' | 'first';
  /** Keys and ids from the root, e.g. `['matrix', '3', 'rows', 'A-14', 'always', 'mode']`. */
  steps: string[];
  /** The same for reading: `matrix.3.rows.A-14.always.mode`. */
  path: string;
  /** Absent for what is added. */
  before?: unknown;
  /** Absent for what is removed. */
  after?: unknown;
}

export type Members = Record<string, unknown>;

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function ownValue(members: Members, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

export function makeChange(
  action: 'added' | 'removed' | 'changed',
  steps: string[],
  values: Pick<Change, 'before' | 'after'>,
): Change {
  return { action, steps, path: steps.join('.'), ...values };
}

type ItemKey = (item: unknown) => string;

const byId: ItemKey = (item) => (item as { id: string }).id;
const byVersion: ItemKey = (item) => (item as { version: string }).version;

const keyedSections: ReadonlyMap<string, ItemKey> = new Map([
  ...['sites', 'people', 'teams', 'rotas', 'vendors', 'functions'].map((section): [string, ItemKey] => [section, byId]),
  ['matrix', byVersion],
  ['absences', canonicalJson],
]);

/** What identifies an item of the list at these steps; null when the list is not a set and counts as one value. */
export function itemKey(steps: readonly string[]): ItemKey | null {
  const [section = '', , inner] = steps;
  if (steps.length === 1) return keyedSections.get(section) ?? null;
  if (section === 'matrix' && steps.length === 3) return inner === 'rows' ? byId : inner === 'withdraw' ? String : null;
  const inHolidays =
    (section === 'holidays' && steps.length === 2) || (section === 'sites' && inner === 'holidays' && steps.length === 4);
  return inHolidays && ['dates', 'skip'].includes(steps.at(-1)!) ? String : null;
}
