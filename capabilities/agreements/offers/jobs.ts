/**
 * What happens to offers without anybody asking. The second signature puts the version into force, exactly once: reading
 * the event, enacting, and marking it as handled are one transaction. Every few minutes offers are looked at: whoever has
 * not signed is reminded, both are told before an offer lapses, and of the day on which a signed version begins to count.
 */
import { authorise, type Proof } from '@tandem/platform/access/access.ts';
import { type Ctx, sessionOf, systemActor } from '@tandem/platform/access/actor.ts';
import { nobody, withSession } from '@tandem/platform/db/session.ts';
import { defineJob, type JobServices } from '@tandem/platform/jobs/jobs.ts';
import type { Subscriber } from '@tandem/platform/record/outbox.ts';
import type { Entry } from '@tandem/platform/record/record.ts';
import { z } from 'zod';
import { agreementEnact } from '../../responsibility/index.ts';
import { agreementsAccess } from '../access.ts';
import { bothSides, executives, offerEntry, recordEntries } from '../events.ts';
import { todayOf, toldOf } from './index.ts';
import { isLapsing, remindersDue, unsignedSides } from './rules.ts';
import {
  draftStateSet,
  engagementsWatched,
  type Offer,
  offerAnnounced,
  offerEnd,
  offerLapsingTold,
  offerReminded,
  offersWatched,
  offerToEnd,
  type Signature,
  signaturesOf,
} from './store.ts';

export const enactSubscriber: Subscriber = {
  name: 'agreements.enact',
  topics: ['agreements.signed'],
  handle: async (ctx, events) => {
    const entries: Entry[] = [];
    for (const { payload } of events) entries.push(...(await enact(ctx, z.uuid().parse(payload['offerId']))));
    await recordEntries(ctx, entries);
  },
};

/** Puts a signed offer into force, or ends it as overtaken when another version came first. */
async function enact(ctx: Ctx, offerId: string): Promise<Entry[]> {
  const offer = await offerToEnd.select(ctx, offerId);
  if (offer?.state !== 'signed') return [];
  const proof = authorise(ctx, agreementsAccess, 'offer.enact');
  const signatures = await signaturesOf(ctx, [offer.id]);
  const names = signatures.map(({ name }) => name).join(' and ');
  const reason = `Version ${offer.version}, signed by ${names}: ${offer.reason || offer.title}`.slice(0, 500);
  const { id, content, baseHash } = offer;
  const enactedHash = await agreementEnact(ctx, { offerId: id, file: content.file, baseHash, reason });
  if (enactedHash === null) return overtaken(ctx, proof, offer);
  await offerEnd(ctx, proof, id, { state: 'enacted', name: offer.endedName, reason: null, enactedHash });
  await draftStateSet(ctx, proof, offer.draftId, 'signed');
  const emergency = offer.kind === 'emergency' ? [emergencyEntry(ctx, offer, names)] : [];
  return [...emergency, ...(await announceIfBegun(ctx, proof, offer))];
}

async function overtaken(ctx: Ctx, proof: Proof<'offer.enact'>, offer: Offer): Promise<Entry[]> {
  await offerEnd(ctx, proof, offer.id, { state: 'overtaken', name: null, reason: 'Another version was put into force first.' });
  await draftStateSet(ctx, proof, offer.draftId, 'closed');
  const telling = {
    topic: 'agreements.overtaken',
    title: `Not in force: ${offer.title} (version ${offer.version})`,
    body: 'Both sides signed it, but another version was put into force first. Begin a draft from it and offer it again.',
    urgent: true,
    to: bothSides,
  };
  return [offerEntry(ctx, 'overtaken', offer, {}, telling)];
}

function emergencyEntry(ctx: Ctx, offer: Offer, names: string): Entry {
  return offerEntry(
    ctx,
    'emergency',
    offer,
    { from: offer.from, to: offer.to },
    {
      topic: 'agreements.emergency',
      title: `Emergency amendment until ${offer.to}: ${offer.title}`,
      body: `${names} signed it for both sides. It ends by itself after ${offer.to}; then the version before it counts again.`,
      urgent: true,
      to: executives,
      place: '/agreement/history',
    },
  );
}

/** Tells both sides on the first day of a version, once. */
async function announceIfBegun(ctx: Ctx, proof: Proof<'offer.enact'>, offer: Offer): Promise<Entry[]> {
  if (offer.from > todayOf(ctx, offer.content.file)) return [];
  await offerAnnounced(ctx, proof, offer.id);
  const until = offer.to === null ? '' : ` It ends by itself after ${offer.to}.`;
  const telling = {
    topic: 'agreements.in-force',
    title: `In force: version ${offer.version}, ${offer.title}`,
    body: `From ${offer.from} on, work goes to whom version ${offer.version} names.${until}`,
    urgent: false,
    to: bothSides,
    place: '/agreement/history',
  };
  return [offerEntry(ctx, 'in-force', offer, { from: offer.from, to: offer.to }, telling)];
}

export const offersJob = defineJob({
  name: 'agreements-offers',
  schema: z.object({}),
  cron: '*/5 * * * *',
  handle: (services) => watchOffers(services),
});

/** Looks at every engagement in which something waits; one that fails does not keep the others from being looked at. */
export async function watchOffers(services: JobServices): Promise<void> {
  for (const engagementId of await withSession(services.db, nobody, engagementsWatched)) {
    const actor = systemActor(engagementId, 'agreement offers');
    try {
      await withSession(services.db, sessionOf(actor), (tx) =>
        watch({ tx, actor, now: services.clock.now(), log: services.log, requestId: 'offers' }),
      );
    } catch (error) {
      services.log.error({ err: error, engagementId }, 'the watch over offers failed');
    }
  }
}

async function watch(ctx: Ctx): Promise<void> {
  const proof = authorise(ctx, agreementsAccess, 'offer.enact');
  const offers = await offersWatched(ctx);
  const signatures = await signaturesOf(
    ctx,
    offers.map(({ id }) => id),
  );
  const entries: Entry[] = [];
  for (const offer of offers) {
    const own = signatures.filter(({ offerId }) => offerId === offer.id);
    entries.push(...(offer.state === 'open' ? await remind(ctx, proof, offer, own) : await announceIfBegun(ctx, proof, offer)));
  }
  await recordEntries(ctx, entries);
}

async function remind(ctx: Ctx, proof: Proof<'offer.enact'>, offer: Offer, signatures: readonly Signature[]): Promise<Entry[]> {
  if (Temporal.Instant.compare(offer.lapsesAt, ctx.now) <= 0) return lapse(ctx, proof, offer);
  const entries: Entry[] = [];
  const lastDay = offer.lapsesAt.toString().slice(0, 16).replace('T', ' ');
  const missing = unsignedSides(signatures);
  const due = remindersDue(offer.offeredAt, ctx.now);
  if (due > offer.reminded) {
    await offerReminded(ctx, proof, offer.id, due);
    const telling = {
      topic: 'agreements.reminder',
      title: `Your signature is awaited: ${offer.title} (version ${offer.version})`,
      body: `${offer.offeredName} offered it on ${offer.offeredAt.toString().slice(0, 10)}. It can be signed until ${lastDay} UTC.`,
      urgent: false,
      to: toldOf(offer).filter(({ side }) => missing.includes(side)),
    };
    entries.push(offerEntry(ctx, 'reminder', offer, { reminder: due, missing }, telling));
  }
  if (offer.lapsingToldAt === null && isLapsing(offer, ctx.now)) {
    await offerLapsingTold(ctx, proof, offer.id);
    const telling = {
      topic: 'agreements.lapsing',
      title: `Lapses soon: ${offer.title} (version ${offer.version})`,
      body: `It can be signed until ${lastDay} UTC, and ${missing.length === 2 ? 'neither side has' : 'one side has not'} signed.`,
      urgent: false,
      to: toldOf(offer),
    };
    entries.push(offerEntry(ctx, 'lapsing', offer, { missing }, telling));
  }
  return entries;
}

async function lapse(ctx: Ctx, proof: Proof<'offer.enact'>, offer: Offer): Promise<Entry[]> {
  await offerEnd(ctx, proof, offer.id, { state: 'lapsed', name: null, reason: 'It was not signed in time.' });
  await draftStateSet(ctx, proof, offer.draftId, 'closed');
  const telling = {
    topic: 'agreements.lapsed',
    title: `Lapsed: ${offer.title} (version ${offer.version})`,
    body: 'It was not signed in time. What it said can be the beginning of another draft.',
    urgent: false,
    to: toldOf(offer),
  };
  return [offerEntry(ctx, 'lapsed', offer, {}, telling)];
}
