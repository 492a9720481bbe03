import { type MemberActor, type Role, systemActor } from '@tandem/platform/access/actor.ts';
import { describe, expect, it } from 'vitest';
import { itemActions, itemStates } from './contract.ts';
import { actionRules, barrierAgainst, decideMay, readersOf, responseState, type Standing, writableAudiences } from './rules.ts';

const parties = { internal: 'Harbor', provider: 'Northline' };
const memberId = '019370a0-0000-7000-8000-000000000001';

function member(side: 'internal' | 'provider', role: Role): MemberActor {
  return {
    kind: 'member',
    engagementId: 'e',
    side,
    role,
    memberId,
    userId: 'u',
    name: 'Somebody',
    person: null,
    teams: [],
    scopes: null,
    steppedUpAt: null,
  };
}
const jo = member('provider', 'engineer');
const dana = member('internal', 'it');
const wes = member('internal', 'employee');
const held: Standing = { state: 'open', side: 'provider', memberId: null, takenAt: null, offeredTo: null };

describe('what may be done', () => {
  it('is true or a sentence, for every action in every state', () => {
    for (const state of itemStates)
      for (const actor of [jo, dana, wes])
        for (const may of Object.values(decideMay(actor, { ...held, state }, parties)))
          expect(may === true || /^[A-Z].*\.$/.test(may)).toBe(true);
  });

  it('is the holder’s to work on, and the receiver’s to answer', () => {
    expect(decideMay(jo, held, parties)).toMatchObject({
      take: true,
      resolve: true,
      offer: true,
      accept: 'No hand-over is on offer.',
    });
    expect(decideMay(dana, held, parties)).toMatchObject({
      take: 'Northline holds it; only they can do that.',
      note: true,
      redecide: true,
    });
    const offered: Standing = { ...held, offeredTo: 'internal' };
    expect(decideMay(dana, offered, parties)).toMatchObject({
      accept: true,
      decline: true,
      withdraw: 'Northline holds it; only they can do that.',
    });
    expect(decideMay(jo, offered, parties)).toMatchObject({
      accept: 'The hand-over is offered to Harbor.',
      withdraw: true,
      offer: 'A hand-over to Harbor waits for an answer. Take it back first.',
    });
  });

  it('keeps an employee to asking, writing, reopening and closing', () => {
    const may = decideMay(wes, { ...held, state: 'resolved' }, parties);
    expect(itemActions.filter((action) => may[action] === true)).toEqual(['reopen', 'close', 'note', 'attach']);
  });

  it('says of finished work that it must be reopened, and of open work that it must be resolved', () => {
    expect(barrierAgainst(jo, 'take', { ...held, state: 'closed' }, parties)?.reason).toBe('It is closed; reopen it first.');
    expect(barrierAgainst(jo, 'close', held, parties)?.reason).toBe('Resolve it first.');
    expect(barrierAgainst(jo, 'reopen', held, parties)?.reason).toBe('It is open, not resolved.');
    expect(
      barrierAgainst(jo, 'take', { ...held, memberId, takenAt: Temporal.Instant.fromEpochMilliseconds(0) }, parties)?.reason,
    ).toBe('It is yours already.');
  });

  it('lets the product act for either side, but not against a state', () => {
    const system = systemActor('e', 'work');
    expect(barrierAgainst(system, 'resolve', held, parties)).toBe(null);
    expect(barrierAgainst(system, 'resolve', { ...held, state: 'closed' }, parties)).not.toBe(null);
  });

  it('has a rule for every action', () => {
    expect(Object.keys(actionRules).sort()).toEqual([...itemActions].sort());
  });
});

describe('audiences', () => {
  it('are one’s own side, both sides, and the requester where there is one', () => {
    expect(writableAudiences(jo, true)).toEqual(['shared', 'provider', 'requester']);
    expect(writableAudiences(dana, false)).toEqual(['shared', 'internal']);
    expect(writableAudiences(wes, true)).toEqual(['requester']);
  });

  it('are explained by who reads', () => {
    expect(readersOf('provider', parties, 'Wes')).toBe('Only Northline sees this. Harbor does not, nor that it exists.');
    expect(readersOf('shared', parties, 'Wes')).toBe('Harbor IT and Northline see this. Wes does not.');
    expect(readersOf('requester', parties, 'Wes')).toBe('Wes, Harbor IT and Northline see this.');
  });
});

describe('responseState', () => {
  const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000);
  it.each([
    [null, null, 0, 'none'],
    [10, null, 9, 'running'],
    [10, null, 10, 'running'],
    [10, null, 11, 'late'],
    [10, 10, 99, 'met'],
    [10, 11, 99, 'missed'],
  ] as const)('due %s, answered %s, now %s: %s', (due, answered, now, state) => {
    expect(responseState(due === null ? null : at(due), answered === null ? null : at(answered), at(now))).toBe(state);
  });
});
