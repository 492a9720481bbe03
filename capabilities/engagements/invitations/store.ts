/**
 * Every statement about invitations. The mailed token is a secret of its holder: only its SHA-256 is stored, and looking
 * one up by that hash is the one way in for somebody who is not yet anybody here.
 */
import { createHash } from 'node:crypto';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx, Role } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';

export interface InvitationRow {
  id: string;
  email: string;
  name: string;
  side: Side;
  role: Role;
  person: string | null;
  teams: string[];
  /** The member who invited; null in the row's view when the system did. */
  invitedBy: string;
  inviterName: string;
  invitedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  acceptedAt: Temporal.Instant | null;
  revokedAt: Temporal.Instant | null;
}

export interface InvitationNew {
  email: string;
  name: string;
  side: Side;
  role: Role;
  person: string | null;
  teams: readonly string[];
  token: string;
  invitedBy: string;
  expiresAt: Temporal.Instant;
}

const columns = sql<InvitationRow>`v.id, v.email, v.name, v.side, v.role, v.person, v.teams, v.invited_by as "invitedBy",
  coalesce(m.name, 'Tandem') as "inviterName", v.invited_at as "invitedAt", v.expires_at as "expiresAt",
  v.accepted_at as "acceptedAt", v.revoked_at as "revokedAt"`;
const tables = sql`engagements_invitation v left join engagements_member m on m.engagement_id = v.engagement_id and m.id = v.invited_by`;

export const invitationThing: Thing<InvitationRow> = {
  name: 'invitation',
  select: async (ctx, id) => {
    const { rows } = await sql<InvitationRow>`select ${columns} from ${tables}
      where v.engagement_id = ${ctx.actor.engagementId} and v.id = ${id} and v.accepted_at is null and v.revoked_at is null`.execute(
      ctx.tx,
    );
    return rows[0];
  },
};

/** Invitations neither accepted nor revoked, newest first; expired ones among them. */
export async function selectInvitationPage(ctx: Ctx, after: readonly string[] | null, limit: number): Promise<InvitationRow[]> {
  const from = after === null ? sql`` : sql`and v.id::text < ${after[0]}`;
  const { rows } = await sql<InvitationRow>`select ${columns} from ${tables}
    where v.engagement_id = ${ctx.actor.engagementId} and v.accepted_at is null and v.revoked_at is null ${from}
    order by v.id::text desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function countOpenInvitations(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*) as open from engagements_invitation
    where engagement_id = ${ctx.actor.engagementId} and accepted_at is null and revoked_at is null and expires_at > ${ctx.now}`.execute(
    ctx.tx,
  );
  return rows[0]?.open ?? 0;
}

/** Whether anybody ever joined that side; an empty side is opened from the other one. */
export async function selectSideJoined(ctx: Ctx, side: Side): Promise<boolean> {
  const { rows } =
    await sql`select 1 from engagements_member where engagement_id = ${ctx.actor.engagementId} and side = ${side} limit 1`.execute(
      ctx.tx,
    );
  return rows.length > 0;
}

/** Replaces open invitations to the same address, so that one link at a time is good. */
export async function insertInvitation(ctx: Ctx, proof: Proof<'members-manage'>, invitation: InvitationNew): Promise<string> {
  await sql`update engagements_invitation set revoked_at = ${ctx.now} where engagement_id = ${proof.engagementId}
    and lower(email) = lower(${invitation.email}) and accepted_at is null and revoked_at is null`.execute(ctx.tx);
  const { id } = await ctx.tx
    .insertInto('engagements_invitation')
    .values({
      engagement_id: proof.engagementId,
      email: invitation.email,
      name: invitation.name,
      side: invitation.side,
      role: invitation.role,
      person: invitation.person,
      teams: [...invitation.teams],
      token_hash: hashToken(invitation.token),
      invited_by: invitation.invitedBy,
      invited_at: ctx.now,
      expires_at: invitation.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateInvitationRevoked(ctx: Ctx, proof: Proof<'members-manage'>): Promise<void> {
  await sql`update engagements_invitation set revoked_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} and accepted_at is null`.execute(ctx.tx);
}

/** An invitation does not outlive the right of whoever sent it. */
export async function updateInvitationsOfMember(ctx: Ctx, proof: Proof<'members-manage'>, memberId: string): Promise<void> {
  await sql`update engagements_invitation set revoked_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and invited_by = ${memberId} and accepted_at is null and revoked_at is null`.execute(
    ctx.tx,
  );
}

/** The engagement a token belongs to; null for a token that was never given out. Needs no session. */
export async function selectEngagementOfToken(tx: Tx, token: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select tandem.invitation_engagement(${hashToken(token)}) as id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Under the system session of the engagement. `lock` keeps a second acceptance waiting until this one has ended. */
export async function selectInvitationByToken(ctx: Ctx, token: string, lock: boolean): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`select ${columns} from ${tables}
    where v.engagement_id = ${ctx.actor.engagementId} and v.token_hash = ${hashToken(token)} ${lock ? sql`for update of v` : sql``}`.execute(
    ctx.tx,
  );
  return rows[0];
}

export async function updateInvitationAccepted(ctx: Ctx, id: string): Promise<void> {
  await sql`update engagements_invitation set accepted_at = ${ctx.now} where engagement_id = ${ctx.actor.engagementId} and id = ${id}`.execute(
    ctx.tx,
  );
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
