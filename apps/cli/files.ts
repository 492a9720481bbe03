/**
 * Reading what a command is given. `-` is standard input. Bytes that are not UTF-8 are refused and not guessed at. An
 * engagement file that is not valid ends the command with every problem, as `file:line:column: sentence`.
 */
import { readFile } from 'node:fs/promises';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { type FileProblem, parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { exit, Stop, type Terminal, visible } from './terminal.ts';

export async function readText(terminal: Terminal, path: string): Promise<string> {
  const bytes = await readBytes(terminal, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Stop(exit.unreachable, `${path} is not UTF-8 text.`);
  }
}

async function readBytes(terminal: Terminal, path: string): Promise<Uint8Array> {
  try {
    return path === '-' ? await terminal.stdin() : await readFile(path);
  } catch (error) {
    throw new Stop(exit.unreachable, `Cannot read ${path}: ${systemReason(error)}`);
  }
}

/** What the operating system says, in words for its commonest answers. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file.',
    EISDIR: 'it is a folder.',
    EACCES: 'permission denied.',
    ENOTDIR: 'a part of the path is no folder.',
  };
  return (code !== undefined && reasons[code]) || `${message}.`;
}

export async function readJson(terminal: Terminal, path: string): Promise<unknown> {
  const text = await readText(terminal, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Stop(exit.no, `${path} is not JSON: ${(error as Error).message}`);
  }
}

export function problemLine({ file, line, column, path, message }: FileProblem): string {
  const place = line === null ? '' : `:${line}:${column}`;
  return `${file}${place}: ${message}${path === '' ? '' : ` (${path})`}`;
}

/** The engagement in a file. An invalid one is told in full and ends the command. */
export async function readEngagement(terminal: Terminal, path: string): Promise<EngagementFile> {
  return parseOrStop(terminal, await readText(terminal, path), path);
}

export function parseOrStop(terminal: Terminal, text: string, path: string): EngagementFile {
  const parsed = parseEngagement(text, path);
  if (parsed.ok) return parsed.file;
  for (const problem of parsed.problems) terminal.err(visible(`${problemLine(problem)}\n`));
  const { length } = parsed.problems;
  throw new Stop(exit.no, `${path} is not a valid engagement file: ${length} ${length === 1 ? 'problem' : 'problems'}.`);
}
