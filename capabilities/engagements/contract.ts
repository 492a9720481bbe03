/**
 * Engagements on the wire: the caller and where they may act, people and invitations of both sides, the register of
 * assets and applications, and API keys. Read by server, web and command line alike. A field `may` is `true`, or the
 * sentence that says why the caller may not change that row: the same sentence the server refuses with.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { newPassword } from '../identity/contract.ts';

export const engagementsProblems = {
  'already-member': { status: 409, title: 'Already a member' },
  'last-keeper': { status: 409, title: 'Nobody would be left to manage this side' },
  'person-taken': { status: 409, title: 'That person of the agreement has a member already' },
  'name-taken': { status: 409, title: 'The name is taken' },
  'invitation-closed': { status: 410, title: 'This invitation is no longer open' },
  'invitation-for-another': { status: 403, title: 'This invitation is for another address' },
  'sign-in-first': { status: 409, title: 'There is an account with this address' },
  'too-many': { status: 409, title: 'There are too many of these' },
  'scope-beyond-role': { status: 403, title: 'The scope exceeds your role' },
} as const;

const side = z.enum(['internal', 'provider']);
const role = z.enum(['it', 'leader', 'business', 'employee', 'admin', 'dispatcher', 'engineer', 'analyst', 'account']);
const fileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be an id of the engagement file');
const teams = z.array(fileId).max(20);
const email = z.email('Give an address like dana@harbor.com.').max(254);
const may = z.union([z.literal(true), z.string()]);
const done = z.object({ done: z.literal(true) });

const parties = z.object({ internal: z.string(), provider: z.string() });
const memberPath = engagementPath.extend({ memberId: z.uuid() });

const me = z.object({
  /** The server's present: screens count from it, since a laptop's clock can be wrong. */
  now: instant,
  person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  /** The caller speaks with an API key. */
  byKey: z.boolean(),
  /** True when the caller may create an engagement. */
  mayCreate: may,
  engagements: z.array(
    z.object({ id: z.uuid(), slug: z.string(), name: z.string(), prefix: z.string(), side, role, parties, example: z.boolean() }),
  ),
});

const overview = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  prefix: z.string(),
  example: z.boolean(),
  parties,
  createdAt: instant,
});

export const memberSchema = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  side,
  role,
  name: z.string(),
  email: z.string(),
  person: z.string().nullable(),
  teams,
  joinedAt: instant,
  you: z.boolean(),
  may,
});

const acting = z.object({
  memberId: z.uuid(),
  side,
  role,
  name: z.string(),
  person: z.string().nullable(),
  teams,
  /** `capability.action` → true, or the sentence that says why not. */
  can: z.record(z.string(), may),
});

const invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  side,
  role,
  person: z.string().nullable(),
  teams,
  invitedBy: z.string(),
  invitedAt: instant,
  expiresAt: instant,
  state: z.enum(['open', 'expired']),
});

const invitationNew = z.object({ email, name: text(120), side, role, person: fileId.nullish(), teams: teams.default([]) });

const invitationSeen = z.object({
  email: z.string(),
  name: z.string(),
  engagement: z.string(),
  parties,
  invitedBy: z.string(),
  side,
  role,
  expiresAt: instant,
  /** Whether the address has an account, so that its holder signs in instead of making a second one. */
  hasAccount: z.boolean(),
});

const asset = z.object({
  id: z.uuid(),
  name: z.string(),
  class: z.string(),
  site: z.string().nullable(),
  app: z.string().nullable(),
  detail: z.string(),
  createdAt: instant,
  retiredAt: instant.nullable(),
});
const assetFields = {
  name: text(120),
  class: text(60),
  site: fileId.nullish(),
  app: text(120).nullish(),
  detail: text(2_000, 0).optional(),
};

const app = z.object({
  id: z.uuid(),
  name: z.string(),
  vendor: z.string().nullable(),
  detail: z.string(),
  createdAt: instant,
  retiredAt: instant.nullable(),
});
const appFields = { name: text(120), vendor: fileId.nullish(), detail: text(2_000, 0).optional() };

const registerQuery = engagementPath
  .extend(pageQuery.shape)
  .extend({ q: z.string().trim().max(120).optional(), retired: z.enum(['yes', 'no']).default('no') });

const key = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters, to tell keys apart; the key itself is shown once, at creation. */
  start: z.string(),
  scopes: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

const slug = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'must begin with a letter and hold a–z, 0–9 and dashes');
const prefix = z.string().regex(/^[A-Z]{2,5}$/, 'must be two to five capital letters');
const engagementNew = z.object({
  slug,
  name: text(160),
  prefix,
  /** The two organisations by name. */
  parties: z.object({ internal: text(120), provider: text(120) }),
  /** The side the caller is on. */
  side,
});

const base = '/engagements/{engagementId}';

export const engagementsContract = {
  me: route.route({ method: 'GET', path: '/me', summary: 'Who I am and where I may act' }).output(me),
  create: route
    .route({ method: 'POST', path: '/engagements', summary: 'Create an engagement', successStatus: 201 })
    .input(engagementNew)
    .output(z.object({ id: z.uuid() })),
  overview: route
    .route({ method: 'GET', path: base, summary: 'Overview of an engagement' })
    .input(engagementPath)
    .output(overview),
  acting: route
    .route({ method: 'GET', path: `${base}/me`, summary: 'As whom I act here, and what I may do' })
    .input(engagementPath)
    .output(acting),
  members: {
    list: route
      .route({ method: 'GET', path: `${base}/members`, summary: 'People of both sides' })
      .input(engagementPath.extend(pageQuery.shape))
      .output(pageOf(memberSchema)),
    update: route
      .route({ method: 'PATCH', path: `${base}/members/{memberId}`, summary: 'Change role, teams or person of a member' })
      .input(memberPath.extend({ role: role.optional(), teams: teams.optional(), person: fileId.nullable().optional() }))
      .output(memberSchema),
    remove: route
      .route({ method: 'DELETE', path: `${base}/members/{memberId}`, summary: 'Remove a member' })
      .input(memberPath)
      .output(done),
  },
  invitations: {
    list: route
      .route({ method: 'GET', path: `${base}/invitations`, summary: 'Invitations that are not yet accepted' })
      .input(engagementPath.extend(pageQuery.shape))
      .output(pageOf(invitation)),
    create: route
      .route({ method: 'POST', path: `${base}/invitations`, summary: 'Invite somebody by mail', successStatus: 201 })
      .input(engagementPath.extend(invitationNew.shape))
      .output(invitation),
    revoke: route
      .route({ method: 'DELETE', path: `${base}/invitations/{invitationId}`, summary: 'Take an invitation back' })
      .input(engagementPath.extend({ invitationId: z.uuid() }))
      .output(done),
    see: route
      .route({ method: 'GET', path: '/invitations/{token}', summary: 'What an invitation is for' })
      .input(z.object({ token: z.string().max(100) }))
      .output(invitationSeen),
    accept: route
      .route({ method: 'POST', path: '/invitations/{token}', summary: 'Accept an invitation' })
      .input(
        z.object({
          token: z.string().max(100),
          /** For an address without an account: the name and password of the one that is made. */
          account: z.object({ name: text(120), password: newPassword }).optional(),
        }),
      )
      .output(z.object({ engagementId: z.uuid(), accountMade: z.boolean() })),
  },
  assets: {
    list: route
      .route({ method: 'GET', path: `${base}/assets`, summary: 'Assets by name' })
      .input(registerQuery)
      .output(pageOf(asset)),
    create: route
      .route({ method: 'POST', path: `${base}/assets`, summary: 'Add an asset', successStatus: 201 })
      .input(engagementPath.extend(assetFields))
      .output(asset),
    update: route
      .route({ method: 'PATCH', path: `${base}/assets/{assetId}`, summary: 'Change an asset' })
      .input(engagementPath.extend({ assetId: z.uuid(), ...assetFields, name: text(120).optional(), class: text(60).optional() }))
      .output(asset),
    retire: route
      .route({ method: 'DELETE', path: `${base}/assets/{assetId}`, summary: 'Retire an asset; its history stays' })
      .input(engagementPath.extend({ assetId: z.uuid() }))
      .output(asset),
    restore: route
      .route({
        method: 'POST',
        path: `${base}/assets/{assetId}/restore`,
        summary: 'Take back that an asset was retired',
        successStatus: 200,
      })
      .input(engagementPath.extend({ assetId: z.uuid() }))
      .output(asset),
  },
  apps: {
    list: route
      .route({ method: 'GET', path: `${base}/apps`, summary: 'Applications by name' })
      .input(registerQuery)
      .output(pageOf(app)),
    create: route
      .route({ method: 'POST', path: `${base}/apps`, summary: 'Add an application', successStatus: 201 })
      .input(engagementPath.extend(appFields))
      .output(app),
    update: route
      .route({ method: 'PATCH', path: `${base}/apps/{appId}`, summary: 'Change an application' })
      .input(engagementPath.extend({ appId: z.uuid(), ...appFields, name: text(120).optional() }))
      .output(app),
    retire: route
      .route({ method: 'DELETE', path: `${base}/apps/{appId}`, summary: 'Retire an application; its history stays' })
      .input(engagementPath.extend({ appId: z.uuid() }))
      .output(app),
    restore: route
      .route({
        method: 'POST',
        path: `${base}/apps/{appId}/restore`,
        summary: 'Take back that an application was retired',
        successStatus: 200,
      })
      .input(engagementPath.extend({ appId: z.uuid() }))
      .output(app),
  },
  keys: {
    list: route
      .route({ method: 'GET', path: `${base}/keys`, summary: 'My API keys for this engagement, and the scopes I may give' })
      .input(engagementPath)
      .output(z.object({ items: z.array(key), scopes: z.array(z.object({ scope: z.string(), allows: z.array(z.string()) })) })),
    create: route
      .route({ method: 'POST', path: `${base}/keys`, summary: 'Make an API key; it is shown once', successStatus: 201 })
      .input(
        engagementPath.extend({
          name: text(60),
          scopes: z.array(z.string().max(60)).min(1).max(40),
          days: z.number().int().min(1).max(365),
        }),
      )
      .output(key.extend({ key: z.string() })),
    revoke: route
      .route({ method: 'DELETE', path: `${base}/keys/{keyId}`, summary: 'Revoke one of my API keys' })
      .input(engagementPath.extend({ keyId: z.string().max(60) }))
      .output(done),
  },
};
