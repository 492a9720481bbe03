/**
 * Every statement about members. Reading shows both sides; row-level security lets a side write its own rows only, so
 * an update that meets the other side's row changes nothing and says so.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx, Role } from '@tandem/platform/access/actor.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { sql } from 'kysely';
import { writeUnique } from '../store.ts';

export interface Member {
  id: string;
  userId: string;
  side: Side;
  role: Role;
  name: string;
  email: string;
  /** Id in the engagement file's `people`; null when the file does not name them. */
  person: string | null;
  teams: string[];
  joinedAt: Temporal.Instant;
}

export interface MemberNew {
  userId: string;
  side: Side;
  role: Role;
  name: string;
  email: string;
  person: string | null;
  teams: readonly string[];
}

export interface MemberChange {
  role?: Role | undefined;
  teams?: readonly string[] | undefined;
  person?: string | null | undefined;
}

/** More members than this are not read at once; no engagement is meant to have them. */
const membersMax = 10_000;

const columns = sql<Member>`id, user_id as "userId", side, role, name, email, person, teams, joined_at as "joinedAt"`;

export const memberThing: Thing<Member> = {
  name: 'member',
  select: async (ctx, id) => {
    const { rows } = await sql<Member>`select ${columns} from engagements_member
      where engagement_id = ${ctx.actor.engagementId} and id = ${id} and removed_at is null`.execute(ctx.tx);
    return rows[0];
  },
};

/** Everyone who is a member now, both sides. */
export async function selectMembers(ctx: Ctx): Promise<Member[]> {
  const { rows } = await sql<Member>`select ${columns} from engagements_member
    where engagement_id = ${ctx.actor.engagementId} and removed_at is null order by side, lower(name), id limit ${membersMax}`.execute(
    ctx.tx,
  );
  return rows;
}

/** A page by side, name and id, after the member with that sort key. */
export async function selectMemberPage(ctx: Ctx, after: readonly string[] | null, limit: number): Promise<Member[]> {
  const from = after === null ? sql`` : sql`and (side, lower(name), id::text) > (${after[0]}, lower(${after[1]}), ${after[2]})`;
  const { rows } = await sql<Member>`select ${columns} from engagements_member
    where engagement_id = ${ctx.actor.engagementId} and removed_at is null ${from} order by side, lower(name), id::text limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}

/** Locks and gives the members of a side who hold one of `roles`, so that two removals at once cannot empty a side. */
export async function selectKeeperIds(ctx: Ctx, side: Side, roles: readonly Role[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from engagements_member
    where engagement_id = ${ctx.actor.engagementId} and side = ${side} and role = any(${[...roles]}::text[]) and removed_at is null
    order by id for update`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

const personTaken = () =>
  new Refusal('person-taken', 'Another member already stands for that person of the agreement.', 'person');

/** Adds a member. Refuses `already-member` and `person-taken`. */
export async function insertMember(ctx: Ctx, member: MemberNew): Promise<string> {
  const write = ctx.tx
    .insertInto('engagements_member')
    .values({
      engagement_id: ctx.actor.engagementId,
      user_id: member.userId,
      side: member.side,
      role: member.role,
      name: member.name,
      email: member.email,
      person: member.person,
      teams: [...member.teams],
      joined_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await writeUnique(write, {
    engagements_member_user: () => new Refusal('already-member', 'This account is a member of the engagement already.', null),
    engagements_member_person: personTaken,
  });
  return id;
}

/** Changes a member of the caller's own side. Refuses `person-taken`. */
export async function updateMember(ctx: Ctx, proof: Proof<'members-manage'>, change: MemberChange): Promise<void> {
  const set = {
    ...(change.role === undefined ? {} : { role: change.role }),
    ...(change.teams === undefined ? {} : { teams: [...change.teams] }),
    ...(change.person === undefined ? {} : { person: change.person }),
  };
  if (Object.keys(set).length === 0) return;
  const write = ctx.tx
    .updateTable('engagements_member')
    .set(set)
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', proof.subjectId)
    .executeTakeFirst();
  const { numUpdatedRows } = await writeUnique(write, { engagements_member_person: personTaken });
  if (numUpdatedRows !== 1n) throw new Error('A member was to be changed whom row-level security keeps from this session.');
}

/** Ends a membership; the row stays, since the record names it. */
export async function removeMember(ctx: Ctx, proof: Proof<'members-manage'>): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('engagements_member')
    .set({ removed_at: ctx.now })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', proof.subjectId)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error('A member was to be removed whom row-level security keeps from this session.');
}
