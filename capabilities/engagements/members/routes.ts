/**
 * Routes of members. Both sides are listed; a change meets three locks: the role may manage people, the member is of
 * the caller's own side, and the side keeps somebody who can manage it. Row-level security is the fourth.
 */
import { implement } from '@orpc/server';
import { authorise, load, reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor, Role } from '@tandem/platform/access/actor.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { engagementsAccess } from '../access.ts';
import { engagementsContract } from '../contract.ts';
import { recordMemberChanged, recordMemberRemoved } from '../events.ts';
import { updateInvitationsOfMember } from '../invitations/store.ts';
import { isLastKeeper, keeperRoles, reasonAgainstRole, reasonAgainstSide } from './rules.ts';
import { type Member, memberThing, removeMember, selectKeeperIds, selectMemberPage, updateMember } from './store.ts';

const on = implement(engagementsContract).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

function memberOut(actor: MemberActor, member: Member) {
  const reason = reasonAgainst(actor, engagementsAccess, 'members-manage') ?? reasonAgainstSide(actor.side, member.side);
  return { ...member, joinedAt: member.joinedAt.toString(), you: member.id === actor.memberId, may: reason ?? (true as const) };
}

/** The member with the right to change them, or a refusal in the order in which the locks stand. */
async function loadOwn(ctx: MemberCtx, memberId: string) {
  const found = await load(ctx, engagementsAccess, memberThing, memberId, 'members-manage');
  const reason = reasonAgainstSide(ctx.actor.side, found.row.side);
  if (reason !== null) throw new Refusal('not-allowed', reason, null);
  return found;
}

async function assertKeeperStays(ctx: MemberCtx, member: Member): Promise<void> {
  const keepers = await selectKeeperIds(ctx, member.side, keeperRoles(member.side));
  if (isLastKeeper(keepers, member.id))
    throw new Refusal(
      'last-keeper',
      `${member.name} is the last person who can manage the ${member.side} side. Give somebody else that role first.`,
      null,
    );
}

function assertRole(actor: MemberActor, member: Member, role: Role): void {
  const reason = reasonAgainstRole(member.side, role);
  if (reason !== null) throw new Refusal('invalid-input', reason, 'role');
  if (member.id === actor.memberId && role !== member.role)
    throw new Refusal('not-allowed', 'Nobody changes their own role. Ask another person who manages your side.', 'role');
}

export const memberRoutes = {
  list: on.members.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'members-read');
      const after = input.after === undefined ? null : cursorParts(input.after, 3);
      const rows = await selectMemberPage(ctx, after, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map((member) => memberOut(ctx.actor, member)),
        next: rows.length > input.limit && last ? cursorOf([last.side, last.name, last.id]) : null,
      };
    }),
  ),
  update: on.members.update.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, input.memberId);
      const { role, teams, person } = input;
      if (role !== undefined) assertRole(ctx.actor, row, role);
      const steppingDown = role !== undefined && !keeperRoles(row.side).includes(role);
      if (steppingDown) await assertKeeperStays(ctx, row);
      await updateMember(ctx, proof, { role, teams, person });
      if (steppingDown) await updateInvitationsOfMember(ctx, proof, row.id);
      await recordMemberChanged(ctx, row, { role, teams, person });
      return memberOut(ctx.actor, {
        ...row,
        role: role ?? row.role,
        teams: teams ?? row.teams,
        person: person === undefined ? row.person : person,
      });
    }),
  ),
  remove: on.members.remove.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await loadOwn(ctx, input.memberId);
      await assertKeeperStays(ctx, row);
      await removeMember(ctx, proof);
      await updateInvitationsOfMember(ctx, proof, row.id);
      await recordMemberRemoved(ctx, row);
      return { done: true as const };
    }),
  ),
};
