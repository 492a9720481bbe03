/**
 * Routes of set-up and of the caller's own account. A key speaks for its holder in an engagement, never here: whoever
 * holds a key can neither read nor change how its maker signs in.
 */
import { implement } from '@orpc/server';
import type { Edge, SignedIn } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { isAPIError } from 'better-auth/api';
import { authOf } from './auth/index.ts';
import { identityContract } from './contract.ts';
import { noteAuth, recordAccountMade } from './events.ts';
import { instantOf } from './keys/store.ts';
import { steppedUpUntil } from './rules.ts';
import {
  type AttemptLimit,
  attemptAdd,
  attemptsRemove,
  insertFirstAccount,
  removeOtherSessions,
  removeSession,
  selectAccount,
  selectPasskeys,
  selectSessions,
  selectSetupOpen,
  updateSteppedUp,
} from './store.ts';

const on = implement(identityContract).$context<Edge>();

const stepUpLimit: AttemptLimit = { what: 'step-up', max: 10, windowMinutes: 15 };

interface SessionHolder extends SignedIn {
  sessionId: string;
}

/** The person behind a session. Refuses `not-signed-in`, and `not-allowed` when a key speaks. */
async function holderOf(context: Edge): Promise<SessionHolder> {
  const person = await context.signedIn();
  if (person === null) throw new Refusal('not-signed-in', 'Sign in to see this.', null);
  if (person.sessionId === null) throw new Refusal('not-allowed', 'An API key may not see or change an account.', null);
  return { ...person, sessionId: person.sessionId };
}

/** Whether the first person can be made now: never where the example was loaded. */
async function isSetupOpen(context: Edge): Promise<boolean> {
  return !context.config.example && (await selectSetupOpen(context.identityPool));
}

const setup = {
  see: on.setup.see.handler(async ({ context }) => ({ open: await isSetupOpen(context) })),
  run: on.setup.run.handler(async ({ input, context }) => {
    const gone = () => new Refusal('missing', 'This installation was set up already. Sign in.', null);
    if (!(await isSetupOpen(context))) throw gone();
    const passwordHash = await (await authOf(context).$context).password.hash(input.password);
    const userId = await insertFirstAccount(context.identityPool, { name: input.name, email: input.email, passwordHash });
    if (userId === null) throw gone();
    await recordAccountMade(context, userId, 'setup');
    return { userId };
  }),
};

const account = on.account.handler(async ({ context }) => {
  const holder = await holderOf(context);
  const row = await selectAccount(context.identityPool, holder.userId);
  if (row === undefined) throw new Refusal('not-signed-in', 'Sign in to see this.', null);
  const passkeys = await selectPasskeys(context.identityPool, holder.userId);
  return {
    ...row,
    passkeys: passkeys.map(({ id, name, createdAt }) => ({
      id,
      name: name ?? 'Passkey',
      createdAt: createdAt === null ? null : instantOf(context, createdAt).toString(),
    })),
    steppedUpUntil: steppedUpUntil(holder.steppedUpAt, context.clock.now())?.toString() ?? null,
  };
});

const sessions = {
  list: on.sessions.list.handler(async ({ context }) => {
    const holder = await holderOf(context);
    const rows = await selectSessions(context.identityPool, holder.userId);
    return {
      items: rows.map(({ id, ip, userAgent, createdAt, expiresAt }) => ({
        id,
        current: id === holder.sessionId,
        ip,
        userAgent,
        signedInAt: instantOf(context, createdAt).toString(),
        expiresAt: instantOf(context, expiresAt).toString(),
      })),
    };
  }),
  revoke: on.sessions.revoke.handler(async ({ input, context }) => {
    const holder = await holderOf(context);
    const ended = await removeSession(context.identityPool, holder.userId, input.sessionId);
    if (!ended) throw new Refusal('missing', 'You have no such session.', null);
    noteAuth(context, 'session-revoked', { ip: context.ip, status: 200 });
    return { done: true as const };
  }),
  revokeOthers: on.sessions.revokeOthers.handler(async ({ context }) => {
    const holder = await holderOf(context);
    const ended = await removeOtherSessions(context.identityPool, holder.userId, holder.sessionId);
    noteAuth(context, 'sessions-revoked', { ip: context.ip, status: 200 });
    return { ended };
  }),
};

const stepUp = on.stepUp.handler(async ({ input, context }) => {
  const holder = await holderOf(context);
  if (!(await attemptAdd(context.identityPool, stepUpLimit, holder.userId)))
    throw new Refusal('too-many-requests', 'Too many attempts. Wait a quarter of an hour, or use a passkey.', null);
  await assertProof(context, holder, input);
  await attemptsRemove(context.identityPool, stepUpLimit, holder.userId);
  const now = context.clock.now();
  await updateSteppedUp(context.identityPool, holder.sessionId, context.clock.toWall(now));
  noteAuth(context, 'stepped-up', { ip: context.ip, status: 200 });
  return { steppedUpUntil: (steppedUpUntil(now, now) ?? now).toString() };
});

/** Asks the authentication library about the password or the code. Refuses `wrong-credentials` and `wrong-code`. */
async function assertProof(context: Edge, holder: SessionHolder, proof: { password?: string; code?: string }): Promise<void> {
  const { api } = authOf(context);
  const { headers } = context;
  if (proof.password !== undefined) {
    await refusing(api.verifyPassword({ headers, body: { password: proof.password } }), 'wrong-credentials', 'password');
    return;
  }
  const row = await selectAccount(context.identityPool, holder.userId);
  if (proof.code === undefined || row?.twoFactor !== true)
    throw new Refusal('invalid-input', 'Give your password, or a code of your authenticator app.', 'password');
  await refusing(api.verifyTOTP({ headers, body: { code: proof.code } }), 'wrong-code', 'code');
}

async function refusing(asked: Promise<unknown>, code: 'wrong-credentials' | 'wrong-code', field: string): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!isAPIError(error)) throw error;
    throw new Refusal(code, code === 'wrong-code' ? 'The code is wrong.' : 'The password is wrong.', field);
  }
}

export const identityRoutes = on.router({ setup, account, sessions, stepUp });
