/**
 * An editor examines only the functions that an edit touched, and merges what was found into what it knew. Findings of
 * other functions stay; those of the touched functions come from the new examination; those that many functions share
 * (a team nobody is in, a person nobody can reach) keep the rows of the others. What the file as a whole shows (targets,
 * spending, contacts, functions in no row, and which vendor is left to which row) is as old as the last full
 * examination, which an editor makes when it has time.
 */

import { mergeSpans } from '../../calendar/calendar.ts';
import type { Span } from '../../calendar/model.ts';
import type { DraftExamination, DraftFinding } from './finding.ts';
import { isLintRule } from './rules.ts';

interface Entry {
  finding: DraftFinding;
  spans: Span[];
}

/**
 * What an examination of everything would find, from the last one and a new one of `functions`. Valid when nothing but
 * rows of these functions changed between the two, and both look at the same span.
 */
export function mergeFindings(
  previous: DraftExamination,
  next: DraftExamination,
  functions: readonly string[],
): DraftExamination {
  const touched = new Set(functions);
  const isTouched = (row: string): boolean => {
    const now = next.functions[row];
    return now === undefined || touched.has(now) || touched.has(previous.functions[row] ?? now);
  };
  const merged = new Map<string, Entry>();
  for (const entry of entriesOf(previous)) {
    const kept = keptOf(entry, touched, isTouched);
    if (kept !== null) merged.set(kept.finding.key, kept);
  }
  for (const entry of entriesOf(next)) {
    const known = merged.get(entry.finding.key);
    merged.set(entry.finding.key, known === undefined ? entry : joined(known, entry));
  }
  const entries = [...merged.values()].sort(byImportance);
  return {
    findings: entries.map(({ finding }) => finding),
    spans: entries.map(({ spans }) => spans),
    examined: next.examined === null ? null : previous.examined,
    functions: next.functions,
  };
}

function entriesOf({ findings, spans }: DraftExamination): Entry[] {
  return findings.map((finding, index) => ({ finding, spans: spans[index] ?? [] }));
}

/** What is still known of a finding once the touched functions are taken out of it; null when nothing is. */
function keptOf(entry: Entry, touched: ReadonlySet<string>, isTouched: (row: string) => boolean): Entry | null {
  const { finding } = entry;
  if (isRenewed(finding)) return null;
  if (finding.function !== null) return touched.has(finding.function) ? null : entry;
  if (finding.rows.length === 0) return entry;
  const rows = finding.rows.filter((row) => !isTouched(row));
  return rows.length === 0 ? null : { ...entry, finding: { ...finding, rows } };
}

/** The strict check, and the linter's rules about the file as a whole, look at everything each time. */
function isRenewed({ rule, function: name }: DraftFinding): boolean {
  return rule === 'not-valid' || (name === null && isLintRule(rule));
}

function joined(known: Entry, { finding, spans }: Entry): Entry {
  const rows = [...new Set([...known.finding.rows, ...finding.rows])].sort();
  const at = (each: DraftFinding) => each.witness?.at ?? '\uffff';
  const witness = instantOf(at(finding)) < instantOf(at(known.finding)) ? finding.witness : known.finding.witness;
  const minutesPerYear = Math.max(known.finding.minutesPerYear, finding.minutesPerYear);
  return { finding: { ...finding, rows, witness, minutesPerYear }, spans: mergeSpans([...known.spans, ...spans]) };
}

const severityOrder = ['error', 'warning', 'info'];

function instantOf(at: string): number {
  return at === '\uffff' ? Infinity : Temporal.Instant.from(at).epochMilliseconds;
}

/** Severity, then the first instant that shows it, then rule and rows. */
export function byImportance(a: Entry, b: Entry): number {
  const first = (entry: Entry) => entry.spans[0]?.from ?? Infinity;
  const text = ({ finding }: Entry) => `${finding.rule} ${finding.rows.join()} ${finding.key}`;
  return (
    severityOrder.indexOf(a.finding.severity) - severityOrder.indexOf(b.finding.severity) ||
    (first(a) === first(b) ? 0 : first(a) - first(b)) ||
    (text(a) < text(b) ? -1 : 1)
  );
}
