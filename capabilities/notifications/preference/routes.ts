/**
 * How the caller wants to be told, and the proof that their address is theirs: a code mailed to it, good for a short time
 * and a few tries. An address that was not proved is used all the same: silence would be worse.
 */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { implement } from '@orpc/server';
import { membersOf } from '@tandem/capabilities/engagements/index.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { notificationsAccess } from '../access.ts';
import { notificationsContract } from '../contract.ts';
import { sendNow } from '../deliveries/jobs.ts';
import { deliveryAddOwn } from '../deliveries/store.ts';
import { codeAccept, codeStore, codeTry, type Preference, preferenceSelect, preferenceUpdate } from './store.ts';

const on = implement(notificationsContract).$context<Edge>();
const codeMinutes = 30;
const codeTriesMax = 5;

type MemberCtx = Ctx & { actor: MemberActor };

export const preferenceRoutes = {
  read: on.preference.read.handler(({ input, context }) => context.enter(input.engagementId, (ctx) => readOwn(ctx))),
  update: on.preference.update.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, notificationsAccess, 'preference');
      await preferenceUpdate(ctx, proof, ctx.actor.memberId, input.mailRoutine);
      return readOwn(ctx);
    }),
  ),
  codeSend: on.preference.codeSend.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, notificationsAccess, 'preference');
      const address = await addressOf(ctx);
      if (isVerified(await preferenceSelect(ctx, proof, ctx.actor.memberId), address))
        throw new Refusal('verified-already', 'This address is verified.', null);
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      await codeStore(ctx, proof, ctx.actor.memberId, hashOf(ctx, code), ctx.now.add({ minutes: codeMinutes }));
      await deliveryAddOwn(ctx, proof, {
        side: ctx.actor.side,
        recipient: ctx.actor.name,
        address,
        topic: 'notifications.code',
        subject: `${code} is your code for Tandem`,
        body: `Your code is ${code}. It holds for ${codeMinutes} minutes.\n\nIf you did not ask for it, do nothing.`,
      });
      await sendNow(ctx.tx, proof.engagementId);
      return { done: true as const };
    }),
  ),
  codeConfirm: on.preference.codeConfirm.handler(async ({ input, context }) => {
    // A wrong try must be counted although it is refused: the count commits, then the refusal is thrown.
    const verdict = await context.enter(input.engagementId, (ctx) => confirm(ctx, input.code));
    if (verdict instanceof Refusal) throw verdict;
    return verdict;
  }),
};

async function confirm(ctx: MemberCtx, code: string) {
  const proof = authorise(ctx, notificationsAccess, 'preference');
  const known = await codeTry(ctx, proof, ctx.actor.memberId);
  const isOver =
    known?.codeHash == null || known.codeExpiresAt === null || Temporal.Instant.compare(ctx.now, known.codeExpiresAt) >= 0;
  if (isOver || known.codeTries > codeTriesMax) return new Refusal('code-over', 'Ask for a new code.', 'code');
  if (!timingSafeEqual(Buffer.from(known.codeHash ?? ''), Buffer.from(hashOf(ctx, code))))
    return new Refusal('code-wrong', 'That is not the code we sent.', 'code');
  await codeAccept(ctx, proof, ctx.actor.memberId, await addressOf(ctx));
  return readOwn(ctx);
}

async function readOwn(ctx: MemberCtx) {
  const proof = authorise(ctx, notificationsAccess, 'preference');
  const email = await addressOf(ctx);
  const known = await preferenceSelect(ctx, proof, ctx.actor.memberId);
  return {
    email,
    verifiedAt: isVerified(known, email) ? (known.verifiedAt?.toString() ?? null) : null,
    mailRoutine: known.mailRoutine,
  };
}

function isVerified(known: Preference, address: string): boolean {
  return known.verifiedAt !== null && known.verifiedAddress === address;
}

async function addressOf(ctx: MemberCtx): Promise<string> {
  const own = (await membersOf(ctx)).find((member) => member.id === ctx.actor.memberId);
  if (own === undefined) throw new Refusal('missing', 'There is no such engagement for you.', null);
  return own.email;
}

/** Six digits are few, so a hash alone would be no secret; the member's id keeps one table of hashes from serving all. */
function hashOf(ctx: MemberCtx, code: string): string {
  return createHash('sha256').update(`${ctx.actor.memberId} ${code}`).digest('hex');
}
