/**
 * Every table stands behind two locks. The schema is read from a migrated database: a table without forced row-level
 * security, without a policy, without an access row, or owned by the role the product uses fails here by name.
 */

import { createTestDatabase, type TestDatabase } from '@tandem/platform/db/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { capabilities } from '../../apps/server/capabilities.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Table {
  name: string;
  secured: boolean;
  forced: boolean;
  policies: number;
  owner: string;
}

async function tables(): Promise<Table[]> {
  const { rows } = await database.pools.owner.query<Table>(`
    select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`);
  return rows;
}

test('every table has forced row-level security and a policy, and the product owns none', async () => {
  const all = await tables();
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter((table) => !table.secured || !table.forced || table.policies === 0).map((table) => table.name)).toEqual([]);
  expect(
    all.filter((table) => table.owner === 'tandem_app' || table.owner === 'tandem_identity').map((table) => table.name),
  ).toEqual([]);
});

test('every table has an access row in the capability it is named after, and no row names a table that is gone', async () => {
  const declared = new Set(capabilities.flatMap((capability) => Object.keys(capability.access.tables)));
  const present = new Set((await tables()).map((table) => table.name).filter((name) => name !== 'db_migration'));
  expect([...present].filter((name) => !declared.has(name))).toEqual([]);
  expect([...declared].filter((name) => !present.has(name))).toEqual([]);
});

test('the product role may not bypass row-level security, create anything, or read accounts', async () => {
  const { rows } = await database.pools.owner.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname in ('tandem_app', 'tandem_identity')`,
  );
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(Object.values(row)).toEqual([false, false, false, false]);
  const granted = await database.pools.owner.query(
    `select table_name from information_schema.role_table_grants where grantee = 'tandem_app' and table_name like 'identity\\_%' and table_name <> 'identity_setup'`,
  );
  expect(granted.rows).toEqual([]);
});

test('every table with an engagement has it first in its key, so that rows of one engagement lie together', async () => {
  const { rows } = await database.pools.owner.query<{ name: string; first: string }>(`
    select c.relname as name, a.attname as first
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where n.nspname = 'public' and exists (select from pg_attribute e where e.attrelid = c.oid and e.attname = 'engagement_id' and not e.attisdropped)`);
  expect(rows.filter((row) => row.first !== 'engagement_id').map((row) => row.name)).toEqual([]);
});
