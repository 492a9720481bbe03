/**
 * Authority beyond what the Harbor cases show: letters of authority, approvals, and who is paged when nobody is left.
 */
import { describe, expect, test } from 'vitest';
import type { Facts } from './model.ts';
import type { RowChanges } from './test-engagement.ts';
import { ask, testEngagement } from './test-engagement.ts';

const answer = (row: RowChanges, facts: Partial<Facts> = {}) => ask(testEngagement([row]), facts);

describe('a letter of authority', () => {
  const vendor = 'carrier';

  test('that names a team holds for its members', () => {
    expect(answer({ always: { who: ['fay'], mode: 'vendor-case' } }, { vendor }).blocked).toBeNull();
  });

  test('that one of several holds is enough', () => {
    expect(answer({ always: { who: ['bob', 'ann'], mode: 'vendor-case' } }, { vendor }).blocked).toBeNull();
    expect(answer({ always: { who: ['bob'], mode: 'vendor-case' } }, { vendor }).blocked?.page).toEqual(['ann', 'noc']);
  });

  test('is asked for whatever the mode', () => {
    expect(answer({}, { vendor }).blocked).not.toBeNull();
    expect(answer({ always: { who: ['ann'], mode: 'queue' } }, { vendor }).blocked).toBeNull();
  });

  test('pages the internal side first', () => {
    const vendors = [{ id: 'carrier', name: 'Carrier', authorised: ['noc', 'eve', 'bob'] }];
    expect(ask(testEngagement([{}], { vendors }), { vendor }).blocked?.page).toEqual(['bob', 'noc', 'eve']);
  });

  test('does not pass to whoever covers', () => {
    const row: RowChanges = { always: { who: ['ann'], mode: 'vendor-case' }, 'absence-cover': 'desk' };
    const blocked = answer(row, { vendor, absent: [{ person: 'ann' }] });
    expect(blocked).toMatchObject({ who: ['desk'], blocked: { page: ['noc'] } });
  });
});

describe('a requester', () => {
  const row: RowChanges = { authorisers: ['cat', 'noc'] };

  test('who is an authoriser, or in a team that is one, may ask', () => {
    expect(answer(row, { requester: 'cat' }).blocked).toBeNull();
    expect(answer(row, { requester: 'fay' }).blocked).toBeNull();
  });

  test('who is neither may not', () => {
    expect(answer(row, { requester: 'ann' }).blocked).toEqual({
      because: 'ann may not ask for this: only cat and noc may',
      page: ['cat', 'noc'],
    });
  });
});

describe('an approval', () => {
  const owned: RowChanges = { 'needs-approval-of': 'data-owner' };

  test('of the data owner blocks until given', () => {
    expect(answer(owned, { 'data-owner': 'bob' }).blocked).toEqual({ because: 'bob must approve', page: ['bob'] });
    expect(answer({}, { 'data-owner': 'bob' }).blocked).toBeNull();
  });

  test('of a data owner whom nobody named pages the accountable person', () => {
    expect(answer(owned).blocked?.page).toEqual(['cat']);
  });

  test('is given by the data owner who asks', () => {
    expect(answer(owned, { 'data-owner': 'bob', requester: 'bob' }).blocked).toBeNull();
  });

  test('of a named person is not given by that person asking', () => {
    const row: RowChanges = { 'needs-approval-of': ['bob', 'ann'] };
    expect(answer(row).blocked?.page).toEqual(['bob', 'ann']);
    const own = answer(row, { requester: 'bob' }).blocked;
    expect(own?.because).toContain('nobody approves their own request');
    expect(own?.page).toEqual(['cat', 'ann']);
  });

  test('of somebody absent pages the accountable person, then the chain', () => {
    const row: RowChanges = { 'needs-approval-of': 'bob' };
    expect(answer(row, { absent: [{ person: 'bob' }] }).blocked?.page).toEqual(['cat']);
    expect(answer(row, { absent: [{ person: 'bob' }, { person: 'cat' }] }).blocked?.page).toEqual(['ann']);
  });

  test('always pages somebody', () => {
    const absent = ['ann', 'bob', 'cat'].map((person) => ({ person }));
    expect(answer({ 'needs-approval-of': 'bob' }, { absent }).blocked?.page).toEqual(['cat']);
  });

  test('before acting comes from the chain unless the row names people', () => {
    const cell: RowChanges = { always: { who: ['desk'], mode: 'approve-then-act' } };
    expect(answer(cell)).toMatchObject({ approvers: ['ann', 'cat'], approve: 'any' });
    expect(answer({ ...cell, approvers: 'chain', approve: 'all' })).toMatchObject({ approvers: ['ann', 'cat'], approve: 'all' });
    expect(answer({ ...cell, approvers: ['cat', 'bob'] }).approvers).toEqual(['cat', 'bob']);
    expect(answer({ approvers: ['cat', 'bob'] }).approvers).toEqual([]);
  });

  test('before acting can be asked for one priority only', () => {
    const row: RowChanges = { always: { who: ['desk'], mode: 'act', P1: 'approve-then-act' } };
    expect(answer(row, { priority: 'P1' }).approvers).toEqual(['ann', 'cat']);
    expect(answer(row, { priority: 'P2' }).approvers).toEqual([]);
  });
});

describe('money', () => {
  test('above the cap is for the spending approvers, whatever the row says', () => {
    const row: RowChanges = { always: { who: ['desk'], mode: 'approve-then-act' }, approvers: ['bob'] };
    expect(answer(row, { amount: 500 })).toMatchObject({ approvers: ['bob'], blocked: null });
    expect(answer(row, { amount: 501 })).toMatchObject({ approvers: ['cat', 'ann'], blocked: { page: ['cat', 'ann'] } });
  });

  test('without any spending rule is blocked and pages the accountable person', () => {
    const { spending: _, ...file } = testEngagement([{}]).file;
    const engagement = testEngagement([{}], { ...file, spending: undefined } as never);
    expect(ask(engagement, { amount: 1 })).toMatchObject({ approvers: [], blocked: { page: ['cat'] } });
  });
});

test('a gap has no authority to speak of', () => {
  const row: RowChanges = {
    always: { who: ['bob'], mode: 'approve-then-act' },
    'pre-authorised': ['restart'],
    'fail-safe': 'wait',
  };
  const gap = answer(row, { absent: [{ person: 'bob' }], vendor: 'nobody', amount: 1e6 });
  expect(gap).toMatchObject({ mode: 'gap', approvers: [], allowedNow: [], failSafe: null, blocked: null, holder: 'noc' });
});
