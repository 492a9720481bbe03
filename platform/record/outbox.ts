/**
 * Events from one capability to another. `record` writes one outbox row per subscriber in the transaction of the change
 * and wakes one delivery job per subscriber and engagement. The job takes a lock of that pair, reads the oldest rows in
 * order, and runs the subscriber's handler in a transaction that also deletes the rows: an event's effects and the mark
 * that it was handled commit together, so each event takes effect exactly once however often the process is killed.
 *
 * A batch that fails is tried event by event; one that fails alone waits (2 s, 4 s, … 1 h) while later ones pass, and
 * after `attemptsMax` it is kept as dead, counted in the metrics, and shown to operators.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, systemActor } from '../access/actor.ts';
import { systemSession, type Tx, withSession } from '../db/session.ts';
import { defineJob, type JobServices, jobAdd } from '../jobs/jobs.ts';
import { stepAside } from '../jobs/precedence.ts';

export interface OutboxEvent {
  topic: string;
  payload: Record<string, unknown>;
  at: Temporal.Instant;
}

export interface Subscriber {
  /** `work.alerts`: unique, and stable across versions since queued rows carry it. */
  name: string;
  topics: readonly string[];
  /** Runs under the system session of one engagement. Events are in the order in which they were published. */
  handle(ctx: Ctx, events: readonly OutboxEvent[], services: JobServices): Promise<void>;
}

/** Events of one transaction; while a crowd waits at the door a step is short, since it holds the record's head. */
const batchMax = 100;
const crowdedBatchMax = 20;
const attemptsMax = 12;

const byTopic = new Map<string, string[]>();
const byName = new Map<string, Subscriber>();

/** Called once per capability by the composition root, before the first request. */
export function registerSubscribers(subscribers: readonly Subscriber[]): void {
  for (const subscriber of subscribers) {
    byName.set(subscriber.name, subscriber);
    for (const topic of subscriber.topics) {
      const names = byTopic.get(topic) ?? [];
      if (!names.includes(subscriber.name)) byTopic.set(topic, [...names, subscriber.name]);
    }
  }
}

export function subscribersOf(topic: string): readonly string[] {
  return byTopic.get(topic) ?? [];
}

export const outboxJob = defineJob({
  name: 'outbox',
  schema: z.object({ subscriber: z.string(), engagementId: z.uuid() }),
  handle: async (services, payload) => {
    const subscriber = byName.get(payload.subscriber);
    if (subscriber === undefined) throw new Error(`Nobody subscribes as ${payload.subscriber}.`);
    // A burst is worked off without going back to the queue.
    for (let isMore = true; isMore; ) {
      const limit = (await stepAside(services.ending)) ? crowdedBatchMax : batchMax;
      isMore = (await deliver(services, subscriber, payload.engagementId, limit)) === limit;
    }
  },
});

interface OutboxRow {
  id: number;
  topic: string;
  payload: Record<string, unknown>;
  at: Temporal.Instant;
  attempts: number;
}

/** Delivers up to `limit` events; gives how many were taken. */
async function deliver(services: JobServices, subscriber: Subscriber, engagementId: string, limit: number): Promise<number> {
  try {
    return await withSession(services.db, systemSession(engagementId), async (tx) => {
      const rows = await take(tx, services, subscriber.name, engagementId, limit);
      if (rows.length > 0) await hand(tx, services, subscriber, engagementId, rows);
      return rows.length;
    });
  } catch (error) {
    if (limit === 1) throw error;
    services.log.warn(
      { error: messageOf(error), subscriber: subscriber.name },
      'a batch of events failed; trying them one by one',
    );
    return deliverSingly(services, subscriber, engagementId, limit);
  }
}

/** The same, each event in a transaction of its own, so that only the one at fault waits. */
async function deliverSingly(
  services: JobServices,
  subscriber: Subscriber,
  engagementId: string,
  limit: number,
): Promise<number> {
  for (let index = 0; index < limit; index += 1) {
    let current: OutboxRow | undefined;
    try {
      const taken = await withSession(services.db, systemSession(engagementId), async (tx) => {
        const rows = await take(tx, services, subscriber.name, engagementId, 1);
        current = rows[0];
        if (current !== undefined) await hand(tx, services, subscriber, engagementId, [current]);
        return rows.length;
      });
      if (taken === 0) return index;
    } catch (error) {
      if (current === undefined) throw error;
      await postpone(services, subscriber.name, engagementId, current, messageOf(error));
    }
  }
  return limit;
}

async function take(tx: Tx, services: JobServices, name: string, engagementId: string, limit: number): Promise<OutboxRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`outbox ${name} ${engagementId}`}, 0))`.execute(tx);
  const due = services.clock.now();
  const result = await sql<OutboxRow>`
    select id, topic, payload, at, attempts from record_outbox
    where engagement_id = ${engagementId} and subscriber = ${name} and dead_at is null and (next_at is null or next_at <= ${due})
    order by id limit ${limit}`.execute(tx);
  return result.rows;
}

async function hand(
  tx: Tx,
  services: JobServices,
  subscriber: Subscriber,
  engagementId: string,
  rows: readonly OutboxRow[],
): Promise<void> {
  const ctx: Ctx = {
    tx,
    actor: systemActor(engagementId, subscriber.name),
    now: services.clock.now(),
    log: services.log,
    requestId: `outbox-${rows[0]?.id ?? 0}`,
  };
  await subscriber.handle(ctx, rows, services);
  await sql`delete from record_outbox where engagement_id = ${engagementId} and subscriber = ${subscriber.name} and id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
    tx,
  );
}

async function postpone(services: JobServices, name: string, engagementId: string, row: OutboxRow, error: string): Promise<void> {
  const attempts = row.attempts + 1;
  const now = services.clock.now();
  const dead = attempts >= attemptsMax ? now : null;
  const next = now.add({ seconds: Math.min(2 ** attempts, 3_600) });
  services.log.error(
    { error, subscriber: name, topic: row.topic, attempts },
    dead === null ? 'an event could not be handled' : 'an event was given up',
  );
  await withSession(services.db, systemSession(engagementId), async (tx) => {
    await sql`update record_outbox set attempts = ${attempts}, next_at = ${next}, dead_at = ${dead}, error = ${error.slice(0, 500)}
      where engagement_id = ${engagementId} and subscriber = ${name} and id = ${row.id}`.execute(tx);
    if (dead === null)
      await jobAdd(
        tx,
        'outbox',
        { subscriber: name, engagementId },
        { key: `outbox-retry:${name}:${engagementId}:${row.id}`, runAt: services.clock.toWall(next) },
      );
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
