/**
 * How the queue reaches decisions. Whoever keeps the queue tells of each change; decisions read what was told with the
 * agreement, so none of them counts anything, and alerts know of a queue that stands above them.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { responsibilityAccess } from '../access.ts';
import { currentSelect } from '../store.ts';
import { judgeQueue, type QueueSeen, relievedSide } from './rules.ts';
import { queueLock, queueUpsert } from './store.ts';

export type { QueueSeen } from './rules.ts';

/**
 * Remembers the queue as it is now. `count` is called, once and under a lock, only when the agreement has overflow; it is
 * given the side that overflow relieves. For the product itself: no member may tell.
 */
export async function tellQueue(ctx: Ctx, count: (relieved: Side) => Promise<QueueSeen>): Promise<void> {
  const rule = (await currentSelect(ctx))?.engagement.overflow;
  if (rule == null) return;
  const proof = authorise(ctx, responsibilityAccess, 'queue.tell');
  const before = await queueLock(ctx, proof);
  const seen = await count(relievedSide(rule.to));
  await queueUpsert(ctx, proof, judgeQueue(rule, before, seen, ctx.now));
}
