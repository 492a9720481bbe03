/**
 * What a member may do, over every capability at once, and who may create an engagement. The rows come from the
 * capabilities themselves through the composition root, so a screen's reason and a route's refusal are one sentence.
 */
import { type AccessRows, reasonAgainst } from '@tandem/platform/access/access.ts';
import type { MemberActor } from '@tandem/platform/access/actor.ts';
import type { MembershipRow } from './store.ts';

/** `capability.action` → true, or the sentence that says why not. */
export function decideCan(actor: MemberActor, all: readonly AccessRows[]): Record<string, true | string> {
  const can: Record<string, true | string> = {};
  for (const rows of all) {
    for (const action of Object.keys(rows.actions))
      can[`${rows.capability}.${action}`] = reasonAgainst(actor, rows, action) ?? true;
  }
  return can;
}

export interface Creator {
  /** The person who set this installation up. */
  first: boolean;
  byKey: boolean;
  memberships: readonly MembershipRow[];
}

/** null when the person may create an engagement; otherwise why not. */
export function reasonAgainstCreating(creator: Creator): string | null {
  if (creator.byKey) return 'An API key may not create engagements.';
  if (creator.first || creator.memberships.some((membership) => membership.role === 'admin')) return null;
  return 'Only an administrator of a provider, or the person who set this installation up, may create an engagement.';
}

/** Organisations the creator may speak for, by lower-case name; a new engagement reuses them instead of doubling them. */
export function organisationsOf(creator: Creator): Map<string, string> {
  const administered = creator.memberships.filter((membership) => membership.role === 'admin');
  return new Map(administered.map((membership) => [membership.provider.toLowerCase(), membership.providerOrganisationId]));
}
