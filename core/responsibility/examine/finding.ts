/**
 * A finding about a draft: what a proof finds, what the linter finds, and what the strict check of the file refuses, in
 * one shape. Its key stays the same while the draft is edited, so that a risk accepted yesterday is known today; its
 * fixes are differences that can be applied as they are.
 */
import type { Span } from '../../calendar/model.ts';
import type { Change } from '../diff.ts';
import type { Finding } from '../model.ts';
import type { Examined } from '../prove.ts';
import type { FindingRule } from './rules.ts';

export interface Fix {
  /** What it does, as the words on a button. */
  label: string;
  /** What the changes are about: the engagement file, or the terms. */
  in: 'file' | 'terms';
  changes: Change[];
}

export interface DraftFinding extends Omit<Finding, 'kind'> {
  /** The same for the same defect, whatever else changes: `findingKey`. Terms accept a risk by it. */
  key: string;
  rule: FindingRule;
  /** Where it stands, as `Change.path` says it: `matrix.draft.rows.A-14.after-hours`; null where no one place does. */
  path: string | null;
  fixes: Fix[];
  /** Whether the terms accept it as a named risk. */
  accepted: boolean;
}

export interface DraftExamination {
  /** Errors first. */
  findings: DraftFinding[];
  /** `spans[i]` is when `findings[i]` shows; empty where no instant does. */
  spans: Span[][];
  /** Null when the file is built so wrongly that nothing of it could be proven. */
  examined: Examined | null;
  /** The function of each row that was looked at, broken ones too. */
  functions: Record<string, string>;
}

/** What a rule reports: a finding without what follows from its rule and place. */
export interface Report {
  rule: FindingRule;
  /** Tells it from other findings of the rule, without anything that an edit elsewhere would change. */
  about: string;
  severity: Finding['severity'];
  rows: string[];
  function: string | null;
  /** One sentence naming ids. */
  message: string;
  path: string | null;
  fixes: Fix[];
}

/** The key under which the terms accept the finding. */
export function findingKey(rule: FindingRule, about: string): string {
  return `${rule}:${about}`;
}

/** A report as a finding that no instant shows. */
export function reported({ about, ...report }: Report): DraftFinding {
  const key = findingKey(report.rule, about);
  return { ...report, key, minutesPerYear: 0, witness: null, without: null, accepted: false };
}
