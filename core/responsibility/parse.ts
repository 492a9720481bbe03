/**
 * The only way from text, or from stored JSON, to an engagement. Four gates, each opened by the one before: the text is
 * harmless YAML (parse/source.ts, parse/tree.ts), it has the right shape (parse/schema.ts), its parts fit together
 * (parse/references.ts), its matrix makes sense (parse/matrix.ts). What passes is exactly an `EngagementFile`.
 *
 * Every problem in a text carries line and column; up to a hundred are reported at once. Nothing that a stranger can
 * write makes these functions throw. Whether the matrix covers the year is not asked here: that is `prove`.
 */
import type { EngagementFile } from './model.ts';
import { checkMatrix } from './parse/matrix.ts';
import { namesOf } from './parse/names.ts';
import { plainCopy } from './parse/plain.ts';
import { createProblems, type ProblemCode, type Problems } from './parse/problems.ts';
import { checkParts } from './parse/references.ts';
import { checkShape } from './parse/schema.ts';
import { readSource } from './parse/source.ts';

export interface FileProblem {
  code: ProblemCode;
  /** One sentence or two, for a person. */
  message: string;
  /** As the caller named it. */
  file: string;
  /** Counted from 1; null when the engagement did not come as text. A column counts UTF-16 units. */
  line: number | null;
  column: number | null;
  /** Where in the data, e.g. `matrix[0].rows[3].scope.asset`; empty for the whole file. */
  path: string;
}

export type ParseResult = { ok: true; file: EngagementFile } | { ok: false; problems: FileProblem[] };

/** Reads the text of an engagement file. `fileName` is only shown in problems. Problems come in order of the text. */
export function parseEngagement(text: string, fileName: string): ParseResult {
  const source = readSource(text);
  if (source.value !== undefined || source.problems.found.length === 0) checkAll(source.value, source.problems);
  if (source.problems.found.length === 0) return { ok: true, file: source.value as EngagementFile };
  const problems = source.problems.found.map((found) => {
    const { line, column } = source.place(found);
    return { code: found.code, message: found.message, file: fileName, line, column, path: found.path };
  });
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, problems };
}

/** The same for an engagement that is data already. The result is a copy that shares nothing with `value`. */
export function parseEngagementJson(value: unknown, fileName = 'engagement'): ParseResult {
  const problems = createProblems();
  const copy = plainCopy(value, problems);
  if (problems.found.length === 0) checkAll(copy, problems);
  if (problems.found.length === 0) return { ok: true, file: copy as EngagementFile };
  return {
    ok: false,
    problems: problems.found.map(({ code, message, path }) => ({
      code,
      message,
      file: fileName,
      line: null,
      column: null,
      path,
    })),
  };
}

function checkAll(value: unknown, problems: Problems): void {
  // The later checks read the value as an EngagementFile, so they run only on what is built as one.
  if (!checkShape(value, problems)) return;
  const file = value as EngagementFile;
  const names = namesOf(file);
  checkParts(file, names, problems);
  checkMatrix(file, names, problems);
}
