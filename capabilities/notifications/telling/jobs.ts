/**
 * Hears what happened and tells people: a line in the inbox of each, mail, and their and their teams' webhooks. All rows
 * are written in the transaction that marks the events as handled, so each event is told once; sending is apart from it
 * (deliveries/jobs.ts). Urgent mail always goes; mail for what can wait goes to those who want it.
 */
import { membersOf } from '@tandem/capabilities/engagements/index.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { JobServices } from '@tandem/platform/jobs/jobs.ts';
import type { OutboxEvent, Subscriber } from '@tandem/platform/record/outbox.ts';
import { sendLater, sendNow } from '../deliveries/jobs.ts';
import type { DeliveryNew } from '../deliveries/rules.ts';
import { deliveriesAdd } from '../deliveries/store.ts';
import { recordTold, type Told } from '../events.ts';
import { findingAdd } from '../findings/store.ts';
import { type NoticeNew, noticesAdd } from '../inbox/store.ts';
import { routineOff } from '../preference/store.ts';
import { type Webhook, webhooksSelect } from '../webhooks/store.ts';
import {
  accountMailSchema,
  agreementRecipients,
  agreementSchema,
  invitationLetter,
  invitedSchema,
  type Message,
  type Recipient,
  type Resolved,
  resolveRecipients,
  secretKinds,
  type WorkTold,
  withinAfter,
  workSchema,
  writeMessage,
} from './rules.ts';

const workTopics = [
  'opened',
  'assigned',
  'offered',
  'accepted',
  'declined',
  'timed-out',
  'noted',
  'waiting',
  'resolved',
  'reopened',
].map((name) => `work.${name}`);

const agreementTopics = [
  'commented',
  'offered',
  'signature',
  'signed',
  'declined',
  'withdrawn',
  'reminder',
  'lapsing',
  'lapsed',
  'overtaken',
  'emergency',
  'in-force',
  'findings',
  'proposal',
].map((name) => `agreements.${name}`);

export const tellSubscriber: Subscriber = {
  name: 'notifications.tell',
  topics: [...workTopics, ...agreementTopics, 'engagements.invited', 'identity.mail'],
  handle: async (ctx, events, services) => {
    const of = (capability: string) => events.filter((event) => event.topic.startsWith(capability));
    const [work, agreements] = [of('work.'), of('agreements.')];
    const letters = events.filter((event) => !work.includes(event) && !agreements.includes(event)).map(letterOf);
    const told = work.length === 0 ? [] : await tellWork(ctx, work, letters);
    if (agreements.length > 0) told.push(...(await tellAgreements(ctx, agreements, letters)));
    await queue(ctx, services, letters);
    await recordTold(ctx, told);
  },
};

/** Adds deliveries and sees that they leave when they are due. */
async function queue(ctx: Ctx, services: JobServices, deliveries: readonly DeliveryNew[]): Promise<void> {
  const dues = await deliveriesAdd(ctx, deliveries);
  const engagementId = ctx.actor.engagementId;
  if (dues.some((due) => Temporal.Instant.compare(due, ctx.now) <= 0)) await sendNow(ctx.tx, engagementId);
  const later = dues.filter((due) => Temporal.Instant.compare(due, ctx.now) > 0).map((due) => due.epochMilliseconds);
  // The job works off whatever is due, and plans the next one itself.
  if (later.length > 0)
    await sendLater(ctx.tx, services, engagementId, Temporal.Instant.fromEpochMilliseconds(Math.min(...later)));
}

interface Reach {
  routineOff: ReadonlySet<string>;
  webhooks: readonly Webhook[];
}

async function reachOf(ctx: Ctx): Promise<Reach> {
  const webhooks = await webhooksSelect(ctx);
  return { routineOff: await routineOff(ctx), webhooks: webhooks.filter((webhook) => webhook.verifiedAt !== null) };
}

/** Adds to `deliveries` what leaves; writes the inboxes; gives what is to be recorded. */
async function tellWork(ctx: Ctx, events: readonly OutboxEvent[], deliveries: DeliveryNew[]): Promise<Told[]> {
  const members = await membersOf(ctx);
  const reach = await reachOf(ctx);
  const notices: NoticeNew[] = [];
  const told: Told[] = [];
  for (const { topic, payload, at } of events) {
    const event = workSchema.parse(payload);
    const resolved = resolveRecipients(event, members);
    for (const recipient of resolved.told) {
      const message = writeMessage(topic, event, recipient.why);
      notices.push({ memberId: recipient.member.id, about: event.itemId, ...message, urgent: recipient.urgent, count: 1 });
      deliveries.push(...deliveriesTo(recipient, topic, event, message, at, reach));
    }
    deliveries.push(...channelDeliveries(resolved, topic, event, reach));
    for (const side of resolved.nobody) await findNobody(ctx, side, event);
    const people = resolved.told.map(({ member, why, urgent }) => ({ memberId: member.id, why, urgent }));
    if (people.length + resolved.nobody.length > 0)
      told.push({
        topic,
        audience: event.audience,
        item: { kind: 'item', id: event.itemId, number: event.number },
        told: people,
        nobody: resolved.nobody,
      });
  }
  await noticesAdd(ctx, notices);
  return told;
}

/** The same for what happens to the agreement. */
async function tellAgreements(ctx: Ctx, events: readonly OutboxEvent[], deliveries: DeliveryNew[]): Promise<Told[]> {
  const members = await membersOf(ctx);
  const reach = await reachOf(ctx);
  const notices: NoticeNew[] = [];
  const told: Told[] = [];
  for (const { topic, payload, at } of events) {
    const event = agreementSchema.parse(payload);
    const { title, body, place, urgent, about, audience } = event;
    const recipients = agreementRecipients(event, members);
    for (const { member, title: own } of recipients.told) {
      const message: Message = { title: own, body, place };
      notices.push({ memberId: member.id, about, ...message, urgent, count: 1 });
      deliveries.push(
        ...deliveriesTo({ member, urgent, within: null, why: 'inform' }, topic, { itemId: about }, message, at, reach),
      );
    }
    for (const side of recipients.nobody) await findNobody(ctx, side, { number: `the agreement (${title})`, audience });
    const people = recipients.told.map(({ member }) => ({ memberId: member.id, why: 'agreement', urgent }));
    const item = { kind: 'agreement', id: event.id, number: title };
    told.push({ topic, audience, item, told: people, nobody: recipients.nobody });
  }
  await noticesAdd(ctx, notices);
  return told;
}

function deliveriesTo(
  { member, urgent, within }: Recipient,
  topic: string,
  event: Pick<WorkTold, 'itemId'>,
  message: Message,
  at: Temporal.Instant,
  reach: Reach,
): DeliveryNew[] {
  const dueAt = within === null ? null : (withinAfter(at, within)?.toString() ?? null);
  const text = {
    about: event.itemId,
    topic,
    subject: message.title,
    body: `${message.title}\n\n${message.body}`,
    place: message.place,
    urgent,
    secret: false,
    dueAt,
  };
  const mail: DeliveryNew = {
    channel: 'email',
    side: member.side,
    memberId: member.id,
    webhookId: null,
    recipient: member.name,
    address: member.email,
    ...text,
  };
  const own = reach.webhooks.filter((webhook) => webhook.memberId === member.id);
  const hooks = own.map((webhook): DeliveryNew => ({ ...hookOf(webhook), memberId: member.id, ...text }));
  return urgent || !reach.routineOff.has(member.id) ? [mail, ...hooks] : hooks;
}

function channelDeliveries(resolved: Resolved, topic: string, event: WorkTold, reach: Reach): DeliveryNew[] {
  return resolved.teams.flatMap(({ side, team, urgent, why }) => {
    const { title, body, place } = writeMessage(topic, event, why);
    const text = {
      about: event.itemId,
      topic,
      subject: title,
      body: `${title}\n\n${body}`,
      place,
      urgent,
      secret: false,
      dueAt: null,
    };
    const channels = reach.webhooks.filter((webhook) => webhook.team === team && webhook.side === side);
    return channels.map((webhook): DeliveryNew => ({ ...hookOf(webhook), memberId: null, ...text }));
  });
}

function hookOf(webhook: Webhook) {
  return { channel: 'webhook' as const, side: webhook.side, webhookId: webhook.id, recipient: webhook.name, address: webhook.id };
}

async function findNobody(ctx: Ctx, side: Webhook['side'], event: Pick<WorkTold, 'number' | 'audience'>): Promise<void> {
  const detail = `Nobody of the ${side} side could be told of ${event.number}: it has no member for this. Invite somebody.`;
  const audience = event.audience === 'internal' || event.audience === 'provider' ? event.audience : 'shared';
  await findingAdd(ctx, { audience, side, kind: 'nobody-to-tell', subject: side, detail });
}

/** Letters that are no work: invitations, and mail about accounts. */
function letterOf(event: OutboxEvent): DeliveryNew {
  const plain = {
    channel: 'email' as const,
    memberId: null,
    webhookId: null,
    about: null,
    topic: event.topic,
    place: null,
    urgent: false,
    dueAt: null,
  };
  if (event.topic === 'engagements.invited') {
    const invited = invitedSchema.parse(event.payload);
    const { subject, body } = invitationLetter(invited);
    return { ...plain, side: invited.side ?? null, recipient: invited.name, address: invited.email, subject, body, secret: true };
  }
  const mail = accountMailSchema.parse(event.payload);
  return {
    ...plain,
    side: null,
    recipient: mail.name,
    address: mail.email,
    subject: mail.subject,
    body: mail.text,
    secret: secretKinds.includes(mail.kind),
  };
}
