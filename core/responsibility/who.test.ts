/**
 * The rules of `who`, worked out by hand on the Harbor engagement: each line states the facts that matter and what the
 * signed matrix makes of them. 2027: 18 January, 31 May and 5 July are Harbor holidays; clocks change on 14 March and
 * 7 November.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from './compile.ts';
import type { Answer, Facts } from './model.ts';
import { parseEngagement } from './parse.ts';
import { who } from './who.ts';

const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const harbor = compile(parsed.file);

type Line = [title: string, facts: Partial<Facts>, expected: Partial<Answer>];

const away = (...people: string[]) => people.map((person) => ({ person }));

function check(defaults: Pick<Facts, 'at' | 'function' | 'priority'>, lines: Line[]): void {
  test.each(lines)('%s', (_, facts, expected) => {
    const answer = who(harbor, { ...defaults, ...facts }, { trace: true });
    expect(answer).toMatchObject(expected);
    expect(answer.trace.length).toBeGreaterThan(1);
  });
}

describe('window', () => {
  check({ at: '2027-01-12T10:00-06:00', function: 'sd-tier1-support', priority: 'P1' }, [
    ['opening is in', { at: '2027-01-12T08:00-06:00' }, { window: 'business-hours', who: ['dana'], responsible: 'internal' }],
    ['a second before opening is out', { at: '2027-01-12T07:59:59-06:00' }, { window: 'after-hours', who: ['msp-desk'] }],
    ['a second before closing is in', { at: '2027-01-12T16:59:59-06:00' }, { window: 'business-hours', who: ['dana'] }],
    ['closing is out', { at: '2027-01-12T17:00-06:00' }, { window: 'after-hours', who: ['msp-desk'], responsible: 'provider' }],
    ['Saturday without hours', { at: '2027-01-16T10:00-06:00' }, { window: 'weekend', who: ['msp-desk'] }],
    ['a holiday inside the week', { at: '2027-07-05T10:00-05:00' }, { window: 'holiday', who: ['msp-desk'] }],
    ['the instant counts, not how it is written', { at: '2027-01-12T23:00Z' }, { window: 'after-hours', who: ['msp-desk'] }],
    ['the last Friday of the year is a holiday', { at: '2027-12-31T10:00-06:00' }, { window: 'holiday', version: '4' }],
  ]);
});

describe('version', () => {
  check({ at: '2027-06-30T23:59:59-05:00', function: 'pt-schedule-approval', priority: 'P2' }, [
    [
      'before the first version nothing is agreed',
      { at: '2026-09-30T23:59:59-05:00', priority: 'P1' },
      { version: null, row: null, mode: 'gap', responsible: null, accountable: null, holder: 'msp-noc', responseDueAt: null },
    ],
    ['the first day counts', { at: '2026-10-01T00:00-05:00' }, { version: '3', row: 'A-11' }],
    [
      'the last day counts to its last second',
      {},
      {
        version: '3',
        row: 'A-11',
        mode: 'queue',
        who: ['dana'],
        workStartsAt: '2027-07-01T08:00:00-05:00',
        responseDueAt: '2027-07-01T09:00:00-05:00',
      },
    ],
    [
      'the amendment replaces the withdrawn row',
      { at: '2027-07-01T00:00-05:00' },
      { version: '4', row: 'A-11b', who: ['msp-noc'], mode: 'queue', responsible: 'provider' },
    ],
    [
      'the rows it does not touch go on',
      { at: '2028-03-01T10:00-06:00', function: 'sd-tier1-support' },
      { version: '4', row: 'A-01', who: ['dana'] },
    ],
  ]);
});

describe('row', () => {
  check({ at: '2027-05-29T02:10-05:00', function: 'ir-server-containment', priority: 'P1' }, [
    [
      'the narrower scope',
      { asset: 'ERP01' },
      { row: 'A-07', mustNot: ['power-off', 'reimage', 'restart-service'], conflict: [] },
    ],
    ['the row for everything', { asset: 'FS01' }, { row: 'A-06', mustNot: ['power-off', 'reimage'] }],
    ['no asset at all', {}, { row: 'A-06' }],
    ['a scoped row needs its fact', { function: 'vl-erp-escalation' }, { row: null, gap: true, holder: 'msp-noc', who: [] }],
    ['another value is no match', { function: 'vl-erp-escalation', app: 'CRM' }, { row: null, gap: true }],
    ['a function nobody wrote a row for', { function: 'nw-dns-domain', priority: 'P2' }, { gap: true, holder: 'msp-noc' }],
    ['and its normal holder', { function: 'nw-dns-domain', priority: 'P4' }, { gap: true, holder: 'dana', responseDueAt: null }],
    ['a function that does not exist', { function: 'constructor' }, { gap: true, row: null }],
    ['a site that does not exist', { site: 'elsewhere' }, { gap: true, row: null, version: null, holder: 'msp-noc' }],
    ['the default site may be named', { site: 'main' }, { gap: false, row: 'A-06' }],
  ]);
});

describe('cell', () => {
  check({ at: '2027-01-12T20:40-06:00', function: 'vl-erp-escalation', priority: 'P1' }, [
    ['P1 by its own mode', { app: 'ERP' }, { mode: 'vendor-case', who: ['msp-desk'], accountable: 'sam' }],
    ['P2 by the mode of the cell', { app: 'ERP', priority: 'P2' }, { mode: 'act', who: ['msp-desk'] }],
    [
      'P3 waits for the owner of business hours',
      { app: 'ERP', priority: 'P3' },
      { mode: 'queue', who: ['dana'], responsible: 'internal', workStartsAt: '2027-01-13T08:00:00-06:00' },
    ],
    [
      'always',
      { function: 'em-bec' },
      { who: ['msp-soc'], allowedNow: ['revoke-sessions', 'disable-standard-account', 'remove-inbox-rule'] },
    ],
    ['inform', { function: 'bk-failure-fix' }, { inform: [{ who: 'dana', within: '60m' }] }],
    ['a password at night is not queued', { function: 'sd-password-reset', priority: 'P4' }, { mode: 'act', who: ['msp-desk'] }],
  ]);
});

describe('presence', () => {
  check({ at: '2027-08-16T09:30-05:00', function: 'sd-tier1-support', priority: 'P3' }, [
    [
      'a team covers',
      { absent: away('dana') },
      { row: 'A-01', mode: 'act', who: ['msp-desk'], responsible: 'provider', accountable: 'pat' },
    ],
    ['somebody else being away changes nothing', { absent: away('sam', 'pat') }, { who: ['dana'] }],
    [
      'a person covers',
      { at: '2027-05-25T10:00-05:00', function: 'pt-schedule-approval', absent: away('dana') },
      { row: 'A-11', who: ['sam'], responsible: 'internal' },
    ],
    [
      'a cover that is away too leaves a gap with its row',
      { at: '2027-05-25T10:00-05:00', function: 'pt-schedule-approval', absent: away('dana', 'sam') },
      {
        row: 'A-11',
        accountable: 'pat',
        mode: 'gap',
        who: [],
        responsible: null,
        holder: 'dana',
        responseDueAt: null,
        workStartsAt: null,
      },
    ],
    [
      'no cover at all, urgent',
      { function: 'ir-extortion-decision', priority: 'P1', absent: away('pat') },
      { row: 'A-09', gap: true, holder: 'msp-noc', accountable: 'pat', mustNot: ['contact-attacker by anyone else'] },
    ],
    [
      'a team is never absent',
      { function: 'pt-schedule-approval', absent: away('dana', 'msp-noc') },
      { row: 'A-11b', who: ['msp-noc'] },
    ],
    [
      'an absence ends before its end',
      { absent: [{ person: 'dana', from: '2027-08-09T00:00', to: '2027-08-16T09:30' }] },
      { who: ['dana'] },
    ],
    ['an absence begins with its start', { absent: [{ person: 'dana', from: '2027-08-16T09:30' }] }, { who: ['msp-desk'] }],
    [
      'queued work asks who is there when it starts: back by then',
      { at: '2027-08-13T18:00-05:00', absent: [{ person: 'dana', from: '2027-08-09', to: '2027-08-16' }] },
      { mode: 'queue', who: ['dana'], workStartsAt: '2027-08-16T08:00:00-05:00' },
    ],
    [
      'queued work asks who is there when it starts: gone by then',
      { at: '2027-08-13T18:00-05:00', absent: [{ person: 'dana', from: '2027-08-16T07:00' }] },
      { mode: 'queue', who: ['msp-desk'], responsible: 'provider', workStartsAt: '2027-08-16T08:00:00-05:00' },
    ],
  ]);
});

describe('overflow', () => {
  const full = { 'was-active': false, untouched: 10, 'oldest-untouched-p3': '5m', 'leave-held': '0m' };
  check({ at: '2027-02-01T09:20-06:00', function: 'sd-tier1-support', priority: 'P3' }, [
    ['one short of the threshold', { overflow: { ...full, untouched: 9 } }, { who: ['dana'] }],
    ['at the threshold', { overflow: full }, { who: ['msp-desk'], mode: 'act', responsible: 'provider', accountable: 'pat' }],
    ['old enough, however short', { overflow: { untouched: 1, 'oldest-untouched-p3': '4h' } }, { who: ['msp-desk'] }],
    ['a minute too young', { overflow: { untouched: 1, 'oldest-untouched-p3': '239m' } }, { who: ['dana'] }],
    ['a touched ticket stays', { overflow: full, touched: true }, { who: ['dana'] }],
    ['executives stay', { overflow: full, 'user-group': 'executives' }, { who: ['dana'] }],
    ['a row that is not eligible stays', { overflow: full, function: 'bk-restore-request' }, { who: ['dana'] }],
    ['in between it stays active', { overflow: { 'was-active': true, untouched: 6 } }, { who: ['msp-desk'] }],
    ['in between it stays inactive', { overflow: { 'was-active': false, untouched: 6 } }, { who: ['dana'] }],
    [
      'calm, but not for long enough',
      { overflow: { 'was-active': true, untouched: 4, 'oldest-untouched-p3': '60m', 'leave-held': '59m' } },
      { who: ['msp-desk'] },
    ],
    [
      'calm for long enough',
      { overflow: { 'was-active': true, untouched: 4, 'oldest-untouched-p3': '60m', 'leave-held': '60m' } },
      { who: ['dana'] },
    ],
    [
      'short but old is not calm',
      { overflow: { 'was-active': true, untouched: 4, 'oldest-untouched-p3': '61m', 'leave-held': '2h' } },
      { who: ['msp-desk'] },
    ],
    [
      'only in business hours',
      { at: '2027-02-01T18:00-06:00', function: 'oo-new-hire', overflow: full },
      { mode: 'queue', who: ['dana'] },
    ],
    ['with dana away it is no different', { overflow: full, absent: away('dana') }, { who: ['msp-desk'] }],
  ]);
});

describe('authority', () => {
  check({ at: '2027-04-17T15:00-05:00', function: 'nw-isp-circuits', priority: 'P1' }, [
    ['an authorised caller', { vendor: 'carrier-a' }, { blocked: null, mode: 'vendor-case', who: ['msp-noc'] }],
    [
      'a caller without a letter',
      { vendor: 'carrier-b' },
      { blocked: { because: expect.stringContaining('carrier-b'), page: ['dana'] }, who: ['msp-noc'] },
    ],
    [
      'the only letter is on leave',
      { vendor: 'carrier-b', absent: away('dana') },
      { blocked: { because: expect.any(String), page: ['sam'] } },
    ],
    [
      'a vendor nobody wrote down',
      { vendor: 'carrier-z' },
      { blocked: { because: expect.stringContaining('carrier-z'), page: ['sam'] } },
    ],
    ['by day dana calls', { at: '2027-04-16T15:00-05:00', vendor: 'carrier-b' }, { blocked: null, who: ['dana'] }],
    ['an authoriser asks', { function: 'oo-urgent-termination', requester: 'pat' }, { blocked: null, who: ['msp-desk'] }],
    [
      'somebody else asks',
      { function: 'oo-urgent-termination', requester: 'sam' },
      { blocked: { because: expect.stringContaining('sam'), page: ['helen', 'pat'] }, who: ['msp-desk'], accountable: 'helen' },
    ],
    [
      'nobody is known to ask',
      { function: 'oo-urgent-termination' },
      { blocked: { because: expect.any(String), page: ['helen', 'pat'] } },
    ],
    ['the cap may be used up', { amount: 2500 }, { blocked: null, approvers: [] }],
    [
      'and not passed',
      { amount: 2500.01 },
      { blocked: { because: expect.stringContaining('2500'), page: ['pat', 'sam'] }, approvers: ['pat', 'sam'] },
    ],
    ['a priority without a cap', { amount: 1, priority: 'P2' }, { blocked: expect.anything(), approvers: ['pat', 'sam'] }],
    ['nothing to spend', { amount: 0, priority: 'P2' }, { blocked: null }],
    ['an absent spending approver', { amount: 9999, absent: away('pat') }, { approvers: ['sam'] }],
    [
      'two reasons',
      { amount: 9999, vendor: 'carrier-b' },
      { blocked: { because: expect.stringMatching(/carrier-b.*; .*2500/), page: ['dana', 'pat', 'sam'] } },
    ],
    [
      'the chain in order',
      { function: 'cm-emergency-change' },
      { mode: 'approve-then-act', approvers: ['dana', 'sam', 'pat'], approve: 'any' },
    ],
    [
      'the list of the row',
      { function: 'nw-firewall-policy' },
      { approvers: ['dana', 'sam'], allowedNow: ['block-only rule against a confirmed attack'] },
    ],
    [
      'everybody asleep',
      { function: 'nw-firewall-policy', absent: away('dana', 'sam') },
      { approvers: [], who: ['msp-noc'], gap: false },
    ],
    ['no approval where none is needed', {}, { approvers: [] }],
    ['the fail-safe is told', { function: 'ir-server-containment' }, { failSafe: expect.stringContaining('network-isolate') }],
    ['and is null where there is none', { function: 'cm-emergency-change' }, { failSafe: null }],
  ]);
});

describe('due', () => {
  check({ at: '2027-02-10T13:00-06:00', function: 'sd-tier1-support', priority: 'P3' }, [
    ['used up exactly at closing is due at closing', {}, { responseDueAt: '2027-02-10T17:00:00-06:00' }],
    ['a minute later it is due tomorrow', { at: '2027-02-10T13:01-06:00' }, { responseDueAt: '2027-02-11T08:01:00-06:00' }],
    [
      'over a weekend and a holiday',
      { at: '2027-01-15T16:00-06:00', priority: 'P4' },
      { responseDueAt: '2027-01-19T15:00:00-06:00', workStartsAt: null },
    ],
    [
      'queued on a Saturday before a holiday',
      { at: '2027-01-16T10:00-06:00' },
      { mode: 'queue', workStartsAt: '2027-01-19T08:00:00-06:00', responseDueAt: '2027-01-19T12:00:00-06:00' },
    ],
    [
      'late in the evening',
      { at: '2027-03-11T23:30-06:00' },
      { mode: 'queue', workStartsAt: '2027-03-12T08:00:00-06:00', responseDueAt: '2027-03-12T12:00:00-06:00' },
    ],
    [
      'queued across the change to summer time',
      { at: '2027-03-12T18:00-06:00' },
      { workStartsAt: '2027-03-15T08:00:00-05:00', responseDueAt: '2027-03-15T12:00:00-05:00' },
    ],
    [
      'elapsed time across a spring gap',
      { at: '2027-03-14T01:55-06:00', priority: 'P1' },
      { responseDueAt: '2027-03-14T03:10:00-05:00' },
    ],
    [
      'elapsed time across a repeated hour',
      { at: '2027-11-07T01:55-05:00', priority: 'P1' },
      { responseDueAt: '2027-11-07T01:10:00-06:00' },
    ],
    [
      'an acting night shift with a business clock',
      { at: '2027-02-10T18:00-06:00', function: 'sd-password-reset' },
      { mode: 'act', responseDueAt: '2027-02-11T12:00:00-06:00' },
    ],
    ['seconds are kept', { at: '2027-02-10T10:00:30-06:00', priority: 'P1' }, { responseDueAt: '2027-02-10T10:15:30-06:00' }],
  ]);
});

test('without being asked for it, there is no trace', () => {
  const facts: Facts = { at: '2027-02-10T13:00-06:00', function: 'sd-tier1-support', priority: 'P3' };
  const { trace, ...answer } = who(harbor, facts, { trace: true });
  expect(who(harbor, facts)).toEqual({ ...answer, trace: [] });
  expect(trace).toEqual([
    'At site main it is 2027-02-10T13:00:00-06:00, which is business-hours.',
    'Version 3 of the matrix is in force until 2027-07-01T00:00:00-05:00.',
    'Row A-01 decides sd-tier1-support for everything.',
    'Its business-hours cell gives P3 to dana with mode act.',
    'Presence: dana is on duty.',
    'A response is due at 2027-02-10T17:00:00-06:00: 240m of open time from the event for P3.',
  ]);
});

test('an instant that is none is refused', () => {
  expect(() => who(harbor, { at: 'tomorrow', function: 'sd-tier1-support', priority: 'P3' })).toThrow(RangeError);
});
