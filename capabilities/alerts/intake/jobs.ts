/**
 * Micro-batches: all deliveries of one engagement that arrive while a transaction runs are committed together by the
 * next one. Under load a commit to disk is shared by many senders; a lone delivery waits for nobody. A batch is bounded,
 * and so is what may wait.
 *
 * A batch that fails is halved until the delivery at fault stands alone and fails alone; when the database is out of
 * reach all are told to come back later. Nothing is answered before its commit.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sessionOf, systemActor } from '@tandem/platform/access/actor.ts';
import { withSession } from '@tandem/platform/db/session.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { type Delivery, type Outcome, takeDeliveries } from './index.ts';

/** Deliveries, and alerts, of one transaction. */
const batchDeliveriesMax = 250;
const batchAlertsMax = 1_000;
/** A transaction costs the same for one delivery as for many, so in a crowd the next one gathers for a moment first. */
const crowdFrom = 4;
const crowdedFrom = 40;
const gatherMs = 10;
/** Deliveries that wait in this process; beyond it senders are told to come back. */
const waitingMax = 5_000;
/** A transaction that met another is tried again this often. */
const retriesMax = 3;

interface Waiting {
  delivery: Delivery;
  requestId: string;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

export interface Intake {
  /** Resolves after the commit. Refuses `unavailable` when too much waits or the database is out of reach. */
  submit(engagementId: string, delivery: Delivery, requestId: string): Promise<Outcome>;
}

export function createIntake(services: Services): Intake {
  const lines = new Map<string, Waiting[]>();
  const ready: string[] = [];
  const runningMax = Math.max(1, Math.floor(services.config.poolSize / 2));
  let running = 0;
  let waiting = 0;

  const start = (): void => {
    while (running < runningMax && ready.length > 0) {
      running += 1;
      void work(ready.shift() ?? '').finally(() => {
        running -= 1;
        start();
      });
    }
  };
  /** Works off one engagement's line. It stays in `lines` meanwhile, so that it has one worker only. */
  const work = async (engagementId: string): Promise<void> => {
    const line = lines.get(engagementId) ?? [];
    for (let batch = takeBatch(line); batch.length > 0; batch = takeBatch(line)) {
      await commit(services, engagementId, batch);
      waiting -= batch.length;
      if (batch.length >= crowdFrom && line.length < crowdedFrom) await sleep(gatherMs);
    }
    lines.delete(engagementId);
  };

  return {
    submit: (engagementId, delivery, requestId) =>
      new Promise((settle, fail) => {
        if (waiting >= waitingMax) return fail(comeBack());
        waiting += 1;
        const line = lines.get(engagementId);
        const item = { delivery, requestId, settle, fail };
        if (line !== undefined) return void line.push(item);
        lines.set(engagementId, [item]);
        ready.push(engagementId);
        // What is read in the same turn of the event loop joins the first batch.
        setImmediate(start);
      }),
  };
}

function takeBatch(line: Waiting[]): Waiting[] {
  let alerts = 0;
  let size = 0;
  while (size < line.length && size < batchDeliveriesMax) {
    alerts += line[size]?.delivery.signals.length ?? 0;
    if (size > 0 && alerts > batchAlertsMax) break;
    size += 1;
  }
  return line.splice(0, size);
}

/** Settles every delivery of the batch, one way or the other. Never throws. */
async function commit(services: Services, engagementId: string, batch: readonly Waiting[], attempt = 1): Promise<void> {
  try {
    const outcomes = await transact(services, engagementId, batch);
    for (const [index, item] of batch.entries()) item.settle(outcomes[index] ?? { kind: 'gone' });
  } catch (error) {
    if (isOutage(error)) {
      services.log.error({ err: error, engagementId }, 'the database is out of reach of the intake');
      for (const item of batch) item.fail(comeBack());
    } else if (batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      await commit(services, engagementId, batch.slice(0, half));
      await commit(services, engagementId, batch.slice(half));
    } else if (isConflict(error) && attempt < retriesMax) {
      await sleep(20 * attempt);
      await commit(services, engagementId, batch, attempt + 1);
    } else {
      for (const item of batch) item.fail(error);
    }
  }
}

function transact(services: Services, engagementId: string, batch: readonly Waiting[]): Promise<Outcome[]> {
  const actor = systemActor(engagementId, 'alert intake');
  return withSession(services.db, sessionOf(actor), (tx) =>
    takeDeliveries(
      { tx, actor, now: services.clock.now(), log: services.log, requestId: batch[0]?.requestId ?? '' },
      batch.map((item) => item.delivery),
    ),
  );
}

/** What a sender is told when nothing could be kept and nothing is wrong with what it sent. */
export function comeBack(): Refusal {
  return new Refusal('unavailable', 'The intake cannot keep this now. Send it again in a few seconds.', null);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Lost or refused connections, a server that starts or stops, no room on its disk. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|53|57P|58)/.test(code) || /^E[A-Z]+$/.test(code)) return true;
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|client was closed/i.test(error.message)
  );
}

function isConflict(error: unknown): boolean {
  return codeOf(error).startsWith('40');
}
