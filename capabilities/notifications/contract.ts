/**
 * Routes of notifications: the inbox of the caller, how they want to be told, webhooks of their side, what was sent and
 * what could not be, and the local mailbox that stands in for a mail server. Read by server, web and command line alike.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const notificationsProblems = {
  'target-refused': { status: 422, title: 'That address cannot be reached from here' },
  'webhook-limit': { status: 409, title: 'There are as many webhooks as there can be' },
  'code-wrong': { status: 422, title: 'The code is not right' },
  'code-over': { status: 409, title: 'The code is no longer valid' },
  'verified-already': { status: 409, title: 'The address is verified' },
} as const;

export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const;
export const deliveryChannels = ['email', 'webhook'] as const;

const side = z.enum(['internal', 'provider']);
const fileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be an id of the engagement file');
const done = z.object({ done: z.literal(true) });

export const noticeSchema = z.object({
  id: z.uuid(),
  at: instant,
  title: z.string(),
  body: z.string(),
  /** Place below the engagement, `/work/HAR-1042`; null when there is nothing to open. */
  place: z.string().nullable(),
  urgent: z.boolean(),
  /** How many updates of one thing stand behind this line. */
  count: z.number(),
  readAt: instant.nullable(),
});

export const deliverySchema = z.object({
  id: z.uuid(),
  channel: z.enum(deliveryChannels),
  /** Whom it is for: a member's name, a webhook's name, an address. */
  to: z.string(),
  subject: z.string(),
  urgent: z.boolean(),
  /** `unknown`: the other end may have it; it is sent again and marked as a possible repeat. */
  state: z.enum(deliveryStates),
  mayBeRepeat: z.boolean(),
  attempts: z.array(
    z.object({ number: z.number(), startedAt: instant, endedAt: instant.nullable(), outcome: z.string(), detail: z.string() }),
  ),
  createdAt: instant,
  nextAt: instant.nullable(),
  /** Somebody is to know by then. */
  dueAt: instant.nullable(),
  sentAt: instant.nullable(),
});

export const findingSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['nobody-to-tell', 'delivery-failed']),
  detail: z.string(),
  count: z.number(),
  firstAt: instant,
  lastAt: instant,
});

export const webhookSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  /** Null: the caller's own. Otherwise everything the team is told. */
  team: z.string().nullable(),
  createdAt: instant,
  /** When the address first answered a test with 2xx; before that it is told nothing else. */
  verifiedAt: instant.nullable(),
});

export const preferenceSchema = z.object({
  email: z.string(),
  verifiedAt: instant.nullable(),
  /** Mail for what can wait. Urgent mail is always sent. */
  mailRoutine: z.boolean(),
});

export const mailSchema = z.object({
  id: z.uuid(),
  at: instant,
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  messageId: z.string(),
});

const base = '/engagements/{engagementId}/notifications';
const paged = engagementPath.extend(pageQuery.shape);
const webhookPath = engagementPath.extend({ webhookId: z.uuid() });

export const notificationsContract = {
  inbox: {
    list: route
      .route({ method: 'GET', path: base, summary: 'What I was told, newest first' })
      .input(paged.extend({ unread: z.enum(['yes', 'no']).default('no') }))
      .output(pageOf(noticeSchema)),
    count: route
      .route({ method: 'GET', path: `${base}/count`, summary: 'How much I have not read' })
      .input(engagementPath)
      .output(z.object({ unread: z.number(), urgent: z.number() })),
    read: route
      .route({ method: 'POST', path: `${base}/read`, summary: 'Mark as read', successStatus: 200 })
      .input(engagementPath.extend({ ids: z.union([z.literal('all'), z.array(z.uuid()).min(1).max(200)]) }))
      .output(z.object({ unread: z.number() })),
  },
  preference: {
    read: route
      .route({ method: 'GET', path: `${base}/preference`, summary: 'How I want to be told' })
      .input(engagementPath)
      .output(preferenceSchema),
    update: route
      .route({ method: 'PUT', path: `${base}/preference`, summary: 'Change how I am told' })
      .input(engagementPath.extend({ mailRoutine: z.boolean() }))
      .output(preferenceSchema),
    codeSend: route
      .route({ method: 'POST', path: `${base}/preference/code`, summary: 'Send a code to my address', successStatus: 200 })
      .input(engagementPath)
      .output(done),
    codeConfirm: route
      .route({
        method: 'POST',
        path: `${base}/preference/confirm`,
        summary: 'Confirm my address with the code',
        successStatus: 200,
      })
      .input(engagementPath.extend({ code: z.string().regex(/^\d{6}$/, 'must be six digits') }))
      .output(preferenceSchema),
  },
  webhooks: {
    list: route
      .route({ method: 'GET', path: `${base}/webhooks`, summary: 'Webhooks of my side, and my own' })
      .input(engagementPath)
      .output(z.object({ items: z.array(webhookSchema) })),
    create: route
      .route({ method: 'POST', path: `${base}/webhooks`, summary: 'Add a webhook; its secret is shown once', successStatus: 201 })
      .input(
        engagementPath.extend({
          name: text(60),
          url: z.url({ protocol: /^https?$/ }).max(2_000),
          team: fileId.nullable().default(null),
        }),
      )
      .output(webhookSchema.extend({ secret: z.string() })),
    test: route
      .route({ method: 'POST', path: `${base}/webhooks/{webhookId}/test`, summary: 'Send it a signed test', successStatus: 200 })
      .input(webhookPath)
      .output(z.object({ outcome: z.string(), detail: z.string(), verifiedAt: instant.nullable() })),
    remove: route
      .route({ method: 'DELETE', path: `${base}/webhooks/{webhookId}`, summary: 'Remove a webhook' })
      .input(webhookPath)
      .output(done),
  },
  deliveries: route
    .route({ method: 'GET', path: `${base}/deliveries`, summary: 'What was sent to my side, with every attempt' })
    .input(paged.extend({ state: z.enum(deliveryStates).optional() }))
    .output(pageOf(deliverySchema)),
  findings: route
    .route({ method: 'GET', path: `${base}/findings`, summary: 'Whom nothing could be told, and why' })
    .input(engagementPath)
    .output(z.object({ items: z.array(findingSchema.extend({ side })) })),
  mailbox: route
    .route({
      method: 'GET',
      path: `${base}/mailbox`,
      summary: 'Mail that no mail server took: mine, and what waits to be passed on by hand',
    })
    .input(paged)
    .output(pageOf(mailSchema)),
};
