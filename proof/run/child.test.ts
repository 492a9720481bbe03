import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from './child.ts';

const root = process.cwd();
const node = process.execPath;
const linux = process.platform === 'linux';

/** A killed process may stay in the list as a zombie until its parent looks; that is dead enough. */
function alive(pid: string): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a command', () => {
  test('tells its exit code and all that it wrote', async () => {
    const outcome = await run(
      [node, '-e', 'console.log("x".repeat(200_000)); console.error("end"); process.exitCode = 3'],
      root,
      {},
      30_000,
    );
    expect(outcome.exitCode).toBe(3);
    expect(outcome.output).toHaveLength(200_005);
    expect(outcome.leftovers).toEqual([]);
  });

  test('that does not exist fails', async () => {
    expect((await run(['no-such-command-here'], root, {}, 30_000)).exitCode).not.toBe(0);
  });

  test('is given its environment', async () => {
    expect((await run([node, '-p', 'process.env.CAST'], root, { CAST: 'dana' }, 30_000)).output).toBe('dana\n');
  });

  test('that does not end is ended', async () => {
    const outcome = await run([node, '-e', 'setInterval(() => {}, 1000)'], root, {}, 300);
    expect(outcome.exitCode).toBeNull();
    expect(outcome.output).toContain('which is its limit');
  });

  test.runIf(linux)(
    'that leaves a process in another session is told, and the process ended',
    async () => {
      const stray = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })`;
      const outcome = await run([node, '-e', `const p = ${stray}; p.unref(); console.log(p.pid)`], root, {}, 30_000);
      expect(outcome.leftovers).toHaveLength(1);
      // The system takes a killed process's memory, and with it its mark, a moment before its place in the list.
      await expect.poll(() => alive(outcome.output.trim()), { timeout: 2_000, interval: 20 }).toBe(false);
    },
    20_000,
  );
});
