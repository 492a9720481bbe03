/**
 * The second lock on people: row-level security, asked directly under each side's session, with the application's own
 * checks left out. What it refuses here it refuses whatever a route forgets.
 */
import { systemActor } from '@tandem/platform/access/actor.ts';
import { nobody, type Session, systemSession, withSession } from '@tandem/platform/db/session.ts';
import { createTestDatabase, type TestDatabase } from '@tandem/platform/db/test-database.ts';
import { createLog } from '@tandem/platform/log/log.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engagementCreate } from '../routes.ts';
import { memberAdd } from './index.ts';

let database: TestDatabase;
const here = '0190a000-0000-7000-8000-000000000001';
const next = '0190a000-0000-7000-8000-000000000002';
const person = (number: number) => `0190b000-0000-7000-8000-00000000000${number}`;

const acting = (side: 'internal' | 'provider', role: string, engagementId = here): Session => ({
  engagementId,
  side,
  role,
  memberId: null,
  personId: person(9),
});

async function run(session: Session, statement: string): Promise<number> {
  return withSession(database.pools.app, session, async (tx) => {
    const result = await sql.raw(statement).execute(tx);
    return Number(result.numAffectedRows ?? result.rows.length);
  });
}

async function create(id: string, slug: string): Promise<void> {
  const now = Temporal.Instant.from('2027-03-01T12:00:00Z');
  await withSession(database.pools.app, systemSession(id), async (tx) => {
    const ctx = { tx, actor: systemActor(id, 'test'), now, log: createLog('silent'), requestId: 'test' };
    const names = { internal: { name: `${slug} inside` }, provider: { name: `${slug} outside` } };
    await engagementCreate(ctx, { slug, name: slug, prefix: 'AB', ...names, example: false, by: 'test' });
    const base = { email: 'a@b.test', person: null, teams: [] };
    await memberAdd(ctx, { ...base, userId: person(1), name: 'In', side: 'internal', role: 'it' });
    await memberAdd(ctx, { ...base, userId: person(2), name: 'Out', side: 'provider', role: 'admin' });
  });
}

beforeAll(async () => {
  database = await createTestDatabase();
  await create(here, 'here');
  await create(next, 'next');
});
afterAll(() => database.drop());

describe('members', () => {
  test('are read by both sides of the engagement and by nobody else', async () => {
    for (const session of [acting('internal', 'it'), acting('provider', 'analyst'), systemSession(here)])
      expect(await run(session, 'select * from engagements_member')).toBe(2);
    expect(await run(nobody, 'select * from engagements_member')).toBe(0);
    expect(await run({ ...nobody, personId: person(1) }, 'select * from engagements_member')).toBe(2);
    expect(await run({ ...nobody, personId: person(1) }, 'select * from engagements_engagement')).toBe(2);
    expect(await run({ ...nobody, personId: person(7) }, 'select * from engagements_engagement')).toBe(0);
  });

  test('are changed by their own side alone', async () => {
    const promote = (side: string) => `update engagements_member set name = name where side = '${side}'`;
    expect(await run(acting('provider', 'admin'), promote('provider'))).toBe(1);
    expect(await run(acting('provider', 'admin'), promote('internal'))).toBe(0);
    expect(await run(acting('internal', 'it'), promote('provider'))).toBe(0);
    await expect(
      run(acting('provider', 'admin'), `update engagements_member set side = 'internal', role = 'it' where side = 'provider'`),
    ).rejects.toThrow(/row-level security/);
    await expect(
      run(acting('provider', 'admin'), `update engagements_member set engagement_id = '${next}' where side = 'provider'`),
    ).rejects.toThrow(/row-level security/);
  });

  test('are added by their own side alone, with a role of that side', async () => {
    const add = (side: string, role: string, engagementId = here) =>
      `insert into engagements_member (engagement_id, user_id, side, role, name, email, joined_at)
       values ('${engagementId}', '${person(5)}', '${side}', '${role}', 'New', 'n@b.test', now())`;
    await expect(run(acting('provider', 'admin'), add('internal', 'it'))).rejects.toThrow(/row-level security/);
    await expect(run(acting('provider', 'admin'), add('provider', 'admin', next))).rejects.toThrow(/row-level security/);
    await expect(run(acting('provider', 'admin'), add('provider', 'leader'))).rejects.toThrow(/check constraint/);
    expect(await run(acting('provider', 'admin'), add('provider', 'engineer'))).toBe(1);
  });

  test('cannot be deleted by anybody', async () => {
    await expect(run(systemSession(here), 'delete from engagements_member')).rejects.toThrow(/permission denied/);
  });
});

describe('invitations', () => {
  const invite = (side: string, hash: string) =>
    `insert into engagements_invitation (engagement_id, email, name, side, role, token_hash, invited_by, invited_at, expires_at)
     values ('${here}', 'g@b.test', 'G', '${side}', 'engineer', '${hash}', '${person(1)}', now(), now())`;

  test('belong to the side that is invited, once somebody is there', async () => {
    expect(await run(acting('provider', 'admin'), invite('provider', 'one'))).toBe(1);
    await expect(run(acting('internal', 'it'), invite('provider', 'two'))).rejects.toThrow(/row-level security/);
    expect(await run(acting('provider', 'admin'), 'select * from engagements_invitation')).toBe(1);
    expect(await run(acting('internal', 'it'), 'select * from engagements_invitation')).toBe(0);
    expect(await run(acting('internal', 'it'), 'update engagements_invitation set revoked_at = now()')).toBe(0);
    expect(await run(acting('provider', 'admin', next), 'select * from engagements_invitation')).toBe(0);
  });

  test('a secret opens only the engagement it belongs to, and reads nothing', async () => {
    const find = async (hash: string) =>
      (
        await withSession(database.pools.app, nobody, (tx) =>
          sql<{ id: string | null }>`select tandem.invitation_engagement(${hash}) as id`.execute(tx),
        )
      ).rows[0]?.id;
    expect(await find('one')).toBe(here);
    expect(await find('other')).toBeNull();
    expect(await run(nobody, 'select * from engagements_invitation')).toBe(0);
  });
});

describe('accounts', () => {
  test('are out of reach of the product’s own role', async () => {
    for (const table of [
      'user',
      'session',
      'account',
      'verification',
      'two_factor',
      'passkey',
      'api_key',
      'rate_limit',
      'attempt',
      'setup',
    ])
      await expect(run(systemSession(here), `select 1 from identity_${table}`), table).rejects.toThrow(/permission denied/);
    await expect(database.pools.identity.query('select 1 from engagements_member')).rejects.toThrow(/permission denied/);
  });
});
