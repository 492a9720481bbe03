/**
 * Webhooks: a member's own, and channels of a team. An address is told nothing but tests until it has answered one; the
 * test is sent while its sender waits, outside any transaction.
 */
import { randomBytes } from 'node:crypto';
import { implement } from '@orpc/server';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { postOutgoing, reasonAgainstTarget } from '@tandem/platform/http/outgoing.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { notificationsAccess } from '../access.ts';
import { notificationsContract } from '../contract.ts';
import { recordWebhook } from '../events.ts';
import { signedRequest, webhooksMax } from './rules.ts';
import { type Webhook, webhookInsert, webhookRemove, webhooksSelect, webhookThing, webhookVerify } from './store.ts';

const on = implement(notificationsContract).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

const show = ({ id, name, url, team, createdAt, verifiedAt }: Webhook) => ({
  id,
  name,
  url,
  team,
  createdAt: createdAt.toString(),
  verifiedAt: verifiedAt?.toString() ?? null,
});

export const webhookRoutes = {
  list: on.webhooks.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, notificationsAccess, 'webhooks-own');
      return { items: (await webhooksSelect(ctx)).map(show) };
    }),
  ),
  create: on.webhooks.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, notificationsAccess, input.team === null ? 'webhooks-own' : 'webhooks-team');
      const reason = reasonAgainstTarget(input.url, context.config.allowPrivateTargets);
      if (reason !== null) throw new Refusal('target-refused', reason, 'url');
      if ((await webhooksSelect(ctx)).length >= webhooksMax)
        throw new Refusal('webhook-limit', `There are ${webhooksMax} webhooks. Remove one first.`, null);
      const secret = randomBytes(32).toString('base64url');
      const { side, memberId } = ctx.actor;
      const id = await webhookInsert(ctx, proof, {
        side,
        memberId: input.team === null ? memberId : null,
        team: input.team,
        name: input.name,
        url: input.url,
        secret,
      });
      await recordWebhook(ctx, 'added', { id, name: input.name, team: input.team }, side);
      return { ...show((await loadOwn(ctx, id)).row), secret };
    }),
  ),
  test: on.webhooks.test.handler(async ({ input, context }) => {
    const webhook = await context.enter(input.engagementId, async (ctx) => (await loadOwn(ctx, input.webhookId)).row);
    const at = context.clock.now();
    const text = `This is a test of "${webhook.name}". From now on it is told what ${webhook.team === null ? 'you are' : 'the team is'} told.`;
    const message = {
      delivery: context.requestId,
      topic: 'notifications.test',
      subject: 'Test',
      text,
      link: null,
      urgent: false,
      at: at.toString(),
      mayBeRepeat: false,
    };
    const { body, headers } = signedRequest(message, webhook.secret, at);
    const { outcome, detail } = await postOutgoing(webhook.url, body, {
      headers,
      allowPrivateTargets: context.config.allowPrivateTargets,
    });
    const verifiedAt = await context.enter(input.engagementId, async (ctx) => {
      const { proof } = await loadOwn(ctx, input.webhookId);
      if (outcome === 'sent') await webhookVerify(ctx, proof);
      return (await loadOwn(ctx, input.webhookId)).row.verifiedAt?.toString() ?? null;
    });
    return { outcome, detail, verifiedAt };
  }),
  remove: on.webhooks.remove.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, input.webhookId);
      await webhookRemove(ctx, proof);
      await recordWebhook(ctx, 'removed', row, ctx.actor.side);
      return { done: true as const };
    }),
  ),
};

/** A webhook with the right to use it: one's own, or a team's with the role that keeps them. */
async function loadOwn(ctx: MemberCtx, id: string) {
  const found = await load(ctx, notificationsAccess, webhookThing, id, 'webhooks-own');
  if (found.row.team !== null) authorise(ctx, notificationsAccess, 'webhooks-team');
  return found;
}
