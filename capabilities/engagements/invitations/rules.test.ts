import { describe, expect, test } from 'vitest';
import { isSameAddress, reasonAgainstAccepting, reasonAgainstInviting } from './rules.ts';

const now = Temporal.Instant.from('2027-03-01T12:00:00Z');
const open = { expiresAt: now.add({ seconds: 1 }), acceptedAt: null, revokedAt: null };

describe('accepting', () => {
  test('is good until the very instant it expires', () => {
    expect(reasonAgainstAccepting(open, now)).toBeNull();
    expect(reasonAgainstAccepting({ ...open, expiresAt: now }, now)).toMatch(/expired/);
  });

  test('is refused once accepted or taken back, with the reason that helps', () => {
    expect(reasonAgainstAccepting({ ...open, acceptedAt: now }, now)).toMatch(/accepted already/);
    expect(reasonAgainstAccepting({ ...open, revokedAt: now }, now)).toMatch(/taken back/);
    expect(reasonAgainstAccepting({ expiresAt: now, acceptedAt: now, revokedAt: null }, now)).toMatch(/Sign in/);
  });
});

test('addresses differ by more than their case', () => {
  expect(isSameAddress('Dana@Harbor.test', 'dana@harbor.test')).toBe(true);
  expect(isSameAddress('dana@harbor.test', 'dana+x@harbor.test')).toBe(false);
});

test('a side invites its own; an empty side is opened from the other', () => {
  expect(reasonAgainstInviting({ side: 'internal' }, 'internal', 'it', true)).toBeNull();
  expect(reasonAgainstInviting({ side: 'internal' }, 'provider', 'admin', false)).toBeNull();
  expect(reasonAgainstInviting({ side: 'internal' }, 'provider', 'admin', true)).toMatch(/invites its own people/);
  expect(reasonAgainstInviting({ side: 'internal' }, 'internal', 'admin', true)).toMatch(/no role/);
});
