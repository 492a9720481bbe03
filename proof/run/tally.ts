/**
 * Counts what a stage proved. A test stage is counted by the lines of its reporter, any other stage is one test: it
 * passed if it exited with 0. The count is pessimistic on purpose: a test stage that ends without saying so, that
 * fails without naming a failure or that ran nothing at all is a failure, and so is a test skipped without a reason.
 */

/** One line of the reporter. `ended` closes a run; a skipped test gives its reason. */
export interface Line {
  state: 'passed' | 'failed' | 'skipped' | 'ended';
  name: string;
  reason?: string | undefined;
}

export interface Tally {
  passed: number;
  /** What failed, by name. */
  failures: string[];
  skipped: { name: string; reason: string }[];
}

/** Reads the reporter's file. A line cut off by a crash is left out; the missing `ended` line tells the crash. */
export function parseLines(text: string): Line[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}

/** Counts a test stage from its lines and its exit code (`null` when a signal ended it). */
export function tallyTests(lines: readonly Line[], exitCode: number | null): Tally {
  const passed = lines.filter((line) => line.state === 'passed').length;
  const failures = lines.filter((line) => line.state === 'failed').map((line) => line.name);
  const skips = lines.filter((line) => line.state === 'skipped');
  for (const skip of skips) if (!skip.reason) failures.push(`${skip.name} (skipped without a reason)`);
  if (!lines.some((line) => line.state === 'ended')) failures.push(`the run stopped before its end (exit ${exitCode})`);
  else if (passed + failures.length + skips.length === 0) failures.push('no test was found');
  else if (exitCode !== 0 && failures.length === 0) failures.push(`the run exited with ${exitCode} and named no failure`);
  return { passed, failures, skipped: skips.flatMap(({ name, reason }) => (reason ? [{ name, reason }] : [])) };
}

/** Counts a tool: one test, passed if it exited with 0. */
export function tallyTool(name: string, exitCode: number | null): Tally {
  return exitCode === 0
    ? { passed: 1, failures: [], skipped: [] }
    : { passed: 0, failures: [`${name} (exit ${exitCode})`], skipped: [] };
}

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failures: tallies.flatMap((tally) => tally.failures),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}
