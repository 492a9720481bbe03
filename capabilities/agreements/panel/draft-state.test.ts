/**
 * Editing beside others: what is pending survives what others do, nobody is overwritten, and steps are taken back.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { describe, expect, it } from 'vitest';
import { beginState, edited, heard, isEmpty, pendingOf, redone, saved, settled, undone } from './draft-state.ts';

const file = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const start = { file, terms: emptyTerms() };
const months = (termMonths: number, from = start) => ({ ...from, terms: { ...from.terms, termMonths } });
const block = (blockHours: number, from = start) => ({ ...from, terms: { ...from.terms, blockHours } });

describe('a draft that one person edits', () => {
  it('sends the difference, and nothing once it is kept', () => {
    const state = edited(beginState(0, start), months(24));
    expect(pendingOf(state).terms).toMatchObject([{ path: 'termMonths', before: 12, after: 24 }]);
    expect(isEmpty(pendingOf(saved(state, state.seen, 1)))).toBe(true);
  });

  it('undoes and redoes step by step; a new edit ends redoing', () => {
    const twice = edited(edited(beginState(0, start), months(24)), block(5, months(24)));
    expect(undone(twice).seen).toEqual(months(24));
    expect(undone(undone(undone(twice))).seen).toEqual(start);
    expect(redone(redone(undone(undone(twice)))).seen).toEqual(twice.seen);
    const turned = edited(undone(twice), months(36));
    expect(redone(turned)).toBe(turned);
  });

  it('keeps what is not sent when somebody else changes something else', () => {
    const state = heard(edited(beginState(0, start), months(24)), 1, block(5));
    expect(state).toMatchObject({ revision: 1, seen: block(5, months(24)), conflicts: [] });
    expect(pendingOf(state).terms).toMatchObject([{ path: 'termMonths' }]);
  });

  it('shows theirs where both changed the same, and puts ours there when asked', () => {
    const state = heard(edited(beginState(0, start), months(24)), 1, months(36));
    const [conflict] = state.conflicts;
    expect(state.seen).toEqual(months(36));
    expect(conflict).toMatchObject({ in: 'terms', path: 'termMonths', yours: 24, theirs: 36 });
    if (conflict === undefined) return;
    expect(settled(state, conflict, 'theirs')).toMatchObject({ seen: months(36), conflicts: [] });
    expect(settled(state, conflict, 'yours')).toMatchObject({ seen: months(24), conflicts: [] });
  });

  it('does not undo what somebody else changed since', () => {
    const mine = edited(beginState(0, start), months(24));
    const theirs = heard(saved(mine, mine.seen, 1), 2, months(48));
    expect(undone(theirs).seen).toEqual(months(48));
  });

  it('takes its own edit back from the server without a conflict, and no older revision', () => {
    const state = heard(edited(beginState(0, start), months(24)), 1, months(24));
    expect(state).toMatchObject({ conflicts: [], seen: months(24) });
    expect(heard(state, 0, start)).toBe(state);
  });
});
