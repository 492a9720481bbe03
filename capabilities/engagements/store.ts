/**
 * Every statement about engagements and their two organisations, and the one that turns a signed-in person into a member.
 * Row-level security decides what each caller's session lets through; nothing here filters by side.
 */

import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Ctx, MemberActor, Role } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import type { SignedIn } from '@tandem/platform/http/edge.ts';
import type { Refusal } from '@tandem/platform/http/problem.ts';
import { sql } from 'kysely';

export interface EngagementRow {
  id: string;
  slug: string;
  name: string;
  prefix: string;
  example: boolean;
  createdAt: Temporal.Instant;
  internal: string;
  provider: string;
}

export interface MembershipRow extends EngagementRow {
  side: Side;
  role: Role;
  providerOrganisationId: string;
}

/** The member that this person is in the engagement: one indexed read, as it stands before every request. */
export async function selectMemberActor(tx: Tx, signedIn: SignedIn, engagementId: string): Promise<MemberActor | null> {
  const row = await tx
    .selectFrom('engagements_member')
    .select(['id', 'side', 'role', 'name', 'person', 'teams'])
    .where('user_id', '=', signedIn.userId)
    .where('engagement_id', '=', engagementId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    kind: 'member',
    engagementId,
    side: row.side as Side,
    role: row.role as Role,
    memberId: row.id,
    userId: signedIn.userId,
    name: row.name,
    person: row.person,
    teams: row.teams,
    scopes: signedIn.key?.scopes ?? null,
    steppedUpAt: signedIn.steppedUpAt,
  };
}

const engagementColumns = sql<EngagementRow>`e.id, e.slug, e.name, e.prefix, e.example, e.created_at as "createdAt", i.name as internal, p.name as provider`;
const engagementTables = sql`engagements_engagement e
  join engagements_organisation i on i.id = e.internal_organisation_id
  join engagements_organisation p on p.id = e.provider_organisation_id`;

/** The engagement of this context. */
export async function selectEngagement(ctx: Ctx): Promise<EngagementRow | undefined> {
  const { rows } =
    await sql<EngagementRow>`select ${engagementColumns} from ${engagementTables} where e.id = ${ctx.actor.engagementId}`.execute(
      ctx.tx,
    );
  return rows[0];
}

/** Everything a person is a member of, oldest first. A person in more than this many reads the first ones. */
const membershipsMax = 500;

export async function selectMemberships(tx: Tx, userId: string): Promise<MembershipRow[]> {
  const { rows } = await sql<MembershipRow>`
    select ${engagementColumns}, m.side, m.role, e.provider_organisation_id as "providerOrganisationId"
    from engagements_member m join ${engagementTables} on e.id = m.engagement_id
    where m.user_id = ${userId} and m.removed_at is null order by e.created_at, e.id limit ${membershipsMax}`.execute(tx);
  return rows;
}

export async function insertOrganisation(ctx: Ctx, name: string): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('engagements_organisation')
    .values({ name, created_at: ctx.now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface EngagementNew {
  slug: string;
  name: string;
  prefix: string;
  internalOrganisationId: string;
  providerOrganisationId: string;
  example: boolean;
}

/** Inserts the engagement of this context (its id is the system session's). False when the slug is taken. */
export async function insertEngagement(ctx: Ctx, engagement: EngagementNew): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('engagements_engagement')
    .values({
      id: ctx.actor.engagementId,
      slug: engagement.slug,
      name: engagement.name,
      prefix: engagement.prefix,
      internal_organisation_id: engagement.internalOrganisationId,
      provider_organisation_id: engagement.providerOrganisationId,
      example: engagement.example,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Runs a write; the breach of a unique index becomes the refusal that stands for it. `taken` goes by index name. */
export async function writeUnique<T>(write: Promise<T>, taken: Record<string, () => Refusal>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const refuse = error instanceof Error && 'constraint' in error ? taken[String(error.constraint)] : undefined;
    throw refuse?.() ?? error;
  }
}
