/**
 * Like findings together, and many of them mended in one edit: each fix on what the last one left, none twice, and only
 * what is gone is counted.
 */
import { emptyTerms, type Terms } from '@tandem/core/commercial/terms.ts';
import { draftOf } from '@tandem/core/responsibility/draft.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { examineAgreement } from '@tandem/core/responsibility/examine.ts';
import { type RowChanges, testFile } from '@tandem/core/responsibility/test-engagement.ts';
import { describe, expect, it } from 'vitest';
import { groupFindings, waysToMend } from './findings-grouped.ts';
import { mendFindings } from './findings-mended.ts';

const span = { from: '2027-01-01', to: '2028-01-01' };
const functions = ['fix', 'other', 'third'].map((id) => ({ id, name: id }));

function agreementOf(rows: RowChanges[], terms: Partial<Terms> = {}) {
  return { file: draftOf(testFile(rows, { functions }), span.from), terms: { ...emptyTerms(), ...terms } };
}

type Agreed = ReturnType<typeof agreementOf>;

const found = (agreement: Agreed, rule: string): DraftFinding[] =>
  examineAgreement(agreement, span).findings.filter((each) => each.rule === rule);

function waysOf(agreement: Agreed, rule: string) {
  return groupFindings(found(agreement, rule)).flatMap(waysToMend);
}

const waits: RowChanges = { always: { who: ['desk'], mode: 'approve-then-act' } };
const threeWait = agreementOf([
  { ...waits, id: 'R-1' },
  { ...waits, id: 'R-2', function: 'other' },
  { ...waits, id: 'R-3', function: 'third' },
]);

describe('findings in groups', () => {
  const finding = (key: string, rule: string, severity: string, labels: string[] = [], accepted = false) =>
    ({
      key,
      rule,
      severity,
      accepted,
      fixes: labels.map((label) => ({ label, in: 'file', changes: [] })),
    }) as never as DraftFinding;
  const onlyGroup = (...findings: DraftFinding[]) => {
    const [group] = groupFindings(findings);
    return waysToMend(group!).map(({ fix, words, findings: those }) => [fix, words, those.map(({ key }) => key)]);
  };

  it('are those of one rule and one severity, in the order of their first', () => {
    const groups = groupFindings([
      finding('a', 'gap', 'error'),
      finding('b', 'stale', 'error'),
      finding('c', 'gap', 'error'),
      finding('d', 'gap', 'info'),
    ]);
    expect(groups.map(({ rule, severity, findings }) => [rule, severity, findings.map(({ key }) => key)])).toEqual([
      ['gap', 'error', ['a', 'c']],
      ['stale', 'error', ['b']],
      ['gap', 'info', ['d']],
    ]);
  });

  it('are mended by the one fix that each has, in words where it is the same for all', () => {
    const same = onlyGroup(finding('a', 'gap', 'error', ['Hold']), finding('b', 'gap', 'error', ['Hold']));
    expect(same).toEqual([[null, 'Hold', ['a', 'b']]]);
    const own = onlyGroup(finding('a', 'gap', 'error', ['Add 1']), finding('b', 'gap', 'error', ['Add 2']));
    expect(own).toEqual([[null, null, ['a', 'b']]]);
  });

  it('leave the choice to people where one has two fixes, and offer those that several have', () => {
    const [first, second] = [finding('a', 'gap', 'error', ['Ann', 'Desk']), finding('b', 'gap', 'error', ['Ann', 'Noc'])];
    expect(onlyGroup(first, second)).toEqual([['Ann', 'Ann', ['a', 'b']]]);
  });

  it('offer nothing for one alone, and do not touch what was accepted as a risk', () => {
    expect(onlyGroup(finding('a', 'gap', 'error', ['Hold']), finding('b', 'gap', 'error'))).toEqual([]);
    expect(onlyGroup(finding('a', 'gap', 'error', ['Hold']), finding('b', 'gap', 'error', ['Hold'], true))).toEqual([]);
  });
});

describe('mending many', () => {
  it('makes the fix of each', () => {
    const [way] = waysOf(threeWait, 'no-fail-safe');
    expect(way).toMatchObject({ words: 'Touch nothing more and go on calling' });
    const { agreement, count } = mendFindings(threeWait, way!, span);
    expect(count).toBe(3);
    expect(found(agreement, 'no-fail-safe')).toEqual([]);
    expect(agreement.file.matrix[0]!.rows.every((row) => row['fail-safe'] !== undefined)).toBe(true);
  });

  it('makes each fix on what the last one left, where they change the same place', () => {
    const bought = agreementOf([{ id: 'R-1' }], { modules: ['compliance', 'backup-leadership', 'own-module'] });
    const [way] = waysOf(bought, 'paid-but-unassigned');
    expect(way).toMatchObject({ fix: null, words: null, findings: { length: 2 } });
    const { agreement, count } = mendFindings(bought, way!, span);
    expect(count).toBe(2);
    expect(agreement.terms.modules).toEqual(['own-module']);
  });

  it('mends nothing twice: what an earlier fix mended is left as it is, and counts', () => {
    const [way] = waysOf(threeWait, 'target-shorter-than-chain');
    expect(way!.findings).toHaveLength(3);
    const { agreement, count } = mendFindings(threeWait, way!, span);
    expect(count).toBe(3);
    expect(agreement.file.approval!.step).toBe('7m');
    expect(agreement.file.matrix).toEqual(threeWait.file.matrix);
  });

  it('leaves out a fix that no longer applies, and counts what is gone', () => {
    const [way] = waysOf(threeWait, 'no-fail-safe');
    const [first, second, third] = way!.findings;
    const gone = { ...second!, fixes: [{ ...second!.fixes[0]!, changes: third!.fixes[0]!.changes.map(elsewhere) }] };
    const { agreement, count } = mendFindings(threeWait, { fix: null, findings: [first!, gone, third!] }, span);
    expect(count).toBe(2);
    expect(found(agreement, 'no-fail-safe').map(({ rows }) => rows)).toEqual([['R-2']]);
  });

  it('gives the agreement itself when nothing can be mended', () => {
    expect(mendFindings(threeWait, { fix: 'Nobody offers this', findings: found(threeWait, 'no-fail-safe') }, span)).toEqual({
      agreement: threeWait,
      count: 0,
    });
  });
});

/** The change as it was meant for a row that somebody has withdrawn. */
function elsewhere<Change extends { steps: string[] }>(change: Change): Change {
  return { ...change, steps: change.steps.map((step) => (step === 'R-3' ? 'R-9' : step)) };
}
