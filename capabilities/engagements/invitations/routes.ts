/**
 * Routes of invitations. A manager invites to their own side; while the other side has never had a member, its first
 * people may be invited too. The token in the mailed link is the only key to an invitation, good once, for the address
 * it was sent to, until it expires.
 */
import { randomBytes } from 'node:crypto';
import { implement } from '@orpc/server';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { publicOrigin } from '@tandem/platform/config/config.ts';
import { cursorOf, cursorParts } from '@tandem/platform/http/cursor.ts';
import type { Edge, SignedIn } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { accountMake, hasAccount } from '../../identity/index.ts';
import { engagementsAccess } from '../access.ts';
import { engagementsContract } from '../contract.ts';
import { recordInvitationRevoked, recordInvited } from '../events.ts';
import { memberAdd } from '../members/index.ts';
import { selectEngagement } from '../store.ts';
import {
  invitationDays,
  invitationsOpenMax,
  isExpired,
  isSameAddress,
  reasonAgainstAccepting,
  reasonAgainstInviting,
} from './rules.ts';
import {
  countOpenInvitations,
  type InvitationRow,
  insertInvitation,
  invitationThing,
  selectEngagementOfToken,
  selectInvitationByToken,
  selectInvitationPage,
  selectSideJoined,
  updateInvitationAccepted,
  updateInvitationRevoked,
} from './store.ts';

const on = implement(engagementsContract).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

function invitationOut(row: InvitationRow, now: Temporal.Instant) {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    side: row.side,
    role: row.role,
    person: row.person,
    teams: row.teams,
    invitedBy: row.inviterName,
    invitedAt: row.invitedAt.toString(),
    expiresAt: row.expiresAt.toString(),
    state: isExpired(row, now) ? ('expired' as const) : ('open' as const),
  };
}

async function assertMayInvite(ctx: MemberCtx, side: InvitationRow['side'], role: InvitationRow['role']): Promise<void> {
  const joined = side === ctx.actor.side || (await selectSideJoined(ctx, side));
  const reason = reasonAgainstInviting(ctx.actor, side, role, joined);
  if (reason !== null) throw new Refusal('not-allowed', reason, 'side');
  if ((await countOpenInvitations(ctx)) >= invitationsOpenMax)
    throw new Refusal('too-many', `${invitationsOpenMax} invitations are open. Take some back first.`, null);
}

/** Runs as the system in the engagement the token belongs to; a token nobody was given is missing. */
async function byToken<T>(context: Edge, token: string, work: (ctx: Ctx, engagementId: string) => Promise<T>): Promise<T> {
  const engagementId = await context.asNobody((tx) => selectEngagementOfToken(tx, token));
  if (engagementId === null) throw missingInvitation();
  return context.asSystem(engagementId, 'invitation', (ctx) => work(ctx, engagementId));
}

function missingInvitation(): Refusal {
  return new Refusal('missing', 'There is no such invitation. Check that the link is whole.', null);
}

async function loadOpen(ctx: Ctx, token: string, lock: boolean): Promise<InvitationRow> {
  const row = await selectInvitationByToken(ctx, token, lock);
  if (row === undefined) throw missingInvitation();
  const reason = reasonAgainstAccepting(row, ctx.now);
  if (reason !== null) throw new Refusal('invitation-closed', reason, null);
  return row;
}

export const invitationRoutes = {
  list: on.invitations.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      authorise(ctx, engagementsAccess, 'members-manage');
      const after = input.after === undefined ? null : cursorParts(input.after, 1);
      const rows = await selectInvitationPage(ctx, after, input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      return {
        items: shown.map((row) => invitationOut(row, ctx.now)),
        next: rows.length > input.limit && last ? cursorOf([last.id]) : null,
      };
    }),
  ),
  create: on.invitations.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const proof = authorise(ctx, engagementsAccess, 'members-manage');
      await assertMayInvite(ctx, input.side, input.role);
      const token = randomBytes(24).toString('base64url');
      const id = await insertInvitation(ctx, proof, {
        email: input.email,
        name: input.name,
        side: input.side,
        role: input.role,
        person: input.person ?? null,
        teams: input.teams,
        token,
        invitedBy: ctx.actor.memberId,
        expiresAt: ctx.now.add({ hours: invitationDays * 24 }),
      });
      const invitation = await invitationThing.select(ctx, id);
      const engagement = await selectEngagement(ctx);
      if (invitation === undefined || engagement === undefined)
        throw new Error('A new invitation cannot be read by who made it.');
      const link = `${publicOrigin(context.config)}/invitation/${token}`;
      await recordInvited(ctx, { invitation, engagement: engagement.name, invitedBy: ctx.actor.name, link });
      return invitationOut(invitation, ctx.now);
    }),
  ),
  revoke: on.invitations.revoke.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { row, proof } = await load(ctx, engagementsAccess, invitationThing, input.invitationId, 'members-manage');
      await updateInvitationRevoked(ctx, proof);
      await recordInvitationRevoked(ctx, row);
      return { done: true as const };
    }),
  ),
  see: on.invitations.see.handler(({ input, context }) =>
    byToken(context, input.token, async (ctx) => {
      const row = await loadOpen(ctx, input.token, false);
      const engagement = await selectEngagement(ctx);
      if (engagement === undefined) throw missingInvitation();
      return {
        email: row.email,
        name: row.name,
        engagement: engagement.name,
        parties: { internal: engagement.internal, provider: engagement.provider },
        invitedBy: row.inviterName,
        side: row.side,
        role: row.role,
        expiresAt: row.expiresAt.toString(),
        hasAccount: await hasAccount(context, row.email),
      };
    }),
  ),
  accept: on.invitations.accept.handler(async ({ input, context }) => {
    const person = await context.signedIn();
    if (person !== null && person.key !== null) throw new Refusal('not-allowed', 'An API key may not accept invitations.', null);
    return byToken(context, input.token, async (ctx, engagementId) => {
      const row = await loadOpen(ctx, input.token, true);
      const account = person === null ? await makeAccount(context, row, input.account) : ownAccount(person, row);
      await join(ctx, row, account);
      return { engagementId, accountMade: person === null };
    });
  }),
};

/** The invitation's promise kept: a member, and an invitation that is used up. */
async function join(ctx: Ctx, row: InvitationRow, account: { userId: string; name: string }): Promise<void> {
  const { side, role, email, person, teams } = row;
  await updateInvitationAccepted(ctx, row.id);
  await memberAdd(ctx, { ...account, side, role, email, person, teams });
}

interface Account {
  userId: string;
  name: string;
}

/** The signed-in person, when the invitation was sent to them. */
function ownAccount(person: SignedIn, row: InvitationRow): Account {
  if (!isSameAddress(row.email, person.email))
    throw new Refusal(
      'invitation-for-another',
      `This invitation was sent to ${row.email}; you are signed in as ${person.email}.`,
      null,
    );
  return { userId: person.userId, name: person.name };
}

/**
 * An account for the invited address, which the link has proved. It is made outside this transaction: should the rest
 * fail, the account stays without a membership, and the link works again after signing in.
 */
async function makeAccount(
  context: Edge,
  row: InvitationRow,
  wanted: { name: string; password: string } | undefined,
): Promise<Account> {
  if (wanted === undefined) throw new Refusal('not-signed-in', 'Sign in, or choose a name and a password.', null);
  const userId = await accountMake(context, { ...wanted, email: row.email });
  if (userId === null) throw new Refusal('sign-in-first', `${row.email} has an account already. Sign in, then accept.`, null);
  return { userId, name: wanted.name };
}
