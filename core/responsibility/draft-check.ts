/**
 * Whether something may be kept as the file of a draft: it is built as an engagement file throughout, and may be
 * unfinished. Blank texts and empty lists are unfinished; people, teams and functions that nobody has entered yet may be
 * named. Everything else that the parser refuses for its shape is refused here too, so that whoever reads a draft meets
 * known keys, known kinds and well-written values. Ids are unique, because edits find things by them.
 */
import { draftVersion } from './draft.ts';
import type { EngagementFile } from './model.ts';
import { plainCopy } from './parse/plain.ts';
import { createProblems, type Problems } from './parse/problems.ts';
import { checkShape } from './parse/schema.ts';
import { isUnfinished } from './parse/shape.ts';

export interface DraftProblem {
  /** Where in the data, e.g. `matrix[0].rows[3].always.mode`. */
  path: string;
  /** A sentence for a person. */
  message: string;
}

/** The first thing that keeps the value from being a draft's file; null when it may be kept. Never throws. */
export function draftProblem(value: unknown): DraftProblem | null {
  const problems = createProblems();
  const copy = plainCopy(value, problems);
  const strict: Problems = {
    found: problems.found,
    add: (code, path, message, at) => {
      if (!isUnfinished(message)) problems.add(code, path, message, at);
    },
  };
  if (problems.found.length === 0 && checkShape(copy, strict)) checkSets(copy as EngagementFile, strict);
  const first = problems.found[0];
  return first === undefined ? null : { path: first.path, message: first.message };
}

function checkSets(file: EngagementFile, problems: Problems): void {
  const [version, ...others] = file.matrix;
  const sole = version?.version === draftVersion && others.length === 0;
  if (!sole || version.amends !== undefined || version.withdraw !== undefined) {
    problems.add('bad-value', 'matrix', 'A draft has one version, named draft, with every row.');
    return;
  }
  for (const section of ['sites', 'people', 'teams', 'rotas', 'vendors', 'functions'] as const)
    checkIds(file[section] ?? [], section, problems);
  checkIds(version.rows, 'matrix[0].rows', problems);
}

function checkIds(items: readonly { id: string }[], path: string, problems: Problems): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id) || id === '')
      problems.add('duplicate-id', path, id === '' ? 'An id is blank.' : `There are two ${id} here.`);
    seen.add(id);
  }
}
