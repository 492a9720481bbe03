/**
 * What the agreement is told of the queue. A job follows every change of items in its transaction; many changes in a row
 * wait for one job. It counts the untouched items of the side that overflow relieves, at most so many: far more than any
 * threshold that is worth having.
 */
import { type QueueSeen, tellQueue } from '@tandem/capabilities/responsibility/index.ts';
import { type Ctx, systemActor } from '@tandem/platform/access/actor.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import { defineJob, jobAdd } from '@tandem/platform/jobs/jobs.ts';
import { z } from 'zod';
import { untouchedCount } from './store.ts';

const name = 'work.queue';

export const queueJob = defineJob({
  name,
  schema: z.object({ engagementId: z.uuid() }),
  handle: (services, { engagementId }) =>
    withSession(services.db, systemSession(engagementId), (tx) => {
      const actor = systemActor(engagementId, 'work');
      const ctx: Ctx = { tx, actor, now: services.clock.now(), log: services.log, requestId: 'queue' };
      return tellQueue(ctx, (side): Promise<QueueSeen> => untouchedCount(ctx, side));
    }),
});

/** Has the queue counted after this transaction. */
export async function queueChanged(ctx: Ctx): Promise<void> {
  const { engagementId } = ctx.actor;
  await jobAdd(ctx.tx, name, { engagementId }, { key: `queue:${engagementId}` });
}
