import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addOpen, compileCalendar, openBetween } from '../calendar/calendar.ts';
import type { EpochMs } from '../calendar/model.ts';
import { formatInstant, parseTime } from '../calendar/zone.ts';
import { clock } from './clock.ts';
import type { ClockEvent, ClockQuestion, Reading } from './model.ts';

const hour = 3_600_000;
const desk = compileCalendar({
  zone: 'UTC',
  weekly: { 1: [[540, 1020]], 2: [[540, 1020]], 3: [[540, 1020]], 4: [[540, 1020]], 5: [[540, 1020]] },
});

/** Tuesday 2 March 2027 at the given time. */
function at(time: string): EpochMs {
  return parseTime('UTC', `2027-03-02T${time}`)!;
}

const created: ClockEvent = { at: at('09:00'), kind: 'created' };
const state = (time: string, to: 'open' | 'paused' | 'closed'): ClockEvent => ({ at: at(time), kind: 'state', state: to });
const custody = (time: string, side: 'internal' | 'provider'): ClockEvent => ({ at: at(time), kind: 'custody', side });
const message = (time: string, more: object = {}): ClockEvent => ({ at: at(time), kind: 'requester-message', ...more });
const reply = (time: string, more: object = {}): ClockEvent => ({ at: at(time), kind: 'reply', by: 'internal', ...more });
const responded = (time: string, more: object = {}): ClockEvent => ({
  at: at(time),
  kind: 'first-response',
  by: 'internal',
  ...more,
});

function read(events: ClockEvent[], asOf: string, question: Partial<ClockQuestion> = {}): Reading {
  return clock({
    side: 'internal',
    target: 'solution',
    events: [created, ...events],
    calendar: desk,
    minutes: { solution: 240 },
    asOf: at(asOf),
    ...question,
  });
}

function short(reading: Reading) {
  const time = (instant: EpochMs) => formatInstant('UTC', instant).slice(8, 16);
  return [
    reading.state,
    reading.dueAt === null ? null : time(reading.dueAt),
    reading.usedMs / 60_000,
    reading.missedAt.map(time),
  ];
}

describe('one clock', () => {
  test.each([
    ['runs', [], '10:00', ['running', '02T13:00', 60, []]],
    ['rests while paused', [state('10:00', 'paused')], '12:00', ['paused', null, 60, []]],
    ['goes on after a pause', [state('10:00', 'paused'), state('11:30:30', 'open')], '12:00', ['running', '02T14:30', 89.5, []]],
    [
      'used up exactly at closing is due at closing',
      [state('10:00', 'paused'), state('14:00', 'open')],
      '15:00',
      ['running', '02T17:00', 120, []],
    ],
    ['used up exactly is no miss', [], '13:00', ['running', '02T13:00', 240, []]],
    ['a millisecond more is', [], '13:00:00.001', ['running', '02T13:00', 240 + 1 / 60_000, ['02T13:00']]],
    ['stops at closing', [state('11:00', 'closed')], '16:00', ['stopped', null, 120, []]],
    ['reopening goes on', [state('11:00', 'closed'), state('15:00', 'open')], '15:30', ['running', '02T17:00', 150, []]],
    [
      'a miss stays after closing and reopening',
      [state('14:00', 'closed'), state('15:00', 'open')],
      '15:30',
      ['running', '02T13:00', 330, ['02T13:00']],
    ],
    [
      'a pause at the last moment is no miss, going on is',
      [state('13:00', 'paused'), state('14:00', 'open')],
      '14:30',
      ['running', '02T13:00', 270, ['02T13:00']],
    ],
    ['created paused, closed from it', [state('09:00', 'paused'), state('12:00', 'closed')], '12:00', ['stopped', null, 0, []]],
    [
      'saying twice that it is paused changes nothing',
      [state('10:00', 'paused'), state('10:30', 'paused'), state('11:00', 'open')],
      '11:30',
      ['running', '02T14:00', 90, []],
    ],
    ['what has not happened yet does not count', [state('16:00', 'closed')], '10:00', ['running', '02T13:00', 60, []]],
  ] as const)('%s', (_title, events, asOf, expected) => {
    expect(short(read([...events], asOf))).toEqual(expected);
  });

  test('a shorter target keeps the time used, a longer one keeps the miss', () => {
    const shorter: ClockEvent = { at: at('10:30'), kind: 'targets', minutes: { solution: 60 } };
    expect(short(read([shorter], '10:45'))).toEqual(['running', '02T10:00', 105, ['02T10:30']]);
    const longer: ClockEvent = { at: at('14:00'), kind: 'targets', minutes: { solution: 480 } };
    expect(short(read([longer], '14:30'))).toEqual(['running', '02T17:00', 330, ['02T13:00']]);
  });

  test('without a target time is used and nothing is due', () => {
    expect(short(read([], '10:00', { minutes: {} }))).toEqual(['running', null, 60, []]);
    expect(read([], '10:00', { minutes: {} }).remainingMs).toBeNull();
  });

  test('the trace says why', () => {
    expect(read([], '13:30').trace).toEqual([
      'internal solution: owed since 2027-03-02T09:00:00+00:00, 270 min of open time used.',
      'The target of 240 min is used up at 2027-03-02T13:00:00+00:00.',
      'The target was missed at 2027-03-02T13:00:00+00:00.',
    ]);
    expect(read([state('10:00', 'paused')], '13:30').trace).toContain('It is paused: no due time until it goes on.');
  });
});

describe('the first response', () => {
  const question = { target: 'first-response', minutes: { 'first-response': 60 } } as const;
  test.each([
    ['stops it', [responded('09:30')], ['stopped', null, 30, []]],
    ['too late is a miss', [responded('10:30')], ['stopped', null, 90, ['02T10:00']]],
    ['an automatic one is none', [responded('09:30', { automatic: true })], ['running', '02T10:00', 180, ['02T10:00']]],
    ['a private note is none', [responded('09:30', { private: true })], ['running', '02T10:00', 180, ['02T10:00']]],
    ['only the first counts', [responded('09:30'), responded('11:00')], ['stopped', null, 30, []]],
  ] as const)('%s', (_title, events, expected) => {
    expect(short(read([...events], '12:00', question))).toEqual(expected);
  });
});

describe('the next response', () => {
  const question = { target: 'next-response', minutes: { 'first-response': 60, 'next-response': 60 } } as const;
  test.each([
    ['nobody waits', [responded('09:05')], ['idle', null, 0, []]],
    ['an unasked reply owes nothing', [responded('09:05'), reply('09:30')], ['idle', null, 0, []]],
    [
      'counts from the earliest message that nobody answered',
      [responded('09:05'), message('10:00'), message('10:50')],
      ['running', '02T11:00', 120, ['02T11:00']],
    ],
    ['a reply clears it', [responded('09:05'), message('10:00'), reply('10:40')], ['stopped', null, 40, []]],
    [
      'the next message arms it again',
      [responded('09:05'), message('10:00'), reply('10:40'), message('11:30')],
      ['running', '02T12:30', 30, []],
    ],
    [
      'an earlier miss is kept',
      [responded('09:05'), message('09:30'), reply('11:00'), message('11:30')],
      ['running', '02T12:30', 30, ['02T10:30']],
    ],
    [
      'an automatic reply answers nobody',
      [responded('09:05'), message('10:00'), reply('10:40', { automatic: true })],
      ['running', '02T11:00', 120, ['02T11:00']],
    ],
    [
      'an out-of-office message asks for nothing',
      [responded('09:05'), message('10:00', { automatic: true })],
      ['idle', null, 0, []],
    ],
    ['sleeps before the first response and cannot be missed', [message('09:00')], ['asleep', '02T10:00', 180, []]],
    ['wakes with the first response', [message('09:00'), responded('11:00')], ['running', '02T10:00', 180, ['02T11:00']]],
    ['closing ends the wait', [responded('09:05'), message('10:00'), state('10:20', 'closed')], ['stopped', null, 20, []]],
  ] as const)('%s', (_title, events, expected) => {
    expect(short(read([...events], '12:00', question))).toEqual(expected);
  });

  test('where no first response is promised it never sleeps', () => {
    expect(short(read([message('09:00')], '12:00', { ...question, minutes: { 'next-response': 60 } }))).toEqual([
      'running',
      '02T10:00',
      180,
      ['02T10:00'],
    ]);
  });
});

describe('two sides on one item', () => {
  const provider = { side: 'provider', minutes: { solution: 120 } } as const;
  test('the provider owes nothing before it is given the item', () => {
    expect(short(read([], '12:00', provider))).toEqual(['idle', null, 0, []]);
  });

  test('handing back pauses the provider alone, handing over again resumes the same obligation', () => {
    const bounced = [custody('10:00', 'provider'), custody('10:30', 'internal'), custody('14:30', 'provider')];
    expect(short(read(bounced, '15:00', provider))).toEqual(['running', '02T16:00', 60, []]);
    expect(short(read(bounced.slice(0, 2), '13:00', provider))).toEqual(['paused', null, 30, []]);
    expect(short(read(bounced, '15:00'))).toEqual(['running', '02T13:00', 360, ['02T13:00']]);
  });

  test('what the internal side did before is no response of the provider', () => {
    const question = { side: 'provider', target: 'first-response', minutes: { 'first-response': 60 } } as const;
    const events = [responded('09:10'), custody('10:00', 'provider'), responded('10:20', { by: 'internal' })];
    expect(short(read(events, '10:30', question))).toEqual(['running', '02T11:00', 30, []]);
    expect(short(read([...events, responded('10:25', { by: 'provider' })], '10:30', question))).toEqual([
      'stopped',
      null,
      25,
      [],
    ]);
  });
});

describe('laws', () => {
  const minute = fc.integer({ min: 0, max: 7 * 24 * 60 }).map((minutes) => at('09:00') + minutes * 60_000);
  const anyEvent: fc.Arbitrary<ClockEvent> = fc.oneof(
    fc.record({
      at: minute,
      kind: fc.constant('state' as const),
      state: fc.constantFrom('open' as const, 'paused' as const, 'closed' as const),
    }),
    fc.record({
      at: minute,
      kind: fc.constant('custody' as const),
      side: fc.constantFrom('internal' as const, 'provider' as const),
    }),
    fc.record({ at: minute, kind: fc.constant('requester-message' as const) }),
    fc.record({
      at: minute,
      kind: fc.constantFrom('first-response' as const, 'reply' as const),
      by: fc.constantFrom('internal' as const, 'provider' as const),
    }),
  );
  const anyQuestion = fc.record({
    side: fc.constantFrom('internal' as const, 'provider' as const),
    target: fc.constantFrom('first-response' as const, 'next-response' as const, 'solution' as const),
    events: fc.array(anyEvent, { maxLength: 14 }).map((events): ClockEvent[] => [created, ...events]),
    calendar: fc.constant(desk),
    minutes: fc.record({
      'first-response': fc.integer({ min: 0, max: 600 }),
      'next-response': fc.integer({ min: 0, max: 600 }),
      solution: fc.integer({ min: 0, max: 600 }),
    }),
    asOf: minute,
  });

  test('time used and misses only ever grow, whatever happens to the item', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer({ min: 0, max: 48 * 60 }), (question, minutes) => {
        const later = clock({ ...question, asOf: question.asOf + minutes * 60_000 });
        const now = clock(question);
        // A wait that was answered gives way to the next one, which begins at nothing.
        if (question.target !== 'next-response') expect(later.usedMs).toBeGreaterThanOrEqual(now.usedMs);
        expect(later.missedAt).toEqual(expect.arrayContaining(now.missedAt));
      }),
      { numRuns: 300 },
    );
  });

  test('time used is never more than the open time since creation, and never counts twice', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { usedMs, remainingMs } = clock(question);
        expect(usedMs).toBeGreaterThanOrEqual(0);
        expect(usedMs).toBeLessThanOrEqual(openBetween(desk, created.at, question.asOf));
        expect(remainingMs).toBe(question.minutes[question.target] * 60_000 - usedMs);
      }),
      { numRuns: 300 },
    );
  });

  test('left alone, a running clock uses exactly its budget up to its due moment', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const now = clock(question);
        if (now.state !== 'running' || now.dueAt === null || now.dueAt <= question.asOf) return;
        const events = question.events.filter((event) => event.at <= question.asOf);
        expect(clock({ ...question, events, asOf: now.dueAt })).toMatchObject({ remainingMs: 0, dueAt: now.dueAt });
        expect(now.dueAt).toBe(addOpen(desk, question.asOf, now.remainingMs ?? 0));
      }),
      { numRuns: 300 },
    );
  });

  test('the order in which events are given does not matter when their times differ', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const times = new Set(question.events.map((event) => event.at));
        if (times.size !== question.events.length) return;
        expect(clock({ ...question, events: question.events.toReversed() })).toEqual(clock(question));
      }),
      { numRuns: 200 },
    );
  });

  test('bouncing an item never gives the provider more time than holding it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }), (marks) => {
        const times = [0, ...marks.sort((a, b) => a - b)].map((minutes) => at('09:00') + minutes * 60_000);
        const bounces = times.map(
          (time, i): ClockEvent => ({ at: time, kind: 'custody', side: i % 2 === 0 ? 'provider' : 'internal' }),
        );
        const question: ClockQuestion = {
          side: 'provider',
          target: 'solution',
          events: [created, ...bounces],
          calendar: desk,
          minutes: { solution: 240 },
          asOf: at('16:00'),
        };
        const held = times.reduce(
          (sum, time, i) => sum + (i % 2 === 0 ? openBetween(desk, time, times[i + 1] ?? at('16:00')) : 0),
          0,
        );
        expect(clock(question).usedMs).toBe(held);
        expect(held).toBeLessThanOrEqual(7 * hour);
      }),
      { numRuns: 100 },
    );
  });
});
