/**
 * The record against real PostgreSQL: chains that verify, chains that do not tell of each other, events that take effect
 * exactly once although their handler fails, and an audit that nobody can rewrite.
 */
import { type ChainEntry, verifyChain } from '@tandem/core/record/chain.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, type Ctx, sessionOf, systemActor } from '../access/actor.ts';
import { createClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import { withSession } from '../db/session.ts';
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts';
import { type JobServices, runJobsOnce } from '../jobs/jobs.ts';
import { createLog } from '../log/log.ts';
import { outboxJob, registerSubscribers } from './outbox.ts';
import { type Entry, receiptsAdd, record } from './record.ts';

let database: TestDatabase;
let services: JobServices;
const clock = createClock(Temporal.Instant.from('2027-05-29T07:10:00Z'));

beforeAll(async () => {
  database = await createTestDatabase();
  const read = readConfig({}, []);
  if (!read.ok) throw new Error('unreachable');
  services = { db: database.pools.app, clock, log: createLog('silent'), config: read.config } as JobServices;
});
afterAll(() => database.drop());

const newEngagement = () => crypto.randomUUID();

function memberActor(engagementId: string, side: 'internal' | 'provider'): Actor {
  const id = crypto.randomUUID();
  return {
    kind: 'member',
    engagementId,
    side,
    role: side === 'internal' ? 'it' : 'engineer',
    memberId: id,
    userId: id,
    name: side,
    person: null,
    teams: [],
    scopes: null,
    steppedUpAt: null,
  };
}

function as<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return withSession(database.pools.app, sessionOf(actor), (tx) =>
    work({ tx, actor, now: clock.now(), log: services.log, requestId: 'test' }),
  );
}

function entry(audience: Entry['audience'], label: string): Entry {
  return {
    action: 'test.happened',
    subject: { kind: 'thing', id: '1', label },
    audience,
    payload: { label, nested: { b: 2, a: 1.5 }, text: 'nul \u0000 and half \ud800' },
  };
}

async function readChain(engagementId: string, actor: Actor): Promise<ChainEntry[]> {
  const rows = await as(actor, (ctx) =>
    sql<
      ChainEntry & { prev_hash: string; at: Temporal.Instant }
    >`select chain, seq, at, actor, action, subject, payload, prev_hash, hash from record_audit
      where engagement_id = ${engagementId} order by chain, seq`.execute(ctx.tx),
  );
  return rows.rows.map(({ prev_hash, at, ...row }) => ({
    ...row,
    at: (at as unknown as Temporal.Instant).toString({ smallestUnit: 'millisecond' }),
    prevHash: prev_hash,
  }));
}

test('entries written side by side form chains that verify offline', async () => {
  const engagementId = newEngagement();
  const actors = [memberActor(engagementId, 'internal'), memberActor(engagementId, 'provider')];
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      as(actors[index % 2] as Actor, (ctx) =>
        record(ctx, [entry('shared', `s${index}`), entry(index % 2 === 0 ? 'internal' : 'provider', `p${index}`)]),
      ),
    ),
  );
  const all = await readChain(engagementId, systemActor(engagementId, 'test'));
  expect(all).toHaveLength(40);
  const lines = all.map((line) => JSON.stringify(line));
  expect(verifyChain(lines).problems).toEqual([]);
  expect(verifyChain(lines.map((line) => line.replace('"s7"', '"s8"'))).problems).not.toEqual([]);
});

test('one side reads the shared chain and its own, and the other side’s entries leave no gap in either', async () => {
  const engagementId = newEngagement();
  const internal = memberActor(engagementId, 'internal');
  const provider = memberActor(engagementId, 'provider');
  await as(internal, (ctx) => record(ctx, entry('shared', 'one')));
  await as(provider, (ctx) => record(ctx, [entry('provider', 'secret'), entry('provider', 'secret')]));
  await as(internal, (ctx) => record(ctx, entry('shared', 'two')));
  const seen = await readChain(engagementId, internal);
  expect(seen.map((line) => [line.chain, line.seq])).toEqual([
    ['shared', 1],
    ['shared', 2],
  ]);
});

test('nobody writes to the chain of the other side', async () => {
  const engagementId = newEngagement();
  await expect(as(memberActor(engagementId, 'internal'), (ctx) => record(ctx, entry('provider', 'forged')))).rejects.toThrow();
});

test('the audit refuses to be changed, even by the owner of the table', async () => {
  const engagementId = newEngagement();
  await as(systemActor(engagementId, 'test'), (ctx) => record(ctx, entry('shared', 'kept')));
  await expect(database.pools.owner.query('update record_audit set action = $1', ['test.forged'])).rejects.toThrow('append-only');
  await expect(database.pools.owner.query('delete from record_audit')).rejects.toThrow('append-only');
});

test('an event takes effect exactly once and in order, although its handler fails half-way', async () => {
  const engagementId = newEngagement();
  const failures = new Set(['b']);
  const attempts: string[] = [];
  registerSubscribers([
    {
      name: 'test.receipts',
      topics: ['test.topic'],
      handle: async (ctx, events) => {
        for (const event of events) {
          const label = String(event.payload['label']);
          attempts.push(label);
          await receiptsAdd(ctx, [{ kind: 'who', contentHash: 'x', input: label, output: {} }]);
          if (failures.delete(label)) throw new Error('the handler failed after it wrote');
        }
      },
    },
  ]);
  await as(memberActor(engagementId, 'internal'), (ctx) =>
    record(
      ctx,
      ['a', 'b', 'c'].map((label) => ({ ...entry('shared', label), publish: { topic: 'test.topic', payload: { label } } })),
    ),
  );
  await runJobsOnce(database.pools.owner, [outboxJob], services);
  const rows = await as(systemActor(engagementId, 'test'), (ctx) =>
    sql<{
      input: string;
    }>`select input #>> '{}' as input from record_receipt where engagement_id = ${engagementId} order by id`.execute(ctx.tx),
  );
  expect(rows.rows.map((row) => row.input)).toEqual(['a', 'b', 'c']);
  expect(attempts.filter((label) => label === 'b').length).toBeGreaterThan(1);
});

test('an event whose handler never succeeds waits alone while later ones pass', async () => {
  const engagementId = newEngagement();
  const handled: string[] = [];
  registerSubscribers([
    {
      name: 'test.poisoned',
      topics: ['test.poison'],
      handle: async (_ctx, events) => {
        for (const event of events) {
          if (event.payload['label'] === 'bad') throw new Error('never');
          handled.push(String(event.payload['label']));
        }
      },
    },
  ]);
  await as(memberActor(engagementId, 'internal'), (ctx) =>
    record(
      ctx,
      ['bad', 'good'].map((label) => ({ ...entry('shared', label), publish: { topic: 'test.poison', payload: { label } } })),
    ),
  );
  await runJobsOnce(database.pools.owner, [outboxJob], services);
  expect(handled).toContain('good');
  const left = await as(systemActor(engagementId, 'test'), (ctx) =>
    sql<{
      attempts: number;
      error: string;
    }>`select attempts, error from record_outbox where engagement_id = ${engagementId}`.execute(ctx.tx),
  );
  expect(left.rows).toEqual([{ attempts: 1, error: 'never' }]);
});

test('without a session the product role sees and writes nothing', async () => {
  const engagementId = newEngagement();
  await as(systemActor(engagementId, 'test'), (ctx) => record(ctx, entry('shared', 'there')));
  const { rows } = await sql<{ count: number }>`select count(*) as count from record_audit`.execute(database.pools.app);
  expect(rows[0]?.count).toBe(0);
  await expect(sql`delete from record_receipt`.execute(database.pools.app)).rejects.toThrow('permission denied');
});
