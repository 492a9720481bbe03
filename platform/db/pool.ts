/**
 * Connections. The product talks to the database as `tandem_app`, a role that owns no table; accounts and sessions are
 * reached as `tandem_identity` and nothing else is. Instants travel as `Temporal.Instant` in both directions and 64-bit
 * integers as numbers, so no other code converts.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import type { DB } from './rows.ts';

export type Db = Kysely<DB>;

export interface Pools {
  /** The product's queries, under row-level security. */
  app: Db;
  /** Accounts and sessions only. */
  identity: pg.Pool;
  /** The job queue's own tables, and LISTEN. Never used for the product's tables. */
  owner: pg.Pool;
  close(): Promise<void>;
}

/** `size` is the number of connections of the product's pool; the two others are small. */
export function createPools(url: string, size: number, log: Log): Pools {
  const app = poolAs(url, 'tandem_app', size, log);
  const identity = poolAs(url, 'tandem_identity', 5, log);
  const owner = poolAs(url, null, 6, log);
  return {
    app: new Kysely<DB>({ dialect: new PostgresDialect({ pool: app }) }),
    identity,
    owner,
    close: async () => {
      await Promise.all([app.end(), identity.end(), owner.end()]);
    },
  };
}

function poolAs(url: string, role: string | null, max: number, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    options: role === null ? '-c search_path=public' : `-c search_path=public -c role=${role}`,
    ...(role === 'tandem_app' ? { types: { getTypeParser }, Client: InstantClient } : {}),
  });
  pool.on('error', (error) => log.warn({ error: error.message, role }, 'an idle database connection was lost'));
  // A checked-out connection that breaks fails its query; without a listener it would end the process as well.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ error: error.message, role }, 'a database connection broke')),
  );
  return pool;
}

const timestamptz = 1184;
const int8 = 20;

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: unknown) => {
  if (oid === timestamptz) return readInstant as never;
  if (oid === int8) return Number as never;
  return pg.types.getTypeParser(oid, format as 'text') as never;
};

/** PostgreSQL prints `2027-05-29 07:10:00.5+00`; the offset's minutes are left out when they are zero. */
function readInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}

/** A client that writes Temporal instants as ISO 8601 text. */
class InstantClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [first, values] = args as [unknown, unknown];
    const swapped = Array.isArray(values) ? [first, values.map(writeValue), ...args.slice(2)] : args;
    if (typeof first === 'object' && first !== null && 'values' in first && Array.isArray(first.values)) {
      first.values = first.values.map(writeValue);
    }
    return (super.query as (...all: unknown[]) => never)(...swapped);
  }
}

function writeValue(value: unknown): unknown {
  return value instanceof Temporal.Instant ? value.toString() : value;
}
