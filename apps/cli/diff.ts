/**
 * `tandem diff OLD NEW`: what two engagement files say differently, in sentences. Order of rows, people and keys, quotes,
 * white space and comments are no difference: files with the same content hash are the same.
 */
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { describeChange, diffEngagements } from '@tandem/core/responsibility/diff.ts';
import type { Command, Given } from './arguments.ts';
import { readEngagement } from './files.ts';
import { exit, type Terminal, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem diff OLD NEW [--json]

Says what NEW says differently from OLD, one sentence for each change.

Exits 0 when both say the same, 1 when they differ or one is not valid.
`;

export const diffCommand: Command = {
  about: 'say what two files say differently',
  help,
  flags: {},
  files: { min: 2, max: 2 },
  run: diff,
};

async function diff(terminal: Terminal, given: Given): Promise<number> {
  const [a, b] = [await readEngagement(terminal, given.files[0]!), await readEngagement(terminal, given.files[1]!)];
  const changes = diffEngagements(a, b).map((change) => ({ ...change, sentence: describeChange(change) }));
  if (given.json) writeJson(terminal, { before: contentHash(a), after: contentHash(b), changes });
  else writeLines(terminal, changes.length === 0 ? ['Both say the same.'] : changes.map(({ sentence }) => sentence));
  return changes.length === 0 ? exit.ok : exit.no;
}
