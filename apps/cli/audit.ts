/**
 * `tandem audit verify FILE`: checks an export of the record without the server that wrote it. The file is read in
 * pieces, so its size does not matter; a head noted elsewhere shows that nothing is missing at the end.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { type ChainReport, verifyChain } from '@tandem/core/record/chain.ts';
import type { Command, Given } from './arguments.ts';
import { readText, systemReason } from './files.ts';
import { exit, Stop, type Terminal, usage, writeJson, writeLines } from './terminal.ts';

const help = `usage: tandem audit verify FILE [--head CHAIN=HASH]… [--json]

Checks the hash chains of an audit export (JSON Lines): every entry unchanged, none missing, none out of order.

  --head CHAIN=HASH   the hash that the last entry of a chain must have; may be repeated. A chain cut off at its end
                      is found only by this, so note the heads somewhere else

Exits 0 when every chain is whole, 1 when one is not.
`;

export const auditCommand: Command = {
  about: 'verify an audit export (audit verify FILE)',
  help,
  flags: { head: { type: 'string', multiple: true } },
  files: { min: 1, max: 2 },
  run: audit,
};

async function audit(terminal: Terminal, given: Given): Promise<number> {
  const [action, path] = given.files;
  if (action !== 'verify' || path === undefined) throw usage('audit knows one thing: tandem audit verify FILE.');
  const heads = new Map(given.texts('head').map(readHead));
  const lines = path === '-' ? (await readText(terminal, path)).split('\n') : linesOf(path);
  const report = verifyChain(lines, heads);
  if (given.json) writeJson(terminal, report);
  else writeLines(terminal, reportLines(path, report));
  return report.ok && report.chains.length > 0 ? exit.ok : exit.no;
}

function readHead(text: string): [string, string] {
  const match = /^(.+)=([0-9a-f]{64})$/.exec(text);
  if (!match) throw usage('--head is CHAIN=HASH, the hash being 64 hexadecimal digits.');
  return [match[1]!, match[2]!];
}

function reportLines(path: string, { ok, chains, problems }: ChainReport): string[] {
  if (chains.length === 0 && ok) return [`${path} holds no entries.`];
  return [
    ...problems.map(
      ({ line, chain, message }) =>
        `${path}${line === null ? '' : `:${line}`}: ${chain === null ? '' : `chain ${chain}: `}${message}`,
    ),
    ...chains.map(
      ({ chain, entries, head }) => `chain ${chain}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, head ${head}`,
    ),
    ok ? 'Every chain is whole.' : 'NOT whole.',
  ];
}

const pieceBytes = 1 << 16;
/** A line longer than this is no audit entry, and would have to be held in memory whole. */
const maxLineLength = 16 * 1024 * 1024;

function* linesOf(path: string): Generator<string> {
  const file = openFile(path);
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const piece = new Uint8Array(pieceBytes);
    let rest = '';
    for (let length = readPiece(path, file, piece); length > 0; length = readPiece(path, file, piece)) {
      const lines = (rest + decode(path, decoder, piece.subarray(0, length))).split('\n');
      rest = lines.pop()!;
      if (rest.length > maxLineLength) throw new Stop(exit.no, `${path} has a line that is too long for an audit entry.`);
      yield* lines;
    }
    yield rest;
  } finally {
    closeSync(file);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new Stop(exit.unreachable, `Cannot read ${path}: ${systemReason(error)}`);
  }
}

function readPiece(path: string, file: number, piece: Uint8Array): number {
  try {
    return readSync(file, piece);
  } catch (error) {
    throw new Stop(exit.unreachable, `Cannot read ${path}: ${systemReason(error)}`);
  }
}

function decode(path: string, decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new Stop(exit.unreachable, `${path} is not UTF-8 text.`);
  }
}
