/**
 * Runs one command as the leader of its own process group and never leaves any of it behind: the group is killed when
 * the command ends, when this process ends, and on Ctrl-C. Every descendant carries a mark in its environment, so
 * that one that left the group (a database server does) is found on Linux, named, ended, and told to the caller.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Long enough for a server that is shutting down in good order after its test closed it. */
const graceMs = 5_000;
const drainMs = 2_000;

export interface Outcome {
  /** `null` when a signal ended it. */
  exitCode: number | null;
  /** What it wrote, both streams in the order they arrived. */
  output: string;
  /** Command lines of the processes that outlived it. */
  leftovers: string[];
}

const running = new Set<ChildProcess>();

/** Runs `command` in the repository's root with `node_modules/.bin` first on its path, as npm does; ends it after `limitMs`. */
export async function run(
  command: readonly string[],
  root: string,
  extra: Record<string, string>,
  limitMs: number,
): Promise<Outcome> {
  const mark = randomUUID();
  const path = [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const windows = process.platform === 'win32';
  const child = spawn(command[0] as string, command.slice(1), {
    cwd: root,
    env: { ...process.env, ...extra, PATH: path, TANDEM_RUN: mark },
    detached: !windows,
    shell: windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const limit = setTimeout(() => {
    chunks.push(Buffer.from(`\nEnded after ${limitMs / 1000} seconds, which is its limit.\n`));
    endGroup(child);
  }, limitMs);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(127);
    });
    child.once('exit', resolve);
  });
  clearTimeout(limit);
  const leftovers = await endLeftovers(mark);
  endGroup(child);
  running.delete(child);
  // Its last words are in the pipes until those close; nothing is alive any more that could hold them open for long.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, drainMs))]);
  return { exitCode, output: Buffer.concat(chunks).toString('utf8'), leftovers };
}

/** Ends every command still running: for Ctrl-C and for this process's own end. */
export function endAll() {
  for (const child of running) endGroup(child);
}

function endGroup(child: ChildProcess) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

async function endLeftovers(mark: string): Promise<string[]> {
  const found = await lastOf(mark, graceMs);
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended between being seen and being killed.
    }
  }
  await lastOf(mark, drainMs);
  return found.map(({ line }) => line);
}

/** Waits until no process carries the mark, at most so long; gives those that still do. */
async function lastOf(mark: string, patienceMs: number) {
  const deadline = performance.now() + patienceMs;
  let found = marked(mark);
  while (found.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = marked(mark);
  }
  return found;
}

/** Living processes that carry the mark. Elsewhere than on Linux there is no such list; the group kill has to do. */
function marked(mark: string): { pid: number; line: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        if (!readFileSync(`/proc/${name}/environ`, 'latin1').includes(`TANDEM_RUN=${mark}`)) return [];
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return line === '' ? [] : [{ pid: Number(name), line }];
      } catch {
        // It ended while being read, or belongs to somebody else.
        return [];
      }
    });
}
