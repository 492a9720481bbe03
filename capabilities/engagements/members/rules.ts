/**
 * What may be done to a member, decided from plain facts. Each side keeps its own people; nobody raises themselves; a
 * side never loses the last person who can manage it. Sentences are what the screens show beside a disabled control.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import { internalRoles, providerRoles, type Role } from '@tandem/platform/access/actor.ts';
import { engagementsAccess } from '../access.ts';

const sideWords: Record<Side, string> = { internal: 'internal', provider: 'provider' };

export function rolesOf(side: Side): readonly Role[] {
  return side === 'internal' ? internalRoles : providerRoles;
}

/** Roles whose holders can manage the people of their side. */
export function keeperRoles(side: Side): readonly Role[] {
  return engagementsAccess.actions['members-manage'][side];
}

/** null when the member belongs to the caller's own side; otherwise the reason they cannot be changed from here. */
export function reasonAgainstSide(actorSide: Side, memberSide: Side): string | null {
  return actorSide === memberSide
    ? null
    : `People of the ${sideWords[memberSide]} side are kept by that side. You see them; you cannot change them.`;
}

/** null when the role exists on that side. */
export function reasonAgainstRole(side: Side, role: Role): string | null {
  return rolesOf(side).includes(role) ? null : `There is no role "${role}" on the ${sideWords[side]} side.`;
}

/** True when, of those who can manage a side, nobody but `memberId` is left. */
export function isLastKeeper(keeperIds: readonly string[], memberId: string): boolean {
  return keeperIds.length === 1 && keeperIds[0] === memberId;
}
