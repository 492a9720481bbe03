/**
 * Which findings the year shows, and the year's letters for them. Pure.
 */
import type { Finding } from './agreement.ts';

export interface ProofFilter {
  /** One kind only; null for all. */
  kind: string | null;
  /** Leaves out what stands on every day, so that what comes and goes is seen. */
  passing: boolean;
}

const weight: Record<string, number> = { e: 3, w: 2, i: 1, '.': 0 };
const letters = { error: 'e', warning: 'w', info: 'i' };

const standsAlways = (finding: Finding, days: number): boolean => finding.days.some(([from, to]) => from <= 0 && to >= days - 1);

export function filterFindings(findings: readonly Finding[], filter: ProofFilter, days: number): Finding[] {
  return findings.filter(
    (finding) => (filter.kind === null || finding.kind === filter.kind) && !(filter.passing && standsAlways(finding, days)),
  );
}

/** One letter a day, of the worst finding on it. */
export function yearLetters(findings: readonly Finding[], days: number): string {
  const year = Array.from({ length: days }, () => '.');
  for (const finding of findings) {
    const letter = letters[finding.severity];
    for (const [from, to] of finding.days) {
      for (let day = from; day <= Math.min(to, days - 1); day += 1)
        if ((weight[letter] ?? 0) > (weight[year[day] ?? '.'] ?? 0)) year[day] = letter;
    }
  }
  return year.join('');
}

/** Those that stand on day `index` of the year. */
export function findingsOn(findings: readonly Finding[], index: number): Finding[] {
  return findings.filter((finding) => finding.days.some(([from, to]) => from <= index && index <= to));
}
