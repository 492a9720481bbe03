/**
 * Routes about engagements themselves: who I am, what I may do here, the overview, and creating one. An engagement is
 * made by the system in its own name, after the person's right to it was decided outside any engagement.
 */
import { randomUUIDv7 } from 'node:crypto';
import { implement } from '@orpc/server';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Edge, PersonCtx } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { isFirstPerson } from '../identity/index.ts';
import { engagementsAccess, registeredAccess } from './access.ts';
import { engagementsContract } from './contract.ts';
import { recordEngagementCreated } from './events.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { memberAdd } from './members/index.ts';
import { memberRoutes } from './members/routes.ts';
import { appRoutes, assetRoutes } from './register/routes.ts';
import { type Creator, decideCan, organisationsOf, reasonAgainstCreating } from './rules.ts';
import { insertEngagement, insertOrganisation, selectEngagement, selectMemberships } from './store.ts';

const on = implement(engagementsContract).$context<Edge>();

interface Party {
  name: string;
  /** An organisation of another engagement that is the same one; absent: a new organisation. */
  organisationId?: string | undefined;
}

export interface EngagementCreate {
  slug: string;
  name: string;
  /** Two to five capital letters before the number of each work item. */
  prefix: string;
  internal: Party;
  provider: Party;
  example: boolean;
  /** Who created it, for the record. */
  by: string;
}

/** Creates the engagement whose system session `ctx` holds. Refuses `name-taken` when the slug is in use. */
export async function engagementCreate(ctx: Ctx, engagement: EngagementCreate): Promise<void> {
  const { slug, name, prefix, internal, provider, example, by } = engagement;
  const inserted = await insertEngagement(ctx, {
    slug,
    name,
    prefix,
    internalOrganisationId: internal.organisationId ?? (await insertOrganisation(ctx, internal.name)),
    providerOrganisationId: provider.organisationId ?? (await insertOrganisation(ctx, provider.name)),
    example,
  });
  if (!inserted) throw new Refusal('name-taken', 'Another engagement has that short name.', 'slug');
  await recordEngagementCreated(ctx, { slug, name, by });
}

async function creatorOf(context: Edge, ctx: PersonCtx): Promise<Creator> {
  const { userId, key } = ctx.signedIn;
  const memberships = await selectMemberships(ctx.tx, userId);
  return { first: await isFirstPerson(context, userId), byKey: key !== null, memberships };
}

const me = on.me.handler(({ context }) =>
  context.asPerson(async (ctx) => {
    const creator = await creatorOf(context, ctx);
    const { userId, name, email, key } = ctx.signedIn;
    const visible = creator.memberships.filter((membership) => key === null || key.engagementId === membership.id);
    return {
      now: ctx.now.toString(),
      person: { id: userId, name, email },
      byKey: key !== null,
      mayCreate: reasonAgainstCreating(creator) ?? (true as const),
      engagements: visible.map(({ id, slug, name, prefix, side, role, internal, provider, example }) => {
        return { id, slug, name, prefix, side, role, parties: { internal, provider }, example };
      }),
    };
  }),
);

const create = on.create.handler(async ({ input, context }) => {
  const { creator, signedIn } = await context.asPerson(async (ctx) => ({
    creator: await creatorOf(context, ctx),
    signedIn: ctx.signedIn,
  }));
  const reason = reasonAgainstCreating(creator);
  if (reason !== null) throw new Refusal('not-allowed', reason, null);
  const known = organisationsOf(creator);
  const providerId = known.get(input.parties.provider.toLowerCase());
  if (!creator.first && (providerId === undefined || input.side !== 'provider'))
    throw new Refusal(
      'not-allowed',
      'You may create engagements of the provider you administer, on its side.',
      'parties.provider',
    );
  const id = randomUUIDv7();
  await context.asSystem(id, 'engagement set-up', async (ctx) => {
    await engagementCreate(ctx, {
      slug: input.slug,
      name: input.name,
      prefix: input.prefix,
      internal: { name: input.parties.internal },
      provider: { name: input.parties.provider, organisationId: providerId },
      example: false,
      by: signedIn.name,
    });
    await memberAdd(ctx, {
      userId: signedIn.userId,
      side: input.side,
      role: input.side === 'internal' ? 'it' : 'admin',
      name: signedIn.name,
      email: signedIn.email,
      person: null,
      teams: [],
    });
  });
  return { id };
});

const overview = on.overview.handler(({ input, context }) =>
  context.enter(input.engagementId, async (ctx) => {
    authorise(ctx, engagementsAccess, 'overview-read');
    const row = await selectEngagement(ctx);
    if (row === undefined) throw new Error('A member cannot read the engagement they are a member of.');
    const { id, slug, name, prefix, example, internal, provider, createdAt } = row;
    return { id, slug, name, prefix, example, parties: { internal, provider }, createdAt: createdAt.toString() };
  }),
);

const acting = on.acting.handler(({ input, context }) =>
  context.enter(input.engagementId, async ({ actor }) => {
    const { memberId, side, role, name, person, teams } = actor;
    return { memberId, side, role, name, person, teams, can: decideCan(actor, registeredAccess()) };
  }),
);

export const engagementsRoutes = on.router({
  me,
  create,
  overview,
  acting,
  members: memberRoutes,
  invitations: invitationRoutes,
  assets: assetRoutes,
  apps: appRoutes,
  keys: keyRoutes,
});
