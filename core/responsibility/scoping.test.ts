import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agreement, emptyTerms } from '../commercial/terms.ts';
import { catalogue } from './catalogue.ts';
import { emptyDraft } from './draft.ts';
import { examineAgreement } from './examine.ts';
import type { Row } from './model.ts';
import { parseEngagementJson } from './parse.ts';
import type { ScopingFacts } from './scoping/facts.ts';
import { scopeDraft, subDecisions } from './scoping.ts';

const base = (): Agreement => ({
  file: emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'Client' }, provider: { name: 'Provider' } }, '2027-01-01'),
  terms: emptyTerms(),
});

const plain: ScopingFacts = {
  people: [
    { id: 'dana', name: 'Dana', side: 'internal', role: 'it', skills: ['server', 'network'] },
    { id: 'ned', name: 'Ned', side: 'internal', role: 'it', skills: ['identity'] },
    { id: 'pat', name: 'Pat', side: 'internal', role: 'executive' },
  ],
  executive: 'pat',
  counts: { users: 75, workstations: 70, servers: 6 },
  timezone: 'America/Chicago',
  hours: { mon: '08:00-17:00', tue: '08:00-17:00', wed: '08:00-17:00', thu: '08:00-17:00', fri: '08:00-17:00' },
  holidays: { country: 'US' },
  nights: 'p1p2',
  security: true,
  overflow: true,
  mandates: [],
  untouchable: ['ERP01'],
  vendors: [{ id: 'forge', name: 'Forge', app: 'ERP', authorised: ['dana', 'desk'] }],
  approval: { chain: ['dana', 'pat'], step: '10m' },
  teams: [
    { id: 'desk', name: 'Desk', does: 'desk' },
    { id: 'noc', name: 'Operations', does: 'operations' },
    { id: 'soc', name: 'Security', does: 'security' },
  ],
};

const scoped = (changes: Partial<ScopingFacts> = {}) => scopeDraft({ ...plain, ...changes }, base());
const rowOf = ({ file }: Agreement, name: string, scope?: Row['scope']): Row =>
  file.matrix[0]!.rows.find((row) => row.function === name && JSON.stringify(row.scope) === JSON.stringify(scope))!;

describe('a drafted row', () => {
  test('there is one for each function of the catalogue, with its reason', () => {
    const draft = scoped();
    const functions = new Set(draft.file.matrix[0]!.rows.map((row) => row.function));
    expect(functions.size).toBe(catalogue.functions.length);
    for (const { id } of draft.file.matrix[0]!.rows) expect(draft.reasons[id]).toMatch(/\.$/);
  });

  test.each([
    [
      'internal work is the technician whose skills fit',
      'sd-tier1-support',
      {},
      { 'business-hours': { who: ['dana'], mode: 'act' } },
    ],
    ['identity goes to who knows identity', 'ia-directory-admin', {}, { 'business-hours': { who: ['ned'], mode: 'act' } }],
    ['security is the security team, whatever the hour', 'sm-edr-triage', {}, { 'after-hours': { who: ['soc'], mode: 'act' } }],
    [
      'without security it is only urgent',
      'sm-edr-triage',
      { security: false },
      { 'after-hours': { who: ['soc'], mode: 'act', P3: 'queue', P4: 'queue' } },
    ],
    [
      'with nothing bought the night waits',
      'bk-monitor',
      { nights: 'none', security: false },
      { 'after-hours': { who: ['noc'], mode: 'queue' } },
    ],
    [
      'and a P1 that cannot wait wakes the owner',
      'sd-intake-triage',
      { nights: 'none', overflow: false },
      { 'after-hours': { who: ['dana'], mode: 'queue', P1: 'page' } },
    ],
    [
      'the company decides, the provider acts',
      'cm-standard-change',
      {},
      { 'business-hours': { who: ['noc'], mode: 'approve-then-act' }, approvers: 'chain' },
    ],
    ['overflow where the catalogue allows it', 'sd-tier1-support', {}, { overflow: true }],
    [
      'extortion stays with the executive',
      'ir-extortion-decision',
      {},
      { 'business-hours': { who: ['pat'], mode: 'act' }, 'absence-cover': 'none' },
    ],
    [
      'evidence where a mandate asks for it',
      'bk-monitor',
      { mandates: ['hipaa'] },
      { evidence: 'Daily success report and coverage list' },
    ],
  ] as const)('%s', (_, name, changes, expected) => {
    expect(rowOf(scoped(changes as Partial<ScopingFacts>), name)).toMatchObject(expected);
  });

  test('an asset that must not be touched waits for a yes', () => {
    const row = rowOf(scoped(), 'pt-server-os', { asset: 'ERP01' });
    expect(row['business-hours']!.mode).toBe('approve-then-act');
    expect(row['must-not']).toHaveLength(1);
  });

  test('a vendor is called by whom it talks to', () => {
    const both = rowOf(scoped(), 'vl-lob-support', { app: 'ERP' });
    expect(both['after-hours']).toMatchObject({ who: ['desk'], mode: 'vendor-case' });
    const alone = scoped({ vendors: [{ id: 'forge', name: 'Forge', app: 'ERP', authorised: ['dana'] }] });
    expect(rowOf(alone, 'vl-lob-support', { app: 'ERP' })['after-hours']).toEqual({ who: ['dana'], mode: 'queue' });
  });

  test('rows that people wrote stay, and their functions are not drafted again', () => {
    const own: Row = { id: 'A-001', function: 'bk-monitor', always: { who: ['noc'], mode: 'act' }, accountable: 'pat' };
    const from = base();
    from.file.matrix[0]!.rows.push(own);
    const { file, reasons } = scopeDraft(plain, from);
    expect(file.matrix[0]!.rows.filter((row) => row.function === 'bk-monitor')).toEqual([own]);
    expect(reasons['A-001']).toBeUndefined();
    expect(new Set(file.matrix[0]!.rows.map(({ id }) => id)).size).toBe(file.matrix[0]!.rows.length);
  });

  test('what the rows call for is bought', () => {
    const { terms } = scoped({ functions: ['sm-edr-triage'], mandates: ['soc2', 'soc2'] });
    expect(terms.modules).toContain('security-ops');
    expect(terms.frameworks).toEqual(['soc2']);
  });

  test('an executive who is not there is refused', () => {
    expect(() => scoped({ executive: 'eve' })).toThrow(TypeError);
  });
});

const anyHours = fc.constantFrom<ScopingFacts['hours']>(
  plain.hours,
  { sat: '00:00-24:00' },
  { mon: ['06:00-12:00', '13:00-22:00'] },
);
const anyFacts: fc.Arbitrary<ScopingFacts> = fc
  .record({
    technicians: fc.nat({ max: 3 }),
    executives: fc.integer({ min: 1, max: 2 }),
    contacts: fc.boolean(),
    teams: fc.subarray(plain.teams),
    nights: fc.constantFrom<ScopingFacts['nights']>('none', 'p1p2', 'fullDesk'),
    security: fc.boolean(),
    overflow: fc.boolean(),
    approves: fc.boolean(),
    mandates: fc.subarray(['hipaa', 'pci', 'soc2', 'cmmc']),
    untouchable: fc.subarray(['ERP01', 'SQL 02']),
    hours: anyHours,
    vendors: fc.array(
      fc.record({ app: fc.option(fc.constantFrom('ERP', 'EHR'), { nil: undefined }), talks: fc.nat({ max: 63 }) }),
      { maxLength: 3 },
    ),
    functions: fc.option(fc.subarray(catalogue.functions.map(({ id }) => id)), { nil: undefined }),
  })
  .map((given) => {
    const contacts = given.contacts ? { contacts: [{ kind: 'phone', value: '1', verified: true }] } : {};
    const person = (prefix: string, role: 'it' | 'executive') => (_: unknown, index: number) => ({
      ...{ id: `${prefix}-${index}`, name: prefix, side: 'internal' as const, role },
      ...contacts,
    });
    const people = [
      ...Array.from({ length: given.technicians }, person('tech', 'it')),
      ...Array.from({ length: given.executives }, person('boss', 'executive')),
    ];
    const parties = [...people, ...given.teams].map(({ id }) => id);
    const vendors = given.vendors.map(({ app, talks }, index) => ({
      ...{ id: `vendor-${index}`, name: `Vendor ${index}`, authorised: parties.filter((_, place) => (talks >> place) & 1) },
      ...(app === undefined ? {} : { app }),
    }));
    const { technicians: _t, executives: _e, contacts: _c, approves, functions, ...rest } = given;
    const approval = approves ? { chain: people.map(({ id }) => id), step: '10m' } : null;
    return { ...plain, ...rest, people, vendors, executive: 'boss-0', approval, ...(functions ? { functions } : {}) };
  });

describe('from any valid facts', () => {
  test('the draft parses, and every row of it is proven without an error', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const draft = scopeDraft(facts, base());
        const parsed = parseEngagementJson(draft.file);
        expect(parsed.ok ? [] : parsed.problems).toEqual([]);
        const { findings } = examineAgreement(draft, { from: '2027-01-01', to: '2027-02-01' });
        expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
        expect(Object.keys(draft.reasons)).toHaveLength(draft.file.matrix[0]!.rows.length);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  test('what stays with the company names nobody of the provider', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { file } = scopeDraft(facts, base());
        const teams = new Set((file.teams ?? []).map(({ id }) => id));
        const stays = new Set(catalogue.functions.filter(({ internalOnly }) => internalOnly !== null).map(({ id }) => id));
        for (const row of file.matrix[0]!.rows.filter(({ function: name }) => stays.has(name))) {
          const named = [...(row['business-hours']?.who ?? []), ...(row['after-hours']?.who ?? []), row['absence-cover'] ?? ''];
          expect(named.filter((id) => teams.has(id))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('sub-decisions', () => {
  const draft = scoped({ functions: ['sd-password-reset', 'bk-monitor'] });

  test('are those of the functions that have rows, and open until somebody of the file decides them', () => {
    const { decisions, ambiguityScore } = subDecisions(draft.file, draft.terms);
    expect(decisions.map(({ key }) => key).slice(0, 2)).toEqual(['sd-password-reset#0', 'sd-password-reset#1']);
    expect(ambiguityScore).toEqual({ unanswered: decisions.length, share: 1 });
    const answers = {
      'sd-password-reset#0': { owner: 'provider', note: '' },
      'sd-password-reset#1': { owner: 'gone', note: '' },
    };
    const after = subDecisions(draft.file, { ...draft.terms, decisions: answers });
    expect(after.ambiguityScore.unanswered).toBe(decisions.length - 1);
    expect(after.decisions[0]!.answer?.owner).toBe('provider');
  });

  test('nothing chosen is not ambiguous', () => {
    const { file, terms } = base();
    expect(subDecisions(file, terms).ambiguityScore).toEqual({ unanswered: 0, share: 0 });
  });
});
