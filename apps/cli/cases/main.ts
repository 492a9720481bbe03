/**
 * `npm run -s cases -- FILE…`: asks the product's own core the questions of case files and prints one line for each
 * case that fails (id, expected, got), then `N passed, N failed`. Exits 1 if any failed, 2 if a file cannot be read or
 * is of no known kind. The runner knows formats, never ids, so any file of a known kind can be run.
 */

import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runClockCases } from './clock.ts';
import { runFitCases } from './fit.ts';
import { runOncallCases } from './oncall.ts';
import type { CaseFile, Outcome, Runner } from './outcome.ts';
import { runPriceCases } from './price.ts';
import { runWhoCases } from './who.ts';

const runners: Record<string, Runner> = {
  clock: runClockCases,
  who: runWhoCases,
  oncall: runOncallCases,
  price: runPriceCases,
  fit: runFitCases,
};

/** The outcomes of one file, or a sentence that says why it is not a case file. */
export function runFile(path: string): Outcome[] | string {
  let file: unknown;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return `${path}: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!isCaseFile(file)) return `${path}: a case file has a kind and a list of cases`;
  const run = Object.hasOwn(runners, file.kind) ? runners[file.kind] : undefined;
  return run ? run(file, dirname(path)) : `${path}: no known kind of cases: ${file.kind}`;
}

function isCaseFile(file: unknown): file is CaseFile {
  const candidate = file as Partial<CaseFile> | null;
  return (
    typeof candidate?.kind === 'string' &&
    Array.isArray(candidate.cases) &&
    candidate.cases.every((one) => typeof one?.id === 'string')
  );
}

function main(paths: string[]): number {
  if (paths.length === 0) {
    process.stderr.write('usage: npm run -s cases -- FILE…\n');
    return 2;
  }
  let [passed, failed, unreadable] = [0, 0, 0];
  for (const path of paths) {
    const outcomes = runFile(path);
    if (typeof outcomes === 'string') {
      process.stderr.write(`${outcomes}\n`);
      unreadable++;
      continue;
    }
    for (const { id, wrong } of outcomes) {
      if (wrong) process.stdout.write(`${id}  expected ${JSON.stringify(wrong.expected)}  got ${JSON.stringify(wrong.got)}\n`);
      if (wrong) failed++;
      else passed++;
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return unreadable > 0 ? 2 : failed > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
