/**
 * `npm test` and `npm run check`: runs the stages one after the other, goes on after a failed one, and ends with one
 * line, `N passed, N failed`, and exit code 1 if anything failed. A failed stage prints what it wrote; a passed one
 * prints its count and time. No process started here outlives the run, and one that tries is itself a failure.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, type Outcome, run } from './child.ts';
import { type Stage, stagesNamed } from './stages.ts';
import { parseLines, sum, type Tally, tallyTests, tallyTool } from './tally.ts';

const root = join(import.meta.dirname, '../..');
/** How often a long stage says that it is alive. */
const heartbeatMs = 60_000;
/** The most that is printed of a failed stage; its end matters most. */
const maxLines = 1_500;

const hintMs = 10_000;

const limitMs = (stage: Stage) => stage.limitMinutes * 60_000;
const say = (text: string) => process.stdout.write(`${text}\n`);

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

async function runTests(stage: Stage, args: string[], scratch: string): Promise<{ tally: Tally; outcome: Outcome }> {
  const path = join(scratch, `${stage.name.replaceAll(' ', '-')}.tally`);
  writeFileSync(path, '');
  const started = performance.now();
  const beat = setInterval(() => {
    const done = parseLines(readFileSync(path, 'utf8')).length;
    say(`  ${stage.name}: ${done} done after ${seconds(started)}`);
  }, heartbeatMs);
  const reporters = ['--reporter=default', '--reporter=./proof/run/reporter.ts'];
  const outcome = await run(
    ['vitest', 'run', '--allowOnly=false', ...reporters, ...args],
    root,
    { TANDEM_TALLY: path },
    limitMs(stage),
  );
  clearInterval(beat);
  return { outcome, tally: tallyTests(parseLines(readFileSync(path, 'utf8')), outcome.exitCode) };
}

async function runTools(stage: Stage, tools: string[][]): Promise<{ tally: Tally; outcome: Outcome }> {
  const outcomes = await Promise.all(tools.map((tool) => run(tool, root, {}, limitMs(stage))));
  const exitCode = outcomes.find((outcome) => outcome.exitCode !== 0)?.exitCode;
  const outcome = {
    exitCode: exitCode === undefined ? 0 : exitCode,
    output: outcomes.map((each) => each.output).join(''),
    leftovers: outcomes.flatMap((each) => each.leftovers),
  };
  return { outcome, tally: tallyTool(stage.name, outcome.exitCode) };
}

async function runStage(stage: Stage, scratch: string): Promise<Tally> {
  const started = performance.now();
  say(`▸ ${stage.name}`);
  const parts = [];
  if (stage.tools) parts.push(await runTools(stage, stage.tools));
  if (stage.tests) parts.push(await runTests(stage, stage.tests, scratch));
  const tally = sum(parts.map((part) => part.tally));
  for (const line of parts.flatMap((part) => part.outcome.leftovers))
    tally.failures.push(`${stage.name} left a process behind: ${line}`);
  if (tally.failures.length > 0) for (const part of parts) say(part.outcome.output.split('\n').slice(-maxLines).join('\n'));
  say(
    `${tally.failures.length > 0 ? '✗' : '✓'} ${stage.name}: ${tally.passed} passed, ${tally.failures.length} failed in ${seconds(started)}`,
  );
  return tally;
}

/** A hint, not a test: what was checked may differ from what is committed. */
async function hintTree() {
  const { exitCode, output } = await run(['git', 'status', '--porcelain'], root, {}, hintMs);
  const changed = output.split('\n').filter((line) => line !== '').length;
  if (exitCode === 0 && changed > 0) say(`Note: ${changed} file(s) differ from the last commit.`);
}

async function main(wanted: string[]): Promise<number> {
  const scratch = mkdtempSync(join(tmpdir(), 'tandem-run-'));
  process.on('exit', () => {
    endAll();
    rmSync(scratch, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
  const started = performance.now();
  const tallies: Tally[] = [];
  for (const stage of stagesNamed(wanted)) tallies.push(await runStage(stage, scratch));
  const total = sum(tallies);
  await hintTree();
  for (const { name, reason } of total.skipped) say(`Skipped: ${name}: ${reason}`);
  for (const failure of total.failures) say(`Failed: ${failure}`);
  say(`Took ${seconds(started)}.`);
  say(`${total.passed} passed, ${total.failures.length} failed`);
  return total.failures.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
