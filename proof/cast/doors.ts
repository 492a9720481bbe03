/**
 * A server with its real doors: accounts, sessions, keys, invitations, on a database of the test file's own. Each
 * `Visitor` is a browser: it keeps its cookies, says where its pages come from, and has an address of its own, so that
 * limits per address do not add up between tests. Mail is read from what was published, as the mail service would.
 */
import { engagementsCapability, memberDoor, registerAccess } from '@tandem/capabilities/engagements/index.ts';
import { accountMake, identityCapability, signedInDoor } from '@tandem/capabilities/identity/index.ts';
import { type Clock, createClock } from '@tandem/platform/clock/clock.ts';
import { readConfig } from '@tandem/platform/config/config.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import { createTestDatabase, type TestDatabase } from '@tandem/platform/db/test-database.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { startLive } from '@tandem/platform/http/live.ts';
import { registerProblems } from '@tandem/platform/http/problem.ts';
import { createServer } from '@tandem/platform/http/server.ts';
import { createLog } from '@tandem/platform/log/log.ts';
import { registerSubscribers } from '@tandem/platform/record/outbox.ts';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';

export interface Heard {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape of body and asserts what it finds.
  body: any;
  headers: Record<string, unknown>;
}

export interface Visitor {
  /** Sent with every request: `x-api-key`, another `origin`. */
  headers: Record<string, string>;
  cookies: Map<string, string>;
  get(path: string): Promise<Heard>;
  post(path: string, body?: unknown): Promise<Heard>;
  patch(path: string, body?: unknown): Promise<Heard>;
  delete(path: string): Promise<Heard>;
}

export interface Mail {
  topic: string;
  engagementId: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads any shape of event.
  payload: any;
}

export interface Doors {
  app: FastifyInstance;
  database: TestDatabase;
  services: Services;
  clock: Clock;
  visitor(): Visitor;
  /** A visitor who is signed in as a new account with that address. */
  person(email: string, name?: string): Promise<Visitor & { userId: string; email: string }>;
  /** What was published for the mail service so far, oldest first. */
  mails(): Promise<Mail[]>;
  end(): Promise<void>;
}

export const password = 'correct horse battery';

/** `flags` are those of `npm start`; without `--empty` the server believes that it runs the example. */
export async function openDoors(flags: readonly string[] = ['--empty'], env: Record<string, string> = {}): Promise<Doors> {
  const read = readConfig({ LOG_LEVEL: 'silent', ...env }, flags);
  if (!read.ok) throw new Error(read.problems.join(' '));
  const database = await createTestDatabase();
  const clock = createClock(null);
  const { app: db, identity: identityPool } = database.pools;
  const secret = 'a secret of forty characters for a test';
  const services: Services = { db, identityPool, clock, log: createLog('silent'), config: read.config, secret };
  const capabilities = [identityCapability, engagementsCapability];
  for (const capability of capabilities) registerProblems(capability.problems);
  registerAccess(capabilities.map((capability) => capability.access));
  registerSubscribers([{ name: 'test.mail', topics: ['identity.mail', 'engagements.invited'], handle: async () => undefined }]);
  const live = await startLive(database.url, services.log);
  const app = await createServer({
    services,
    doors: { signedIn: (headers) => signedInDoor(services, headers), member: memberDoor },
    capabilities,
    live,
    ready: async () => true,
  });
  let visitors = 0;
  const visitor = () => {
    visitors += 1;
    return visitorOf(app, `10.0.${Math.floor(visitors / 250)}.${(visitors % 250) + 1}`);
  };
  const person = async (email: string, name = email) => {
    const userId = await accountMake(services, { name, email, password });
    if (userId === null) throw new Error(`${email} has an account already.`);
    const signedIn = visitor();
    const answer = await signedIn.post('/api/auth/sign-in/email', { email, password });
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.status}`);
    return Object.assign(signedIn, { userId, email });
  };
  const end = async () => {
    await live.close();
    await app.close();
    await database.drop();
  };
  return { app, database, services, clock, visitor, person, mails: () => mailsOf(services, database), end };
}

async function mailsOf(services: Services, database: TestDatabase): Promise<Mail[]> {
  const { rows } = await database.pools.owner.query<{ id: string }>(
    `select distinct payload ->> 'engagementId' as id from graphile_worker._private_jobs`,
  );
  const all: (Mail & { id: number })[] = [];
  for (const { id } of rows) {
    const found = await withSession(services.db, systemSession(id), (tx) =>
      sql<Mail & { id: number }>`select id, topic, engagement_id as "engagementId", payload from record_outbox`.execute(tx),
    );
    all.push(...found.rows);
  }
  return all.sort((a, b) => a.id - b.id);
}

function visitorOf(app: FastifyInstance, address: string): Visitor {
  const cookies = new Map<string, string>();
  const headers: Record<string, string> = {};
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown): Promise<Heard> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.inject({
      method,
      url,
      remoteAddress: address,
      headers: { host: 'localhost:4400', origin: 'http://localhost:4400', ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const set of response.cookies) {
      if (set.maxAge === 0 || set.value === '') cookies.delete(set.name);
      else cookies.set(set.name, encodeURIComponent(set.value));
    }
    const isJson = String(response.headers['content-type'] ?? '').includes('json');
    return {
      status: response.statusCode,
      body: isJson && response.body !== '' ? JSON.parse(response.body) : response.body,
      headers: response.headers,
    };
  };
  return {
    headers,
    cookies,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body ?? {}),
    patch: (path, body) => call('PATCH', path, body ?? {}),
    delete: (path) => call('DELETE', path),
  };
}
