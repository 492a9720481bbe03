/**
 * Mends several findings in one edit, pure. Fixes are made one after the other, each on what the last one left: what an
 * earlier fix may have changed is examined again first, so that nothing is mended twice and nobody is written over. A fix
 * that no longer applies is left out, and what counts as mended is what a last look no longer finds.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { DraftFinding, Fix } from '@tandem/core/responsibility/examine/finding.ts';
import { type ExamineOptions, examineAgreement } from '@tandem/core/responsibility/examine.ts';
import { takeStep } from './draft-state.ts';
import type { MendingWay } from './findings-grouped.ts';
import { touchedFunctions } from './findings-touched.ts';

export interface Mended {
  agreement: Agreement;
  /** How many of the findings are gone. */
  count: number;
}

type Span = Pick<ExamineOptions, 'from' | 'to'>;
type ByKey = ReadonlyMap<string, DraftFinding>;

export function mendFindings(start: Agreement, { fix, findings }: Omit<MendingWay, 'words'>, span: Span): Mended {
  let agreement = start;
  let [known, knownOf] = [byKey(findings), start];
  for (const [index, finding] of findings.entries()) {
    if (mayConcern(touchedFunctions(knownOf, agreement), finding))
      [known, knownOf] = [examinedAgain(agreement, findings.slice(index), span), agreement];
    const next = fixOf(known.get(finding.key), fix);
    if (next !== null) agreement = applied(agreement, next);
  }
  const left = agreement === start ? known : examinedAgain(agreement, findings, span);
  return { agreement, count: findings.filter(({ key }) => !left.has(key)).length };
}

const byKey = (findings: readonly DraftFinding[]): ByKey => new Map(findings.map((each) => [each.key, each]));

/** `touched`: the functions whose rows changed; null when more than rows did. */
function mayConcern(touched: readonly string[] | null, { function: name }: DraftFinding): boolean {
  return touched === null || (touched.length > 0 && (name === null || touched.includes(name)));
}

/** What is found now about the functions of these findings; what no single function shows is found in any case. */
function examinedAgain(agreement: Agreement, findings: readonly DraftFinding[], span: Span): ByKey {
  const functions = [...new Set(findings.flatMap(({ function: name }) => name ?? []))];
  return byKey(examineAgreement(agreement, { ...span, functions }).findings);
}

function fixOf(finding: DraftFinding | undefined, chosen: string | null): Fix | null {
  const fixes = finding?.fixes ?? [];
  if (chosen !== null) return fixes.find(({ label }) => label === chosen) ?? null;
  return fixes.length === 1 ? (fixes[0] ?? null) : null;
}

/** All of the fix, or nothing of it. */
function applied(agreement: Agreement, { in: half, changes }: Fix): Agreement {
  const { agreement: next, conflicts } = takeStep(agreement, { file: [], terms: [], [half]: changes });
  return conflicts.length === 0 ? next : agreement;
}
