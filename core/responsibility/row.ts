/**
 * One row of the matrix, compiled: for each window and priority the duty that holds (who acts, in which mode), so that
 * a question reads a cell instead of working one out. `after-hours` also serves `weekend` and `holiday` where those
 * are not given, and `always` serves every window that is not given otherwise. The lists that an answer repeats are
 * frozen here and shared by all answers.
 */

import type { Actor, Actors } from './actors.ts';
import { findActor, withMembers } from './actors.ts';
import type { Answer, Cell, Mode, Priority, Row, Scope, WindowName } from './model.ts';
import { priorities, windowNames } from './model.ts';

/** Who acts in one window for one priority. */
export interface Duty {
  /** The key of the row that says so. */
  cell: WindowName | 'always';
  mode: Mode;
  /** For `queue` the owners in business hours, since the work waits for them. */
  actors: Actor[];
  /** The ids, when no clock can change them (teams only); null when presence has to be asked. */
  fixed: readonly string[] | null;
}

export interface CompiledRow {
  id: string;
  function: string;
  scope: Scope;
  row: Row;
  /** Null where a row does not answer a window, which `parse.ts` refuses. */
  duties: Record<WindowName, Record<Priority, Duty | null>>;
  /** Null for `none` and for a row that names no cover. */
  cover: Actor | null;
  skills: readonly string[];
  /** People; null means the approval chain of the engagement. */
  approvers: readonly Actor[] | null;
  allowedNow: readonly string[];
  mustNot: readonly string[];
  inform: readonly Answer['inform'][number][];
  /** Everybody who may ask: the ids and the members of teams. Null when anybody may. */
  authorisers: ReadonlySet<string> | null;
  needsApprovalOf: readonly string[];
}

export function compileRow(row: Row, actors: Actors): CompiledRow {
  const cover = row['absence-cover'];
  const duties = Object.fromEntries(windowNames.map((window) => [window, compileDuties(row, window, actors)]));
  const inform = Object.entries(row.inform ?? {}).map(([who, within]) => Object.freeze({ who, within }));
  return {
    id: row.id,
    function: row.function,
    scope: row.scope ?? {},
    row,
    duties: duties as CompiledRow['duties'],
    cover: cover === undefined || cover === 'none' ? null : findActor(actors, cover),
    skills: Object.freeze([row['requires-skill'] ?? []].flat()),
    approvers: Array.isArray(row.approvers) ? row.approvers.map((id) => findActor(actors, id)) : null,
    allowedNow: Object.freeze([...(row['pre-authorised'] ?? [])]),
    mustNot: Object.freeze([...(row['must-not'] ?? [])]),
    inform: Object.freeze(inform),
    authorisers: row.authorisers ? withMembers(row.authorisers, actors) : null,
    needsApprovalOf: Object.freeze([row['needs-approval-of'] ?? []].flat()),
  };
}

/** Priorities with the same mode share one duty, so that who asks about all of them can ask once. */
function compileDuties(row: Row, window: WindowName, actors: Actors): Record<Priority, Duty | null> {
  const key = cellKey(row, window);
  const own = key && row[key];
  if (!own) return { P1: null, P2: null, P3: null, P4: null };
  const byMode = new Map<Mode, Duty>();
  const duty = (priority: Priority) => {
    const mode = own[priority] ?? own.mode;
    const known = byMode.get(mode) ?? compileDuty(row, key, own, mode, actors);
    byMode.set(mode, known);
    return known;
  };
  return { P1: duty('P1'), P2: duty('P2'), P3: duty('P3'), P4: duty('P4') };
}

function compileDuty(row: Row, key: Duty['cell'], own: Cell, mode: Mode, actors: Actors): Duty {
  const cell = mode === 'queue' ? (cellOf(row, 'business-hours') ?? own) : own;
  const named = cell.who.map((id) => findActor(actors, id));
  const fixed = named.every((actor) => actor.kind === 'team') ? Object.freeze([...new Set(cell.who)]) : null;
  return { cell: key, mode, actors: named, fixed };
}

function cellKey(row: Row, window: WindowName): WindowName | 'always' | null {
  if (row[window]) return window;
  if ((window === 'weekend' || window === 'holiday') && row['after-hours']) return 'after-hours';
  return row.always ? 'always' : null;
}

/** What the row says about a window; undefined where it says nothing. */
export function cellOf(row: Row, window: WindowName): Cell | undefined {
  const key = cellKey(row, window);
  return key ? row[key] : undefined;
}

/** Whether any window gives the mode to any priority. */
export function usesMode(row: CompiledRow, mode: Mode): boolean {
  return windowNames.some((window) => priorities.some((priority) => row.duties[window][priority]?.mode === mode));
}
