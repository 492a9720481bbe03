/**
 * The real product as a process of its own, as `npm start` runs it, on a data folder and a port of the test's own. It
 * can be killed as a power cut would and started again on what it left behind. Ending it ends PostgreSQL too.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Product {
  url: string;
  dataDir: string;
  /** Token of the example's first alert source, and its engagement. */
  example(): Promise<{ token: string; engagementId: string }>;
  /** A query as the owner of the embedded database. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends the process at once, as `kill -9` does. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port; gives how long it took to be ready. */
  start(): Promise<number>;
  /** Ctrl-C, then removes the data. */
  end(): Promise<void>;
  /** What the running process printed so far. */
  output(): string;
}

const root = join(import.meta.dirname, '..', '..');
const readyWithinMs = 120_000;

export interface ProductOptions {
  args?: readonly string[];
  env?: Record<string, string>;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tandem-product-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let output = '';

  const start = async (): Promise<number> => {
    const began = performance.now();
    output = '';
    const next = spawn(process.execPath, ['apps/server/main.ts', ...(options.args ?? [])], {
      cwd: root,
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = next;
    next.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    next.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-100_000)));
    await ready(next, url, () => output);
    return performance.now() - began;
  };
  const stop = async (signal: 'SIGKILL' | 'SIGINT'): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  };
  await start();
  return {
    url,
    dataDir,
    example: async () => JSON.parse(await readFile(join(dataDir, 'try.json'), 'utf8')),
    query: (text, values) => queryOwner(dataDir, text, values),
    kill: () => stop('SIGKILL'),
    start,
    end: async () => {
      await stop('SIGINT');
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
    output: () => output,
  };
}

async function ready(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const until = performance.now() + readyWithinMs;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The product ended at start:\n${output()}`);
    const answered = await fetch(`${url}/health/ready`).catch(() => null);
    if (answered?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The product was not ready in time:\n${output()}`);
}

async function queryOwner<Row extends object>(dataDir: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const password = (await readFile(join(dataDir, 'postgres.secret'), 'utf8')).trim();
  const port = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3]);
  const client = new pg.Client({
    connectionString: `postgres://tandem:${password}@127.0.0.1:${port}/tandem`,
    options: '-c search_path=public',
  });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port.')),
      );
    });
  });
}
