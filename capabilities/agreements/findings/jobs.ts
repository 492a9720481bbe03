/**
 * Every night the agreement in force is proven again for the twelve months to come, since people leave and holidays move
 * while nobody edits anything. The proof runs in a thread beside the event loop; both sides are told of what is new and of
 * nothing twice.
 */
import { findingKey } from '@tandem/core/responsibility/examine/finding.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import { type Ctx, systemActor } from '@tandem/platform/access/actor.ts';
import { nobody, systemSession, withSession } from '@tandem/platform/db/session.ts';
import { defineJob, type JobServices } from '@tandem/platform/jobs/jobs.ts';
import { z } from 'zod';
import { agreementInForce, engagementsAgreed, yearProofFrom } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { findingsEntry, recordEntries } from '../events.ts';
import { todayOf } from '../offers/index.ts';
import { offerEnactedLast } from '../offers/store.ts';
import { findingsReplace, type NightFinding } from './store.ts';

export const findingsJob = defineJob({
  name: 'agreements-findings',
  schema: z.object({}),
  cron: '17 1 * * *',
  handle: (services) => proveAll(services),
});

/** Proves every agreement in turn; one that fails does not keep the others from being proven. */
export async function proveAll(services: JobServices): Promise<void> {
  for (const engagementId of await withSession(services.db, nobody, engagementsAgreed)) {
    if (services.ending?.aborted) throw new Error('The process ends; the rest is proven by the next one.');
    try {
      await proveOne(services, engagementId);
    } catch (error) {
      services.log.error({ err: error, engagementId }, 'the nightly proof failed');
    }
  }
}

/** Reads, proves and writes in turn, so that no transaction waits for a proof. */
async function proveOne(services: JobServices, engagementId: string): Promise<void> {
  const inSession = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    withSession(services.db, systemSession(engagementId), (tx) => {
      const actor = systemActor(engagementId, 'nightly proof');
      return work({ tx, actor, now: services.clock.now(), log: services.log, requestId: 'nightly proof' });
    });
  const read = await inSession(async (ctx) => {
    const current = await agreementInForce(ctx);
    if (current === null) return null;
    const risks = (await offerEnactedLast(ctx))?.content.terms.risks ?? {};
    return { file: current.file, hash: current.contentHash, today: todayOf(ctx, current.file), risks };
  });
  if (read === null) return;
  const { findings, about } = await yearProofFrom(read.file, read.hash, read.today);
  const standing = new Map<string, NightFinding>();
  for (const [index, finding] of findings.entries()) {
    const key = findingKey(finding.kind, about[index] ?? '');
    if (read.risks[key] === undefined) standing.set(key, { key, severity: finding.severity, sentence: finding.message });
  }
  await inSession(async (ctx) => {
    const fresh = await findingsReplace(ctx, authorise(ctx, agreementsAccess, 'offer.enact'), [...standing.values()]);
    // Notes are no reason to disturb anybody.
    const told = [...standing.values()].filter(({ key, severity }) => fresh.has(key) && severity !== 'info');
    const sentences = told.map(({ sentence }) => sentence);
    if (sentences.length > 0) await recordEntries(ctx, [findingsEntry(ctx, sentences)]);
  });
}
