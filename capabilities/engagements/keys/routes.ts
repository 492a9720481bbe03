/**
 * Routes of API keys. A key belongs to one person and one engagement; its scopes never exceed its maker's role, neither
 * when it is made nor when it is used. Making one hands out a secret, so it asks for a fresh proof of the person.
 */
import { implement } from '@orpc/server';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { assertSteppedUp, type Key, keyMake, keyRevoke, keysOf } from '../../identity/index.ts';
import { engagementsAccess, registeredAccess } from '../access.ts';
import { engagementsContract } from '../contract.ts';
import { recordKey } from '../events.ts';
import { reasonAgainstScopes, scopesOf } from './rules.ts';

const on = implement(engagementsContract).$context<Edge>();

/** Keys of one person in one engagement. */
const keysMax = 20;

const keyOut = ({ id, name, start, scopes, createdAt, expiresAt, lastUsedAt }: Key) => ({
  id,
  name,
  start,
  scopes,
  createdAt: createdAt.toString(),
  expiresAt: expiresAt?.toString() ?? null,
  lastUsedAt: lastUsedAt?.toString() ?? null,
});

export const keyRoutes = {
  list: on.keys.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'keys-own');
      const keys = await keysOf(context, ctx.actor.userId, ctx.actor.engagementId);
      return { items: keys.map(keyOut), scopes: scopesOf(ctx.actor, registeredAccess()) };
    }),
  ),
  create: on.keys.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'keys-own');
      assertSteppedUp(ctx.actor, ctx.now);
      const scopes = [...new Set(input.scopes)].sort();
      const reason = reasonAgainstScopes(scopesOf(ctx.actor, registeredAccess()), scopes);
      if (reason !== null) throw new Refusal('scope-beyond-role', reason, 'scopes');
      const { userId, engagementId, side } = ctx.actor;
      if ((await keysOf(context, userId, engagementId)).length >= keysMax)
        throw new Refusal('too-many', `You have ${keysMax} keys here. Revoke one first.`, null);
      // The record first: a key that is made and then not committed was never handed to anybody.
      await recordKey(ctx, 'made', { name: input.name, scopes }, side);
      const { secret, ...key } = await keyMake(context, { userId, engagementId, name: input.name, scopes, days: input.days });
      return { ...keyOut(key), key: secret };
    }),
  ),
  revoke: on.keys.revoke.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'keys-own');
      const name = await keyRevoke(context, ctx.actor.userId, ctx.actor.engagementId, input.keyId);
      if (name === undefined) throw new Refusal('missing', 'You have no such key here.', null);
      await recordKey(ctx, 'revoked', { name }, ctx.actor.side);
      return { done: true as const };
    }),
  ),
};
