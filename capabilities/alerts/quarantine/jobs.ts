/**
 * Once a day, bodies that have been in quarantine for longer than they are kept are dropped, engagement by engagement.
 */
import { authorise } from '@tandem/platform/access/access.ts';
import { sessionOf, systemActor } from '@tandem/platform/access/actor.ts';
import { nobody, withSession } from '@tandem/platform/db/session.ts';
import { defineJob } from '@tandem/platform/jobs/jobs.ts';
import { z } from 'zod';
import { alertsAccess } from '../access.ts';
import { keptDays, removeExpired, selectQuarantinedEngagements } from './store.ts';

export const quarantineJob = defineJob({
  name: 'alerts-quarantine',
  schema: z.object({}),
  cron: '17 3 * * *',
  handle: async (services) => {
    const before = services.clock.now().subtract({ hours: keptDays * 24 });
    for (const engagementId of await withSession(services.db, nobody, (tx) => selectQuarantinedEngagements(tx, before))) {
      const actor = systemActor(engagementId, 'alert quarantine');
      const removed = await withSession(services.db, sessionOf(actor), (tx) => {
        const ctx = { tx, actor, now: services.clock.now(), log: services.log, requestId: 'quarantine' };
        return removeExpired(ctx, authorise(ctx, alertsAccess, 'alert.take-in'));
      });
      services.log.info({ engagementId, removed }, 'dropped bodies that were kept long enough');
    }
  },
});
