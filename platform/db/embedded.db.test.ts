/**
 * The embedded server through what happens to it: started, killed without warning, started again; and a folder that
 * somebody holds already.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tandem-embedded-'));
});
afterEach(() => rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

async function count(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>('select count(*) from kept');
  await client.end();
  return Number(rows[0]?.count);
}

test('what was committed is there after the holder was killed with -9, and no server is left over', {
  timeout: 60_000,
}, async () => {
  const script = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
    import pg from 'pg';
    const server = await startEmbedded({ dir: ${JSON.stringify(dir)} });
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('create table kept as select generate_series(1, 10)');
    console.log('committed');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const postmaster = Number((await readFile(join(dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  child.kill('SIGKILL');
  for (let waited = 0; isAlive(postmaster) && waited < 10_000; waited += 50) await sleep(50);
  expect(isAlive(postmaster)).toBe(false);
  const server = await startEmbedded({ dir });
  expect(await count(server.url)).toBe(10);
  await server.stop();
});

test('a folder that a living product holds is refused, one that a dead one held is taken', async () => {
  const stat = await readFile(`/proc/${process.ppid}/stat`, 'utf8').catch(() => null);
  const began = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  await writeFile(join(dir, 'holder.pid'), began === undefined ? String(process.ppid) : `${process.ppid} ${began}`);
  await expect(startEmbedded({ dir })).rejects.toThrow('Another Tandem');
  await writeFile(join(dir, 'holder.pid'), '999999999 1');
  const server = await startEmbedded({ dir });
  await server.stop();
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
