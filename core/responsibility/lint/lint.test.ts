import { describe, expect, test } from 'vitest';
import { emptyTerms, type Terms } from '../../commercial/terms.ts';
import { draftOf } from '../draft.ts';
import { type FindingRule, findingRules } from '../examine/rules.ts';
import { examineAgreement } from '../examine.ts';
import type { EngagementFile, Person } from '../model.ts';
import { type RowChanges, testFile } from '../test-engagement.ts';

const year = { from: '2027-01-01', to: '2028-01-01' };

interface Given {
  rows: RowChanges[];
  file?: Partial<EngagementFile>;
  terms?: Partial<Terms>;
  /** What is in force, and the first day of the draft. */
  current?: EngagementFile;
  from?: string;
}

function found(rule: FindingRule, { rows, file, terms, current, from }: Given) {
  const draft = draftOf(testFile(rows, file), '2027-01-01');
  const options = { ...year, ...(from === undefined ? {} : { from }), ...(current ? { current } : {}) };
  return examineAgreement({ file: draft, terms: { ...emptyTerms(), ...terms } }, options).findings.filter(
    (finding) => finding.rule === rule,
  );
}

const ann = { who: ['ann'], mode: 'act' as const };
const desk = { who: ['desk'], mode: 'act' as const };
const waits = { who: ['desk'], mode: 'approve-then-act' as const };
const sometimes = { who: ['desk'], mode: 'act' as const, P3: 'approve-then-act' as const };
const withContact = (kind: string): Person[] =>
  testFile([]).people.map((person) => ({ ...person, contacts: [{ kind, value: 'x', verified: true }] }));
const erp = [{ id: 'forge-erp', name: 'Forge ERP', authorised: ['ann'] }];
const away = [{ person: 'cat', from: '2026-06-01' }];

interface Case {
  rule: FindingRule;
  shows: string;
  bad: Given;
  /** The same with one thing put right. */
  good: Given;
}

const cases: Case[] = [
  {
    rule: 'collision',
    shows: 'two sides by overlapping scopes',
    bad: {
      rows: [
        { scope: { asset: 'A' }, always: ann },
        { id: 'R-2', scope: { 'user-group': 'B' }, always: desk },
      ],
    },
    good: {
      rows: [
        { scope: { asset: 'A' }, always: ann },
        { id: 'R-2', scope: { asset: 'B' }, always: desk },
      ],
    },
  },
  {
    rule: 'duty-without-access',
    shows: 'work on a system whose vendor talks to others',
    bad: { rows: [{ scope: { app: 'ERP' }, always: desk }], file: { vendors: erp } },
    good: { rows: [{ scope: { app: 'ERP' }, always: ann }], file: { vendors: erp } },
  },
  {
    rule: 'access-without-duty',
    shows: 'a letter for somebody who has nothing to do',
    bad: { rows: [{}], file: { vendors: [{ id: 'isp', name: 'ISP', authorised: ['bob'] }] } },
    good: { rows: [{ 'absence-cover': 'bob' }], file: { vendors: [{ id: 'isp', name: 'ISP', authorised: ['bob'] }] } },
  },
  {
    rule: 'access-without-duty',
    shows: 'approvers of a row that never waits',
    bad: { rows: [{ approvers: ['ann'] }] },
    good: { rows: [{ approvers: ['ann'], always: waits, 'fail-safe': 'wait' }] },
  },
  {
    rule: 'duty-without-skill',
    shows: 'a team in which nobody has it',
    bad: { rows: [{ always: { who: ['noc'], mode: 'act' }, 'requires-skill': 'erp' }] },
    good: { rows: [{ always: { who: ['noc'], mode: 'act' }, 'requires-skill': 'server' }] },
  },
  {
    rule: 'approver-unreachable',
    shows: 'nights on which only e-mail reaches the approvers',
    bad: { rows: [{ always: waits, 'fail-safe': 'wait' }], file: { people: withContact('email') } },
    good: { rows: [{ always: waits, 'fail-safe': 'wait' }], file: { people: withContact('phone') } },
  },
  {
    rule: 'approver-unreachable',
    shows: 'an approver who is away throughout',
    bad: { rows: [{ always: waits, 'fail-safe': 'wait' }], file: { absences: away } },
    good: { rows: [{ always: waits, 'fail-safe': 'wait' }], file: { absences: [{ ...away[0]!, to: '2027-06-01' }] } },
  },
  {
    rule: 'fail-safe-missing',
    shows: 'a P3 that waits at night',
    bad: { rows: [{ always: sometimes }] },
    good: { rows: [{ always: sometimes, 'fail-safe': 'touch nothing' }] },
  },
  {
    rule: 'fail-safe-missing',
    shows: 'only where the proof does not tell it already',
    bad: { rows: [{ 'business-hours': desk, 'after-hours': sometimes }] },
    good: { rows: [{ 'business-hours': desk, 'after-hours': waits }] },
  },
  {
    rule: 'absence-cover-same-person',
    shows: 'a cover who acts already',
    bad: { rows: [{ always: { who: ['ann', 'bob'], mode: 'act' }, 'absence-cover': 'bob' }] },
    good: { rows: [{ always: { who: ['ann'], mode: 'act' }, 'absence-cover': 'bob' }] },
  },
  {
    rule: 'evidence-holder-missing',
    shows: 'a control of a chosen framework',
    bad: { rows: [{ function: 'bk-monitor' }], terms: { frameworks: ['hipaa'] } },
    good: { rows: [{ function: 'bk-monitor', evidence: 'Report' }], terms: { frameworks: ['hipaa'] } },
  },
  {
    rule: 'evidence-holder-missing',
    shows: 'nothing without a framework',
    bad: { rows: [{ function: 'bk-monitor' }], terms: { frameworks: ['pci'] } },
    good: { rows: [{ function: 'bk-monitor' }] },
  },
  {
    rule: 'stale-row',
    shows: 'a row taken over from long before',
    bad: { rows: [{}], current: testFile([{}]) },
    good: { rows: [{ always: ann }], current: testFile([{}]) },
  },
  {
    rule: 'paid-but-unassigned',
    shows: 'security bought and nothing watched',
    bad: { rows: [{ function: 'bk-monitor', always: ann }], terms: { modules: ['security-ops'] } },
    good: { rows: [{ function: 'sm-edr-triage' }], terms: { modules: ['security-ops'] } },
  },
  {
    rule: 'assigned-but-unpaid',
    shows: 'security watched and not bought',
    bad: { rows: [{ function: 'sm-edr-triage' }], terms: { modules: ['platform'] } },
    good: { rows: [{ function: 'sm-edr-triage', always: ann }], terms: { modules: ['platform'] } },
  },
  {
    rule: 'target-shorter-than-chain',
    shows: 'two approvers of ten minutes within fifteen',
    bad: { rows: [{ always: waits, 'fail-safe': 'wait' }] },
    good: { rows: [{ always: waits, 'fail-safe': 'wait', approvers: ['ann'] }] },
  },
];

describe('each rule', () => {
  test.each(cases)('$rule: $shows', ({ rule, bad, good }) => {
    const findings = found(rule, bad);
    expect(findings.length).toBeGreaterThan(0);
    for (const { severity, message, key } of findings) {
      expect(severity).toBe(findingRules[rule].severity);
      expect(message.endsWith('.')).toBe(true);
      expect(key.startsWith(`${rule}:`)).toBe(true);
    }
    expect(found(rule, good)).toEqual([]);
  });

  test('a collision is not told as a conflict again', () => {
    const rows = [
      { scope: { asset: 'A' }, always: ann },
      { id: 'R-2', scope: { app: 'B' }, always: desk },
    ];
    expect(found('collision', { rows })).toHaveLength(1);
    expect(found('conflict', { rows })).toEqual([]);
    expect(found('conflict', { rows: [rows[0]!, { ...rows[1]!, always: ann }] })).toHaveLength(1);
  });

  test('a row is stale after ninety days, not before', () => {
    const current = testFile([{}]);
    const at = (from: string) => found('stale-row', { rows: [{}], current, from });
    expect(at('2026-04-01')).toEqual([]);
    expect(at('2026-04-02')).toHaveLength(1);
  });

  test('only rows of the functions asked about are reported', () => {
    const file = draftOf(testFile([{ always: sometimes }, { id: 'R-2', function: 'other', always: sometimes }]), '2027-01-01');
    const { findings } = examineAgreement({ file, terms: emptyTerms() }, { ...year, functions: ['other'] });
    expect(findings.filter(({ rule }) => rule === 'fail-safe-missing').map(({ rows }) => rows)).toEqual([['R-2']]);
  });
});
