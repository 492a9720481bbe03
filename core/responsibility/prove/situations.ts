/**
 * The situations in which a row decides. Which row decides depends on the scope alone, and a row that decides for any
 * combination of scope values decides for its own values at that site with nothing else said: fewer values match
 * fewer rows. So the combinations to examine are, for each site, each row's own scope and "anything else"; and a
 * conflict of two rows shows, if anywhere, where exactly their two scopes are joined.
 *
 * Of the people, only those whom the row can involve are made absent one by one: no other absence changes a decision.
 */

import type { Actor, PersonActor, RotaActor } from '../actors.ts';
import { findActor } from '../actors.ts';
import type { CompiledSite, CompiledVersion, Engagement } from '../compile.ts';
import type { Scope } from '../model.ts';
import { scopeKeys, windowNames } from '../model.ts';
import type { CompiledRow } from '../row.ts';
import { usesMode } from '../row.ts';
import { matchRow } from '../scope.ts';
import type { Involved } from './horizon.ts';

/** A row that decides at a site, and the least facts for which it does. */
export interface Deciding {
  row: CompiledRow;
  site: CompiledSite;
  scope: Scope;
}

/** Scope facts for a site: the default site is left out, because it holds when nothing is said. */
export function scopeAt(engagement: Engagement, site: CompiledSite, scope: Scope): Scope {
  const { site: _, ...rest } = scope;
  return site === engagement.defaultSite ? rest : { ...rest, site: site.id };
}

/** Where the rows of a function decide, for every site. */
export function decidingRows(engagement: Engagement, version: CompiledVersion, name: string): Deciding[] {
  const index = version.byFunction.get(name) ?? [];
  const rows = index.flatMap((group) => [...group.rows.values()].flat());
  return [...engagement.sites.values()].flatMap((site) =>
    rows.flatMap((row): Deciding[] => {
      if (row.scope.site !== undefined && row.scope.site !== site.id) return [];
      const scope = scopeAt(engagement, site, row.scope);
      return matchRow(index, scope, site.id)?.row === row ? [{ row, site, scope }] : [];
    }),
  );
}

export interface Conflict {
  rows: [CompiledRow, CompiledRow];
  site: CompiledSite;
  scope: Scope;
}

/** Pairs of a function's rows between which no scope decides somewhere, each with one place where it shows. */
export function conflictingRows(engagement: Engagement, version: CompiledVersion, name: string): Conflict[] {
  const index = version.byFunction.get(name) ?? [];
  const rows = index.flatMap((group) => [...group.rows.values()].flat());
  const sites = [...engagement.sites.values()];
  const conflicts: Conflict[] = [];
  for (const [i, a] of rows.entries()) {
    for (const b of rows.slice(i + 1)) {
      const joined = joinScopes(a.scope, b.scope);
      if (joined === null) continue;
      for (const site of sites) {
        if (joined.site !== undefined && joined.site !== site.id) continue;
        const scope = scopeAt(engagement, site, joined);
        const { conflict } = matchRow(index, scope, site.id)!;
        if (!conflict.includes(a.id) || !conflict.includes(b.id)) continue;
        conflicts.push({ rows: [a, b], site, scope });
        break;
      }
    }
  }
  return conflicts;
}

/** Both scopes at once; null when they name different values for a key. */
function joinScopes(a: Scope, b: Scope): Scope | null {
  const isApart = scopeKeys.some((key) => a[key] !== undefined && b[key] !== undefined && a[key] !== b[key]);
  return isApart ? null : { ...a, ...b };
}

/** The people and rotas that can change what the row answers. */
export function involvedIn(engagement: Engagement, row: CompiledRow): Involved {
  const people = new Set<PersonActor>();
  const rotas = new Set<RotaActor>();
  const add = (actor: Actor | null) => {
    if (actor?.kind === 'person') people.add(actor);
    if (actor?.kind === 'team') {
      for (const member of actor.members) people.add(member);
      add(actor.rota);
    }
    if (actor?.kind === 'rota' && !rotas.has(actor)) {
      rotas.add(actor);
      for (const shift of actor.people) for (const person of shift) people.add(person);
      add(actor.fallback);
    }
  };
  for (const window of windowNames) {
    for (const duty of Object.values(row.duties[window])) for (const actor of duty?.actors ?? []) add(actor);
  }
  add(row.cover);
  const events = row.row.overflow === true && engagement.overflow !== null;
  if (events) add(engagement.overflow!.to);
  if (usesMode(row, 'approve-then-act')) {
    for (const id of row.approvers ?? engagement.file.approval?.chain ?? []) add(findActor(engagement.actors, id));
  }
  return { people: [...people], rotas: [...rotas], events };
}
