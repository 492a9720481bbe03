/**
 * A draft as one person edits it, pure: what the server keeps, what the person sees (kept, plus what is not sent yet),
 * what can be undone, and what met somebody else's change. What is to be sent is always the difference between kept and
 * seen, so nothing is sent twice and a lost answer does no harm.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { applyFitting, type Change, diffDocuments, diffEngagements, invertChanges } from '@tandem/core/responsibility/diff.ts';

/** Changes to both halves of the agreement. */
export interface Step {
  file: readonly Change[];
  terms: readonly Change[];
}

/** A change of ours that met another's; the draft says theirs until ours is put there again. */
export interface Conflict {
  in: 'file' | 'terms';
  path: string;
  steps: string[];
  /** Undefined: nothing. */
  yours: unknown;
  theirs: unknown;
}

export interface DraftState {
  revision: number;
  kept: Agreement;
  seen: Agreement;
  undo: readonly Step[];
  redo: readonly Step[];
  conflicts: readonly Conflict[];
}

const stepsMost = 200;

export function beginState(revision: number, kept: Agreement): DraftState {
  return { revision, kept, seen: kept, undo: [], redo: [], conflicts: [] };
}

export function stepBetween(a: Agreement, b: Agreement): Step {
  return {
    file: a.file === b.file ? [] : diffEngagements(a.file, b.file),
    terms: a.terms === b.terms ? [] : diffDocuments(a.terms, b.terms),
  };
}

export const isEmpty = (step: Step): boolean => step.file.length === 0 && step.terms.length === 0;

/** What is not sent yet. */
export const pendingOf = (state: DraftState): Step => stepBetween(state.kept, state.seen);

/** The agreement with what fits of the step, and what does not. */
export function takeStep(agreement: Agreement, step: Step): { agreement: Agreement; conflicts: Conflict[] } {
  const file = step.file.length === 0 ? { document: agreement.file, misfits: [] } : applyFitting(agreement.file, step.file);
  const terms = step.terms.length === 0 ? { document: agreement.terms, misfits: [] } : applyFitting(agreement.terms, step.terms);
  const conflicts = (['file', 'terms'] as const).flatMap((half) =>
    (half === 'file' ? file : terms).misfits.map(({ change: { action, path, steps, after }, theirs }) => ({
      in: half,
      path,
      steps,
      yours: action === 'removed' ? undefined : after,
      theirs,
    })),
  );
  return { agreement: { file: file.document, terms: terms.document }, conflicts };
}

/** The person changes something: it can be undone, and what was undone before is no longer redone. */
export function edited(state: DraftState, next: Agreement): DraftState {
  const step = stepBetween(state.seen, next);
  if (isEmpty(step)) return state;
  return { ...state, seen: next, undo: [...state.undo.slice(1 - stepsMost), step], redo: [] };
}

/** Takes the last step back, as far as nobody changed the same places since. */
export function undone(state: DraftState): DraftState {
  const step = state.undo.at(-1);
  if (step === undefined) return state;
  const { agreement } = takeStep(state.seen, { file: invertChanges(step.file), terms: invertChanges(step.terms) });
  return { ...state, seen: agreement, undo: state.undo.slice(0, -1), redo: [...state.redo, step] };
}

export function redone(state: DraftState): DraftState {
  const step = state.redo.at(-1);
  if (step === undefined) return state;
  return { ...state, seen: takeStep(state.seen, step).agreement, redo: state.redo.slice(0, -1), undo: [...state.undo, step] };
}

/** The server keeps `sent` as the next revision. */
export function saved(state: DraftState, sent: Agreement, revision: number): DraftState {
  return revision < state.revision ? state : { ...state, kept: sent, revision };
}

/** The server says what it keeps now: what is not sent yet is done again on top of it, and what does not fit is told. */
export function heard(state: DraftState, revision: number, kept: Agreement): DraftState {
  if (revision < state.revision) return state;
  const { agreement, conflicts } = takeStep(kept, pendingOf(state));
  const known = state.conflicts.filter((old) => !conflicts.some((each) => each.in === old.in && each.path === old.path));
  return { ...state, revision, kept, seen: agreement, conflicts: [...known, ...conflicts] };
}

/** Ends a conflict: theirs stays, or ours is put in its place. */
export function settled(state: DraftState, conflict: Conflict, choice: 'yours' | 'theirs'): DraftState {
  const { steps, path, yours, theirs } = conflict;
  const rest = { ...state, conflicts: state.conflicts.filter((each) => each !== conflict) };
  if (choice === 'theirs') return rest;
  const action = theirs === undefined ? 'added' : yours === undefined ? 'removed' : 'changed';
  const change: Change = { action, steps, path, before: theirs, after: yours };
  const { agreement, conflicts } = takeStep(state.seen, { file: [], terms: [], [conflict.in]: [change] });
  const next = edited(rest, agreement);
  return { ...next, conflicts: [...next.conflicts, ...conflicts] };
}
