/**
 * The end of an offer that nobody answered: custody stays where it was, and the sender and whoever comes next on the
 * receiving side are told. The job runs at the wall time of the offer's end; if the product's clock shows less by then
 * (it was set back), it waits again.
 */
import { authorise } from '@tandem/platform/access/access.ts';
import { type Ctx, systemActor } from '@tandem/platform/access/actor.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import { defineJob, type JobServices, jobAdd } from '@tandem/platform/jobs/jobs.ts';
import { z } from 'zod';
import { workAccess } from '../access.ts';
import { addressee, happening, recordHappenings } from '../events.ts';
import { loadWorld } from '../items/index.ts';
import { teamName } from '../items/rules.ts';
import { itemsLock, itemUpdate } from '../items/store.ts';
import { offerAnswer, offerSelect } from './store.ts';

const name = 'work.offer-timeout';

export const offerTimeoutJob = defineJob({
  name,
  schema: z.object({ engagementId: z.uuid(), offerId: z.uuid(), itemId: z.uuid() }),
  handle: (services, payload) =>
    withSession(services.db, systemSession(payload.engagementId), (tx) => {
      const actor = systemActor(payload.engagementId, 'work');
      const ctx: Ctx = { tx, actor, now: services.clock.now(), log: services.log, requestId: `offer-${payload.offerId}` };
      return offerEnd(ctx, services, payload);
    }),
});

async function offerEnd(ctx: Ctx, services: JobServices, payload: { offerId: string; itemId: string }): Promise<void> {
  const [item] = await itemsLock(ctx, [payload.itemId]);
  const offer = await offerSelect(ctx, payload.offerId);
  if (item === undefined || offer === undefined || offer.state !== 'open') return;
  if (Temporal.Instant.compare(ctx.now, offer.expiresAt) < 0) {
    const again = { engagementId: ctx.actor.engagementId, ...payload };
    await jobAdd(ctx.tx, name, again, { runAt: services.clock.toWall(offer.expiresAt), key: `offer:${offer.id}` });
    return;
  }
  const proof = authorise(ctx, workAccess, 'withdraw');
  if (!(await offerAnswer(ctx, proof, offer.id, 'timed-out', null))) return;
  await itemUpdate(ctx, proof, item, {});
  const world = await loadWorld(ctx);
  // Next after a person is their team; next after a team is whoever looks after the side.
  const next = { side: offer.toSide, team: offer.toMemberId === null ? null : offer.toTeam, memberId: null };
  const sender = { side: offer.fromSide, team: item.team, memberId: offer.fromMemberId };
  const to = [addressee('receiver', next, item.urgent), addressee('sender', sender, item.urgent)];
  const stays = teamName(world, item.team) ?? world.parties[item.side];
  const tell = { topic: 'work.timed-out', to, reason: `Nobody answered the hand-over; it stays with ${stays}.` };
  await recordHappenings(ctx, proof, [happening(item, 'timed-out', 'shared', { offerId: offer.id, stays }, { tell })]);
}
