/**
 * What engagements tell the record. Membership is known to both sides, so joining, changing and leaving stand on the
 * shared chain; whom a side has invited is its own affair until they join. A token or a mailed link never enters the
 * audit: it travels in the published event alone.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { record } from '@tandem/platform/record/record.ts';
import type { InvitationRow } from './invitations/store.ts';
import type { Member, MemberChange, MemberNew } from './members/store.ts';

const live = (id: string) => ({ topic: 'engagements.members', id });

export async function recordEngagementCreated(ctx: Ctx, facts: { slug: string; name: string; by: string }): Promise<void> {
  await record(ctx, {
    action: 'engagements.created',
    subject: { kind: 'engagement', id: ctx.actor.engagementId, label: facts.name },
    audience: 'shared',
    payload: facts,
  });
}

export async function recordMemberAdded(ctx: Ctx, id: string, member: MemberNew): Promise<void> {
  await record(ctx, {
    action: 'engagements.member-added',
    subject: { kind: 'member', id, label: member.name },
    audience: 'shared',
    payload: { side: member.side, role: member.role, person: member.person, teams: member.teams },
    publish: { topic: 'engagements.member-added', payload: { memberId: id, side: member.side } },
    live: live(id),
  });
}

export async function recordMemberChanged(ctx: Ctx, before: Member, change: MemberChange): Promise<void> {
  await record(ctx, {
    action: 'engagements.member-changed',
    subject: { kind: 'member', id: before.id, label: before.name },
    audience: 'shared',
    payload: { from: { role: before.role, person: before.person, teams: before.teams }, to: { ...change } },
    live: live(before.id),
  });
}

export async function recordMemberRemoved(ctx: Ctx, member: Member): Promise<void> {
  await record(ctx, {
    action: 'engagements.member-removed',
    subject: { kind: 'member', id: member.id, label: member.name },
    audience: 'shared',
    payload: { side: member.side, role: member.role, person: member.person },
    publish: { topic: 'engagements.member-removed', payload: { memberId: member.id, side: member.side } },
    live: live(member.id),
  });
}

interface Invited {
  invitation: InvitationRow;
  /** The engagement's name. */
  engagement: string;
  invitedBy: string;
  /** Holds the token. */
  link: string;
}

export async function recordInvited(ctx: Ctx, { invitation, engagement, invitedBy, link }: Invited): Promise<void> {
  await record(ctx, {
    action: 'engagements.invited',
    subject: { kind: 'invitation', id: invitation.id, label: invitation.email },
    audience: ownSide(ctx, invitation.side),
    payload: { side: invitation.side, role: invitation.role, person: invitation.person, teams: invitation.teams },
    publish: {
      topic: 'engagements.invited',
      payload: {
        side: ownSide(ctx, invitation.side),
        email: invitation.email,
        name: invitation.name,
        engagement,
        invitedBy,
        link,
        expiresAt: invitation.expiresAt.toString(),
      },
    },
    live: live(invitation.id),
  });
}

export async function recordInvitationRevoked(ctx: Ctx, invitation: InvitationRow): Promise<void> {
  await record(ctx, {
    action: 'engagements.invitation-revoked',
    subject: { kind: 'invitation', id: invitation.id, label: invitation.email },
    audience: ownSide(ctx, invitation.side),
    payload: {},
    live: live(invitation.id),
  });
}

/** Who may read of an invitation: the side that acts; the system acts for the invited side. */
function ownSide(ctx: Ctx, invitedSide: Side): Side {
  return ctx.actor.side === 'system' ? invitedSide : ctx.actor.side;
}

type RegisterKind = 'asset' | 'app';
type RegisterDeed = 'added' | 'changed' | 'retired' | 'restored';

export async function recordRegister(
  ctx: Ctx,
  kind: RegisterKind,
  deed: RegisterDeed,
  row: { id: string; name: string },
  payload: Record<string, unknown>,
): Promise<void> {
  await record(ctx, {
    action: `engagements.${kind}-${deed}`,
    subject: { kind, id: row.id, label: row.name },
    audience: 'shared',
    payload,
    live: { topic: 'engagements.register', id: row.id },
  });
}

/** Only the holder's side reads that a key exists; neither the key nor its hash is in the record. */
export async function recordKey(
  ctx: Ctx,
  deed: 'made' | 'revoked',
  key: { name: string; scopes?: readonly string[] },
  side: Side,
): Promise<void> {
  await record(ctx, {
    action: `engagements.key-${deed}`,
    subject: { kind: 'key', id: key.name, label: key.name },
    audience: side,
    payload: key.scopes === undefined ? {} : { scopes: key.scopes },
  });
}
