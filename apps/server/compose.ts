/**
 * The composition root: database, pools, capabilities, server, jobs, in that order, and the way back down. Tests and the
 * command line start the product through here, so there is one way in which it is put together.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memberDoor, registerAccess } from '@tandem/capabilities/engagements/index.ts';
import { signedInDoor } from '@tandem/capabilities/identity/index.ts';
import { createClock } from '@tandem/platform/clock/clock.ts';
import type { Config } from '@tandem/platform/config/config.ts';
import { startEmbedded } from '@tandem/platform/db/embedded.ts';
import { migrate } from '@tandem/platform/db/migrate.ts';
import { createPools, type Pools } from '@tandem/platform/db/pool.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { type Live, startLive } from '@tandem/platform/http/live.ts';
import { registerProblems } from '@tandem/platform/http/problem.ts';
import { createServer } from '@tandem/platform/http/server.ts';
import { type Job, startJobs } from '@tandem/platform/jobs/jobs.ts';
import { createLog } from '@tandem/platform/log/log.ts';
import { outboxJob, registerSubscribers } from '@tandem/platform/record/outbox.ts';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { capabilities } from './capabilities.ts';

export interface Running {
  app: FastifyInstance;
  services: Services;
  pools: Pools;
  live: Live;
  /** Every background job of the product. */
  jobs: readonly Job[];
  /** Begins background work; before that, jobs wait. */
  work(): Promise<void>;
  /** Ends background work, requests, connections and the embedded database, in that order. */
  stop(): Promise<void>;
}

export interface Steps {
  /** Told before each slow step, for the person who waits. */
  step(text: string): void;
}

const jobConcurrency = 4;

/** Puts the product together on the configured database. The HTTP server is ready but does not listen yet. */
export async function compose(config: Config, steps: Steps): Promise<Running> {
  steps.step(config.databaseUrl === null ? 'Starting the embedded PostgreSQL' : 'Reaching the database');
  await mkdir(config.dataDir, { recursive: true });
  const database =
    config.databaseUrl === null
      ? await startEmbedded({ dir: config.dataDir })
      : { url: config.databaseUrl, stop: async () => undefined };
  try {
    return await composeOn(database.url, config, steps, database.stop);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** The same on a database that runs already. `stopDatabase` is called last when the product stops. */
export async function composeOn(url: string, config: Config, steps: Steps, stopDatabase: () => Promise<void>): Promise<Running> {
  const clock = createClock(config.at);
  const log = createLog(config.logLevel);
  const applied = await migrate(url, clock.now());
  if (applied.length > 0) steps.step(`Migrated: ${applied.length} ${applied.length === 1 ? 'file' : 'files'}`);
  const pools = createPools(url, config.poolSize, log);
  const services: Services = {
    db: pools.app,
    identityPool: pools.identity,
    clock,
    log,
    config,
    secret: await readSecret(config),
  };
  for (const capability of capabilities) {
    registerProblems(capability.problems);
    registerSubscribers(capability.subscribers ?? []);
  }
  registerAccess(capabilities.map((capability) => capability.access));
  const live = await startLive(url, log);
  const app = await createServer({
    services,
    doors: { signedIn: (headers) => signedInDoor(services, headers), member: memberDoor },
    capabilities,
    live,
    ready: async () => (await sql`select 1`.execute(pools.app)).rows.length === 1,
  });
  const jobs = [outboxJob, ...capabilities.flatMap((capability) => capability.jobs ?? [])];
  let runner: Awaited<ReturnType<typeof startJobs>> | null = null;
  return {
    app,
    services,
    pools,
    live,
    jobs,
    work: async () => {
      if (config.role !== 'api') runner = await startJobs(pools.owner, jobs, services, jobConcurrency);
    },
    stop: async () => {
      await live.close();
      await app.close();
      await runner?.stop();
      await pools.close();
      await stopDatabase();
    },
  };
}

async function readSecret(config: Config): Promise<string> {
  if (config.secret !== null) return config.secret;
  const file = join(config.dataDir, 'session.secret');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return kept.trim();
  const secret = randomBytes(32).toString('base64url');
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return (await readFile(file, 'utf8')).trim();
}
