/**
 * One attempt at one message: to the mail server, into the local mailbox where there is none, or to a webhook. It runs
 * outside any transaction; what must be written together with the outcome is given back as `keep`.
 */
import { engagementSlug } from '@tandem/capabilities/engagements/index.ts';
import { type Ctx, systemActor } from '@tandem/platform/access/actor.ts';
import { publicOrigin } from '@tandem/platform/config/config.ts';
import { systemSession, withSession } from '@tandem/platform/db/session.ts';
import { postOutgoing } from '@tandem/platform/http/outgoing.ts';
import type { JobServices } from '@tandem/platform/jobs/jobs.ts';
import { type Letter, type Outcome, sendMail } from '@tandem/platform/mail/mail.ts';
import type { Claimed } from '../deliveries/store.ts';
import { mailKeep } from '../mailbox/store.ts';
import { signedRequest } from '../webhooks/rules.ts';
import { type Webhook, webhookThing } from '../webhooks/store.ts';

export interface Sent extends Outcome {
  /** Written in the transaction that writes the outcome. */
  keep?: (ctx: Ctx) => Promise<void>;
}

/** Never throws for what the other end does. */
export async function sendDelivery(services: JobServices, engagementId: string, claimed: Claimed): Promise<Sent> {
  const { slug, webhook } = await lookUp(services, engagementId, claimed);
  const link = claimed.place === null || slug === null ? null : `${publicOrigin(services.config)}/${slug}${claimed.place}`;
  if (claimed.channel === 'webhook') return sendHook(services, claimed, webhook, link);
  const letter = letterOf(services, claimed, link);
  const { smtpUrl, mailFrom } = services.config;
  if (smtpUrl !== null) return sendMail({ smtpUrl, mailFrom }, letter);
  const kept = {
    side: claimed.side,
    memberId: claimed.memberId,
    address: letter.to,
    subject: letter.subject,
    body: letter.text,
    messageId: letter.messageId,
  };
  return { outcome: 'sent', detail: 'Kept in the local mailbox: no mail server is set.', keep: (ctx) => mailKeep(ctx, kept) };
}

async function lookUp(
  services: JobServices,
  engagementId: string,
  claimed: Claimed,
): Promise<{ slug: string | null; webhook: Webhook | undefined }> {
  return withSession(services.db, systemSession(engagementId), async (tx) => {
    const ctx: Ctx = {
      tx,
      actor: systemActor(engagementId, 'notifications'),
      now: services.clock.now(),
      log: services.log,
      requestId: claimed.id,
    };
    const webhook = claimed.webhookId === null ? undefined : await webhookThing.select(ctx, claimed.webhookId);
    return { slug: claimed.place === null ? null : await engagementSlug(ctx), webhook };
  });
}

function letterOf(services: JobServices, claimed: Claimed, link: string | null): Letter {
  const repeat = claimed.mayBeRepeat ? 'This may be a repeat: an earlier try ended without an answer.\n\n' : '';
  const subject = `${claimed.urgent ? 'URGENT ' : ''}${claimed.subject}`;
  const domain = services.config.mailFrom.split('@')[1]?.replace(/[^\w.-]/g, '') || 'localhost';
  return {
    to: claimed.address,
    subject: claimed.mayBeRepeat ? `${subject} (may be a repeat)` : subject,
    text: `${repeat}${claimed.body}${link === null ? '' : `\n\n${link}`}\n`,
    messageId: `${claimed.id}@${domain}`,
    urgent: claimed.urgent,
  };
}

async function sendHook(
  services: JobServices,
  claimed: Claimed,
  webhook: Webhook | undefined,
  link: string | null,
): Promise<Sent> {
  if (webhook === undefined) return { outcome: 'permanent', detail: 'The webhook was removed.' };
  const message = {
    delivery: claimed.id,
    topic: claimed.topic,
    subject: claimed.subject,
    text: claimed.body,
    link,
    urgent: claimed.urgent,
    at: claimed.createdAt.toString(),
    mayBeRepeat: claimed.mayBeRepeat,
  };
  const { body, headers } = signedRequest(message, webhook.secret, services.clock.now());
  return postOutgoing(webhook.url, body, { headers, allowPrivateTargets: services.config.allowPrivateTargets });
}
