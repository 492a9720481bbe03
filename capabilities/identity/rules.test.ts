import { describe, expect, test } from 'vitest';
import { identityProblems } from './contract.ts';
import { refusalOf, steppedUpUntil } from './rules.ts';

const now = Temporal.Instant.from('2027-03-01T12:00:00Z');

test('a proof opens what asks for one for a quarter of an hour, to the second', () => {
  expect(steppedUpUntil(null, now)).toBeNull();
  expect(steppedUpUntil(now, now)?.toString()).toBe('2027-03-01T12:15:00Z');
  expect(steppedUpUntil(now.subtract({ seconds: 899 }), now)?.toString()).toBe('2027-03-01T12:00:01Z');
  expect(steppedUpUntil(now.subtract({ minutes: 15 }), now)).toBeNull();
});

describe('refusals of the sign-in endpoints', () => {
  test.each([
    [401, 'INVALID_EMAIL_OR_PASSWORD', 'wrong-credentials'],
    [401, 'INVALID_CODE', 'wrong-code'],
    [400, 'PASSWORD_TOO_SHORT', 'password-unfit'],
    [400, 'INVALID_TOKEN', 'sign-in-refused'],
    [429, undefined, 'too-many-requests'],
    [401, undefined, 'not-signed-in'],
    [403, 'INVALID_ORIGIN', 'not-allowed'],
    [400, 'SOMETHING_NEW', 'sign-in-refused'],
    [500, 'SOMETHING_NEW', 'internal-error'],
  ])('%i %s becomes %s', (status, code, expected) => {
    expect(refusalOf(status, code, 'as it was said').code).toBe(expected);
  });

  test('a fault of ours tells nothing of what it was', () => {
    expect(refusalOf(500, undefined, 'relation "identity_user" does not exist').detail).not.toContain('identity_user');
  });

  test('codes of our own have a status', () => {
    for (const code of ['wrong-credentials', 'wrong-code', 'sign-in-refused', 'password-unfit'] as const)
      expect(identityProblems[code].status).toBeGreaterThanOrEqual(400);
  });
});
