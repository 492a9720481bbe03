/**
 * Identity on the wire, beside the sign-in endpoints below `/api/auth`: first-run set-up, the caller's own account and
 * sessions, and proving again that it is them. Client-safe.
 */
import { instant, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const identityProblems = {
  'wrong-credentials': { status: 401, title: 'Address or password is wrong' },
  'wrong-code': { status: 401, title: 'The code is wrong' },
  'sign-in-refused': { status: 400, title: 'The sign-in step was refused' },
  'account-exists': { status: 409, title: 'There is an account with this address' },
  'password-unfit': { status: 422, title: 'The password cannot be used' },
} as const;

/** Shortest password, in characters. */
export const passwordLengthMin = 12;
/** Longest password, in characters: hashing has a cost. */
export const passwordLengthMax = 128;
/** How long a proof of the person opens what asks for one. */
export const stepUpMinutes = 15;

/** A password that is chosen. It says its rule itself: the message stands at the field. */
export const newPassword = z
  .string()
  .min(passwordLengthMin, `At least ${passwordLengthMin} characters.`)
  .max(passwordLengthMax, `At most ${passwordLengthMax} characters.`);

const done = z.object({ done: z.literal(true) });

const session = z.object({
  id: z.uuid(),
  /** This is the session that asks. */
  current: z.boolean(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  signedInAt: instant,
  expiresAt: instant,
});

const passkey = z.object({ id: z.uuid(), name: z.string(), createdAt: instant.nullable() });

const account = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** Signing in asks for a code of an authenticator app. */
  twoFactor: z.boolean(),
  passkeys: z.array(passkey),
  /** Until when what asks for a fresh proof is open; null: prove it first. */
  steppedUpUntil: instant.nullable(),
});

export const identityContract = {
  setup: {
    see: route
      .route({ method: 'GET', path: '/setup', summary: 'Whether this installation waits for its first person' })
      .output(z.object({ open: z.boolean() })),
    run: route
      .route({ method: 'POST', path: '/setup', summary: 'Make the first person; closes for ever', successStatus: 201 })
      .input(
        z.object({ name: text(120), email: z.email('Give an address like dana@harbor.com.').max(254), password: newPassword }),
      )
      .output(z.object({ userId: z.uuid() })),
  },
  account: route.route({ method: 'GET', path: '/me/account', summary: 'My account and what proves me' }).output(account),
  sessions: {
    list: route
      .route({ method: 'GET', path: '/me/sessions', summary: 'Where I am signed in' })
      .output(z.object({ items: z.array(session) })),
    revoke: route
      .route({ method: 'DELETE', path: '/me/sessions/{sessionId}', summary: 'End one of my sessions at once' })
      .input(z.object({ sessionId: z.uuid() }))
      .output(done),
    revokeOthers: route
      .route({ method: 'DELETE', path: '/me/sessions', summary: 'End all my sessions but this one' })
      .output(z.object({ ended: z.number().int() })),
  },
  stepUp: route
    .route({ method: 'POST', path: '/me/step-up', summary: 'Prove again that it is me, by password or code' })
    .input(z.object({ password: z.string().max(passwordLengthMax).optional(), code: z.string().max(12).optional() }))
    .output(z.object({ steppedUpUntil: instant })),
};
