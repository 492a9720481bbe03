/**
 * Overflow beyond what the Harbor cases show: planned events, their exclusions, and takers who are not there.
 */
import { describe, expect, test } from 'vitest';
import type { Facts, Overflow } from './model.ts';
import type { RowChanges } from './test-engagement.ts';
import { ask, testEngagement } from './test-engagement.ts';

const row: RowChanges = { always: { who: ['bob'], mode: 'act' }, overflow: true };
const rule: Overflow = {
  to: 'desk',
  enter: { untouched: 10 },
  leave: { untouched: 4 },
  exclude: { categories: ['payroll'] },
  events: [{ id: 'move', from: '2027-01-04T09:00', to: '2027-01-04T12:00', exclude: { 'user-groups': ['plant'] } }],
};

const answer = (facts: Partial<Facts>, overflow: Partial<Overflow> = {}, changes: RowChanges = {}) =>
  ask(testEngagement([{ ...row, ...changes }], { overflow: { ...rule, ...overflow } }), facts);

describe('a planned event', () => {
  test('moves work from its start to its end', () => {
    expect(answer({ at: '2027-01-04T08:59-06:00' }).who).toEqual(['bob']);
    expect(answer({ at: '2027-01-04T09:00-06:00' })).toMatchObject({ who: ['desk'], responsible: 'provider', mode: 'act' });
    expect(answer({ at: '2027-01-04T12:00-06:00' }).who).toEqual(['bob']);
  });

  test('excludes more while it runs, whatever made overflow active', () => {
    const overflow = { untouched: 12 };
    expect(answer({ 'user-group': 'plant', overflow }).who).toEqual(['bob']);
    expect(answer({ 'user-group': 'plant', overflow, at: '2027-01-04T13:00-06:00' }).who).toEqual(['desk']);
  });

  test('does not lift the exclusions of the rule', () => {
    expect(answer({ category: 'payroll' }).who).toEqual(['bob']);
    expect(answer({ category: 'printer' }).who).toEqual(['desk']);
  });

  test('moves nothing outside business hours', () => {
    const events = [{ from: '2027-01-04T00:00', to: '2027-01-05T00:00' }];
    expect(answer({ at: '2027-01-04T07:00-06:00' }, { events }).who).toEqual(['bob']);
    expect(answer({ at: '2027-01-04T08:00-06:00' }, { events }).who).toEqual(['desk']);
  });
});

describe('the queue', () => {
  const afternoon = { at: '2027-01-04T13:00-06:00' };

  test('with no `held` is left at once', () => {
    expect(answer({ ...afternoon, overflow: { 'was-active': true, untouched: 4 } }).who).toEqual(['bob']);
    expect(answer({ ...afternoon, overflow: { 'was-active': true, untouched: 5 } }).who).toEqual(['desk']);
  });

  test('said to be nothing is empty', () => {
    expect(answer({ ...afternoon, overflow: {} }).who).toEqual(['bob']);
  });

  test('age counts only where the rule names an age', () => {
    expect(answer({ ...afternoon, overflow: { 'oldest-untouched-p3': '9d' } }).who).toEqual(['bob']);
  });
});

describe('the taker', () => {
  test('who is not there takes nothing', () => {
    expect(answer({}, { to: 'eve' }).who).toEqual(['eve']);
    expect(answer({ absent: [{ person: 'eve' }] }, { to: 'eve' }).who).toEqual(['bob']);
  });

  test('fills a gap that an absence left', () => {
    expect(answer({ absent: [{ person: 'bob' }] })).toMatchObject({ who: ['desk'], gap: false });
    expect(answer({ absent: [{ person: 'bob' }], touched: true })).toMatchObject({ gap: true, holder: 'noc' });
  });

  test('acts at once on what would wait, and the target counts from the event', () => {
    const queued = { always: { who: ['bob'], mode: 'queue' as const } };
    expect(answer({}, {}, queued)).toMatchObject({ mode: 'act', workStartsAt: null, responseDueAt: '2027-01-04T10:15:00-06:00' });
  });
});
