/**
 * Each kind of finding, shown by the smallest engagement that has it, beside one that does not; then the Harbor file
 * as a whole. The week from Monday 4 January 2027 has no holiday; the desk acts at all times unless a row differs.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from './compile.ts';
import { parseEngagement } from './parse.ts';
import { prove } from './prove.ts';
import { type RowChanges, testEngagement } from './test-engagement.ts';
import { acts, findings, fix, found, monday, week } from './test-findings.ts';
import { who } from './who.ts';

describe('gap', () => {
  test('a function whose rows are all scoped is a gap for everything else', () => {
    expect(found('gap', [{ scope: { app: 'ERP' } }])).toEqual([{ ...fix, severity: 'error', rows: ['R-1'], at: monday }]);
    expect(found('gap', [{ scope: { app: 'ERP' } }, { id: 'R-2' }])).toEqual([]);
  });

  test('at the other site too', () => {
    expect(found('gap', [{ scope: { site: 'main' } }])).toMatchObject([{ rows: ['R-1'] }]);
    expect(findings([{ scope: { site: 'main' } }])[0]?.witness).toMatchObject({ site: 'plant' });
    expect(found('gap', [{ scope: { site: 'main' } }, { id: 'R-2', scope: { site: 'plant' } }])).toEqual([]);
  });

  test('a function that a later version drops, from the day it does', () => {
    const matrix = [
      {
        version: '1',
        signed: '2026-01-01',
        from: '2026-01-01',
        rows: [{ id: 'R-1', function: 'fix', accountable: 'cat', ...acts('desk') }],
      },
      { version: '2', signed: '2026-12-01', from: '2027-01-08', amends: '1', withdraw: ['R-1'], rows: [] },
    ];
    expect(found('gap', [], { matrix })).toEqual([{ ...fix, severity: 'error', rows: [], at: '2027-01-08T00:00:00-06:00' }]);
  });

  test('what the catalogue has and the matrix has not is told once, for information', () => {
    const [info, ...more] = findings([{}]).filter((finding) => finding.severity === 'info');
    expect(more).toEqual([]);
    expect(info).toMatchObject({ kind: 'gap', rows: [], function: null });
    expect(who(testEngagement([{}]), info!.witness!)).toMatchObject({ gap: true, row: null });
  });
});

describe('conflict', () => {
  test('where two scopes meet and neither is narrower', () => {
    const rows = [{ scope: { app: 'ERP' } }, { id: 'R-2', scope: { site: 'plant' } }, { id: 'R-3' }];
    expect(found('conflict', rows)).toMatchObject([{ severity: 'error', rows: ['R-1', 'R-2'], at: '2027-01-04T07:00:00+01:00' }]);
    expect(found('conflict', [{ scope: { app: 'ERP' } }, { id: 'R-2', scope: { app: 'CRM' } }])).toEqual([]);
  });

  test('not where a third row is narrower than both', () => {
    const rows = [{ scope: { app: 'ERP' } }, { id: 'R-2', scope: { asset: 'A' } }];
    expect(found('conflict', rows)).toMatchObject([{ rows: ['R-1', 'R-2'] }]);
    expect(found('conflict', [...rows, { id: 'R-3', scope: { app: 'ERP', asset: 'A' } }])).toEqual([]);
  });

  test('with the same scope; the row that never decides is dead', () => {
    const rows = [{}, { id: 'R-2' }];
    expect(found('conflict', rows)).toMatchObject([{ rows: ['R-1', 'R-2'] }]);
    expect(found('dead-row', rows)).toEqual([{ ...fix, severity: 'warning', rows: ['R-2'], at: null }]);
  });
});

describe('dead-row', () => {
  test('a row for everything when every site has its own', () => {
    const sites = [{ scope: { site: 'main' } }, { id: 'R-2', scope: { site: 'plant' } }];
    expect(found('dead-row', [...sites, { id: 'R-3' }])).toMatchObject([{ rows: ['R-3'] }]);
    expect(found('dead-row', sites)).toEqual([]);
  });
});

describe('what an event of overflow hides', () => {
  const events = [{ from: '2027-01-04T00:00', to: '2027-01-11T00:00' }];
  const overflow = { to: 'desk', enter: {}, leave: {}, events };

  test('is looked at for work that stays', () => {
    const absences = [{ person: 'bob', from: '2027-01-04', to: '2027-01-11' }];
    const row: RowChanges = { 'business-hours': { who: ['bob'], mode: 'act' }, 'after-hours': { who: ['desk'], mode: 'act' } };
    expect(findings([{ ...row, overflow: true }], { absences, overflow })[0]).toMatchObject({
      kind: 'unstaffed',
      witness: { touched: true },
    });
    expect(found('unstaffed', [{ ...row, 'absence-cover': 'desk', overflow: true }], { absences, overflow })).toEqual([]);
  });

  test('is looked at without the person whom it spares', () => {
    const row: RowChanges = {
      'business-hours': { who: ['bob'], mode: 'act' },
      'after-hours': { who: ['desk'], mode: 'act' },
      overflow: true,
    };
    const [finding] = findings([row], { overflow }).filter(({ kind }) => kind === 'single-holder');
    expect(finding).toMatchObject({ without: 'bob', witness: { touched: true } });
    expect(found('single-holder', [{ ...row, 'absence-cover': 'desk' }], { overflow })).toEqual([]);
  });
});

describe('a row id', () => {
  test('that a later version gives to another function makes two findings', () => {
    const row = { id: 'R-1', accountable: 'cat', ...acts('bob') };
    const version = (id: string, from: string, name: string) => ({
      version: id,
      signed: '2026-01-01',
      from,
      rows: [{ ...row, function: name }],
    });
    const matrix = [version('1', '2026-01-01', 'fix'), version('2', '2027-01-08', 'other')];
    expect(found('single-holder', [], { matrix }).map((finding) => finding.function)).toEqual(['fix', 'other']);
  });
});

describe('duty-without-authority', () => {
  const carriers = [
    { id: 'day', name: 'Only by day', authorised: ['ann'] },
    { id: 'both', name: 'Day and night', authorised: ['ann', 'desk'] },
  ];
  const calls: RowChanges = {
    'business-hours': { who: ['ann'], mode: 'act' },
    'after-hours': { who: ['desk'], mode: 'vendor-case' },
  };

  test('a vendor that the night may not call', () => {
    const vendors = found('duty-without-authority', [calls], { vendors: carriers });
    expect(vendors).toMatchObject([{ severity: 'error', rows: ['R-1'], without: null, at: monday }]);
    expect(findings([calls], { vendors: carriers })[0]?.witness).toMatchObject({ vendor: 'day' });
    expect(found('duty-without-authority', [calls], { vendors: carriers.slice(1) })).toEqual([]);
  });

  test('a row for an app is not accused of another vendor', () => {
    expect(found('duty-without-authority', [{ ...calls, scope: { app: 'ERP' } }], { vendors: carriers })).toEqual([]);
  });

  test('a row whose people no vendor knows', () => {
    const vendors = [{ id: 'v', name: 'V', authorised: ['cat'] }];
    expect(found('duty-without-authority', [calls], { vendors })).toMatchObject([{ severity: 'error' }]);
  });

  test('a cover without the letter', () => {
    const row: RowChanges = { always: { who: ['ann'], mode: 'vendor-case' }, 'absence-cover': 'desk' };
    expect(found('duty-without-authority', [row], { vendors: carriers })).toMatchObject([
      { severity: 'warning', without: 'ann' },
    ]);
  });

  test('approvers who are all away', () => {
    const row: RowChanges = { always: { who: ['desk'], mode: 'approve-then-act' }, approvers: ['bob'], 'fail-safe': 'wait' };
    const absences = [{ person: 'bob', from: '2027-01-06', to: '2027-01-07' }];
    expect(found('duty-without-authority', [row], { absences })).toMatchObject([
      { severity: 'error', without: null, at: '2027-01-06T00:00:00-06:00' },
      { severity: 'warning', without: 'bob', at: monday },
    ]);
    expect(found('duty-without-authority', [{ ...row, approvers: ['bob', 'ann', 'cat'] }], { absences })).toEqual([]);
  });

  test('spending that one person approves', () => {
    const spending = { 'emergency-cap': { P1: 500 }, approvers: ['cat'] };
    expect(found('duty-without-authority', [{}], { spending })).toMatchObject([
      { severity: 'warning', rows: [], without: 'cat' },
    ]);
    expect(found('duty-without-authority', [{}])).toEqual([]);
  });

  test('overflow that drops an approval', () => {
    const overflow = { to: 'desk', enter: { untouched: 10 }, leave: { untouched: 4 } };
    const row: RowChanges = { always: { who: ['ann', 'bob'], mode: 'approve-then-act' }, overflow: true, 'fail-safe': 'wait' };
    expect(found('duty-without-authority', [row], { overflow })).toMatchObject([
      { severity: 'error', at: '2027-01-04T07:00:00+01:00' },
    ]);
    expect(found('duty-without-authority', [{ ...row, overflow: false }], { overflow })).toEqual([]);
  });

  test('a decision that a rota takes to the other side', () => {
    const row: RowChanges = { function: 'ir-extortion-decision', always: { who: ['rota:night'], mode: 'act' } };
    expect(found('duty-without-authority', [row])).toMatchObject([{ severity: 'error', rows: ['R-1'], at: monday }]);
    expect(found('duty-without-authority', [{ ...row, ...acts('cat') }])).toEqual([]);
  });
});

describe('no-fail-safe', () => {
  const row: RowChanges = { always: { who: ['desk'], mode: 'act', P1: 'approve-then-act' } };

  test('an urgent approval that nobody may give in time', () => {
    expect(found('no-fail-safe', [row])).toMatchObject([{ severity: 'error', rows: ['R-1'], at: monday }]);
    expect(found('no-fail-safe', [{ ...row, 'fail-safe': 'isolate' }])).toEqual([]);
    expect(found('no-fail-safe', [{ always: { who: ['desk'], mode: 'act', P2: 'approve-then-act' } }])).toEqual([]);
  });
});

describe('out-of-hours-duty', () => {
  test('a person named for the night, but not a team or a rota', () => {
    expect(found('out-of-hours-duty', [acts('ann', 'bob')])).toMatchObject([
      { severity: 'warning', rows: ['R-1'], at: monday },
      { severity: 'warning', rows: ['R-1'], at: monday },
    ]);
    expect(found('out-of-hours-duty', [acts('desk')])).toEqual([]);
    expect(found('out-of-hours-duty', [{ always: { who: ['rota:night'], mode: 'page' } }])).toEqual([]);
    expect(found('out-of-hours-duty', [{ always: { who: ['ann'], mode: 'queue' } }])).toEqual([]);
  });
});

describe('not-monotone', () => {
  test('a row that starts a lower priority sooner', () => {
    expect(found('not-monotone', [{ always: { who: ['desk'], mode: 'act', P2: 'queue' } }])).toMatchObject([
      { severity: 'warning', rows: ['R-1'] },
    ]);
    expect(found('not-monotone', [{ always: { who: ['desk'], mode: 'queue', P1: 'act', P2: 'act' } }])).toEqual([]);
  });

  test('targets of which a lower one ends sooner, at night as well', () => {
    const targets = { P1: { respond: '30m', clock: 'business' as const }, P2: { respond: '60m', clock: 'always' as const } };
    expect(found('not-monotone', [{}], { targets })).toMatchObject([{ rows: [], at: monday }]);
    expect(found('not-monotone', [{}], { targets: { ...targets, P1: { respond: '30m', clock: 'always' } } })).toEqual([]);
  });

  test('targets of which a lower one ends sooner only while the site is open', () => {
    const targets = { P1: { respond: '60m', clock: 'always' as const }, P2: { respond: '30m', clock: 'business' as const } };
    expect(found('not-monotone', [{}], { targets })).toMatchObject([{ rows: [], at: '2027-01-04T08:00:00-06:00' }]);
  });
});

describe('escalation-ends', () => {
  const pages = (...who: string[]): RowChanges => ({ always: { who, mode: 'page' } });

  test('a page to a team of which the file knows nobody', () => {
    expect(found('escalation-ends', [pages('desk')])).toMatchObject([{ severity: 'error', rows: ['R-1'], at: monday }]);
    expect(found('escalation-ends', [pages('bob')])).toEqual([]);
    expect(found('escalation-ends', [acts('desk')])).toEqual([]);
  });

  test('a page that ends there when one person is away', () => {
    const rotas = [
      {
        id: 'night',
        timezone: 'America/Chicago',
        shifts: [{ from: '2027-01-01', to: '2027-02-01', people: ['eve'] }],
        fallback: 'desk',
      },
    ];
    expect(found('escalation-ends', [pages('rota:night')], { rotas })).toMatchObject([{ severity: 'warning', without: 'eve' }]);
  });
});

describe('unreachable', () => {
  const contacts = (verified: boolean) => [{ kind: 'phone', value: '+1', verified }];
  const people = (verified: boolean) =>
    testEngagement([{}]).file.people.map((person) => ({ ...person, contacts: contacts(verified || person.id !== 'bob') }));

  test('somebody who acts and has no verified contact', () => {
    expect(found('unreachable', [acts('bob')], { people: people(false) })).toMatchObject([{ severity: 'error', rows: ['R-1'] }]);
    expect(found('unreachable', [acts('ann')], { people: people(false) })).toEqual([]);
    expect(found('unreachable', [acts('bob')], { people: people(true) })).toEqual([]);
  });

  test('a file without contacts is told so once', () => {
    expect(found('unreachable', [acts('bob'), { ...acts('ann'), id: 'R-2', function: 'other' }])).toMatchObject([
      { severity: 'warning', rows: [] },
    ]);
  });
});

describe('expired', () => {
  test('a matrix that ends', () => {
    const matrix = [{ ...testEngagement([{}]).file.matrix[0]!, to: '2027-01-08' }];
    const expired = found('expired', [], { matrix });
    expect(expired).toEqual([{ severity: 'error', rows: [], function: null, without: null, at: '2027-01-09T00:00:00-06:00' }]);
    expect(found('expired', [{}])).toEqual([]);
    expect(found('gap', [], { matrix })).toEqual([]);
  });
});

describe('stale', () => {
  test('ids of people, sites and functions that do not exist', () => {
    const rows = [
      { ...acts('ghost', 'desk'), scope: { site: 'moon' } },
      { id: 'R-2', function: 'magic' },
    ];
    expect(
      findings(rows)
        .filter(({ kind }) => kind === 'stale')
        .map(({ message }) => message.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['Site moon', 'ghost is', 'Function magic']);
    expect(found('stale', [{}])).toEqual([]);
  });

  test('somebody who left', () => {
    const absences = [{ person: 'bob', from: '2027-01-06' }];
    expect(found('stale', [{ ...acts('bob'), 'absence-cover': 'desk' }], { absences })).toMatchObject([
      { severity: 'warning', rows: ['R-1'], at: '2027-01-06T00:00:00-06:00' },
    ]);
    expect(found('stale', [{}], { absences: [{ person: 'fay', from: '2027-01-06', to: '2027-01-07' }] })).toEqual([]);
  });
});

describe('the span', () => {
  test('must be one', () => {
    const engagement = testEngagement([{}]);
    for (const span of [
      { from: 'now', to: '2027-01-01' },
      { from: '2027-01-01', to: 'then' },
      { from: '2027-01-01', to: '2027-01-01' },
      { from: '2027-01-01', to: '2033-01-01' },
    ]) {
      expect(() => prove(engagement, span)).toThrow(RangeError);
    }
  });

  test('and the functions can be chosen', () => {
    const engagement = testEngagement([acts('bob')]);
    expect(prove(engagement, { ...week, functions: ['other'] }).findings.map(({ kind }) => kind)).toEqual(['gap']);
    expect(prove(engagement, { ...week, functions: ['fix'] }).examined.functions).toBe(1);
  });
});

describe('Harbor', () => {
  const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { findings: harbor, spans, examined } = prove(compile(parsed.file), { from: '2026-10-01', to: '2027-10-01' });

  test('has these defects and no others', () => {
    expect(
      harbor.map(({ severity, kind, rows, without }) => [severity, kind, rows.join(), without ?? ''].join(' ').trim()),
    ).toEqual([
      'error duty-without-authority A-19',
      'error gap A-02',
      'error gap A-14',
      'error no-fail-safe A-13',
      'error no-fail-safe A-18',
      'error no-fail-safe A-22',
      'warning out-of-hours-duty A-08',
      'warning out-of-hours-duty A-09',
      'warning out-of-hours-duty A-23',
      'warning out-of-hours-duty A-26',
      'warning single-holder A-08 pat',
      'warning single-holder A-09 pat',
      'warning single-holder A-23 pat',
      'warning single-holder A-26 pat',
      'warning unreachable',
      'warning duty-without-authority A-19 dana',
      'info gap',
    ]);
  });

  test('says the first of them in words, with the minutes outside hours', () => {
    // 251 working days of nine hours lie in the year: 52 weeks and a day, less ten holidays on weekdays.
    expect(harbor[0]).toMatchObject({
      message:
        'nw-isp-circuits: row A-19 gives the duty to msp-noc, but carrier-b only talks to dana. In after-hours, weekend and holiday.',
      minutesPerYear: 525_600 - 251 * 540,
      witness: { at: '2026-10-01T00:00:00-05:00', vendor: 'carrier-b' },
    });
    expect(spans[0]![0]).toEqual({ from: Date.parse('2026-10-01T00:00-05:00'), to: Date.parse('2026-10-01T08:00-05:00') });
  });

  test('was looked at whole', () => {
    expect(examined).toMatchObject({ functions: 26, priorities: 4, people: 4 });
    expect(examined.situations).toBeGreaterThan(1_000_000);
    expect(examined.decisions).toBeLessThan(5000);
  });
});
