/**
 * Findings of a draft by what is wrong: those of one rule and one severity together, in the order in which the first of
 * each came, and the ways in which more than one of them can be mended at once.
 */
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';

export interface FindingGroup {
  /** Tells it from the other groups, whatever is mended. */
  id: string;
  rule: DraftFinding['rule'];
  severity: DraftFinding['severity'];
  findings: DraftFinding[];
}

export function groupFindings(findings: readonly DraftFinding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { rule, severity } = finding;
    const id = `${severity} ${rule}`;
    const group = groups.get(id) ?? { id, rule, severity, findings: [] };
    group.findings.push(finding);
    groups.set(id, group);
  }
  return [...groups.values()];
}

export interface MendingWay {
  /** The fix that is made for each; null: the only one that each has. */
  fix: string | null;
  /** What the fixes do, when all do the same in words. */
  words: string | null;
  findings: DraftFinding[];
}

/**
 * How several findings of a group are mended in one go. Where each has one fix, that one; where somebody has to choose
 * between fixes, each that more than one finding has. What was accepted as a risk was decided, and stays.
 */
export function waysToMend({ findings }: FindingGroup): MendingWay[] {
  const mendable = findings.filter(({ accepted, fixes }) => !accepted && fixes.length > 0);
  const labels = new Set(mendable.flatMap(({ fixes }) => fixes.map(({ label }) => label)));
  const chosen = mendable.some(({ fixes }) => fixes.length > 1);
  const ways: MendingWay[] = chosen
    ? [...labels].map((fix) => ({ fix, words: fix, findings: mendable.filter((each) => has(each, fix)) }))
    : [{ fix: null, words: labels.size === 1 ? ([...labels][0] ?? null) : null, findings: mendable }];
  return ways.filter((way) => way.findings.length > 1);
}

const has = ({ fixes }: DraftFinding, fix: string): boolean => fixes.some(({ label }) => label === fix);
