/**
 * The strict check of a draft, as findings. A row that the parser refuses is a finding at that row and is left out, so
 * that everything else is proven; what is wrong outside the rows is told too, and ends the examination only when the
 * file is not built as one at all. What comes back as the file is safe to compile.
 */
import type { EngagementFile, Row } from '../model.ts';
import { checkMatrix } from '../parse/matrix.ts';
import { namesOf } from '../parse/names.ts';
import { plainCopy } from '../parse/plain.ts';
import { createProblems, type Found, type ProblemCode } from '../parse/problems.ts';
import { checkParts } from '../parse/references.ts';
import { checkShape } from '../parse/schema.ts';
import { isObject } from '../parse/shape.ts';
import { type DraftFinding, type Fix, reported } from './finding.ts';
import { difference, fileFix, rowFix } from './fixes.ts';
import { placeOf, problemSteps } from './place.ts';

export interface Soundness {
  findings: DraftFinding[];
  /** The file without its broken rows; null when nothing of it can be proven. */
  file: EngagementFile | null;
}

/** How often rows are left out and the rest is looked at again: a hundred problems are told in each round. */
const maxRounds = 8;

export function checkDraft(value: unknown): Soundness {
  const copying = createProblems();
  const copy = plainCopy(value, copying);
  if (copying.found.length > 0) return { findings: copying.found.map((found) => findingOf(copy, found)), file: null };
  const findings: DraftFinding[] = [];
  const seen = new Set<string>();
  let rest = copy;
  for (let round = 0; round < maxRounds; round += 1) {
    const found = checkOnce(rest);
    for (const finding of found.map((each) => findingOf(rest, each))) {
      if (seen.has(finding.key)) continue;
      seen.add(finding.key);
      findings.push(finding);
    }
    const broken = brokenRows(found);
    if (broken.size === 0)
      return { findings, file: found.every(({ code }) => harmless.has(code)) ? (rest as EngagementFile) : null };
    rest = withoutRows(rest, broken);
  }
  return { findings, file: null };
}

/** What an engagement can be compiled with: names that nobody has, things said twice or too much. */
const harmless: ReadonlySet<ProblemCode> = new Set([
  'unknown-id',
  'wrong-side',
  'duplicate-id',
  'unknown-key',
  'wrong-order',
  'overlap',
  'cycle',
]);

function checkOnce(value: unknown): Found[] {
  const problems = createProblems();
  if (checkShape(value, problems)) {
    const file = value as EngagementFile;
    const names = namesOf(file);
    checkParts(file, names, problems);
    checkMatrix(file, names, problems);
  }
  return problems.found;
}

/** Indices of the draft's rows in which something is wrong. */
function brokenRows(found: readonly Found[]): Set<number> {
  const indices = found.map(({ path }) => problemSteps(path)).filter((steps) => steps[0] === 'matrix' && steps[2] === 'rows');
  return new Set(indices.flatMap(([, , , index]) => (typeof index === 'number' ? [index] : [])));
}

function withoutRows(value: unknown, broken: ReadonlySet<number>): unknown {
  const file = value as EngagementFile;
  const matrix = file.matrix.map((version, place) =>
    place === 0 ? { ...version, rows: version.rows.filter((_, index) => !broken.has(index)) } : version,
  );
  return { ...file, matrix };
}

function findingOf(value: unknown, found: Found): DraftFinding {
  const steps = placeOf(value, found.path);
  const row = rowAt(value, found.path);
  const path = steps.join('.');
  const [id, name] = [row?.id, row?.function].map((each) => (typeof each === 'string' && each !== '' ? each : null));
  const where = row === null && path !== '' ? `${path}: ` : id == null ? '' : `Row ${id}${partOf(steps)}: `;
  const told = found.message.startsWith('Row ') ? found.message : `${where}${found.message}`;
  return reported({
    rule: 'not-valid',
    about: `${found.path.includes('[') && id == null && row !== null ? found.path : path}|${found.code}`,
    severity: 'error',
    rows: id == null ? [] : [id],
    function: name ?? null,
    message: told,
    path: path === '' ? null : path,
    fixes: row === null || id == null ? [] : fixesOf(value as EngagementFile, row as unknown as Row, steps, found),
  });
}

/** `, business hours`: which part of the row it is about, as people call it. */
function partOf([, , , , part]: readonly string[]): string {
  return part === undefined ? '' : `, ${part.replaceAll('-', ' ')}`;
}

function rowAt(value: unknown, path: string): Record<string, unknown> | null {
  const steps = problemSteps(path);
  if (steps[0] !== 'matrix' || steps[2] !== 'rows' || typeof steps[3] !== 'number') return null;
  let at = value;
  for (const step of steps.slice(0, 4)) at = (at as Record<string | number, unknown> | undefined)?.[step];
  return isObject(at) ? at : null;
}

/** What is missing or too much, where there is one plain way to mend it. */
function fixesOf(file: EngagementFile, row: Row, steps: string[], found: Found): Fix[] {
  if (found.code === 'unknown-key') {
    return [fileFix(`Take ${steps.at(-1)} away`, difference(steps, valueAt(row, steps.slice(4)), undefined))];
  }
  const executive = file.people?.find?.(({ side, role }) => side === 'internal' && role === 'executive');
  if (found.code === 'missing-key' && row.accountable === undefined && executive) {
    return [rowFix(`Make ${executive.name} accountable`, row, 'accountable', executive.id)];
  }
  const day = row['business-hours'];
  if (found.code === 'missing-window' && day !== undefined && row['after-hours'] === undefined) {
    return [rowFix('Let it wait for business hours', row, 'after-hours', { who: day.who, mode: 'queue' })];
  }
  return [];
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), value);
}
