/**
 * Every statement on webhooks. The secret is read to sign with, never to be shown again.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface Webhook {
  id: string;
  side: Side;
  memberId: string | null;
  team: string | null;
  name: string;
  url: string;
  secret: string;
  createdAt: Temporal.Instant;
  verifiedAt: Temporal.Instant | null;
}

const columns = sql<Webhook>`id, side, member_id as "memberId", team, name, url, secret, created_at as "createdAt", verified_at as "verifiedAt"`;

export const webhookThing: Thing<Webhook> = {
  name: 'webhook',
  select: async (ctx, id) => {
    const { rows } = await sql<Webhook>`select ${columns} from notifications_webhook
      where engagement_id = ${ctx.actor.engagementId} and id = ${id} and removed_at is null`.execute(ctx.tx);
    return rows[0];
  },
};

/** All that the caller may see; to the system, all. */
export async function webhooksSelect(ctx: Ctx): Promise<Webhook[]> {
  const { rows } = await sql<Webhook>`select ${columns} from notifications_webhook
    where engagement_id = ${ctx.actor.engagementId} and removed_at is null order by created_at, id`.execute(ctx.tx);
  return rows;
}

export interface WebhookNew {
  side: Side;
  memberId: string | null;
  team: string | null;
  name: string;
  url: string;
  secret: string;
}

export async function webhookInsert(
  ctx: Ctx,
  proof: Proof<'webhooks-own' | 'webhooks-team'>,
  webhook: WebhookNew,
): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`insert into notifications_webhook (engagement_id, side, member_id, team, name, url, secret, created_at)
    values (${proof.engagementId}, ${webhook.side}, ${webhook.memberId}, ${webhook.team}, ${webhook.name}, ${webhook.url}, ${webhook.secret}, ${ctx.now})
    returning id`.execute(ctx.tx);
  return rows[0]?.id ?? '';
}

export async function webhookVerify(ctx: Ctx, proof: Proof): Promise<void> {
  await sql`update notifications_webhook set verified_at = coalesce(verified_at, ${ctx.now})
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId}`.execute(ctx.tx);
}

export async function webhookRemove(ctx: Ctx, proof: Proof): Promise<void> {
  await sql`update notifications_webhook set removed_at = ${ctx.now} where engagement_id = ${proof.engagementId} and id = ${proof.subjectId}`.execute(
    ctx.tx,
  );
}
