/**
 * Migrations: plain SQL files in the `migrations` folder of the platform part or capability that owns the tables, applied in one
 * global order (the file name begins with a timestamp), each once, forward only. Two processes that start together are
 * kept apart by an advisory lock. A file that changed after it was applied, or a database that knows files this version
 * does not, is refused in words: both mean that code and data have parted.
 */
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const lockKey = 7_236_110;

export interface Migration {
  name: string;
  sql: string;
  hash: string;
}

/** Every migration of the checkout in the order in which it is applied. */
export async function migrationFiles(): Promise<Migration[]> {
  const files: string[] = [];
  for await (const file of glob('{platform,capabilities}/**/migrations/*.sql', { cwd: root, exclude: ['**/node_modules/**'] }))
    files.push(file);
  const sorted = files.sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  return Promise.all(
    sorted.map(async (file) => {
      const sql = await readFile(join(root, file), 'utf8');
      return { name: basename(file), sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Brings the database at `url` (owner role) to this version. Returns the names that were applied now. */
export async function migrate(url: string, at: Temporal.Instant): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=public' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await assertVersion(client);
    await runMigrations({ connectionString: url });
    await ensureLedger(client);
    const applied = await appliedMigrations(client);
    const files = await migrationFiles();
    assertSameHistory(applied, files);
    const missing = files.filter((file) => !applied.has(file.name));
    for (const file of missing) await apply(client, file, at);
    return missing.map((file) => file.name);
  } finally {
    await client.end();
  }
}

async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
  const version = rows[0]?.version ?? 0;
  if (version < 150_000) throw new Error(`This PostgreSQL is version ${Math.floor(version / 10_000)}; Tandem needs 15 or newer.`);
  if (version < 180_000) await client.query(uuidv7Polyfill);
}

/** Before PostgreSQL 18 there is no uuidv7(): milliseconds since the epoch, then version, variant and random bits. */
const uuidv7Polyfill = `create or replace function public.uuidv7() returns uuid language sql volatile parallel safe as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
    substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid $$`;

/** The ledger of applied files belongs to the owner alone; the product's roles are given nothing. */
async function ensureLedger(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(`select to_regclass('db_migration') is not null as found`);
  if (rows[0]?.found === true) return;
  await client.query(`create table db_migration (name text primary key, hash text not null, applied_at timestamptz not null);
    alter table db_migration enable row level security; alter table db_migration force row level security;
    create policy db_migration_owner on db_migration to current_user using (true)`);
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from db_migration');
  return new Map(rows.map((row) => [row.name, row.hash]));
}

function assertSameHistory(applied: Map<string, string>, files: readonly Migration[]): void {
  const known = new Map(files.map((file) => [file.name, file.hash]));
  for (const [name, hash] of applied) {
    if (!known.has(name))
      throw new Error(
        `The database was migrated by a newer version of Tandem (it knows ${name}). Start that version, or restore a backup.`,
      );
    if (known.get(name) !== hash)
      throw new Error(
        `Migration ${name} was changed after it was applied. Migrations are forward only: undo the change and add a new file.`,
      );
  }
}

async function apply(client: pg.Client, file: Migration, at: Temporal.Instant): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    await client.query('insert into db_migration (name, hash, applied_at) values ($1, $2, $3)', [
      file.name,
      file.hash,
      at.toString(),
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${file.name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
