/**
 * What every rule of the linter may look at: the draft with its broken rows left out, compiled; the terms; the span;
 * and the agreement in force, which says when a row was agreed. A rule is a pure function of it.
 */
import type { Terms } from '../../commercial/terms.ts';
import type { Actor } from '../actors.ts';
import type { CompiledVersion, Engagement } from '../compile.ts';
import type { Report } from '../examine/finding.ts';
import type { EngagementFile, Mode, Priority, Row, Side, WindowName } from '../model.ts';
import { priorities, windowNames } from '../model.ts';
import type { CompiledRow, Duty } from '../row.ts';

export interface LintContext {
  engagement: Engagement;
  file: EngagementFile;
  terms: Terms;
  version: CompiledVersion;
  /** The rows to report on: those of the functions that are examined. */
  rows: readonly CompiledRow[];
  /** Local dates in the default site's zone. */
  from: string;
  /** Milliseconds since the epoch, half-open. */
  span: { from: number; to: number };
  /** The file in force, when there is one. */
  current: EngagementFile | null;
}

export type Lint = (context: LintContext) => Report[];

/** A duty of a row with every window and priority in which it holds. */
export interface HeldDuty {
  duty: Duty;
  windows: WindowName[];
  priorities: Priority[];
}

/** The different duties of a row, each with where it holds. */
export function dutiesOf(row: CompiledRow): HeldDuty[] {
  const held = new Map<string, HeldDuty>();
  for (const window of windowNames) {
    for (const priority of priorities) {
      const duty = row.duties[window][priority];
      if (duty === null) continue;
      const key = `${duty.cell} ${duty.mode}`;
      const known = held.get(key) ?? { duty, windows: [], priorities: [] };
      held.set(key, known);
      if (!known.windows.includes(window)) known.windows.push(window);
      if (!known.priorities.includes(priority)) known.priorities.push(priority);
    }
  }
  return [...held.values()];
}

/** Whether somebody with this mode works on it; an adviser owns nothing. */
export function isWork(mode: Mode): boolean {
  return mode !== 'advise';
}

/** The sides of whoever may come up under an actor, everybody of a rota and its fallback included. */
export function sidesBehind(actor: Actor): Set<Side> {
  if (actor.kind === 'person' || actor.kind === 'team') return new Set([actor.side]);
  if (actor.kind === 'unknown') return new Set();
  const people = actor.members.map(({ side }) => side);
  return new Set([...people, ...(actor.fallback?.kind === 'team' ? [actor.fallback.side] : [])]);
}

/** The ids of an actor and of everybody who may come up under it. */
export function idsBehind(actor: Actor): string[] {
  if (actor.kind === 'team')
    return [actor.id, ...actor.members.map(({ id }) => id), ...(actor.rota ? idsBehind(actor.rota) : [])];
  if (actor.kind !== 'rota') return [actor.id];
  const fallback = actor.fallback?.kind === 'person' || actor.fallback?.kind === 'team' ? [actor.fallback.id] : [];
  return [...new Set([...actor.members.map(({ id }) => id), ...fallback])];
}

/** What a report about one row says of itself. */
export function aboutRow(row: Row): Pick<Report, 'rows' | 'function'> {
  return { rows: [row.id], function: row.function };
}
