/**
 * Hears what happens to work, and keeps what the agreement lacks by it. Both sides are told once of each thing; how often
 * it happens again is counted.
 */
import { authorise } from '@tandem/platform/access/access.ts';
import type { Subscriber } from '@tandem/platform/record/outbox.ts';
import type { Entry } from '@tandem/platform/record/record.ts';
import { agreementInForce, functionName } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { proposalEntry, recordEntries } from '../events.ts';
import { sightingOf, workSchema } from './rules.ts';
import { sightingAdd } from './store.ts';

export const proposalSubscriber: Subscriber = {
  name: 'agreements.proposals',
  topics: ['work.opened', 'work.assigned', 'work.reopened', 'work.accepted'],
  handle: async (ctx, events) => {
    const file = (await agreementInForce(ctx))?.file;
    if (file === undefined) return;
    const parties = { internal: file.parties.internal.name, provider: file.parties.provider.name };
    const words = { parties, functionName: (id: string) => functionName(file, id) };
    const proof = authorise(ctx, agreementsAccess, 'proposal.open');
    const entries: Entry[] = [];
    for (const { topic, payload, at } of events) {
      const sighting = sightingOf(topic, workSchema.parse(payload), words);
      if (sighting === null) continue;
      const id = await sightingAdd(ctx, proof, sighting, at);
      const { kind, sentence, evidence } = sighting;
      if (id !== null) entries.push(proposalEntry(ctx, { id, kind, sentence, number: evidence.number }));
    }
    await recordEntries(ctx, entries);
  },
};
