/**
 * Tells the test run what Vitest saw: one JSON line for each finished test, appended as it happens, so that a run
 * that dies half-way is still counted. A file that does not load, a hook that throws and an unhandled error are
 * failures of their own, since no test carries them. The run counts these lines (tally.ts); people read Vitest's own
 * output.
 */
import { appendFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule, TestRunEndReason } from 'vitest/node';
import type { Line } from './tally.ts';

const path = process.env['TANDEM_TALLY'];

function tell(line: Line) {
  if (path) appendFileSync(path, `${JSON.stringify(line)}\n`);
}

const nameOf = (test: TestCase) => `${test.module.relativeModuleId} › ${test.fullName}`;

/** A test whose hook failed did not run either; the hook's own failure is told with its suite. */
function tellSkipped(test: TestCase) {
  const result = test.result();
  if (result.state !== 'skipped' || failedAbove(test)) return;
  tell({ state: 'skipped', name: nameOf(test), reason: result.note });
}

function failedAbove(test: TestCase): boolean {
  let above: TestCase['parent'] | undefined = test.parent;
  while (above) {
    if (above.errors().length > 0) return true;
    above = above.type === 'suite' ? above.parent : undefined;
  }
  return false;
}

export default class Tally implements Reporter {
  onTestCaseResult(test: TestCase) {
    const { state } = test.result();
    if (state === 'passed' || state === 'failed') tell({ state, name: nameOf(test) });
  }

  onTestModuleEnd(module: TestModule) {
    for (const test of module.children.allTests()) tellSkipped(test);
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) tell({ state: 'failed', name: `${module.relativeModuleId} › ${suite.fullName} (hooks)` });
    }
    if (module.errors().length > 0) tell({ state: 'failed', name: `${module.relativeModuleId} (the file itself)` });
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[], reason: TestRunEndReason) {
    for (const error of errors) tell({ state: 'failed', name: `unhandled: ${error.message}` });
    tell({ state: 'ended', name: reason });
  }
}
