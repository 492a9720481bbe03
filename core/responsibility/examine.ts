/**
 * What is wrong with a draft of an agreement, while people work on it: the strict check of the file, the proof of
 * coverage, and the linter, as one list of findings with keys that stay and fixes that can be applied. A draft may be
 * incomplete; whatever can be proven of it is proven. Nothing that a draft can hold makes this throw.
 *
 * An editor examines a whole draft once, then only the functions that an edit touched (`functions`), and merges what
 * is found into what it knew (`mergeFindings`).
 */
import type { Span } from '../calendar/model.ts';
import { formatInstant, parseTime } from '../calendar/zone.ts';
import type { Agreement } from '../commercial/terms.ts';
import { compile, type Engagement } from './compile.ts';
import { type DraftExamination, type DraftFinding, findingKey, reported } from './examine/finding.ts';
import { proofFixes, rowPath } from './examine/fixes.ts';
import { byImportance } from './examine/merge.ts';
import { checkDraft } from './examine/soundness.ts';
import { lint } from './lint/lint.ts';
import type { EngagementFile, Finding } from './model.ts';
import { isObject } from './parse/shape.ts';
import { type Examined, prove } from './prove.ts';
import { type TwoAbsences, twoAbsences } from './two-absences.ts';

export { mergeFindings } from './examine/merge.ts';

export interface ExamineOptions {
  /** Start of the span: a date or local time in the default site's zone, or an instant. The draft is taken to hold from then on. */
  from: string;
  /** End of the span, not included; at most five years later. */
  to: string;
  /** The functions to examine; without it all of the draft's. */
  functions?: readonly string[];
  /** The file in force; with it, rows that stand as they were long ago signed are told. */
  current?: EngagementFile;
}

interface Entry {
  finding: DraftFinding;
  spans: Span[];
}

/**
 * Examines a draft: an engagement file whose matrix is one version, and its terms. RangeError only when the span is
 * empty, longer than five years, or not made of dates.
 */
export function examineAgreement({ file, terms }: Agreement, options: ExamineOptions): DraftExamination {
  const { findings: faults, file: sound } = checkDraft(file);
  const told = faults.map((finding) => ({ finding, spans: [] }));
  const deeper = sound?.matrix.length === 1 ? examineSound({ file: sound, terms }, options) : { entries: [], examined: null };
  const entries = [...told, ...deeper.entries].sort(byImportance);
  const accepted = (finding: DraftFinding) => ({ ...finding, accepted: Object.hasOwn(terms.risks, finding.key) });
  return {
    findings: entries.map(({ finding }) => accepted(finding)),
    spans: entries.map(({ spans }) => spans),
    examined: deeper.examined,
    functions: functionsOf(file),
  };
}

/** The proof and the linter, on what the strict check left. */
function examineSound({ file, terms }: Agreement, options: ExamineOptions): { entries: Entry[]; examined: Examined } {
  const { from, span } = spanOf(file, options);
  const engagement = heldFrom(file, from);
  const compiled = engagement.timeline.version[0]!;
  const chosen = options.functions?.filter((name) => compiled.byFunction.has(name));
  const proof = prove(engagement, { from: options.from, to: options.to, ...(chosen ? { functions: chosen } : {}) });
  const rows = chosen ? compiled.rows.filter((row) => chosen.includes(row.function)) : compiled.rows;
  const context = { engagement, file, terms, version: compiled, rows, from, span, current: options.current ?? null };
  const linted = lint(context).map((report) => ({ finding: reported(report), spans: [] }));
  // Rows that collide are in conflict too; the worse of the two is told.
  const colliding = new Set(linted.flatMap(({ finding }) => (finding.rule === 'collision' ? [finding.rows.join('|')] : [])));
  const proven = proof.findings
    .map((finding, index) => ({ finding: provenFinding(file, finding, proof.about[index]!), spans: proof.spans[index]! }))
    .filter(({ finding }) => finding.rule !== 'conflict' || !colliding.has(finding.rows.join('|')));
  return { entries: [...proven, ...linted], examined: proof.examined };
}

/** The draft as if it held from then on. */
function heldFrom(file: EngagementFile, from: string): Engagement {
  const { to: _, ...version } = file.matrix[0]!;
  return compile({ ...file, matrix: [{ ...version, from }] });
}

/** Which two people of a draft may not be away together; null when it is built so wrongly that nothing can be said. */
export function examineTwoAbsences(draft: EngagementFile, options: Pick<ExamineOptions, 'from' | 'to'>): TwoAbsences | null {
  const { file } = checkDraft(draft);
  return file?.matrix.length === 1 ? twoAbsences(heldFrom(file, spanOf(file, options).from), options) : null;
}

function provenFinding(file: EngagementFile, finding: Finding, about: string): DraftFinding {
  const { kind: rule, ...rest } = finding;
  const [first] = finding.function === null ? [] : finding.rows;
  const path = first === undefined ? null : rowPath(first);
  return { ...rest, rule, key: findingKey(rule, about), path, fixes: proofFixes(file, rule, finding), accepted: false };
}

function spanOf(file: EngagementFile, options: ExamineOptions): { from: string; span: Span } {
  const zone = file.sites[0]!.timezone;
  const [from, to] = [parseTime(zone, options.from), parseTime(zone, options.to)];
  if (from === null || to === null || to <= from) throw new RangeError('The span is empty or not made of dates.');
  return { from: formatInstant(zone, from).slice(0, 10), span: { from, to } };
}

/** The function of every row that says one, broken rows too. */
function functionsOf(file: EngagementFile): Record<string, string> {
  const rows: unknown[] = Array.isArray(file.matrix?.[0]?.rows) ? file.matrix[0].rows : [];
  const named = rows.flatMap((row): [string, string][] => {
    if (!isObject(row) || typeof row['id'] !== 'string' || typeof row['function'] !== 'string') return [];
    return [[row['id'], row['function']]];
  });
  return Object.fromEntries(named);
}
