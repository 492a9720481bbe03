/**
 * Small engagements in which everything meets: few scope values so that rows collide, absences and shifts within a few
 * days, two sites in different zones, overlapping versions, overflow with events. For properties that would hardly
 * ever be tested by engagements of realistic variety. The test below keeps the generator honest.
 */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { validateFacts } from './facts.ts';
import type { Absence, Cell, EngagementFile, Facts, Mode, Overflow, Row, Scope, Shift, Version } from './model.ts';
import { modes, priorities } from './model.ts';
import { testFile } from './test-engagement.ts';

// Random runs are long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The days on which things happen: Thursday 11 to Tuesday 16 March 2027, with a change of clocks in Chicago on the 14th. */
export const firstDay = '2027-03-11';
export const lastDay = '2027-03-17';

const people = ['ann', 'bob', 'cat', 'eve', 'fay'];
const actors = [...people, 'desk', 'noc', 'rota:night'];
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const pad = (value: number) => String(value).padStart(2, '0');

const anyLocal = fc
  .tuple(fc.integer({ min: 11, max: 17 }), fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30))
  .map(([day, hour, minute]) => `2027-03-${day}T${pad(hour)}:${pad(minute)}`);
const anyTimes = fc
  .tuple(anyLocal, anyLocal)
  .filter(([a, b]) => a !== b)
  .map((times) => times.sort())
  .map(([from, to]) => ({ from: from!, to: to! }));

export const anyScope: fc.Arbitrary<Scope> = fc.record(
  {
    asset: fc.constantFrom('a1', 'a2'),
    app: fc.constantFrom('p1', 'p2'),
    site: fc.constantFrom('main', 'plant'),
    'user-group': fc.constantFrom('g1', 'g2'),
  },
  { requiredKeys: [] },
);

const anyMode = fc.constantFrom<Mode>(...modes);
const anyCell: fc.Arbitrary<Cell> = fc.record(
  { who: fc.uniqueArray(fc.constantFrom(...actors), { minLength: 1, maxLength: 2 }), mode: anyMode, P1: anyMode, P3: anyMode },
  { requiredKeys: ['who', 'mode'] },
);
const anyCells: fc.Arbitrary<Partial<Row>> = fc.oneof(
  fc.record({ always: anyCell }),
  fc.record(
    { 'business-hours': anyCell, 'after-hours': anyCell, weekend: anyCell, holiday: anyCell },
    { requiredKeys: ['business-hours', 'after-hours'] },
  ),
);
const anyAuthority = fc.record(
  {
    'absence-cover': fc.constantFrom('none', 'desk', 'bob', 'eve'),
    overflow: fc.constant(true),
    'requires-skill': fc.constant('server'),
    approvers: fc.constantFrom<'chain' | string[]>('chain', ['cat'], ['bob', 'cat']),
    'fail-safe': fc.constant('wait'),
    authorisers: fc.constant<string[]>(['cat', 'bob']),
  },
  { requiredKeys: [] },
);
const anyRow: fc.Arbitrary<Omit<Row, 'id'>> = fc
  .record({ function: fc.constantFrom('fix', 'other'), scope: anyScope, cells: anyCells, authority: anyAuthority })
  .map(({ cells, authority, ...row }) => ({ ...row, ...cells, ...authority, accountable: 'cat' }));
const anyRows = fc
  .array(anyRow, { minLength: 1, maxLength: 5 })
  .map((rows) => rows.map((row, index) => ({ id: `R-${index + 1}`, ...row }) as Row));

const anyMatrix: fc.Arbitrary<Version[]> = fc
  .tuple(
    anyRows,
    anyRows,
    fc.constantFrom('2027-03-10', '2027-03-11', '2027-03-13'),
    maybe(fc.constant('2027-03-15')),
    fc.boolean(),
  )
  .map(([first, second, from, to, amends]) => [
    { version: '1', signed: '2027-01-01', from, ...(to === undefined ? {} : { to }), rows: first },
    {
      version: '2',
      signed: '2027-02-01',
      from: '2027-03-14',
      to: '2027-03-15',
      ...(amends ? { amends: '1' } : {}),
      rows: second,
    },
  ]);

const anyAbsences: fc.Arbitrary<Absence[]> = fc.array(
  fc
    .tuple(fc.constantFrom(...people), anyTimes, fc.boolean())
    .map(([person, { from, to }, ends]) => ({ person, from, ...(ends ? { to } : {}) })),
  { maxLength: 2 },
);
const anyShifts: fc.Arbitrary<Shift[]> = fc.array(
  fc
    .record({ times: anyTimes, people: fc.uniqueArray(fc.constantFrom('eve', 'fay', 'bob'), { minLength: 1, maxLength: 2 }) })
    .map((shift): Shift => ({ ...shift.times, people: shift.people })),
  { maxLength: 3 },
);
const anyOverflow: fc.Arbitrary<Overflow> = fc.record({
  to: fc.constantFrom('desk', 'eve'),
  enter: fc.constantFrom<Overflow['enter']>({ untouched: 10 }, { 'oldest-untouched-p3': '4h' }),
  leave: fc.constant({ untouched: 4, held: '60m' }),
  exclude: fc.constantFrom<Overflow['exclude']>(undefined, { 'user-groups': ['g1'] }),
  events: fc.array(anyTimes, { maxLength: 1 }),
});

/** Files as the parser would give them. */
export const smallWorld: fc.Arbitrary<EngagementFile> = fc
  .record({
    matrix: anyMatrix,
    absences: anyAbsences,
    shifts: anyShifts,
    fallback: maybe(fc.constantFrom('desk', 'cat')),
    overflow: maybe(anyOverflow),
    holidays: fc.constantFrom<string[]>([], ['2027-03-12'], ['2027-03-15']),
  })
  .map(({ matrix, absences, shifts, fallback, overflow, holidays }) => {
    const rotas = [{ id: 'night', timezone: 'Europe/Berlin', shifts, ...(fallback === undefined ? {} : { fallback }) }];
    const file = testFile([], { matrix, absences, rotas, holidays: { dates: holidays }, ...(overflow ? { overflow } : {}) });
    return JSON.parse(JSON.stringify(file)) as EngagementFile;
  });

export const anyInstant: fc.Arbitrary<string> = anyLocal.map((local) => `${local}-06:00`);

/** Questions to ask of a small world; `at` within its days. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .record(
    {
      at: anyInstant,
      function: fc.constantFrom('fix', 'fix', 'other', 'neither'),
      priority: fc.constantFrom(...priorities),
      scope: anyScope,
      touched: fc.boolean(),
      vendor: fc.constantFrom('carrier', 'nobody'),
      requester: fc.constantFrom('bob', 'fay'),
      amount: fc.constantFrom(1, 500, 501),
      absent: fc.array(
        fc.oneof(
          fc.record({ person: fc.constantFrom(...people) }),
          fc.record({ person: fc.constantFrom(...people), from: anyLocal }),
        ),
        { maxLength: 2 },
      ),
      overflow: fc.record({ 'was-active': fc.boolean(), untouched: fc.constantFrom(0, 6, 12) }, { requiredKeys: [] }),
    },
    { requiredKeys: ['at', 'function', 'priority', 'scope'] },
  )
  .map(({ scope, ...facts }) => ({ ...facts, ...scope }) as Facts);

test('every question about a small world is a valid one', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      expect(validateFacts(facts)).toEqual({ ok: true, facts });
    }),
    { numRuns: 100, seed: 1 },
  );
});
