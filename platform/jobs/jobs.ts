/**
 * Background work. A job is added in the transaction that causes it, through a database function that alone may touch
 * the queue; graphile-worker runs it at least once, with retries. Handlers get services, not a transaction: each opens
 * its own under the session of the engagement it works for.
 */
import { type CronItem, Logger, parseCronItems, type Runner, run, runOnce } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import type { Db } from '../db/pool.ts';
import type { Tx } from '../db/session.ts';
import type { Log } from '../log/log.ts';

export interface JobServices {
  db: Db;
  clock: Clock;
  log: Log;
  config: Config;
  /** Aborted when the process is about to end: a handler that takes many steps leaves the rest to the next process. */
  ending?: AbortSignal;
}

export interface Job {
  name: string;
  /** Crontab pattern (UTC, minutes at the finest); the job then runs with an empty payload. */
  cron?: string;
  run(services: JobServices, payload: unknown): Promise<void>;
}

interface JobDefinition<Schema extends z.ZodType> {
  name: string;
  schema: Schema;
  cron?: string;
  handle(services: JobServices, payload: z.infer<Schema>): Promise<void>;
}

export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): Job {
  return {
    name: definition.name,
    ...(definition.cron === undefined ? {} : { cron: definition.cron }),
    run: (services, payload) => definition.handle(services, definition.schema.parse(payload)),
  };
}

export interface JobOptions {
  /** Wall time (see `Clock.toWall`); absent: at once. */
  runAt?: Date;
  /** A waiting job with the same key is replaced, keeping its time. */
  key?: string;
  attemptsMax?: number;
}

/** Adds a job that becomes visible when the transaction commits. */
export async function jobAdd(tx: Tx, name: string, payload: Record<string, unknown>, options: JobOptions = {}): Promise<void> {
  await sql`select tandem.job_add(${name}, ${JSON.stringify(payload)}::jsonb, ${options.runAt?.toISOString() ?? null}::timestamptz, ${options.key ?? null}, ${options.attemptsMax ?? 25})`.execute(
    tx,
  );
}

/** Starts working off jobs. Cron items take an empty object as payload. `stop` waits for the step that each job is at. */
export async function startJobs(
  ownerPool: pg.Pool,
  jobs: readonly Job[],
  services: JobServices,
  concurrency: number,
): Promise<Pick<Runner, 'stop'>> {
  const ending = new AbortController();
  const taskList = tasksOf(jobs, { ...services, ending: ending.signal });
  const cronItems: CronItem[] = jobs.flatMap((job) =>
    job.cron === undefined ? [] : [{ task: job.name, match: job.cron, options: { backfillPeriod: 0 } }],
  );
  const runner = await run({
    pgPool: ownerPool,
    taskList,
    parsedCronItems: parseCronItems(cronItems),
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: queueLogger(services.log, ending.signal),
  });
  return {
    stop: () => {
      ending.abort();
      return runner.stop();
    },
  };
}

/** Works off the jobs that are due and returns: for tests and one-off commands. */
export async function runJobsOnce(ownerPool: pg.Pool, jobs: readonly Job[], services: JobServices): Promise<void> {
  await runOnce({
    pgPool: ownerPool,
    taskList: tasksOf(jobs, services),
    noHandleSignals: true,
    logger: queueLogger(services.log),
  });
}

function tasksOf(jobs: readonly Job[], services: JobServices) {
  return Object.fromEntries(
    jobs.map((job) => [job.name, (payload: unknown) => job.run(services, job.cron === undefined ? payload : {})]),
  );
}

/** The queue's chatter goes to the product's log, one level quieter than it asks for; a job that was left off fails by intent. */
function queueLogger(log: Log, ending?: AbortSignal): Logger {
  return new Logger(() => (level, message, meta) => {
    const quiet = level === 'error' && !ending?.aborted ? 'error' : level === 'warning' ? 'warn' : 'debug';
    log[quiet]({ queue: true, failure: meta?.['failure'] }, message);
  });
}
