/**
 * Sending. One job per engagement claims what is due in small batches, hands each message over outside any transaction,
 * and writes how it went. What is claimed is watched: should the process die, a job that was added with the claim finds
 * the attempt later, calls its outcome unknown, and the message is sent again with the mark that it may be a repeat. A
 * message that was sent is never claimed again, whatever is restarted.
 */
import { type Ctx, systemActor } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import { defineJob, type JobServices, jobAdd } from '@tandem/platform/jobs/jobs.ts';
import { stepAside } from '@tandem/platform/jobs/precedence.ts';
import { z } from 'zod';
import { sendDelivery } from '../channels/index.ts';
import { recordGivenUp } from '../events.ts';
import { findingAdd, findingClear } from '../findings/store.ts';
import { judgeAttempt, lostAfterSeconds } from './rules.ts';

import { type Claimed, deliveriesClaim, deliveriesRecover, deliveryEnd, nextDue } from './store.ts';

const name = 'notifications.send';
const batchMax = 10;
/** Batches of one run; what is left then is taken by the next, so that one engagement cannot hold a worker for ever. */
const batchesMax = 50;

export const sendJob = defineJob({
  name,
  schema: z.object({ engagementId: z.uuid() }),
  handle: async (services, { engagementId }) => {
    for (let batch = 0; batch < batchesMax; batch += 1) {
      await stepAside(services.ending);
      const claimed = await within(services, engagementId, (ctx) => claim(ctx, services));
      if (claimed.length === 0) break;
      await Promise.all(claimed.map((each) => sendOne(services, engagementId, each)));
    }
    await within(services, engagementId, async (ctx) => {
      const due = await nextDue(ctx);
      if (due !== null) await sendLater(ctx.tx, services, engagementId, due);
    });
  },
});

function within<T>(services: JobServices, engagementId: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return withSession(services.db, systemSession(engagementId), (tx) =>
    work({
      tx,
      actor: systemActor(engagementId, 'notifications'),
      now: services.clock.now(),
      log: services.log,
      requestId: name,
    }),
  );
}

async function claim(ctx: Ctx, services: JobServices): Promise<Claimed[]> {
  await deliveriesRecover(ctx);
  const claimed = await deliveriesClaim(ctx, batchMax);
  if (claimed.length > 0) await sendLater(ctx.tx, services, ctx.actor.engagementId, ctx.now.add({ seconds: lostAfterSeconds }));
  return claimed;
}

async function sendOne(services: JobServices, engagementId: string, claimed: Claimed): Promise<void> {
  const { outcome, detail, keep } = await sendDelivery(services, engagementId, claimed);
  const verdict = judgeAttempt(outcome, claimed.attempts, claimed.urgent);
  await within(services, engagementId, async (ctx) => {
    const nextAt = 'inSeconds' in verdict ? ctx.now.add({ seconds: verdict.inSeconds }) : null;
    if (!(await deliveryEnd(ctx, claimed, { state: verdict.state, outcome, detail, nextAt }))) return;
    await keep?.(ctx);
    if (verdict.state === 'sent') await findingClear(ctx, 'delivery-failed', claimed.address);
    if (verdict.state === 'failed') await giveUp(ctx, claimed, detail);
  });
}

/** Nobody waits for a message that will not come without knowing: its side sees a finding. */
async function giveUp(ctx: Ctx, claimed: Claimed, detail: string): Promise<void> {
  ctx.log.error({ deliveryId: claimed.id, channel: claimed.channel, detail }, 'a message was given up');
  if (claimed.side === null) return;
  const sentence = `${claimed.channel === 'email' ? 'Mail' : 'The webhook'} to ${claimed.recipient} could not be delivered: ${detail}`;
  await findingAdd(ctx, {
    audience: claimed.side,
    side: claimed.side,
    kind: 'delivery-failed',
    subject: claimed.address,
    detail: sentence,
  });
  await recordGivenUp(ctx, claimed.side, {
    deliveryId: claimed.id,
    recipient: claimed.recipient,
    attempts: claimed.attempts,
    detail,
  });
}

/** Sends what is due at once. */
export function sendNow(tx: Tx, engagementId: string): Promise<void> {
  return jobAdd(tx, name, { engagementId }, { key: `notifications:${engagementId}:now` });
}

/** Sends what is due then. One job for each second keeps a later wish from moving an earlier one. */
export async function sendLater(
  tx: Tx,
  services: Pick<JobServices, 'clock'>,
  engagementId: string,
  at: Temporal.Instant,
): Promise<void> {
  const second = Math.ceil(at.epochMilliseconds / 1_000);
  const runAt = services.clock.toWall(Temporal.Instant.fromEpochMilliseconds(second * 1_000));
  await jobAdd(tx, name, { engagementId }, { runAt, key: `notifications:${engagementId}:${second}` });
}
