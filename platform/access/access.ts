/**
 * Authorisation is a value one must hold. A capability declares as data which role may do which action; `authorise` and
 * `load` are the only makers of a `Proof`, and stores ask for one before they write. Row-level security in the database
 * is the second, independent lock: neither relies on the other.
 *
 * What a person may not see does not exist for them (`missing`, 404). What they see but may not do is refused with the
 * reason (`not-allowed`, 403), the same sentence the screens show on a disabled button.
 */
import { Refusal } from '../http/problem.ts';
import type { Actor, Ctx, InternalRole, ProviderRole } from './actor.ts';

export interface ActionRow {
  /** Completes "You may not … ": `take work items`. */
  about: string;
  internal: readonly InternalRole[];
  provider: readonly ProviderRole[];
  /** The scope an API key needs for it; null: never by key. */
  scope: string | null;
}

export interface AccessRows<Action extends string = string> {
  capability: string;
  actions: Record<Action, ActionRow>;
  /** Every table of the capability with the sentence that says who sees a row; a test holds it against the schema. */
  tables: Record<string, string>;
}

export function accessRows<Action extends string>(rows: AccessRows<Action>): AccessRows<Action> {
  return rows;
}

declare const proven: unique symbol;

/** Evidence that this actor may do this action in this engagement, and to which subject. Made only in this file. */
export interface Proof<Action extends string = string> {
  readonly [proven]: Action;
  readonly action: Action;
  readonly engagementId: string;
  readonly subjectId: string | null;
  readonly actor: Actor;
}

/** null when the actor may; otherwise the sentence that says why not. */
export function reasonAgainst<Action extends string>(actor: Actor, rows: AccessRows<Action>, action: Action): string | null {
  if (actor.kind === 'system') return null;
  const row = rows.actions[action];
  const roles: readonly string[] = actor.side === 'internal' ? row.internal : row.provider;
  if (!roles.includes(actor.role)) return `Your role (${actor.role}, ${actor.side} side) may not ${row.about}.`;
  if (actor.scopes !== null && (row.scope === null || !actor.scopes.includes(row.scope))) {
    return row.scope === null
      ? `An API key may not ${row.about}.`
      : `This API key lacks the scope ${row.scope}, needed to ${row.about}.`;
  }
  return null;
}

/** Decides an action that has no subject yet (create, list). Throws the refusal `not-allowed`. */
export function authorise<Action extends string>(ctx: Ctx, rows: AccessRows<Action>, action: Action): Proof<Action> {
  return prove(ctx, rows, action, null);
}

export interface Thing<Row, Id = string> {
  /** For the sentence "There is no … here": `work item`. */
  name: string;
  /** Selects under the caller's session; undefined when it is not there or not for this caller. */
  select(ctx: Ctx, id: Id): Promise<Row | undefined>;
}

/** Selects and decides in one step. Throws `missing` (404) or `not-allowed` (403). */
export async function load<Row extends { id: string }, Id, Action extends string>(
  ctx: Ctx,
  rows: AccessRows<Action>,
  thing: Thing<Row, Id>,
  id: Id,
  action: Action,
): Promise<{ row: Row; proof: Proof<Action> }> {
  const row = await thing.select(ctx, id);
  if (row === undefined) throw new Refusal('missing', `There is no such ${thing.name} here.`, null);
  return { row, proof: prove(ctx, rows, action, row.id) };
}

function prove<Action extends string>(
  ctx: Ctx,
  rows: AccessRows<Action>,
  action: Action,
  subjectId: string | null,
): Proof<Action> {
  const reason = reasonAgainst(ctx.actor, rows, action);
  if (reason !== null) throw new Refusal('not-allowed', reason, null);
  return { action, engagementId: ctx.actor.engagementId, subjectId, actor: ctx.actor } as Proof<Action>;
}
