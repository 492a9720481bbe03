/**
 * The watch over silence: every minute, and once when a process starts. Time is the product's clock; the queue only says
 * when to look. Two watches at once are harmless, since each works under the intake's lock and what is silent already
 * is not silenced again.
 */
import { authorise } from '@tandem/platform/access/access.ts';
import { type Ctx, sessionOf, systemActor } from '@tandem/platform/access/actor.ts';
import { nobody, withSession } from '@tandem/platform/db/session.ts';
import { defineJob, type JobServices } from '@tandem/platform/jobs/jobs.ts';
import { z } from 'zod';
import { alertsAccess } from '../access.ts';
import { eventsOfChange, recordEvents } from '../events.ts';
import { endOfSilence, type Incoming, takeSignals } from '../intake/index.ts';
import { lockIntake } from '../intake/store.ts';
import { judgeSilence, silenceDraft, silenceSignal, type Verdict } from './rules.ts';
import { selectWatched, selectWatchedEngagements, updateWatched, type WatchedSource } from './store.ts';

export const heartbeatJob = defineJob({
  name: 'alerts-heartbeats',
  schema: z.object({}),
  cron: '* * * * *',
  handle: (services) => watchAll(services),
});

/** Looks at every engagement; one that fails does not keep the others from being looked at. */
export async function watchAll(services: JobServices): Promise<void> {
  const engagements = await withSession(services.db, nobody, selectWatchedEngagements);
  for (const engagementId of engagements) {
    const actor = systemActor(engagementId, 'alert heartbeats');
    try {
      await withSession(services.db, sessionOf(actor), (tx) =>
        watch({ tx, actor, now: services.clock.now(), log: services.log, requestId: 'heartbeats' }),
      );
    } catch (error) {
      services.log.error({ err: error, engagementId }, 'the watch over heartbeats failed');
    }
  }
}

async function watch(ctx: Ctx): Promise<void> {
  const proof = authorise(ctx, alertsAccess, 'alert.take-in');
  await lockIntake(ctx, proof, []);
  const judged = (await selectWatched(ctx)).map((source) => ({ source, verdict: judgeSilence(source, ctx.now) }));
  const changes = await takeSignals(
    ctx,
    proof,
    judged.flatMap(({ source, verdict }) => wordOf(source, verdict)),
  );
  const results = judged.map(({ source, verdict }) => ({
    sourceId: source.id,
    expectedBy: verdict.kind === 'wait' ? verdict.expectedBy : source.expectedBy,
    silentSince: verdict.kind === 'silent' ? ctx.now : verdict.kind === 'unwatched' ? null : source.silentSince,
  }));
  await updateWatched(ctx, proof, results);
  await recordEvents(ctx, changes.flatMap(eventsOfChange));
}

function wordOf(source: WatchedSource, verdict: Verdict): Incoming[] {
  if (verdict.kind === 'unwatched') return [endOfSilence(source)];
  if (verdict.kind === 'wait') return [];
  return [{ source, signal: silenceSignal(source, 'firing', source.heartbeat), draft: silenceDraft(source.heartbeat) }];
}
