/**
 * What the proof finds in a small engagement (test-engagement.ts) in the week from Monday 4 January 2027, which has no
 * holiday, for tests of single kinds of findings.
 */
import type { EngagementFile, Finding, FindingKind } from './model.ts';
import { prove } from './prove.ts';
import { type RowChanges, testEngagement } from './test-engagement.ts';

export const week = { from: '2027-01-04', to: '2027-01-11' };
export const weekMinutes = 7 * 1440;

export function findings(rows: RowChanges[], changes: Partial<EngagementFile> = {}, span = week): Finding[] {
  return prove(testEngagement(rows, changes), span).findings;
}

/** The findings of one kind, as the keys that matter. */
export function found(kind: FindingKind, rows: RowChanges[], changes?: Partial<EngagementFile>) {
  return findings(rows, changes)
    .filter((finding) => finding.kind === kind && finding.severity !== 'info')
    .map(({ severity, rows: ids, function: name, without, witness }) => ({
      severity,
      rows: ids,
      function: name,
      without,
      at: witness?.at ?? null,
    }));
}

export const fix = { function: 'fix', without: null };
export const monday = '2027-01-04T00:00:00-06:00';
export const acts = (...who: string[]): RowChanges => ({ always: { who, mode: 'act' } });
