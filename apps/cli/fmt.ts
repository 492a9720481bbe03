/**
 * `tandem fmt FILE…`: engagement files in the house style. By default the text goes to standard output; `--write`
 * replaces the file, `--check` only says whether that would change it. Comments are not part of an engagement, so a file
 * that has some is written only when losing them was asked for.
 */
import { writeFile } from 'node:fs/promises';
import { formatEngagement } from '@tandem/core/responsibility/format.ts';
import { countComments } from '@tandem/core/responsibility/parse/source.ts';
import type { Command, Given } from './arguments.ts';
import { parseOrStop, readText, systemReason } from './files.ts';
import { exit, Stop, type Terminal, usage, visible, writeJson } from './terminal.ts';

const help = `usage: tandem fmt FILE… [--write [--drop-comments] | --check] [--json]

Prints each file in the house style: keys in the order of the manual, small things on one line, dates in quotes.
What the file says does not change; its comments are left out.

  --write           replace the files instead of printing them
  --drop-comments   with --write: also those that have comments
  --check           print nothing but the names of files that --write would change

Exits 0, or 1 when --check finds one, when --write meets comments, or when a file is not valid.
`;

export const fmtCommand: Command = {
  about: 'print or rewrite files in the house style',
  help,
  flags: { write: { type: 'boolean' }, check: { type: 'boolean' }, 'drop-comments': { type: 'boolean' } },
  files: { min: 1, max: Number.POSITIVE_INFINITY },
  run: fmt,
};

async function fmt(terminal: Terminal, given: Given): Promise<number> {
  const [write, check] = [given.flag('write'), given.flag('check')];
  if (write && check) throw usage('--write and --check exclude each other.');
  if (write && given.files.includes('-')) throw usage('Standard input cannot be rewritten.');
  const changed: string[] = [];
  for (const path of given.files) {
    const text = await readText(terminal, path);
    const formatted = formatEngagement(parseOrStop(terminal, text, path));
    if (formatted !== text) changed.push(path);
    if (write && formatted !== text) await rewrite(given, path, text, formatted);
    if (!write && !check && !given.json) terminal.out(formatted);
  }
  if (given.json) writeJson(terminal, { changed });
  else if (write || check) terminal.out(visible(changed.map((path) => `${path}\n`).join('')));
  return check && changed.length > 0 ? exit.no : exit.ok;
}

async function rewrite(given: Given, path: string, text: string, formatted: string): Promise<void> {
  const comments = countComments(text);
  if (comments > 0 && !given.flag('drop-comments')) {
    const lines = comments === 1 ? '1 comment' : `${comments} comments`;
    throw new Stop(exit.no, `${path} has ${lines}, which formatting would lose. Add --drop-comments to accept that.`);
  }
  try {
    await writeFile(path, formatted);
  } catch (error) {
    throw new Stop(exit.unreachable, `Cannot write ${path}: ${systemReason(error)}`);
  }
}
