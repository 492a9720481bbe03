/**
 * Every statement of our own about accounts, sessions, attempts and set-up; the rest is the authentication library's.
 * All of it runs as the role tandem_identity on a pool that nothing else uses. Times in these tables are wall time.
 */
import { createHash, randomUUIDv7 } from 'node:crypto';
import type { Services } from '@tandem/platform/http/edge.ts';
import type pg from 'pg';

type Pool = Services['identityPool'];

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  twoFactor: boolean;
}

export interface AccountNew {
  name: string;
  email: string;
  passwordHash: string;
}

const accountColumns = 'id, name, email, two_factor_enabled as "twoFactor"';

export async function selectAccount(pool: Pool, userId: string): Promise<AccountRow | undefined> {
  const { rows } = await pool.query<AccountRow>(`select ${accountColumns} from identity_user where id = $1`, [userId]);
  return rows[0];
}

/** Addresses are kept in lower case. */
export async function selectAccountByEmail(pool: Pool, email: string): Promise<AccountRow | undefined> {
  const { rows } = await pool.query<AccountRow>(`select ${accountColumns} from identity_user where email = $1`, [
    email.toLowerCase(),
  ]);
  return rows[0];
}

/** True while nobody has an account and the door was never closed. */
export async function selectSetupOpen(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ open: boolean }>(
    'select closed_at is null and not exists (select from identity_user) as open from identity_setup',
  );
  return rows[0]?.open ?? false;
}

/** The person who set this installation up; null when nobody did. */
export async function selectFirstPersonId(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ id: string | null }>('select user_id as id from identity_setup');
  return rows[0]?.id ?? null;
}

/**
 * Makes the first account and closes set-up in one transaction; null when set-up was closed already. Of two at once,
 * the second waits for the row, finds it closed and makes nothing.
 */
export function insertFirstAccount(pool: Pool, account: AccountNew): Promise<string | null> {
  return inTransaction(pool, async (client) => {
    const open = await client.query('select 1 from identity_setup where closed_at is null for update');
    const others = await client.query('select 1 from identity_user limit 1');
    if (open.rowCount !== 1 || others.rowCount !== 0) return null;
    const id = await insertRows(client, account, false);
    await client.query('update identity_setup set closed_at = now(), user_id = $1 where closed_at is null', [id]);
    return id;
  });
}

/** Makes an account; null when its address has one. Set-up is closed by it too, if it was still open. */
export function insertAccount(pool: Pool, account: AccountNew): Promise<string | null> {
  return inTransaction(pool, async (client) => {
    await client.query('update identity_setup set closed_at = now() where closed_at is null');
    return insertRows(client, account, true);
  });
}

async function insertRows(client: pg.ClientBase, account: AccountNew, emailVerified: boolean): Promise<string | null> {
  const id = randomUUIDv7();
  const user = await client.query(
    `insert into identity_user (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, $4, now(), now())
     on conflict (email) do nothing`,
    [id, account.name, account.email.toLowerCase(), emailVerified],
  );
  if (user.rowCount !== 1) return null;
  await client.query(
    `insert into identity_account (id, user_id, account_id, provider_id, password, created_at, updated_at)
     values ($1, $2, $3, 'credential', $4, now(), now())`,
    [randomUUIDv7(), id, id, account.passwordHash],
  );
  return id;
}

/** Sets the password of an account that exists. For the example's people only; a person resets or changes theirs. */
export async function updatePasswordHash(pool: Pool, userId: string, passwordHash: string): Promise<void> {
  await pool.query(
    `update identity_account set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
    [userId, passwordHash],
  );
}

export interface SessionRow {
  id: string;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
  expiresAt: Date;
}

const sessionsMax = 200;

/** The person's sessions that are still good, newest first. */
export async function selectSessions(pool: Pool, userId: string): Promise<SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(
    `select id, nullif(ip_address, '') as ip, nullif(user_agent, '') as "userAgent", created_at as "createdAt", expires_at as "expiresAt"
     from identity_session where user_id = $1 and expires_at > now() order by created_at desc, id limit ${sessionsMax}`,
    [userId],
  );
  return rows;
}

/** False when the person has no such session. */
export async function removeSession(pool: Pool, userId: string, sessionId: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from identity_session where user_id = $1 and id = $2', [userId, sessionId]);
  return rowCount === 1;
}

/** Ends the person's sessions but the one named; gives how many. */
export async function removeOtherSessions(pool: Pool, userId: string, sessionId: string): Promise<number> {
  const { rowCount } = await pool.query('delete from identity_session where user_id = $1 and id <> $2', [userId, sessionId]);
  return rowCount ?? 0;
}

/** Notes that the holder of the session proved themselves at `at` (wall time). */
export async function updateSteppedUp(pool: Pool, sessionId: string, at: Date): Promise<void> {
  await pool.query('update identity_session set stepped_up_at = $2 where id = $1', [sessionId, at]);
}

export interface PasskeyRow {
  id: string;
  name: string | null;
  createdAt: Date | null;
}

export async function selectPasskeys(pool: Pool, userId: string): Promise<PasskeyRow[]> {
  const { rows } = await pool.query<PasskeyRow>(
    'select id, name, created_at as "createdAt" from identity_passkey where user_id = $1 order by id limit 100',
    [userId],
  );
  return rows;
}

export interface AttemptLimit {
  /** What is attempted: `sign-in`. */
  what: string;
  max: number;
  windowMinutes: number;
}

/** Counts one attempt for whom it concerns, in one statement; false when there were too many in the window. */
export async function attemptAdd(pool: Pool, limit: AttemptLimit, whom: string): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `insert into identity_attempt as a (key, count, window_ends_at) values ($1, 1, now() + make_interval(mins => $2))
     on conflict (key) do update set count = case when a.window_ends_at <= now() then 1 else a.count + 1 end,
       window_ends_at = case when a.window_ends_at <= now() then excluded.window_ends_at else a.window_ends_at end
     returning count`,
    [attemptKey(limit, whom), limit.windowMinutes],
  );
  return (rows[0]?.count ?? 0) <= limit.max;
}

/** A success makes the failures before it harmless. */
export async function attemptsRemove(pool: Pool, limit: AttemptLimit, whom: string): Promise<void> {
  await pool.query('delete from identity_attempt where key = $1', [attemptKey(limit, whom)]);
}

/** Clears what has run out: attempts, sessions, links. Gives how many rows went. */
export async function removeExpired(pool: Pool): Promise<number> {
  let removed = 0;
  for (const statement of [
    'delete from identity_attempt where window_ends_at <= now()',
    'delete from identity_session where expires_at <= now()',
    'delete from identity_verification where expires_at <= now()',
  ]) {
    removed += (await pool.query(statement)).rowCount ?? 0;
  }
  return removed;
}

function attemptKey(limit: AttemptLimit, whom: string): string {
  return `${limit.what}:${createHash('sha256').update(whom.toLowerCase()).digest('base64url')}`;
}

async function inTransaction<T>(pool: Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
