/**
 * `tandem check FILE…`: whether files are valid, with every problem at its line and column, and the content hash that
 * two sides compare when they want to know that they hold the same agreement. Whether an agreement covers the year is
 * the question of `tandem prove`.
 */
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { type FileProblem, parseEngagement } from '@tandem/core/responsibility/parse.ts';
import type { Command, Given } from './arguments.ts';
import { problemLine, readText } from './files.ts';
import { exit, type Terminal, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem check FILE… [--json]

Reads each engagement file strictly and tells every problem as file:line:column, up to a hundred for each file.
A valid file is told with its content hash: equal hashes mean that two files say the same.

Exits 0 when all files are valid, 1 when one is not.
`;

interface Checked {
  file: string;
  ok: boolean;
  contentHash: string | null;
  problems: FileProblem[];
}

export const checkCommand: Command = {
  about: 'say whether files are valid, and where they are not',
  help,
  flags: {},
  files: { min: 1, max: Number.POSITIVE_INFINITY },
  run: check,
};

async function check(terminal: Terminal, given: Given): Promise<number> {
  const results: Checked[] = [];
  for (const path of given.files) {
    const parsed = parseEngagement(await readText(terminal, path), path);
    if (parsed.ok) {
      const hash = contentHash(parsed.file);
      results.push({ file: path, ok: true, contentHash: hash, problems: [] });
      if (!given.json) writeLines(terminal, [`${path}: valid, ${summary(parsed.file)}`, `  content hash ${hash}`]);
    } else {
      results.push({ file: path, ok: false, contentHash: null, problems: parsed.problems });
      if (!given.json)
        writeLines(terminal, [
          ...parsed.problems.map(problemLine),
          `${path}: not valid, ${counted(parsed.problems.length, 'problem')}`,
        ]);
    }
  }
  if (given.json) writeJson(terminal, results);
  return results.every(({ ok }) => ok) ? exit.ok : exit.no;
}

function summary(file: EngagementFile): string {
  const rows = file.matrix.reduce((sum, version) => sum + version.rows.length, 0);
  return [counted(file.matrix.length, 'version'), counted(rows, 'row'), counted(file.people.length, 'person')].join(', ');
}

function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun === 'person' ? 'people' : `${noun}s`}`;
}
