/**
 * Says whether the generated files are what their generators would write today. Each generator is run and its file
 * compared with what was there; a stale one is left rewritten, so that the mending is to look at it and commit it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.ts';

const limitMs = 120_000;
const root = join(import.meta.dirname, '../..');

/** npm script → the files that it writes. */
const generated: [script: string, paths: string[]][] = [
  ['generate', ['platform/db/rows.ts']],
  ['map', ['docs/map.md']],
];

function textOf(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return '';
  }
}

let stale = 0;
for (const [script, paths] of generated) {
  const before = paths.map(textOf);
  const { exitCode, output } = await run(['npm', 'run', '--silent', script], root, {}, limitMs);
  if (exitCode !== 0) {
    process.stdout.write(`npm run ${script} failed:\n${output}\n`);
    stale += 1;
  }
  for (const [index, path] of paths.entries()) {
    if (textOf(path) === before[index]) continue;
    process.stdout.write(`${path} was stale and has been rewritten by "npm run ${script}": read it and commit it.\n`);
    stale += 1;
  }
}
process.exitCode = stale > 0 ? 1 : 0;
