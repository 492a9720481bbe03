/**
 * A database of a test file's own, cloned from the migrated template in some tens of milliseconds, so that files run in
 * parallel and none sees another's rows.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createLog } from '../log/log.ts';
import { createPools, type Pools } from './pool.ts';
import { templateName } from './test-server.ts';

export interface TestDatabase {
  /** Owner's connection string. */
  url: string;
  pools: Pools;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('testServerUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `create database ${name} template ${templateName}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pools = createPools(url.href, 4, createLog('silent'));
  return {
    url: url.href,
    pools,
    drop: async () => {
      await pools.close();
      await administer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Cloning a template wants it idle; two files that clone at once take turns. */
async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    await client.query(statement);
  } finally {
    await client.end();
  }
}
