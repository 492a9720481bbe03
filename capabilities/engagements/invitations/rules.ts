/**
 * When an invitation is good, and for whom. An address is compared without regard to case; nothing else is normalised,
 * since two spellings may be two mailboxes.
 */

import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Role } from '@tandem/platform/access/actor.ts';
import { reasonAgainstRole } from '../members/rules.ts';

export const invitationDays = 7;
/** Open invitations of one side at a time. */
export const invitationsOpenMax = 500;

interface InvitationState {
  expiresAt: Temporal.Instant;
  acceptedAt: Temporal.Instant | null;
  revokedAt: Temporal.Instant | null;
}

/** null when the invitation can be accepted; otherwise why not. */
export function reasonAgainstAccepting(invitation: InvitationState, now: Temporal.Instant): string | null {
  if (invitation.acceptedAt !== null) return 'This invitation was accepted already. Sign in instead.';
  if (invitation.revokedAt !== null) return 'This invitation was taken back or replaced by a newer one. Ask whoever invited you.';
  if (isExpired(invitation, now)) return 'This invitation has expired. Ask whoever invited you for a new one.';
  return null;
}

export function isExpired(invitation: { expiresAt: Temporal.Instant }, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(invitation.expiresAt, now) <= 0;
}

export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

interface Inviter {
  side: Side;
}

/** null when the caller may invite to that side and role. `sideJoined`: somebody has joined the invited side before. */
export function reasonAgainstInviting(inviter: Inviter, side: Side, role: Role, sideJoined: boolean): string | null {
  if (inviter.side !== side && sideJoined) return `The ${side} side invites its own people.`;
  return reasonAgainstRole(side, role);
}
