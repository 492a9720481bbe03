/**
 * The second lock alone: statements run as the product's role under the session of somebody, with the application out of
 * the way. For every table of the schema, what a member sees, adds and changes is exactly what locks.ts says, and whoever
 * is not of the engagement sees none of its rows, changes none and adds none. Every table holds rows, so that none
 * passes for being empty.
 */
import { type Session, systemSession, withSession } from '@tandem/platform/db/session.ts';
import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capabilities } from '../../apps/server/capabilities.ts';
import { type Cast, createCast, type HarborPerson, type Person } from '../cast/cast.ts';
import { belongs, type Locks, locks, waysAround } from './locks.ts';
import { makeWorld, roles } from './rows.ts';

let cast: Cast;
let tables: Table[];

beforeAll(async () => {
  cast = await createCast(capabilities);
  await makeWorld(cast);
  tables = await readTables();
}, 120_000);
afterAll(() => cast.end());

interface Table {
  name: string;
  /** SQL text that names a row. */
  key: string;
  /** Columns that are written when a row is added. */
  written: string[];
  /** A column that the product may change; null: none. */
  changed: string | null;
}

/** Tables the product's role has any right to, as the schema says. */
async function readTables(): Promise<Table[]> {
  const { rows } = await cast.database.pools.owner.query<Table>(`
    select c.relname as name,
      (select 'concat_ws(''|'', ' || string_agg(quote_ident(a.attname), ', ') || ')' from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key,
      array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attnum) as written,
      (select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and has_column_privilege('tandem_app', c.oid, a.attnum, 'update') order by a.attidentity, a.attnum desc limit 1) as changed
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and has_any_column_privilege('tandem_app', c.oid, 'select, insert, update, references') order by 1`);
  return rows;
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

interface Reader {
  name: string;
  session: Session;
  /** What the reader may do with the rows of a table. */
  locksOf(table: string): Locks;
}

function sessionOf(person: HarborPerson): Session {
  const { userId, memberId } = cast.people[person];
  const { side, role } = roles.find((each) => each.person === person) ?? roles[3];
  return { engagementId: cast.harborId, side, role, memberId, personId: userId };
}

/** A member, with the locks in which their side, role and id stand. */
function member(person: HarborPerson): Reader {
  const session = sessionOf(person);
  const bound = (rule: string | undefined) =>
    (rule ?? 'false')
      .replaceAll(':side', literal(session.side))
      .replaceAll(':role', literal(session.role))
      .replaceAll(':member', literal(session.memberId ?? ''));
  return {
    name: person,
    session,
    locksOf: (table) => {
      const { read, add, change } = locks[table] ?? { read: 'false' };
      return { read: bound(read), add: bound(add), change: bound(change) };
    },
  };
}

/** Somebody who is not of the engagement, with what they may do there after all. */
function outsider(name: string, session: Session, exceptions: Record<string, Locks> = {}): Reader {
  const none = { read: 'false', add: 'false', change: 'false' };
  return { name, session, locksOf: (table) => ({ ...none, ...exceptions[table] }) };
}

interface Row {
  key: string;
  data: object;
  /** `dana read` → whether it is allowed. */
  allowed: Record<string, boolean>;
}

const kinds = ['read', 'add', 'change'] as const;
type Kind = (typeof kinds)[number];

/** The rows of the engagement, each with what the readers may do with it. */
async function rowsOf(table: Table, readers: readonly Reader[]): Promise<Row[]> {
  const here = (belongs[table.name] ?? 'engagement_id = :engagement').replaceAll(':engagement', literal(cast.harborId));
  const flags = readers.flatMap((reader) =>
    kinds.map((kind) => `${literal(`${reader.name} ${kind}`)}, coalesce((${reader.locksOf(table.name)[kind]}), false)`),
  );
  const { rows } = await cast.database.pools.owner.query<Row>(
    `select ${table.key} as key, to_jsonb(t) as data, jsonb_build_object(${flags.join(', ')}) as allowed from ${table.name} t where ${here} order by 1`,
  );
  return rows;
}

/** Two rows of each sort: more would show nothing new. */
function samples(rows: readonly Row[]): Row[] {
  const bySort = new Map<string, Row[]>();
  for (const row of rows) {
    const sort = JSON.stringify(row.allowed);
    bySort.set(sort, [...(bySort.get(sort) ?? []), row]);
  }
  return [...bySort.values()].flatMap((same) => same.slice(0, 2));
}

type Tx = Transaction<never>;

/** Whether the database lets a statement through that is then undone. */
async function isLet(tx: Tx, statement: ReturnType<typeof sql>): Promise<boolean> {
  await sql`savepoint attempt`.execute(tx);
  try {
    const result = await statement.execute(tx);
    return Number(result.numAffectedRows ?? 0n) > 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // What stands against the row itself (it is there already) comes after the question whether it may be written.
    if (code === '23505') return true;
    if (code === '42501') return false;
    throw error;
  } finally {
    await sql`rollback to savepoint attempt`.execute(tx);
  }
}

function attempt(table: Table, kind: Kind | 'remove', row: Row) {
  const named = sql`${sql.raw(table.key)} = ${row.key}`;
  const name = sql.raw(table.name);
  if (kind === 'add') {
    const columns = sql.raw(table.written.join(', '));
    return sql`insert into ${name} (${columns}) overriding system value
      select ${columns} from jsonb_populate_record(null::${name}, ${JSON.stringify(row.data)}::jsonb)`;
  }
  if (kind === 'remove') return sql`delete from ${name} where ${named}`;
  const changed = sql.raw(table.changed ?? '');
  return sql`update ${name} set ${changed} = ${changed} where ${named}`;
}

/** What one reader really may, where it is not what was said. */
async function differences(table: Table, rows: readonly Row[], reader: Reader): Promise<string[]> {
  return withSession(cast.database.pools.app, reader.session, async (transaction) => {
    const tx = transaction as unknown as Tx;
    const wrong: string[] = [];
    const compare = (kind: string, row: Row, is: boolean, may: boolean) => {
      if (is !== may) wrong.push(`${table.name}: ${reader.name} ${is ? 'can' : 'cannot'} ${kind} ${row.key}`);
    };
    const seen = await seenBy(tx, table);
    for (const row of rows) compare('read', row, seen.has(row.key), row.allowed[`${reader.name} read`] ?? false);
    for (const row of samples(rows)) {
      for (const kind of ['add', 'change'] as const) {
        const is = kind === 'change' && table.changed === null ? false : await isLet(tx, attempt(table, kind, row));
        compare(kind, row, is, row.allowed[`${reader.name} ${kind}`] ?? false);
      }
      compare('remove', row, await isLet(tx, attempt(table, 'remove', row)), false);
    }
    return wrong;
  });
}

/** Keys of the rows that a session sees; none where the role may read nothing at all. */
async function seenBy(tx: Tx, table: Table): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select ${sql.raw(table.key)} as key from ${sql.raw(table.name)}`.execute(tx);
  return new Set(rows.map((row) => row.key));
}

async function allDifferences(readers: readonly Reader[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const table of tables) {
    const rows = await rowsOf(table, readers);
    for (const reader of readers) wrong.push(...(await differences(table, rows, reader)));
  }
  return wrong;
}

describe('the proof itself', () => {
  test('speaks of every table that the product can reach, and every one of them holds rows', async () => {
    expect(tables.map((table) => table.name).filter((name) => locks[name] === undefined)).toEqual([]);
    expect(Object.keys(locks).filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
    const counts = await Promise.all(tables.map(async (table) => [table.name, (await rowsOf(table, [member('dana')])).length]));
    expect(counts.filter(([, count]) => count === 0)).toEqual([]);
  });

  test('tells sides, employees and colleagues apart wherever a rule does', async () => {
    const readers = [member('dana'), member('mo'), member('wes')];
    for (const table of tables) {
      const rows = await rowsOf(table, readers);
      const sets = readers.map((reader) => rows.filter((row) => row.allowed[`${reader.name} read`]).length);
      const { read } = locks[table.name] ?? { read: '' };
      if (read.includes(':side')) expect([table.name, sets[0] === rows.length]).toEqual([table.name, false]);
      if (read.includes(':role')) expect([table.name, sets[2] === rows.length]).toEqual([table.name, false]);
    }
  });
});

describe('row-level security', () => {
  test('lets members read, add and change exactly what it is to', { timeout: 60_000 }, async () => {
    const people = ['dana', 'helen', 'wes', 'una', 'mo', 'lee'] as const;
    expect(await allDifferences(people.map(member))).toEqual([]);
  });

  test('lets nobody else read, add or change anything of the engagement', { timeout: 60_000 }, async () => {
    const { id, dora, ned } = cast.neighbour;
    const of = (side: 'internal' | 'provider', role: string, person: Person): Session => ({
      engagementId: id,
      side,
      role,
      memberId: person.memberId,
      personId: person.userId,
    });
    const outside: Session = { engagementId: null, side: '', role: '', memberId: null, personId: null };
    const harborOrganisations = { engagements_organisation: { read: 'true', add: 'true' } };
    const ownMembership = `user_id = ${literal(cast.people.dana.userId)}`;
    const readers = [
      outsider('the neighbour inside', of('internal', 'it', dora)),
      outsider('the neighbour at the provider', of('provider', 'admin', ned)),
      // Organisations stand above engagements: one provider works in many.
      outsider('the system of the neighbour', systemSession(id), harborOrganisations),
      outsider('nobody', outside),
      outsider('the neighbour outside engagements', { ...outside, personId: dora.userId }),
      outsider('a claim to a side without an engagement', { ...of('internal', 'it', dora), engagementId: null }),
      // A person finds the engagements they are a member of, before acting in one.
      outsider(
        'a member outside engagements',
        { ...outside, personId: cast.people.dana.userId },
        {
          engagements_engagement: { read: 'true' },
          engagements_organisation: { read: 'true' },
          engagements_member: { read: ownMembership },
        },
      ),
    ];
    expect(await allDifferences(readers)).toEqual([]);
  });

  test('keeps rows in their engagement', async () => {
    const moved = await withSession(cast.database.pools.app, sessionOf('dana'), async (transaction) => {
      const tx = transaction as unknown as Tx;
      const wrong: string[] = [];
      for (const { name, written } of tables.filter((table) => table.written.includes('engagement_id'))) {
        const move = sql`update ${sql.raw(name)} set engagement_id = ${cast.neighbour.id} where engagement_id = ${cast.harborId}`;
        if (written.length > 0 && (await isLet(tx, move))) wrong.push(name);
      }
      return wrong;
    });
    expect(moved).toEqual([]);
  });

  test('has no way around it but those that are known by name', async () => {
    const { rows } = await cast.database.pools.owner.query<{ name: string }>(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname in ('public', 'tandem') and has_function_privilege('tandem_app', p.oid, 'execute') order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(Object.keys(waysAround).sort());
  });

  test('stands beside grants: accounts and the ledger of migrations are out of reach altogether', async () => {
    const { rows } = await cast.database.pools.owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const unreachable = rows.map((row) => row.name).filter((name) => !tables.some((table) => table.name === name));
    expect(unreachable.filter((name) => !name.startsWith('identity_') && name !== 'db_migration')).toEqual([]);
    expect(unreachable.length).toBeGreaterThan(9);
  });
});
