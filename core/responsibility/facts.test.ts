/**
 * Facts at the edge: each refusal beside what is accepted.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { checkFacts, maxAbsences, maxTextLength, validateFacts } from './facts.ts';
import { testEngagement } from './test-engagement.ts';

// Random runs are long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const least = { at: '2027-05-29T02:10-05:00', function: 'sm-edr-triage', priority: 'P1' };

const accepted: [string, Record<string, unknown>][] = [
  ['the least', {}],
  ['Z', { at: '2027-05-29T07:10:00Z' }],
  ['fractions of a second', { at: '2027-05-29T07:10:00.250Z' }],
  ['a function of no catalogue', { function: 'made-up' }],
  ['every scope key', { site: 's', asset: 'a', 'asset-class': 'c', app: 'p', 'user-group': 'g' }],
  ['the rest', { category: 'c', vendor: 'v', requester: 'r', subject: 's', 'data-owner': 'd', touched: false, confirmed: true }],
  ['nothing spent', { amount: 0 }],
  ['an absence without dates', { absent: [{ person: 'dana' }] }],
  ['an absence in local time', { absent: [{ person: 'dana', from: '2027-05-24', to: '2027-06-02T00:00' }] }],
  ['a queue', { overflow: { 'was-active': true, untouched: 0, 'oldest-untouched-p3': '55m', 'leave-held': '0m' } }],
  ['undefined is missing', { vendor: undefined }],
];

const refused: [string, unknown, string, string][] = [
  ['no object', 'facts', '', 'wrong-type'],
  ['null', null, '', 'wrong-type'],
  ['a list', [], '', 'wrong-type'],
  ['no instant', { ...least, at: undefined }, 'at', 'required'],
  ['no function', { at: least.at, priority: 'P1' }, 'function', 'required'],
  ['no priority', { at: least.at, function: 'f' }, 'priority', 'required'],
  ['no offset', { ...least, at: '2027-05-29T02:10' }, 'at', 'malformed'],
  ['only a date', { ...least, at: '2027-05-29' }, 'at', 'malformed'],
  ['a date that does not exist', { ...least, at: '2027-02-30T02:10Z' }, 'at', 'malformed'],
  ['a number of milliseconds', { ...least, at: 1_811_574_600_000 }, 'at', 'wrong-type'],
  ['a year nobody plans for', { ...least, at: '2500-01-01T00:00Z' }, 'at', 'out-of-range'],
  ['a year before computers', { ...least, at: '1969-12-31T00:00Z' }, 'at', 'out-of-range'],
  ['an empty function', { ...least, function: '' }, 'function', 'malformed'],
  ['a long function', { ...least, function: 'x'.repeat(maxTextLength + 1) }, 'function', 'out-of-range'],
  ['a fifth priority', { ...least, priority: 'P5' }, 'priority', 'malformed'],
  ['a small letter', { ...least, priority: 'p1' }, 'priority', 'malformed'],
  ['an unknown key', { ...least, severity: 'high' }, 'severity', 'unknown-key'],
  ['a key in the wrong case', { ...least, assetClass: 'server' }, 'assetClass', 'unknown-key'],
  ['a key of every object', { ...least, constructor: 'x' }, 'constructor', 'unknown-key'],
  [
    'the prototype',
    JSON.parse('{"at":"2027-05-29T02:10Z","function":"f","priority":"P1","__proto__":{}}'),
    '__proto__',
    'unknown-key',
  ],
  ['a number as text', { ...least, amount: '100' }, 'amount', 'wrong-type'],
  ['a debt', { ...least, amount: -1 }, 'amount', 'out-of-range'],
  ['no number', { ...least, amount: Number.NaN }, 'amount', 'wrong-type'],
  ['more than there is', { ...least, amount: Number.POSITIVE_INFINITY }, 'amount', 'out-of-range'],
  ['a word for a flag', { ...least, touched: 'yes' }, 'touched', 'wrong-type'],
  ['null as a value', { ...least, asset: null }, 'asset', 'wrong-type'],
  ['an absence that is no list', { ...least, absent: { person: 'dana' } }, 'absent', 'wrong-type'],
  ['an absence of nobody', { ...least, absent: [{}] }, 'absent[0].person', 'required'],
  ['an absence with more', { ...least, absent: [{ person: 'd', why: 'leave' }] }, 'absent[0].why', 'unknown-key'],
  [
    'an absence at no time',
    { ...least, absent: [{ person: 'd' }, { person: 'd', from: 'monday' }] },
    'absent[1].from',
    'malformed',
  ],
  ['too many absences', { ...least, absent: Array(maxAbsences + 1).fill({ person: 'd' }) }, 'absent', 'out-of-range'],
  ['half a ticket', { ...least, overflow: { untouched: 1.5 } }, 'overflow.untouched', 'wrong-type'],
  ['fewer than none', { ...least, overflow: { untouched: -1 } }, 'overflow.untouched', 'out-of-range'],
  ['a duration in words', { ...least, overflow: { 'leave-held': 'an hour' } }, 'overflow.leave-held', 'malformed'],
  ['a duration as a number', { ...least, overflow: { 'leave-held': 60 } }, 'overflow.leave-held', 'wrong-type'],
  ['an unknown key of the queue', { ...least, overflow: { active: true } }, 'overflow.active', 'unknown-key'],
];

describe('validateFacts', () => {
  test.each(accepted)('accepts %s', (_, facts) => {
    const value = { ...least, ...facts };
    expect(validateFacts(value)).toEqual({ ok: true, facts: value });
  });

  test.each(refused)('refuses %s', (_, value, field, code) => {
    const result = validateFacts(value);
    expect(result.ok ? [] : result.problems.map((problem) => [problem.field, problem.code])).toContainEqual([field, code]);
    for (const problem of result.ok ? [] : result.problems) expect(problem.message).not.toBe('');
  });

  test('names every problem at once', () => {
    const result = validateFacts({ at: 'now', amount: -1, why: 1 });
    expect(result.ok ? [] : result.problems.map(({ field }) => field)).toEqual(['function', 'priority', 'at', 'amount', 'why']);
  });

  test('never throws, and reports no more problems than a reader could use', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ at: fc.anything(), absent: fc.anything() })), (value) => {
        const result = validateFacts(value);
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 500, seed: 3 },
    );
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key-${index}`, 1]));
    const result = validateFacts(many);
    expect(result.ok ? 0 : result.problems.length).toBeLessThan(50);
  });
});

describe('checkFacts', () => {
  const facts = { at: '2027-01-04T10:00Z', function: 'fix', priority: 'P1' as const };
  const engagement = testEngagement([{}]);

  test('accepts a site of the engagement, or none', () => {
    expect(checkFacts(engagement, facts)).toEqual([]);
    expect(checkFacts(engagement, { ...facts, site: 'plant' })).toEqual([]);
  });

  test('refuses another and says which there are', () => {
    expect(checkFacts(engagement, { ...facts, site: 'moon' })).toEqual([
      { code: 'unknown-id', field: 'site', message: 'the engagement has no site moon; its sites are main, plant' },
    ]);
  });
});
