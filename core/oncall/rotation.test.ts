import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs } from '../calendar/civil.ts';
import { formatInstant, parseTime } from '../calendar/zone.ts';
import { type Duty, peopleAt } from './duty.ts';
import { type Layer, layerDuties, type Turn } from './layer.ts';
import { allowedSpans, isAllowed, type Restriction } from './restriction.ts';
import { handoff, type Rotation, stepAt, stepsOver } from './rotation.ts';

const zone = 'America/Chicago';
const civil = (text: string) => parseTime('UTC', text)!;
const local = (text: string) => parseTime(zone, text)!;
const rotation = (unit: Rotation['unit'], length: number, anchor: string): Rotation => ({
  zone,
  unit,
  length,
  anchorCivilMs: civil(anchor),
});
const wall = (at: number) => formatInstant(zone, at).slice(0, 16);

const anyRotation: fc.Arbitrary<Rotation> = fc.record({
  zone: fc.constantFrom('America/Chicago', 'Europe/Berlin', 'Africa/Cairo', 'America/Santiago', 'Australia/Lord_Howe', 'UTC'),
  unit: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
  length: fc.integer({ min: 1, max: 30 }),
  anchorCivilMs: fc.integer({ min: 0, max: 2_000_000 }).map((minutes) => civil('2020-01-31') + minutes * 60_000),
});
const instants = fc.integer({ min: civil('2018-01-01'), max: civil('2028-01-01') });

describe('the grid of hand-offs', () => {
  test('a twelve-hour rota keeps its hours on the wall when clocks change', () => {
    const steps = stepsOver(rotation('hour', 12, '2024-03-01T08:00'), local('2024-03-09T20:00'), local('2024-03-11T09:00'));
    expect(steps.map((step) => wall(step.from))).toEqual([
      '2024-03-09T20:00',
      '2024-03-10T08:00',
      '2024-03-10T20:00',
      '2024-03-11T08:00',
    ]);
    expect(steps.map((step) => (step.to - step.from) / 3_600_000)).toEqual([11, 12, 12, 12]);
  });

  test('the hour that spring takes away is nobody’s step, the one that autumn repeats is one step', () => {
    const hourly = rotation('hour', 1, '2024-03-01T00:00');
    const hours = (from: string, to: string) =>
      stepsOver(hourly, local(from), local(to)).map((step) => [wall(step.from).slice(11), (step.to - step.from) / 3_600_000]);
    expect(hours('2024-03-10T01:00', '2024-03-10T04:00')).toEqual([
      ['01:00', 1],
      ['03:00', 1],
    ]);
    expect(hours('2024-11-03T00:00', '2024-11-03T03:00')).toEqual([
      ['00:00', 1],
      ['01:00', 2],
      ['02:00', 1],
    ]);
  });

  test('months are counted from the anchor, also before it', () => {
    const monthly = rotation('month', 1, '2025-01-31T09:00');
    expect([-2, -1, 0, 1, 2, 3, 13].map((index) => wall(handoff(monthly, index)).slice(0, 10))).toEqual([
      '2024-11-30',
      '2024-12-31',
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2026-02-28',
    ]);
  });

  test('every instant lies in exactly one step, and steps touch', () => {
    fc.assert(
      fc.property(anyRotation, instants, (any, at) => {
        const step = stepAt(any, at);
        expect(step.from <= at && at < step.to).toBe(true);
        expect(stepAt(any, step.to).from).toBe(step.to);
        expect(stepAt(any, step.from - 1).to).toBe(step.from);
      }),
      { numRuns: 300 },
    );
  });

  test('the grid is the same from whatever window it is asked', () => {
    fc.assert(
      fc.property(
        anyRotation,
        instants,
        fc.integer({ min: 1, max: 40 * 24 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (any, from, hours, share) => {
          const to = from + hours * 3_600_000;
          const middle = from + Math.floor(share * (to - from));
          const whole = stepsOver(any, from, to);
          expect(stepsOver(any, middle, to)).toEqual(whole.filter((step) => step.to > middle));
          expect(whole.every((step, i) => i === 0 || step.from === whole[i - 1]!.to)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('restrictions', () => {
  const nights = [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 1200, toMinute: 480 }];
  test.each([
    ['2024-01-15T07:59', false],
    ['2024-01-15T20:00', true],
    ['2024-01-16T07:59', true],
    ['2024-01-16T08:00', false],
    ['2024-01-20T07:59', true],
    ['2024-01-20T20:00', false],
  ])('weekday nights at %s: %s', (time, allowed) => {
    expect(isAllowed(zone, nights, local(time))).toBe(allowed);
  });

  test('hours that end when they begin are a whole day from there', () => {
    const spans = allowedSpans(
      zone,
      [{ weekdays: [1], fromMinute: 480, toMinute: 480 }],
      local('2024-01-14'),
      local('2024-01-21'),
    );
    expect(spans.map(({ from, to }) => [wall(from), wall(to)])).toEqual([['2024-01-15T08:00', '2024-01-16T08:00']]);
  });

  test('without restrictions every moment is allowed, in an empty range none', () => {
    expect(allowedSpans(zone, [], 0, dayMs)).toEqual([{ from: 0, to: dayMs }]);
    expect(allowedSpans(zone, [], 10, 10)).toEqual([]);
  });
});

describe('turns of a layer', () => {
  const turns = (...names: string[]): Turn[] => names.map((name) => ({ id: name, people: [name] }));
  const layer = (change: Partial<Layer> = {}): Layer => ({
    rotation: rotation('day', 1, '2024-08-08T00:00'),
    turns: turns('A', 'B', 'C'),
    restrictions: [],
    ...change,
  });
  const days = (any: Layer, from: string, count: number) =>
    Array.from(
      { length: count },
      (_, i) =>
        peopleAt(layerDuties(any, local(from), local(from) + count * dayMs), local(from) + i * dayMs + dayMs / 2).join('+') ||
        '-',
    ).join(' ');

  test('nobody before the anchor, then one after the other', () => {
    expect(days(layer(), '2024-08-06', 7)).toBe('- - A B C A B');
  });

  test('a weekday layer loses no turn to the weekend', () => {
    expect(days(layer({ restrictions: [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 0, toMinute: 1440 }] }), '2024-08-08', 8)).toBe(
      'A B - - C A B C',
    );
  });

  test('a turn of two days is two days on duty, the weekend between them', () => {
    const two = layer({
      rotation: rotation('day', 2, '2024-08-07T00:00'),
      restrictions: [{ weekdays: [1, 2, 3, 4, 5], fromMinute: 540, toMinute: 1020 }],
    });
    expect(days(two, '2024-08-07', 9)).toBe('A A B - - B C C A');
  });

  test('a layer may begin inside a turn', () => {
    const weekly = layer({ rotation: rotation('week', 1, '2024-08-05T00:00'), startsAt: local('2024-08-08') });
    expect(days(weekly, '2024-08-05', 9)).toBe('- - - A A A A B B');
  });

  test('two people on a turn are primary and secondary', () => {
    expect(days(layer({ turns: [{ id: 't', people: ['A', 'B'] }] }), '2024-08-08', 2)).toBe('A+B A+B');
  });

  test('a person added or removed on a date changes nothing before it', () => {
    const before = days(layer(), '2024-08-08', 6);
    const added = layer({ turns: [...turns('A', 'B', 'C'), { id: 'D', people: ['D'], from: local('2024-08-14') }] });
    const removed = layer({ turns: [{ id: 'A', people: ['A'], to: local('2024-08-14') }, ...turns('B', 'C')] });
    expect([days(added, '2024-08-08', 6), days(removed, '2024-08-08', 6)]).toEqual([before, before]);
    expect(days(added, '2024-08-14', 5)).toBe('D A B C D');
    expect(days(removed, '2024-08-14', 5)).toBe('B C B C B');
  });

  test('nobody in effect is nobody on duty', () => {
    expect(days(layer({ turns: [{ id: 'A', people: ['A'], to: local('2024-08-10') }] }), '2024-08-08', 4)).toBe('A A - -');
    expect(layerDuties(layer({ turns: [] }), 0, local('2024-08-10'))).toEqual([]);
  });

  test('the same instant has the same person from whatever window it is asked', () => {
    const anyLayer = fc.record({
      rotation: anyRotation,
      turns: fc.constant(turns('A', 'B', 'C')),
      restrictions: fc.constantFrom<Restriction[][]>(
        [],
        [{ weekdays: [1, 3, 5], fromMinute: 1200, toMinute: 300 }],
        [{ weekdays: [6, 7], fromMinute: 0, toMinute: 1440 }],
      ),
    });
    const cut = (duties: Duty[], from: number) =>
      duties.filter((duty) => duty.to > from).map((duty) => ({ ...duty, from: Math.max(duty.from, from) }));
    fc.assert(
      fc.property(anyLayer, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (any, start, length) => {
        const from = civil('2024-02-01') + start * dayMs;
        const to = from + length * dayMs;
        expect(layerDuties(any, from, to)).toEqual(cut(layerDuties(any, from - 20 * dayMs, to), from));
      }),
      { numRuns: 60 },
    );
  });
});
