/**
 * Who acts. A request acts as one person on one side of one engagement; background work acts as the system within one
 * engagement. The context is what every handler gets first: the open transaction, who acts, and the present.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Session, Tx } from '../db/session.ts';
import type { Log } from '../log/log.ts';

export const internalRoles = ['it', 'leader', 'business', 'employee'] as const;
export const providerRoles = ['admin', 'dispatcher', 'engineer', 'analyst', 'account'] as const;
export type InternalRole = (typeof internalRoles)[number];
export type ProviderRole = (typeof providerRoles)[number];
export type Role = InternalRole | ProviderRole;

export interface MemberActor {
  kind: 'member';
  engagementId: string;
  side: Side;
  role: Role;
  memberId: string;
  userId: string;
  name: string;
  /** Id in the engagement file's `people`; null for members the file does not name. */
  person: string | null;
  /** Ids in the engagement file's `teams`. */
  teams: string[];
  /** null: a session. Otherwise the API key's scopes, which never exceed the creator's role. */
  scopes: string[] | null;
  /** When this session last proved its holder again (password, TOTP or passkey); null: not since sign-in. */
  steppedUpAt: Temporal.Instant | null;
}

export interface SystemActor {
  kind: 'system';
  engagementId: string;
  side: 'system';
  /** The part of the product at work: `alerts intake`, `notifications`. */
  name: string;
}

export type Actor = MemberActor | SystemActor;

export interface Ctx {
  tx: Tx;
  actor: Actor;
  now: Temporal.Instant;
  log: Log;
  requestId: string;
}

export function systemActor(engagementId: string, name: string): SystemActor {
  return { kind: 'system', engagementId, side: 'system', name };
}

/** The database session an actor works under. */
export function sessionOf(actor: Actor): Session {
  return actor.kind === 'system'
    ? { engagementId: actor.engagementId, side: 'system', role: 'system', memberId: null, personId: null }
    : { engagementId: actor.engagementId, side: actor.side, role: actor.role, memberId: actor.memberId, personId: actor.userId };
}
