/**
 * Which row decides. A row matches when every key of its scope equals the facts'; facts without a key match only rows
 * that do not name it, and the site is always known (the default one unless the facts say another).
 *
 * A scope is narrower than another when it has all its keys and more. The narrowest row wins. Where none is narrower
 * than all others, the stronger scope wins: by asset, then by how many of class and app (class before app), then site,
 * then user group, then row id. That order agrees with narrowness, so "strongest first" is one sorted list; the rows that nothing
 * narrower beats are reported as a conflict. Rows are indexed by which keys they name and by the keys' values, so a
 * question costs one look-up for each combination of keys in use and no walk through rows.
 */

import { compareText } from './canonical.ts';
import type { Scope, ScopeKey } from './model.ts';
import { scopeKeys } from './model.ts';
import type { CompiledRow } from './row.ts';

/** The rows of one function that name the same keys. */
interface ScopeGroup {
  /** Bit i is set when the scope names `scopeKeys[i]`. */
  mask: number;
  keys: ScopeKey[];
  /** By the keys' values; rows of identical scope in order of id. */
  rows: Map<string, CompiledRow[]>;
}

/** The rows of one function in one version, strongest group first. */
export type RowIndex = ScopeGroup[];

export interface Match {
  row: CompiledRow;
  /** Ids of the rows between which no scope decides, the winner first; empty when the winner is the narrowest. */
  conflict: readonly string[];
}

const strength: Record<ScopeKey, number> = { asset: 1000, 'asset-class': 100, app: 100, site: 10, 'user-group': 1 };
const noConflict: readonly string[] = Object.freeze([]);

export function indexRows(rows: readonly CompiledRow[]): RowIndex {
  const groups = new Map<number, ScopeGroup>();
  for (const row of [...rows].sort((a, b) => compareText(a.id, b.id))) {
    const keys = scopeKeys.filter((key) => row.scope[key] !== undefined);
    const mask = keys.reduce((bits, key) => bits | (1 << scopeKeys.indexOf(key)), 0);
    const group = groups.get(mask) ?? { mask, keys, rows: new Map<string, CompiledRow[]>() };
    groups.set(mask, group);
    const text = valuesText(keys, row.scope, '')!;
    group.rows.set(text, [...(group.rows.get(text) ?? []), row]);
  }
  return [...groups.values()].sort((a, b) => strengthOf(b.keys) - strengthOf(a.keys) || a.mask - b.mask);
}

function strengthOf(keys: ScopeKey[]): number {
  return keys.reduce((sum, key) => sum + strength[key], 0);
}

/** The values of the keys as one text; null when one is missing. Lengths keep `a` + `bc` apart from `ab` + `c`. */
function valuesText(keys: ScopeKey[], from: Scope, site: string): string | null {
  if (keys.length === 1) return scopeValue(keys[0]!, from, site);
  let text = '';
  for (const key of keys) {
    const value = scopeValue(key, from, site);
    if (value === null) return null;
    text += `${value.length}:${value}`;
  }
  return text;
}

function scopeValue(key: ScopeKey, from: Scope, site: string): string | null {
  return from[key] ?? (key === 'site' ? site : null);
}

/** The row that decides, or null. `site` is the site that holds when the facts name none. */
export function matchRow(index: RowIndex, facts: Scope, site: string): Match | null {
  let winner: CompiledRow | null = null;
  let hits: ScopeGroup[] | null = null;
  let conflict: string[] | null = null;
  for (const group of index) {
    const rows = rowsAt(group, facts, site);
    if (rows === undefined) continue;
    if (winner === null) {
      winner = rows[0]!;
      hits = [group];
      if (rows.length > 1) conflict = rows.map((row) => row.id);
    } else if (!hits!.some((hit) => isNarrower(hit, group))) {
      hits!.push(group);
      conflict = [...(conflict ?? [winner.id]), ...rows.map((row) => row.id)];
    }
  }
  return winner && { row: winner, conflict: conflict ?? noConflict };
}

function rowsAt(group: ScopeGroup, facts: Scope, site: string): CompiledRow[] | undefined {
  const text = valuesText(group.keys, facts, site);
  return text === null ? undefined : group.rows.get(text);
}

function isNarrower(a: ScopeGroup, b: ScopeGroup): boolean {
  return a.mask !== b.mask && (a.mask & b.mask) === b.mask;
}

/** Every row that matches, strongest first. */
export function matchingRows(index: RowIndex, facts: Scope, site: string): CompiledRow[] {
  return index.flatMap((group) => rowsAt(group, facts, site) ?? []);
}
