/**
 * A terminal for tests: runs a command line in this process and keeps what it wrote. Time stands at one instant of the
 * example's holiday weekend, and files live in a folder of their own.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './main.ts';

export const harborPath = new URL('../../examples/harbor.yaml', import.meta.url).pathname;

export interface Ran {
  code: number;
  out: string;
  err: string;
}

export async function tandem(
  args: readonly string[],
  given: { env?: Record<string, string>; stdin?: string } = {},
): Promise<Ran> {
  const ran: Ran = { code: -1, out: '', err: '' };
  ran.code = await run(args, {
    out: (text) => {
      ran.out += text;
    },
    err: (text) => {
      ran.err += text;
    },
    env: given.env ?? {},
    now: () => Temporal.Instant.from('2027-05-29T07:10:00Z'),
    width: 100,
    stdin: async () => new TextEncoder().encode(given.stdin ?? ''),
  });
  return ran;
}

const folder = mkdtempSync(join(tmpdir(), 'tandem-cli-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into a folder of its own, which goes when the tests end, and gives its path. */
export function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(folder, 'f-')), name);
  writeFileSync(path, content);
  return path;
}
