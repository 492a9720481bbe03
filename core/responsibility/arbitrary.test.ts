/**
 * Engagement files that the parser accepts, for properties of everything that takes one: awkward texts, every optional
 * key present or absent, rotas, amendments, overflow, vendors. The test below keeps the generator honest.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import {
  type Cell,
  type EngagementFile,
  type Mode,
  modes,
  priorities,
  type RotaLayer,
  type RotaTurn,
  type Row,
  type Version,
  weekdays,
} from './model.ts';
import { findUnprintable } from './parse/text.ts';
import { parseEngagementJson } from './parse.ts';

const awkward = [
  ...[
    'yes',
    'No',
    'null',
    '~',
    'true',
    '3',
    '1e3',
    '0x1F',
    '-1',
    '.5',
    '.inf',
    '1_000',
    '12:30',
    '2026-01-01',
    '2026-01-01T00:00',
  ],
  ...[
    'a: b',
    'a:',
    'a :b',
    '- x',
    '-x',
    '#c',
    'a #b',
    'a#b',
    "it's",
    '"q"',
    '{a}',
    '[b]',
    'a,b',
    'x]',
    '@x',
    '`x`',
    '%x',
    '&a',
    '*a',
    '!t',
  ],
  ...[
    '|',
    '>',
    '? x',
    '=',
    '<<',
    '...',
    '---',
    ' leading',
    'trailing ',
    'a  b',
    'a\tb',
    'two\nlines',
    'ends\n',
    'blank\n\nline',
    '\n x',
    'x\n y',
  ],
  ...['日本', 'Zoë', 'a\u00a0b', '👩‍🔧', '\\n', 'C:\\temp', 'x'.repeat(150), 'constructor', '__proto__', 'toString'],
];

export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((text) => text.trim() !== '' && !findUnprintable(text)),
  fc.lorem({ maxCount: 12 }),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const anyDuration = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom('m', 'h', 'd')).map(([n, unit]) => `${n}${unit}`);
const anyCount = fc.nat({ max: 5000 });
const dateOf = (day: number) => Temporal.PlainDate.from('2026-01-01').add({ days: day }).toString();
const anyDate = fc.nat({ max: 900 }).map(dateOf);
/** Two times, the second later, in one of the ways in which a time may be written. */
const anyTimes = fc
  .tuple(
    fc.nat({ max: 800 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('', 'T08:30', 'T22:15:00', 'T00:00Z', 'T02:10-05:00'),
  )
  .map(([day, days, suffix]) => ({ from: dateOf(day) + suffix, to: dateOf(day + days) + suffix }));
const anyIds = (prefix: string, min: number, max: number) =>
  fc.integer({ min, max }).map((count) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`));
const someOf = (ids: readonly string[], min = 1) => fc.shuffledSubarray([...ids], { minLength: Math.min(min, ids.length) });

const anySpan = fc
  .tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 4 }))
  .map(([from, length]) => `${String(from).padStart(2, '0')}:00-${String(from + length).padStart(2, '0')}:00`);
const anyDay = fc.oneof(anySpan, fc.constantFrom(['08:00-12:00', '13:00-24:00'], ['00:00-06:30'], []));
const anyHours = fc.record(Object.fromEntries(weekdays.map((day) => [day, anyDay])), { requiredKeys: [] });
const anyHolidays = fc.record(
  { country: fc.constant('US'), region: fc.constant('CA'), dates: fc.uniqueArray(anyDate, { maxLength: 12 }) },
  { requiredKeys: ['country'] },
);
const anyParty = fc.record(
  { name: anyText, users: anyCount, servers: anyCount, forklifts: anyCount },
  { requiredKeys: ['name'] },
);

interface Cast {
  internal: string[];
  provider: string[];
  teams: string[];
  rotas: string[];
  sites: string[];
  versions: number;
}

const anyCast: fc.Arbitrary<Cast> = fc.record({
  internal: anyIds('in', 1, 4),
  provider: anyIds('pro', 1, 4),
  teams: anyIds('team', 1, 3),
  rotas: anyIds('rota', 0, 2),
  sites: anyIds('site', 1, 3),
  versions: fc.integer({ min: 1, max: 3 }),
});

const anyPerson = (id: string, side: 'internal' | 'provider') =>
  fc.record(
    {
      id: fc.constant(id),
      name: anyText,
      side: fc.constant(side),
      role: fc.constantFrom('it' as const, 'executive' as const, 'business' as const, 'engineer' as const),
      title: anyText,
      skills: fc.array(fc.constantFrom('desk', 'server', 'network'), { maxLength: 3 }),
      contacts: fc.array(
        fc.record(
          { kind: fc.constantFrom('email', 'phone'), value: anyText, verified: fc.boolean() },
          { requiredKeys: ['kind', 'value'] },
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['id', 'name', 'side', 'role'] },
  );

const anyClock = fc.constantFrom('00:00', '08:00', '20:30', '24:00');
const anyTurn = (cast: Cast): fc.Arbitrary<RotaTurn> =>
  fc.tuple(maybe(anyTimes), someOf(cast.provider)).map(([times, people]) => ({ people, ...times }));
const anyLayer = (cast: Cast): fc.Arbitrary<RotaLayer> =>
  fc.record(
    {
      turns: fc.array(anyTurn(cast), { minLength: 1, maxLength: 3 }),
      length: fc.constantFrom('1h', '12h', '1d', '1w', '2w', '1mo'),
      anchor: anyTimes.map(({ from }) => from),
      timezone: fc.constantFrom('America/Chicago', 'Europe/Berlin'),
      restrictions: fc.array(fc.record({ days: fc.subarray([...weekdays], { minLength: 1 }), from: anyClock, to: anyClock }), {
        minLength: 1,
        maxLength: 2,
      }),
    },
    { requiredKeys: ['turns', 'length', 'anchor'] },
  );

const anyRota = (id: string, cast: Cast) =>
  fc.oneof(
    fc.record(
      {
        id: fc.constant(id),
        timezone: fc.constantFrom('America/Chicago', 'Europe/Berlin', 'UTC'),
        shifts: fc.array(
          fc.tuple(anyTimes, someOf(cast.provider)).map(([times, people]) => ({ ...times, people })),
          { maxLength: 3 },
        ),
        fallback: fc.constantFrom(...cast.teams),
      },
      { requiredKeys: ['id', 'timezone', 'shifts'] },
    ),
    fc.record({
      id: fc.constant(id),
      timezone: fc.constant('UTC'),
      layers: fc.array(anyLayer(cast), { minLength: 1, maxLength: 2 }),
    }),
  );

const anyMode = fc.constantFrom<Mode>(...modes);
const anyCell = (who: readonly string[]): fc.Arbitrary<Cell> =>
  fc.record(
    { who: someOf(who), mode: anyMode, ...Object.fromEntries(priorities.map((priority) => [priority, anyMode])) },
    {
      requiredKeys: ['who', 'mode'],
    },
  ) as fc.Arbitrary<Cell>;

/** All four windows, in one of the ways in which a row may answer them. */
function anyWindows(sides: readonly (readonly string[])[]): fc.Arbitrary<Partial<Row>> {
  const cell = fc.constantFrom(...sides).chain(anyCell);
  return fc.oneof(
    fc.record({ always: cell }),
    fc.record(
      { 'business-hours': cell, 'after-hours': cell, weekend: cell, holiday: cell },
      { requiredKeys: ['business-hours', 'after-hours'] },
    ),
    fc.record({ 'business-hours': cell, weekend: cell, holiday: cell, 'after-hours': cell }),
  );
}

const internalOnly = new Set(catalogue.functions.filter((entry) => entry.internalOnly).map((entry) => entry.id));

function anyRow(id: string, cast: Cast): fc.Arbitrary<Row> {
  const provider = [...cast.provider, ...cast.teams, ...cast.rotas.map((rota) => `rota:${rota}`)];
  const freeFunctions = catalogue.functions.map((entry) => entry.id).filter((entry) => !internalOnly.has(entry));
  const extras = fc.record(
    {
      scope: fc.record(
        {
          asset: fc.constantFrom('ERP01', 'FS01'),
          'asset-class': fc.constantFrom('server', 'laptop'),
          app: anyText,
          site: fc.constantFrom(...cast.sites),
          'user-group': fc.constantFrom('executives', 'plant'),
        },
        { requiredKeys: [] },
      ),
      'absence-cover': fc.constantFrom('none', ...cast.teams, ...cast.internal),
      overflow: fc.boolean(),
      'requires-skill': fc.oneof(fc.constantFrom('desk', 'server'), fc.constant(['desk', 'network'])),
      approvers: fc.oneof(fc.constant('chain' as const), someOf([...cast.internal, ...cast.provider])),
      approve: fc.constantFrom('any' as const, 'all' as const),
      'pre-authorised': fc.array(anyText, { maxLength: 3 }),
      'fail-safe': anyText,
      'must-not': fc.array(anyText, { maxLength: 3 }),
      inform: fc.dictionary(fc.constantFrom(...cast.internal, ...cast.teams), anyDuration, { maxKeys: 2 }),
      authorisers: someOf(cast.internal),
      'needs-approval-of': fc.oneof(fc.constant('data-owner'), someOf(cast.internal)),
      evidence: fc.oneof(anyText, fc.array(anyText, { minLength: 1, maxLength: 2 })),
      handover: fc.constantFrom('by-contract' as const, 'on-acceptance' as const),
    },
    { requiredKeys: [] },
  );
  const free = fc.record({
    function: fc.constantFrom('own-function', ...freeFunctions),
    windows: anyWindows([cast.internal, provider]),
    extras,
  });
  const bound = fc.record({
    function: fc.constantFrom(...internalOnly),
    windows: anyWindows([cast.internal]),
    extras: fc.constant<Partial<Row>>({ 'absence-cover': 'none' }),
  });
  return fc
    .tuple(fc.oneof({ weight: 8, arbitrary: free }, { weight: 1, arbitrary: bound }), fc.constantFrom(...cast.internal))
    .map(([row, accountable]) => ({ id, function: row.function, ...row.windows, accountable, ...row.extras }) as Row);
}

/** Versions one after the other, each either whole or an amendment of the one before. */
function anyMatrix(cast: Cast): fc.Arbitrary<Version[]> {
  const rows = fc
    .integer({ min: 0, max: 5 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, r) => anyRow(`R-${r + 1}`, cast))));
  const versions = Array.from({ length: cast.versions }, () => fc.record({ rows, amends: fc.boolean(), withdraw: fc.boolean() }));
  return fc.tuple(...versions).map((plans) => {
    const matrix: Version[] = [];
    let known: string[] = [];
    for (const [index, plan] of plans.entries()) {
      const dates = { signed: dateOf(index * 100), from: dateOf(index * 100 + 10), to: dateOf(index * 100 + 109) };
      const own = plan.rows.map((row) => row.id);
      const withdraw = known.filter((id) => !own.includes(id));
      const amends =
        index > 0 && plan.amends ? { amends: String(index), ...(plan.withdraw && withdraw.length > 0 && { withdraw }) } : {};
      const { to, ...open } = dates;
      matrix.push({
        version: String(index + 1),
        ...(index === plans.length - 1 ? open : { ...open, to }),
        ...amends,
        rows: plan.rows,
      });
      known = 'withdraw' in amends ? own : 'amends' in amends ? [...new Set([...known, ...own])] : own;
    }
    return matrix;
  });
}

const anyOverflow = (cast: Cast) =>
  fc.record(
    {
      to: fc.constantFrom(...cast.teams),
      enter: fc.constant({ untouched: 10, 'oldest-untouched-p3': '240m' }),
      leave: fc.constantFrom({ untouched: 4, held: '60m' }, { untouched: 10, 'oldest-untouched-p3': '4h' }),
      exclude: fc.record(
        { 'user-groups': fc.constant(['executives']), categories: fc.array(anyText, { maxLength: 2 }) },
        { requiredKeys: [] },
      ),
      events: fc.array(
        fc.tuple(anyTimes, maybe(anyText)).map(([times, name]) => ({ ...times, ...(name !== undefined && { name }) })),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['to', 'enter', 'leave'] },
  );

const anySite = (id: string) =>
  fc.record(
    {
      id: fc.constant(id),
      name: anyText,
      timezone: fc.constantFrom('America/Chicago', 'UTC'),
      hours: anyHours,
      holidays: anyHolidays,
    },
    { requiredKeys: ['id', 'timezone'] },
  );

const anyTeam = (id: string, cast: Cast) =>
  fc.record(
    { id: fc.constant(id), side: fc.constant('provider' as const), name: anyText, members: someOf(cast.provider, 0) },
    { requiredKeys: ['id', 'side', 'name'] },
  );

const anyAbsence = (people: readonly string[]) =>
  fc
    .tuple(anyTimes, fc.constantFrom(...people), fc.boolean())
    .map(([{ from, to }, person, ends]) => ({ person, from, ...(ends && { to }) }));

const anyVendor = (authorised: readonly string[]) =>
  fc.record(
    { id: fc.constantFrom('v1', 'v2', 'v3'), name: anyText, authorised: someOf(authorised, 0), hours: anyHours },
    { requiredKeys: ['id', 'name', 'authorised'] },
  );

const anyTarget = fc.record({ respond: anyDuration, clock: fc.constantFrom('always' as const, 'business' as const) });

function filesOf(cast: Cast): fc.Arbitrary<EngagementFile> {
  const everybody = [...cast.internal, ...cast.provider];
  const each = <T>(ids: string[], arbitrary: (id: string) => fc.Arbitrary<T>) => fc.tuple(...ids.map(arbitrary));
  const required = {
    format: fc.constant('tandem/1' as const),
    engagement: fc.record({ id: fc.constant('any'), name: anyText, summary: anyText }, { requiredKeys: ['id', 'name'] }),
    parties: fc.record({ internal: anyParty, provider: anyParty }),
    sites: each(cast.sites, anySite),
    people: each([...everybody], (id) => anyPerson(id, cast.internal.includes(id) ? 'internal' : 'provider')),
    matrix: anyMatrix(cast),
    // What rows may refer to is always there.
    teams: each(cast.teams, (id) => anyTeam(id, cast)),
    rotas: each(cast.rotas, (id) => anyRota(id, cast)),
    approval: fc.record({ chain: someOf(cast.internal), step: anyDuration }),
    overflow: anyOverflow(cast),
    functions: fc.constant([{ id: 'own-function', name: 'Our own function', group: 'own' }]),
  };
  const optional = {
    hours: anyHours,
    holidays: anyHolidays,
    absences: fc.uniqueArray(anyAbsence(everybody), { maxLength: 3, selector: ({ person, from }) => `${person} ${from}` }),
    gaps: fc.record({ urgent: fc.constantFrom(...cast.teams), normal: fc.constantFrom(...everybody) }),
    targets: fc.record(Object.fromEntries(priorities.map((priority) => [priority, anyTarget])), { requiredKeys: [] }),
    vendors: fc.uniqueArray(anyVendor([...everybody, ...cast.teams]), { maxLength: 3, selector: (vendor) => vendor.id }),
    spending: fc.record(
      {
        'emergency-cap': fc.dictionary(fc.constantFrom(...priorities), anyCount, { maxKeys: 4 }),
        approvers: someOf(cast.internal),
      },
      { requiredKeys: ['approvers'] },
    ),
  };
  return fc
    .tuple(fc.record(required), fc.record(optional, { requiredKeys: [] }))
    .map(([always, sometimes]) => ({ ...always, ...sometimes }) as unknown as EngagementFile);
}

/** Any engagement file: plain data that `parseEngagementJson` accepts unchanged. */
export const anyEngagement: fc.Arbitrary<EngagementFile> = anyCast.chain(filesOf).map((file) => JSON.parse(JSON.stringify(file)));

test('every generated engagement is accepted, unchanged', () => {
  fc.assert(
    fc.property(anyEngagement, (file) => {
      expect(parseEngagementJson(file)).toEqual({ ok: true, file });
    }),
    { numRuns: 60, seed: 20270529 },
  );
}, 30_000);
