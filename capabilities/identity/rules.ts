/**
 * How recent a proof of the person must be, and what the sign-in endpoints' own refusals mean on our wire: one of our
 * codes and a sentence that says what to do next. A fault of ours says nothing of what it was.
 */
import { stepUpMinutes } from './contract.ts';

/** Until when a proof at `steppedUpAt` opens what asks for one; null when it does not any more, or never did. */
export function steppedUpUntil(
  steppedUpAt: Temporal.Instant | null,
  now: Temporal.Instant,
  minutes = stepUpMinutes,
): Temporal.Instant | null {
  if (steppedUpAt === null) return null;
  const until = steppedUpAt.add({ minutes });
  return Temporal.Instant.compare(now, until) < 0 ? until : null;
}

export interface AuthRefusal {
  code: string;
  detail: string;
}

const wrongCredentials = { code: 'wrong-credentials', detail: 'The address or the password is wrong.' };
const wrongCode = { code: 'wrong-code', detail: 'The code is wrong or has been used. Codes change every 30 seconds.' };
const goneLink = { code: 'sign-in-refused', detail: 'This link was used already or has expired. Ask for a new one.' };

/** What a sign-in endpoint's own code means for the person. Whatever is not listed says that it was refused, and why. */
const refusals: Record<string, AuthRefusal> = {
  INVALID_EMAIL_OR_PASSWORD: wrongCredentials,
  INVALID_PASSWORD: { code: 'wrong-credentials', detail: 'The password is wrong.' },
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: { code: 'wrong-code', detail: 'This recovery code is wrong or has been used.' },
  INVALID_TWO_FACTOR_COOKIE: { code: 'sign-in-refused', detail: 'The sign-in took too long. Begin again with your password.' },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    code: 'too-many-requests',
    detail: 'Too many wrong codes. Begin again with your password.',
  },
  ACCOUNT_TEMPORARILY_LOCKED: { code: 'too-many-requests', detail: 'Too many wrong codes. Wait a quarter of an hour.' },
  INVALID_TOKEN: goneLink,
  PASSWORD_TOO_SHORT: { code: 'password-unfit', detail: 'The password is too short.' },
  PASSWORD_TOO_LONG: { code: 'password-unfit', detail: 'The password is too long.' },
  AUTHENTICATION_FAILED: { code: 'wrong-credentials', detail: 'The passkey was not accepted.' },
  PASSKEY_NOT_FOUND: { code: 'wrong-credentials', detail: 'This passkey belongs to no account here.' },
  CHALLENGE_NOT_FOUND: { code: 'sign-in-refused', detail: 'The passkey request took too long. Try again.' },
};

/** `status` and `code` as the endpoint answered them. */
export function refusalOf(status: number, code: string | undefined, message: string | undefined): AuthRefusal {
  const known = code === undefined ? undefined : refusals[code];
  if (known !== undefined) return known;
  if (status === 429) return { code: 'too-many-requests', detail: 'Too many attempts. Wait a minute and try again.' };
  if (status === 401) return { code: 'not-signed-in', detail: 'Sign in first.' };
  if (status === 403) return { code: 'not-allowed', detail: message ?? 'This is not allowed.' };
  if (status >= 500) return { code: 'internal-error', detail: 'Something went wrong on our side. Nothing was changed.' };
  return { code: 'sign-in-refused', detail: message ?? 'This step was refused.' };
}
