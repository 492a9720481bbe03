import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../calendar/zone.ts';
import { alertKey, groupStatus, isGroupResolved, type Labels } from './alert-group.ts';
import { escalationPlan, plannedContacts } from './escalation.ts';
import { isInhibited } from './inhibition.ts';
import { shouldNotify } from './renotify.ts';
import { intervalHolds, type TimeInterval } from './time-interval.ts';

describe('identity', () => {
  test('is the labels, in any order, and nothing else', () => {
    expect(alertKey({ a: '1', b: '2' })).toBe(alertKey({ b: '2', a: '1' }));
    expect(alertKey({ a: '1', b: '' })).toBe(alertKey({ a: '1' }));
    expect(alertKey({ a: '1' })).not.toBe(alertKey({ a: '2' }));
    expect(alertKey({ a: '1,b' })).not.toBe(alertKey({ a: '1', b: '' }));
  });

  test('different labels never share a key', () => {
    const labels = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), { maxKeys: 4 });
    fc.assert(
      fc.property(labels, labels, (a, b) => {
        const equal =
          Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value);
        expect(alertKey(a) === alertKey(b)).toBe(equal);
      }),
    );
  });

  test('a group is resolved when each of its alerts is, and a re-send is no new alert', () => {
    const firing = (labels: Labels) => ({ labels, status: 'firing' as const });
    const resolved = (labels: Labels) => ({ labels, status: 'resolved' as const });
    expect(isGroupResolved([])).toBe(false);
    expect(isGroupResolved([firing({ r: 'eu' }), firing({ r: 'us' }), resolved({ r: 'eu' })])).toBe(false);
    expect(isGroupResolved([firing({ r: 'eu' }), firing({ r: 'us' }), resolved({ r: 'eu' }), resolved({ r: 'us' })])).toBe(true);
    expect(isGroupResolved([resolved({ r: 'eu' }), firing({ r: 'eu' })])).toBe(false);
    expect(groupStatus([firing({ r: 'eu' }), firing({ r: 'eu' })]).size).toBe(1);
  });
});

describe('inhibition', () => {
  const rule = { source: { severity: 'critical' }, target: { severity: 'warning' }, equal: ['site'] };
  test.each([
    ['same site', { severity: 'warning', site: 'a' }, true],
    ['other site', { severity: 'warning', site: 'b' }, false],
    ['no site while the source has one', { severity: 'warning' }, false],
    ['no target', { severity: 'info', site: 'a' }, false],
  ])('%s', (_title, labels, inhibited) => {
    expect(isInhibited(labels as Labels, [rule], [{ severity: 'critical', site: 'a' }])).toBe(inhibited);
  });

  test('a label that both lack agrees, and without a source nothing is silenced', () => {
    expect(isInhibited({ severity: 'warning' }, [rule], [{ severity: 'critical' }])).toBe(true);
    expect(isInhibited({ severity: 'warning' }, [rule], [])).toBe(false);
    expect(isInhibited({ severity: 'warning' }, [], [{ severity: 'critical' }])).toBe(false);
  });

  test('two alerts that match both sides never silence each other', () => {
    const both = { source: { app: 'erp' }, target: { app: 'erp' }, equal: [] };
    expect(isInhibited({ app: 'erp', n: '1' }, [both], [{ app: 'erp', n: '2' }])).toBe(false);
  });
});

describe('another notice', () => {
  const last = { firing: [1, 2], resolved: [], ageMinutes: 5 };
  const policy = { repeatMinutes: 10, sendResolved: false };
  test.each([
    ['nothing changed', last, { firing: [1, 2], resolved: [] }, policy, false],
    ['a new alert fires', last, { firing: [1, 3], resolved: [] }, policy, true],
    ['one is resolved, unasked', last, { firing: [1], resolved: [2] }, policy, false],
    ['one is resolved, asked for', last, { firing: [1], resolved: [2] }, { ...policy, sendResolved: true }, true],
    ['all are resolved, unasked', last, { firing: [], resolved: [1, 2] }, policy, true],
    ['the interval is exactly over', { ...last, ageMinutes: 10 }, { firing: [1, 2], resolved: [] }, policy, false],
    ['the interval has passed', { ...last, ageMinutes: 11 }, { firing: [1, 2], resolved: [] }, policy, true],
    ['never told, resolved before it was noticed', null, { firing: [], resolved: [1] }, policy, false],
    ['never told, firing', null, { firing: [1], resolved: [] }, policy, true],
  ])('%s', (_title, before, now, how, notify) => {
    expect(shouldNotify(before, now, how)).toBe(notify);
  });
});

describe('recurring intervals', () => {
  const holds = (interval: Partial<TimeInterval>, time: string) =>
    intervalHolds({ zone: 'UTC', ...interval }, parseTime('UTC', time)!);
  test.each([
    [{}, '2024-02-29T12:00', true],
    [{ times: [[540, 1020]] }, '2024-02-29T09:00', true],
    [{ times: [[540, 1020]] }, '2024-02-29T17:00', false],
    [
      {
        times: [
          [540, 1020],
          [1380, 1440],
        ],
      },
      '2024-02-29T23:59',
      true,
    ],
    [{ weekdays: [[0, 0]] }, '2024-03-03T12:00', true],
    [{ weekdays: [[1, 5]] }, '2024-03-03T12:00', false],
    [{ daysOfMonth: [[-1, -1]] }, '2024-02-29T12:00', true],
    [{ daysOfMonth: [[-1, -1]] }, '2024-02-28T12:00', false],
    [{ daysOfMonth: [[25, 31]] }, '2024-02-29T12:00', true],
    [{ daysOfMonth: [[30, 31]] }, '2024-02-29T12:00', false],
    [{ daysOfMonth: [[-31, -29]] }, '2024-02-01T12:00', true],
    [{ daysOfMonth: [[1, -2]] }, '2024-02-29T12:00', false],
    [{ months: [[11, 12]], years: [[2024, 2025]] }, '2025-11-01T12:00', true],
    [{ months: [[11, 12]], years: [[2024, 2025]] }, '2026-11-01T12:00', false],
    [{ zone: 'Australia/Sydney', months: [[11, 11]] }, '2021-10-31T13:00', true],
    [{ zone: 'Australia/Sydney', months: [[11, 11]] }, '2021-10-31T12:59', false],
  ] as [Partial<TimeInterval>, string, boolean][])('%j at %s: %s', (interval, time, expected) => {
    expect(holds(interval, time)).toBe(expected);
  });
});

describe('escalation', () => {
  const steps = [
    { people: ['A'], delayMinutes: 10 },
    { people: [], delayMinutes: 30 },
    { people: ['B', 'C'], delayMinutes: 20 },
  ];

  test('an empty step costs no time and is reported', () => {
    expect(escalationPlan(steps)).toEqual({
      pages: [
        { step: 0, afterMinutes: 0, people: ['A'] },
        { step: 2, afterMinutes: 10, people: ['B', 'C'] },
      ],
      emptySteps: [1],
      endsAfterMinutes: 30,
    });
    expect(escalationPlan([])).toEqual({ pages: [], emptySteps: [], endsAfterMinutes: 0 });
  });

  test('contacts follow each person’s own rules; maintenance stops a new page and no running one', () => {
    const delays = (person: string) => (person === 'A' ? [0, 5] : [0]);
    const minutes = (arrived: number) =>
      plannedContacts(arrived * 60_000, steps, delays, [{ from: 60_000, to: 600_000 }]).map(
        ({ at, person }) => `${person}${at / 60_000}`,
      );
    expect(minutes(0)).toEqual(['A0', 'A5', 'B10', 'C10']);
    expect([minutes(1), minutes(9), minutes(10)]).toEqual([[], [], ['A10', 'A15', 'B20', 'C20']]);
  });
});
