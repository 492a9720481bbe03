import { describe, expect, it } from 'vitest';
import { factsOfQuery, queryOfFacts, queryOfReading } from './question-facts.ts';

const now = '2027-05-29T02:14-05:00';

describe('factsOfQuery', () => {
  it('is null without a function', () => {
    expect(factsOfQuery({ p: 'P1' }, now)).toBeNull();
  });

  it('fills the instant and the priority', () => {
    expect(factsOfQuery({ f: 'bk-monitor' }, now)).toEqual({ at: now, function: 'bk-monitor', priority: 'P2' });
  });

  it('ignores what is not a value of its key', () => {
    expect(factsOfQuery({ f: 'x', p: 'P9', at: 'soon', amount: 'much' }, now)).toEqual({
      at: now,
      function: 'x',
      priority: 'P2',
    });
  });

  it('comes back from the facts of a finding', () => {
    const facts = {
      at: now,
      function: 'x',
      priority: 'P1' as const,
      asset: 'ERP01',
      'user-group': 'executives',
      confirmed: true,
      amount: 900,
      absent: [{ person: 'dana' }],
    };
    expect(factsOfQuery(queryOfFacts(facts), 'other')).toEqual(facts);
  });
});

describe('queryOfReading', () => {
  it('leaves open what the words do not say', () => {
    const reading = { function: 'x', priority: null, at: null, app: 'ERP', asset: null, absent: ['dana', 'sam'], unread: [] };
    expect(queryOfReading('erp', reading)).toEqual({
      q: 'erp',
      f: 'x',
      p: undefined,
      at: undefined,
      app: 'ERP',
      asset: undefined,
      away: 'dana,sam',
    });
  });
});
