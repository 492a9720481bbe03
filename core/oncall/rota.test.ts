import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs } from '../calendar/civil.ts';
import { type Duty, highestRank, mapDuties, peopleAt, type RankedDuty, shiftsOf } from './duty.ts';
import type { Layer } from './layer.ts';
import { applyOverrides, type Override } from './override.ts';
import { type Rota, rotaDuties } from './rota.ts';
import { type Swap, shownShifts, swapOverrides, swapState } from './swap.ts';

const hour = 3_600_000;
const duty = (from: number, to: number, ...people: string[]): Duty => ({ from: from * hour, to: to * hour, people });
const override = (from: number, to: number, add: string | null, remove: string | null = null): Override => ({
  from: from * hour,
  to: to * hour,
  add,
  remove,
});
const inHours = (duties: readonly Duty[]) => duties.map(({ from, to, people }) => [from / hour, to / hour, people.join('+')]);

describe('overrides', () => {
  const base = [duty(0, 8, 'A'), duty(8, 12, 'A', 'B'), duty(12, 24)];
  test.each([
    [
      'an addition serves beside the rota',
      [override(6, 10, 'X')],
      [
        [0, 6, 'A'],
        [6, 8, 'A+X'],
        [8, 10, 'A+B+X'],
        [10, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
    [
      'a replacement takes the place, and the order',
      [override(6, 10, 'X', 'A')],
      [
        [0, 6, 'A'],
        [6, 8, 'X'],
        [8, 10, 'X+B'],
        [10, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
    [
      'a replacement of somebody off duty adds nobody',
      [override(0, 14, 'X', 'B')],
      [
        [0, 8, 'A'],
        [8, 12, 'A+X'],
        [12, 24, ''],
      ],
    ],
    [
      'a removal leaves a gap',
      [override(0, 4, null, 'A')],
      [
        [0, 4, ''],
        [4, 8, 'A'],
        [8, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
    [
      'it is not followed transitively',
      [override(0, 8, 'X', 'A'), override(0, 8, 'Y', 'X')],
      [
        [0, 8, 'X'],
        [8, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
    [
      'the first that takes a place keeps it',
      [override(0, 8, 'X', 'A'), override(0, 8, 'Y', 'A')],
      [
        [0, 8, 'X'],
        [8, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
    [
      'an added person is on duty once',
      [override(0, 8, 'A')],
      [
        [0, 8, 'A'],
        [8, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
    [
      'an override fills a gap',
      [override(12, 24, 'X')],
      [
        [0, 8, 'A'],
        [8, 12, 'A+B'],
        [12, 24, 'X'],
      ],
    ],
    [
      'an empty span does nothing',
      [override(4, 4, 'X', 'A')],
      [
        [0, 8, 'A'],
        [8, 12, 'A+B'],
        [12, 24, ''],
      ],
    ],
  ])('%s', (_title, overrides, expected) => {
    expect(inHours(applyOverrides(base, overrides))).toEqual(expected);
  });
});

describe('swaps', () => {
  const base = [duty(0, 8, 'U'), duty(8, 16, 'V'), duty(16, 24, 'U')];
  const swap: Swap = { requester: 'U', taker: 'V', from: 2 * hour, to: 4 * hour, inReturn: { from: 10 * hour, to: 12 * hour } };

  test('both halves stand together', () => {
    expect(inHours(applyOverrides(base, swapOverrides(swap)))).toEqual([
      [0, 2, 'U'],
      [2, 4, 'V'],
      [4, 8, 'U'],
      [8, 10, 'V'],
      [10, 12, 'U'],
      [12, 16, 'V'],
      [16, 24, 'U'],
    ]);
  });

  test('before the yes neither half changes who is paged, and it is shown', () => {
    const open = { ...swap, taker: null };
    expect(applyOverrides(base, swapOverrides(open))).toEqual(base);
    const shown = shownShifts(shiftsOf(base), open).map(({ from, to, requested }) => [from / hour, to / hour, requested]);
    expect(shown).toEqual([
      [0, 2, false],
      [2, 4, true],
      [4, 8, false],
      [8, 16, false],
      [16, 24, false],
    ]);
    expect(shownShifts(shiftsOf(base), swap).some(({ requested }) => requested)).toBe(false);
  });

  test('one that nobody took lapses when it begins', () => {
    const open = { ...swap, taker: null };
    expect([swapState(open, swap.from - 1), swapState(open, swap.from), swapState(swap, swap.from)]).toEqual([
      'open',
      'past-due',
      'taken',
    ]);
  });
});

describe('a rota', () => {
  const layer = (unit: 'day' | 'hour', length: number, people: string[], weekdays?: number[]): Layer => ({
    rotation: { zone: 'UTC', unit, length, anchorCivilMs: 0 },
    turns: people.map((person) => ({ id: person, people: [person] })),
    restrictions: weekdays ? [{ weekdays, fromMinute: 480, toMinute: 1020 }] : [],
  });
  // 1970-01-01 was a Thursday: weekday 4.
  const rota = (change: Partial<Rota> = {}): Rota => ({
    layers: [layer('hour', 12, ['A', 'B'])],
    overrides: [],
    replacements: [],
    absences: [],
    fallback: [],
    ...change,
  });
  const over = (change: Partial<Rota>) => rotaDuties(rota(change), 0, dayMs);

  test('the highest layer that has somebody wins', () => {
    expect(inHours(over({ layers: [layer('hour', 12, ['A', 'B']), layer('day', 1, ['C'], [4])] }).duties)).toEqual([
      [0, 8, 'A'],
      [8, 17, 'C'],
      [17, 24, 'B'],
    ]);
  });

  test('inside a temporary schedule neither rota nor override counts', () => {
    const { duties } = over({
      overrides: [override(0, 24, 'X')],
      replacements: [{ from: 4 * hour, to: 8 * hour, shifts: [{ person: 'T', from: 5 * hour, to: 9 * hour }] }],
    });
    expect(inHours(duties)).toEqual([
      [0, 4, 'A+X'],
      [4, 5, ''],
      [5, 8, 'T'],
      [8, 12, 'A+X'],
      [12, 24, 'B+X'],
    ]);
  });

  test('absence beats the rota; what it empties goes to the fallback and is a hole', () => {
    const absent = { absences: [{ person: 'A', from: 6 * hour, to: 18 * hour }] };
    expect(over(absent)).toEqual({
      duties: [duty(0, 6, 'A'), duty(6, 12), duty(12, 24, 'B')],
      holes: [{ from: 6 * hour, to: 12 * hour }],
    });
    const filled = over({ ...absent, fallback: [duty(0, 10, 'F'), duty(10, 24, 'G')] });
    expect(inHours(filled.duties)).toEqual([
      [0, 6, 'A'],
      [6, 10, 'F'],
      [10, 12, 'G'],
      [12, 24, 'B'],
    ]);
    expect(filled.holes).toEqual([{ from: 6 * hour, to: 12 * hour }]);
  });

  test('a fallback who is absent too does not serve, and a gap of the rota itself is no hole', () => {
    const absences = [
      { person: 'A', from: 0, to: dayMs },
      { person: 'F', from: 0, to: dayMs },
    ];
    expect(inHours(over({ absences, fallback: [duty(0, 24, 'F')] }).duties)).toEqual([
      [0, 12, ''],
      [12, 24, 'B'],
    ]);
    expect(over({ layers: [], fallback: [duty(0, 24, 'F')], absences })).toEqual({ duties: [duty(0, 24)], holes: [] });
  });

  test('absence of one of two leaves the other', () => {
    const pair: Layer = { ...layer('day', 1, []), turns: [{ id: 't', people: ['A', 'B'] }] };
    expect(over({ layers: [pair], absences: [{ person: 'A', from: 0, to: dayMs }] })).toEqual({
      duties: [duty(0, 24, 'B')],
      holes: [],
    });
  });
});

describe('laws', () => {
  const anyDuty: fc.Arbitrary<RankedDuty> = fc
    .record({
      from: fc.integer({ min: -5, max: 30 }),
      length: fc.integer({ min: 0, max: 12 }),
      person: fc.constantFrom('A', 'B', 'C', 'D'),
      rank: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ from, length, person, rank }) => ({ from, to: from + length, people: [person], rank }));

  test('over a span and at an instant are one answer', () => {
    fc.assert(
      fc.property(fc.array(anyDuty, { maxLength: 15 }), fc.integer({ min: -6, max: 32 }), (duties, at) => {
        const active = duties.filter((one) => one.from <= at && at < one.to);
        const top = Math.max(...active.map((one) => one.rank));
        const expected = [...new Set(active.filter((one) => one.rank === top).flatMap((one) => one.people))].sort();
        const covered = highestRank(duties, -10, 40);
        expect(peopleAt(covered, at).toSorted()).toEqual(expected);
        expect(covered[0]?.from).toBe(-10);
        expect(covered.at(-1)?.to).toBe(40);
        expect(
          covered.every(
            (one, i) => i === 0 || (covered[i - 1]!.to === one.from && covered[i - 1]!.people.join() !== one.people.join()),
          ),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('shifts are the duties seen person by person', () => {
    fc.assert(
      fc.property(fc.array(anyDuty, { maxLength: 15 }), fc.integer({ min: -10, max: 39 }), (duties, at) => {
        const covered = highestRank(duties, -10, 40);
        const serving = shiftsOf(covered).filter((shift) => shift.from <= at && at < shift.to);
        expect(serving.map((shift) => shift.person).sort()).toEqual(peopleAt(covered, at).toSorted());
      }),
      { numRuns: 200 },
    );
  });

  test('mapping with the same people changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyDuty, { maxLength: 15 }), fc.array(anyDuty, { maxLength: 5 }), (duties, spans) => {
        const covered = highestRank(duties, -10, 40);
        expect(mapDuties(covered, spans, (people) => people)).toEqual(covered);
      }),
      { numRuns: 100 },
    );
  });
});
