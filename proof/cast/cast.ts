/**
 * The cast of a test: Harbor Fabrication and Northline MSP from the example file, their people on both sides, and a
 * neighbour engagement with one person of each side, on a database of the test file's own. Requests go through the real
 * server by injection; only the sign-in is short: the header `x-test-user` names the person, so that a test of work
 * needs no passwords. Sign-in itself is tested where it lives.
 *
 * Dana Ruiz runs IT for Harbor, Pat Lowe answers for the money, Wes is an employee with a broken printer. At Northline,
 * Lee watches security at night, Jo the operations centre, Kim the desk, Mo Ito manages the service.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engagementCreate, memberAdd, memberDoor, registerAccess } from '@tandem/capabilities/engagements/index.ts';
import { fileImport } from '@tandem/capabilities/responsibility/index.ts';
import { type Ctx, type Role, systemActor } from '@tandem/platform/access/actor.ts';
import { type Clock, createClock } from '@tandem/platform/clock/clock.ts';
import { type Config, readConfig } from '@tandem/platform/config/config.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import { createTestDatabase, type TestDatabase } from '@tandem/platform/db/test-database.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { startLive } from '@tandem/platform/http/live.ts';
import { registerProblems } from '@tandem/platform/http/problem.ts';
import { createServer } from '@tandem/platform/http/server.ts';
import { type Job, runJobsOnce } from '@tandem/platform/jobs/jobs.ts';
import { createLog } from '@tandem/platform/log/log.ts';
import { outboxJob, registerSubscribers } from '@tandem/platform/record/outbox.ts';
import type { FastifyInstance } from 'fastify';

export interface Person {
  userId: string;
  memberId: string;
  name: string;
  email: string;
}

const harborPeople = {
  dana: { name: 'Dana Ruiz', side: 'internal', role: 'it', person: 'dana', teams: [] },
  pat: { name: 'Pat Lowe', side: 'internal', role: 'leader', person: 'pat', teams: [] },
  helen: { name: 'Helen Cho', side: 'internal', role: 'business', person: 'helen', teams: [] },
  wes: { name: 'Wes Tran', side: 'internal', role: 'employee', person: null, teams: [] },
  una: { name: 'Una Berg', side: 'internal', role: 'employee', person: null, teams: [] },
  mo: { name: 'Mo Ito', side: 'provider', role: 'admin', person: null, teams: ['msp-tam'] },
  kim: { name: 'Kim Reyes', side: 'provider', role: 'dispatcher', person: null, teams: ['msp-desk'] },
  jo: { name: 'Jo Marsh', side: 'provider', role: 'engineer', person: null, teams: ['msp-noc'] },
  lee: { name: 'Lee Okafor', side: 'provider', role: 'analyst', person: null, teams: ['msp-soc'] },
  ana: { name: 'Ana Silva', side: 'provider', role: 'account', person: null, teams: ['msp-tam'] },
} as const satisfies Record<
  string,
  { name: string; side: 'internal' | 'provider'; role: Role; person: string | null; teams: readonly string[] }
>;

export type HarborPerson = keyof typeof harborPeople;

export interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape of body and asserts what it finds.
  body: any;
  headers: Record<string, unknown>;
}

export interface Caller {
  get(path: string): Promise<Answered>;
  post(path: string, body?: unknown): Promise<Answered>;
  put(path: string, body?: unknown): Promise<Answered>;
  patch(path: string, body?: unknown): Promise<Answered>;
  delete(path: string): Promise<Answered>;
}

export interface Cast {
  database: TestDatabase;
  services: Services;
  app: FastifyInstance;
  clock: Clock;
  harborId: string;
  people: Record<HarborPerson, Person>;
  /** Another engagement, with `dora` inside and `ned` at the provider. */
  neighbour: { id: string; dora: Person; ned: Person };
  /** Paths begin after `/api/engagements/{harbor}` when they begin with `~`: `~/work/items`. */
  as(person: HarborPerson | Person | null): Caller;
  /** The same person, who proved `minutesAgo` (a moment ago if not said) that it is them. */
  proved(person: HarborPerson | Person, minutesAgo?: number): Caller;
  /** Runs `work` as the system in Harbor, committed. */
  asSystem<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Works off every job that is due, the outbox included, until nothing is left. */
  settle(): Promise<void>;
  end(): Promise<void>;
}

/** `at` is what the product's clock shows; capabilities are given lowest first, without identity. */
export async function createCast(capabilities: readonly Capability[], at = '2027-03-10T10:00:00-06:00'): Promise<Cast> {
  const database = await createTestDatabase();
  const clock = createClock(Temporal.Instant.from(at));
  const services: Services = {
    db: database.pools.app,
    identityPool: database.pools.identity,
    clock,
    log: createLog('silent'),
    config: testConfig(),
    secret: 'x'.repeat(40),
  };
  for (const capability of capabilities) {
    registerProblems(capability.problems);
    registerSubscribers(capability.subscribers ?? []);
  }
  registerAccess(capabilities.map((capability) => capability.access));
  const known = new Map<string, Person>();
  const harborId = randomUUID();
  const neighbourId = randomUUID();
  const people = await createHarbor(services, harborId, known);
  const neighbour = await createNeighbour(services, neighbourId, known);
  const live = await startLive(database.url, services.log);
  const app = await createServer({
    services,
    doors: { signedIn: async (headers) => signedInOf(headers, known, clock.now()), member: memberDoor },
    capabilities,
    live,
    ready: async () => true,
    requestsPerMinute: 1_000_000,
  });
  const jobs: Job[] = [outboxJob, ...capabilities.flatMap((capability) => capability.jobs ?? [])];
  return {
    database,
    services,
    app,
    clock,
    harborId,
    people,
    neighbour,
    as: (person) => callerOf(app, harborId, typeof person === 'string' ? people[person] : person, null),
    proved: (person, minutesAgo = 0) => callerOf(app, harborId, typeof person === 'string' ? people[person] : person, minutesAgo),
    asSystem: (work) => asSystem(services, harborId, work),
    settle: () => runJobsOnce(database.pools.owner, jobs, services),
    end: async () => {
      await live.close();
      await app.close();
      await database.drop();
    },
  };
}

function testConfig(): Config {
  const read = readConfig({ LOG_LEVEL: 'silent' }, []);
  if (!read.ok) throw new Error('The empty configuration is always valid.');
  return read.config;
}

function signedInOf(headers: Headers, known: ReadonlyMap<string, Person>, now: Temporal.Instant) {
  const person = known.get(headers.get('x-test-user') ?? '');
  if (person === undefined) return null;
  const minutesAgo = headers.get('x-test-proved');
  const steppedUpAt = minutesAgo === null ? null : now.subtract({ minutes: Number(minutesAgo) });
  return { userId: person.userId, name: person.name, email: person.email, sessionId: 'test', key: null, steppedUpAt };
}

function asSystem<T>(services: Services, engagementId: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return withSession(services.db, systemSession(engagementId), (tx) =>
    work({ tx, actor: systemActor(engagementId, 'test'), now: services.clock.now(), log: services.log, requestId: 'test' }),
  );
}

async function createHarbor(services: Services, id: string, known: Map<string, Person>): Promise<Record<HarborPerson, Person>> {
  await asSystem(services, id, (ctx) =>
    engagementCreate(ctx, {
      slug: 'harbor',
      name: 'Harbor Fabrication with Northline MSP',
      prefix: 'HAR',
      internal: { name: 'Harbor Fabrication' },
      provider: { name: 'Northline MSP' },
      example: false,
      by: 'test',
    }),
  );
  const file = await readFile(join(import.meta.dirname, '..', '..', 'examples', 'harbor.yaml'), 'utf8');
  const people: Partial<Record<HarborPerson, Person>> = {};
  for (const [key, entry] of Object.entries(harborPeople)) {
    people[key as HarborPerson] = await addMember(services, id, known, {
      ...entry,
      teams: [...entry.teams],
      email: `${key}@${entry.side === 'internal' ? 'harbor' : 'northline'}.example`,
    });
  }
  await asSystem(services, id, (ctx) => fileImport(ctx, file, 'The example'));
  return people as Record<HarborPerson, Person>;
}

async function createNeighbour(services: Services, id: string, known: Map<string, Person>) {
  await asSystem(services, id, (ctx) =>
    engagementCreate(ctx, {
      slug: 'neighbour',
      name: 'Dorset Tools with Northline MSP',
      prefix: 'DOR',
      internal: { name: 'Dorset Tools' },
      provider: { name: 'Northline MSP' },
      example: false,
      by: 'test',
    }),
  );
  const dora = await addMember(services, id, known, {
    name: 'Dora Lund',
    side: 'internal',
    role: 'it',
    person: null,
    teams: [],
    email: 'dora@dorset.example',
  });
  const ned = await addMember(services, id, known, {
    name: 'Ned Quist',
    side: 'provider',
    role: 'admin',
    person: null,
    teams: [],
    email: 'ned@northline.example',
  });
  return { id, dora, ned };
}

interface MemberEntry {
  name: string;
  side: 'internal' | 'provider';
  role: Role;
  person: string | null;
  teams: string[];
  email: string;
}

async function addMember(
  services: Services,
  engagementId: string,
  known: Map<string, Person>,
  entry: MemberEntry,
): Promise<Person> {
  const userId = randomUUID();
  const memberId = await asSystem(services, engagementId, (ctx) => memberAdd(ctx, { ...entry, userId }));
  const person = { userId, memberId, name: entry.name, email: entry.email };
  known.set(userId, person);
  return person;
}

function callerOf(app: FastifyInstance, harborId: string, person: Person | null, provedMinutesAgo: number | null): Caller {
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answered> => {
    const url = path.startsWith('~') ? `/api/engagements/${harborId}${path.slice(1)}` : path;
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(person === null ? {} : { 'x-test-user': person.userId }),
        ...(provedMinutesAgo === null ? {} : { 'x-test-proved': String(provedMinutesAgo) }),
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const json =
      String(response.headers['content-type'] ?? '').includes('json') &&
      !String(response.headers['content-type']).includes('jsonl');
    return {
      status: response.statusCode,
      body: json && response.body !== '' ? JSON.parse(response.body) : response.body,
      headers: response.headers,
    };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body ?? {}),
    put: (path, body) => call('PUT', path, body ?? {}),
    patch: (path, body) => call('PATCH', path, body ?? {}),
    delete: (path) => call('DELETE', path),
  };
}
