/**
 * The situations in which a row decides. Which row decides depends on the scope alone, and a row that decides for any
 * combination of scope values decides for its own values at that site with nothing else said: fewer values match
 * fewer rows. So the combinations to examine are, for each site, each row's own scope and "anything else"; and a
 * conflict of two rows shows, if anywhere, where exactly their two scopes are joined.
 *
 * Of the people, only those whom the row can involve are made absent one by one: no other absence changes a decision.
 */

import type { Actor, PersonActor, RotaActor } from '../actors.ts';
import type { CompiledSite, CompiledVersion, Engagement } from '../compile.ts';
import type { Facts, Priority, Scope, WindowName } from '../model.ts';
import { scopeKeys } from '../model.ts';
import type { CompiledRow, Duty } from '../row.ts';
import { matchRow } from '../scope.ts';
import type { Involved, TimeClass } from './horizon.ts';

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

/** The least facts with which the row decides. A row that only some may ask is asked by the first of them. */
export function leastFacts({ row, scope }: Deciding, priority: Priority): Facts {
  const [requester] = row.authorisers ?? [];
  const asked = { at: '', function: row.function, priority, ...scope };
  return requester === undefined ? asked : { ...asked, requester };
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

const nothing: Involved = { people: [], rotas: [], events: false, isQueued: false };

/**
 * What can change the answers of a duty. The people behind a team cannot, since a team is never absent; only for a
 * page they count, because it has to wake somebody, and wherever it is asked who would stand behind the team.
 */
export function involvedIn(
  engagement: Engagement,
  row: CompiledRow,
  window: WindowName,
  duty: Duty | null,
  behindTeams = duty?.mode === 'page',
): Involved {
  if (duty === null) return nothing;
  const people = new Set<PersonActor>();
  const rotas = new Set<RotaActor>();
  const add = (actor: Actor | null) => {
    if (actor?.kind === 'person') people.add(actor);
    if (actor?.kind === 'team' && behindTeams) {
      for (const member of actor.members) people.add(member);
      add(actor.rota);
    }
    if (actor?.kind === 'rota' && !rotas.has(actor)) {
      rotas.add(actor);
      add(actor.fallback);
    }
  };
  for (const actor of duty.actors) add(actor);
  add(row.cover);
  const events = window === 'business-hours' && row.row.overflow === true && engagement.overflow !== null;
  if (events) add(engagement.overflow!.to);
  if (duty.mode === 'approve-then-act') for (const actor of row.approvers ?? engagement.chain) add(actor);
  return { people: [...people], rotas: [...rotas], events, isQueued: duty.mode === 'queue' };
}

/** Those whose absence can change a decision of the class: the people named, and whoever is on shift when it counts. */
export function missable(involved: Involved, { at, opening }: TimeClass): PersonActor[] {
  const instant = involved.isQueued ? opening : at;
  if (involved.rotas.length === 0 || Number.isNaN(instant)) return involved.people;
  const people = new Set(involved.people);
  for (const rota of involved.rotas) for (const person of rota.on(instant)) people.add(person);
  return [...people];
}
