/**
 * What notifications tell the record: who was told of what, and what could not be delivered. An entry has the audience of
 * what it tells of, so that telling somebody of a private note is as private as the note.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { type Entry, record } from '@tandem/platform/record/record.ts';

export interface Told {
  topic: string;
  audience: Audience;
  /** What it was about: a work item, or the agreement. */
  item: { kind: string; id: string; number: string };
  told: { memberId: string; why: string; urgent: boolean }[];
  /** Sides in which there was nobody to tell. */
  nobody: Side[];
}

/** Who was told of what. Last in the transaction. */
export async function recordTold(ctx: Ctx, all: readonly Told[]): Promise<void> {
  const entries = all.map(
    ({ topic, audience, item, told, nobody }): Entry => ({
      action: 'notifications.told',
      subject: { kind: item.kind, id: item.id, label: item.number },
      audience,
      payload: { topic, told, nobody },
      live: { topic: 'notifications', id: 'inbox' },
    }),
  );
  if (entries.length > 0) await record(ctx, entries);
}

/** A message was given up after its tries. */
export async function recordGivenUp(
  ctx: Ctx,
  side: Side,
  payload: { deliveryId: string; recipient: string; attempts: number; detail: string },
): Promise<void> {
  await record(ctx, {
    action: 'notifications.given-up',
    subject: { kind: 'delivery', id: payload.deliveryId, label: payload.recipient },
    audience: side,
    payload,
    live: { topic: 'notifications', id: 'findings' },
  });
}

/** A webhook was added or removed; neither its address nor its secret is in the record. */
export async function recordWebhook(
  ctx: Ctx,
  deed: 'added' | 'removed',
  webhook: { id: string; name: string; team: string | null },
  side: Side,
): Promise<void> {
  await record(ctx, {
    action: `notifications.webhook-${deed}`,
    subject: { kind: 'webhook', id: webhook.id, label: webhook.name },
    audience: side,
    payload: { team: webhook.team },
    live: { topic: 'notifications', id: 'webhooks' },
  });
}
