/**
 * Members as the rest of the product knows them: who is one now, and how somebody becomes one. Adding is for the system
 * session (an accepted invitation, a new engagement, the example); people are changed by their own side, in routes.ts.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { recordMemberAdded } from '../events.ts';
import { reasonAgainstRole } from './rules.ts';
import { insertMember, type Member, type MemberNew, selectMembers } from './store.ts';

export type { Member, MemberNew } from './store.ts';

/** Everyone who is a member of this context's engagement now, both sides, by side and name. */
export function membersOf(ctx: Ctx): Promise<Member[]> {
  return selectMembers(ctx);
}

/** Adds a member and records it; gives the member's id. Refuses `already-member` and `person-taken`. */
export async function memberAdd(ctx: Ctx, member: MemberNew): Promise<string> {
  const reason = reasonAgainstRole(member.side, member.role);
  if (reason !== null) throw new Error(reason);
  const id = await insertMember(ctx, member);
  await recordMemberAdded(ctx, id, member);
  return id;
}
