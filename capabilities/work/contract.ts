/**
 * Routes of work items: the queue, one item with its timeline and its reasons, and everything that people do to it.
 * Read by server, web and command line alike. `may` says for each action `true`, or the sentence that says why not:
 * the same sentence the server refuses with. A change names the `version` it was decided on; a newer one is refused
 * with `stale-version`. Private writing of one side never changes a version.
 */
import { audiences } from '@tandem/core/record/audience.ts';
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const workProblems = {
  'stale-version': { status: 409, title: 'The item changed meanwhile' },
  'not-custodian': { status: 409, title: 'The other side holds this item' },
  'wrong-side': { status: 409, title: 'That is for the other side' },
  'state-forbids': { status: 409, title: 'The item is not in a state for that' },
  'offer-open': { status: 409, title: 'A hand-over is already offered' },
  'offer-over': { status: 409, title: 'The offer is no longer open' },
  'audience-not-yours': { status: 403, title: 'You may not write for that audience' },
  'key-reused': { status: 409, title: 'The idempotency key was used for something else' },
  'too-many-on-item': { status: 409, title: 'The item holds as many of these as it can' },
  'attachment-type': { status: 415, title: 'This kind of file is not kept' },
  'no-decision': { status: 409, title: 'There is no decision to show' },
} as const;

export const itemKinds = ['incident', 'request', 'problem', 'change', 'task'] as const;
export const itemStates = ['open', 'waiting-requester', 'waiting-vendor', 'waiting-other-side', 'resolved', 'closed'] as const;
export const waitingStates = ['waiting-requester', 'waiting-vendor', 'waiting-other-side'] as const;
export const itemPriorities = ['P1', 'P2', 'P3', 'P4'] as const;
export const itemViews = ['mine', 'offered', 'unassigned', 'waiting', 'due', 'gaps', 'open', 'all'] as const;
export const itemSorts = ['newest', 'updated', 'due'] as const;
/** Everything a person can do to an item, as `may` names it. */
export const itemActions = [
  'take',
  'assign',
  'offer',
  'accept',
  'decline',
  'withdraw',
  'wait',
  'resume',
  'resolve',
  'reopen',
  'close',
  'redecide',
  'note',
  'link',
  'attach',
] as const;

export type ItemKind = (typeof itemKinds)[number];
export type ItemState = (typeof itemStates)[number];
export type ItemView = (typeof itemViews)[number];
export type ItemSort = (typeof itemSorts)[number];
export type ItemAction = (typeof itemActions)[number];

const side = z.enum(['internal', 'provider']);
const audience = z.enum(audiences);
const priority = z.enum(itemPriorities);
const fileId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be an id of the engagement file');
const named = z.string().trim().min(1).max(120);
const may = z.union([z.literal(true), z.string()]);
const version = z.number().int().min(1);
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();

export const custodySchema = z.object({
  side,
  /** Team of the engagement file, and its name. */
  team: orNull(z.string()),
  teamName: orNull(z.string()),
  memberId: orNull(z.string()),
  memberName: orNull(z.string()),
  since: instant,
  /** When somebody said "mine"; null while it is only assigned. */
  takenAt: orNull(instant),
});

/**
 * The response clock, computed when read. `none`: no target. `running`, `late`: not answered yet, within or past the
 * due instant. `met`, `missed`: answered, in time or not.
 */
export const responseSchema = z.object({
  state: z.enum(['none', 'running', 'late', 'met', 'missed']),
  dueAt: orNull(instant),
  answeredAt: orNull(instant),
});

const requester = z.object({ memberId: orNull(z.string()), name: z.string() });

export const itemRowSchema = z.object({
  id: z.uuid(),
  /** `HAR-1042`. */
  number: z.string(),
  kind: z.enum(itemKinds),
  title: z.string(),
  function: z.string(),
  functionName: z.string(),
  priority,
  state: z.enum(itemStates),
  asset: orNull(z.string()),
  app: orNull(z.string()),
  site: orNull(z.string()),
  userGroup: orNull(z.string()),
  requester: orNull(requester),
  custody: custodySchema,
  /** No row of the agreement covers it: it is held by whom the agreement names for gaps. */
  gap: z.boolean(),
  mode: z.string(),
  urgent: z.boolean(),
  response: responseSchema,
  workStartsAt: orNull(instant),
  /** A hand-over that waits for an answer. */
  offeredTo: orNull(z.object({ side, team: orNull(z.string()), teamName: orNull(z.string()), expiresAt: instant })),
  openedAt: instant,
  updatedAt: instant,
  version,
});

export const briefSchema = z.object({
  situation: text(4_000),
  tried: text(4_000, 0).default(''),
  nextAction: text(2_000),
  nextActionAt: orNull(instant).default(null),
  promises: text(2_000, 0).default(''),
  mustNot: text(2_000, 0).default(''),
  handBackTo: text(500, 0).default(''),
});

export const offerSchema = z.object({
  id: z.uuid(),
  from: z.object({ side, memberId: orNull(z.string()), memberName: orNull(z.string()) }),
  to: z.object({
    side,
    team: orNull(z.string()),
    teamName: orNull(z.string()),
    memberId: orNull(z.string()),
    memberName: orNull(z.string()),
  }),
  brief: briefSchema,
  offeredAt: instant,
  expiresAt: instant,
});

const party = z.object({ id: z.string(), name: z.string(), side, kind: z.enum(['person', 'team', 'rota']) });

/** What the agreement says about the item, from the receipt of its last decision. */
export const authoritySchema = z.object({
  receiptId: z.uuid(),
  row: orNull(z.string()),
  agreementVersion: orNull(z.string()),
  mode: z.string(),
  accountable: orNull(z.string()),
  allowedNow: z.array(z.string()),
  mustNot: z.array(z.string()),
  approvers: z.array(z.string()),
  failSafe: orNull(z.string()),
  blocked: orNull(z.string()),
  inform: z.array(z.object({ who: z.string(), within: z.string() })),
});

export const linkSchema = z.object({
  id: z.uuid(),
  audience,
  title: z.string(),
  /** One of the two: another item of this engagement, or an address. */
  item: orNull(z.string()),
  url: orNull(z.string()),
  at: instant,
});

export const attachmentSchema = z.object({
  id: z.uuid(),
  audience,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  at: instant,
  by: z.string(),
});

export const itemSchema = itemRowSchema.extend({
  detail: z.string(),
  resolution: orNull(z.string()),
  resolvedAt: orNull(instant),
  closedAt: orNull(instant),
  /** Null for employees, who see that it is in hand and by whom, not by what rule. */
  authority: orNull(authoritySchema),
  offer: orNull(offerSchema),
  alert: orNull(z.object({ id: z.string(), count: z.number(), resolvedAt: orNull(instant) })),
  assetFacts: orNull(
    z.object({
      name: z.string(),
      class: z.string(),
      site: orNull(z.string()),
      app: orNull(z.string()),
      detail: z.string(),
      /** Items about it in the last fourteen days, this one included. */
      recentItems: z.number(),
    }),
  ),
  links: z.array(linkSchema),
  attachments: z.array(attachmentSchema),
  may: z.record(z.enum(itemActions), may),
  /** For whom the reader may write here, and who then reads it, as a sentence. */
  writing: z.array(z.object({ audience, readers: z.string() })),
});

export const timelineEntrySchema = z.object({
  id: z.uuid(),
  at: instant,
  kind: z.string(),
  audience,
  /** Null for the product itself. */
  side: orNull(side),
  by: orNull(z.string()),
  /** What happened, as a phrase: `Lee Okafor took it`. */
  title: z.string(),
  /** What qualifies it: `first response after 1 min 35 s`. */
  aside: orNull(z.string()),
  /** Text of a person: a note, a reason, a resolution. */
  body: orNull(z.string()),
});

const base = '/engagements/{engagementId}/work';
const itemPath = engagementPath.extend({ number: z.string().regex(/^[A-Z]{2,5}-\d{1,9}$/, 'must be a number like HAR-1042') });
const offerPath = itemPath.extend({ offerId: z.uuid() });
const versioned = itemPath.extend({ version });

const itemFilter = z.object({
  view: z.enum(itemViews).default('open'),
  sort: z.enum(itemSorts).default('newest'),
  state: z.enum(itemStates).optional(),
  kind: z.enum(itemKinds).optional(),
  priority: priority.optional(),
  side: side.optional(),
  function: z.string().max(100).optional(),
  asset: z.string().max(120).optional(),
  /** Words of the title, or the beginning of a number. */
  q: z.string().trim().max(120).optional(),
});

export const itemNewSchema = z.object({
  kind: z.enum(itemKinds),
  title: text(200),
  detail: text(20_000, 0).default(''),
  /** Left out: support of first contact. Employees may leave it out; they cannot set it. */
  function: fileId.optional(),
  priority: priority.default('P3'),
  asset: named.optional(),
  app: named.optional(),
  site: fileId.optional(),
  userGroup: fileId.optional(),
  vendor: fileId.optional(),
  category: fileId.optional(),
  amount: z.number().min(0).max(1e12).optional(),
  /** A member by id, or anybody by name. */
  requester: z.union([z.object({ memberId: z.uuid() }), z.object({ name: named })]).optional(),
});

const redecide = versioned.extend({
  priority: priority.optional(),
  function: fileId.optional(),
  reason: text(500),
});

const counts = z.object({
  views: z.record(z.enum(itemViews), z.number()),
  /** Numbers stop here; a view that holds more says this many. */
  limit: z.number(),
});

const colleague = z.object({
  id: z.uuid(),
  name: z.string(),
  side,
  role: z.string(),
  teams: z.array(z.string()),
});

const post = (path: string, summary: string) =>
  route.route({ method: 'POST', path: `${base}${path}`, summary, successStatus: 200 });

export const workContract = {
  items: {
    list: route
      .route({ method: 'GET', path: `${base}/items`, summary: 'The queue: saved views and filters' })
      .input(engagementPath.extend(pageQuery.shape).extend(itemFilter.shape))
      .output(pageOf(itemRowSchema)),
    counts: route
      .route({ method: 'GET', path: `${base}/counts`, summary: 'How much is in each view' })
      .input(engagementPath)
      .output(counts),
    create: route
      .route({
        method: 'POST',
        path: `${base}/items`,
        summary: 'Open an item; the agreement decides who holds it. Header idempotency-key: the same key opens one item.',
        successStatus: 201,
      })
      .input(engagementPath.extend(itemNewSchema.shape))
      .output(itemSchema),
    read: route
      .route({ method: 'GET', path: `${base}/items/{number}`, summary: 'One item' })
      .input(itemPath)
      .output(itemSchema),
    timeline: route
      .route({ method: 'GET', path: `${base}/items/{number}/timeline`, summary: 'What happened to it, oldest first' })
      .input(itemPath.extend(pageQuery.shape))
      .output(pageOf(timelineEntrySchema)),
    why: route
      .route({ method: 'GET', path: `${base}/items/{number}/why`, summary: 'The receipt of its last decision, with every step' })
      .input(itemPath)
      .output(
        z.object({
          receiptId: z.uuid(),
          at: instant,
          contentHash: z.string(),
          facts: z.record(z.string(), z.unknown()),
          answer: z.record(z.string(), z.unknown()),
          trace: z.array(z.string()),
          /** Everybody the answer names. */
          parties: z.array(party),
        }),
      ),
    take: post('/items/{number}/take', 'Say "mine"').input(versioned).output(itemSchema),
    assign: post('/items/{number}/assign', 'Give it to somebody of the own side')
      .input(versioned.extend({ memberId: orNull(z.uuid()), team: orNull(fileId).optional() }))
      .output(itemSchema),
    wait: post('/items/{number}/wait', 'It waits for somebody else')
      .input(versioned.extend({ state: z.enum(waitingStates), reason: text(2_000) }))
      .output(itemSchema),
    resume: post('/items/{number}/resume', 'It waits no longer').input(versioned).output(itemSchema),
    resolve: post('/items/{number}/resolve', 'It is solved; says how')
      .input(versioned.extend({ resolution: text(10_000) }))
      .output(itemSchema),
    reopen: post('/items/{number}/reopen', 'It is not solved')
      .input(versioned.extend({ reason: text(2_000) }))
      .output(itemSchema),
    close: post('/items/{number}/close', 'Nothing more to do').input(versioned).output(itemSchema),
    redecide: post('/items/{number}/redecide', 'Change priority or function; the agreement decides again')
      .input(redecide)
      .output(itemSchema),
  },
  offers: {
    create: route
      .route({
        method: 'POST',
        path: `${base}/items/{number}/offers`,
        summary: 'Offer the item to the other side, with a brief',
        successStatus: 201,
      })
      .input(
        versioned.extend({
          to: z.object({ team: orNull(fileId).default(null), memberId: orNull(z.uuid()).default(null) }),
          brief: briefSchema,
          /** How long the other side has; by priority when left out. */
          minutes: z.number().int().min(5).max(1_440).optional(),
        }),
      )
      .output(itemSchema),
    accept: post('/items/{number}/offers/{offerId}/accept', 'Take custody over').input(offerPath).output(itemSchema),
    decline: post('/items/{number}/offers/{offerId}/decline', 'Leave custody where it is')
      .input(offerPath.extend({ reason: text(2_000) }))
      .output(itemSchema),
    withdraw: post('/items/{number}/offers/{offerId}/withdraw', 'Take the offer back').input(offerPath).output(itemSchema),
  },
  notes: {
    create: route
      .route({ method: 'POST', path: `${base}/items/{number}/notes`, summary: 'Write to an audience', successStatus: 201 })
      .input(itemPath.extend({ audience, body: text(20_000) }))
      .output(timelineEntrySchema),
  },
  links: {
    create: route
      .route({
        method: 'POST',
        path: `${base}/items/{number}/links`,
        summary: 'Link another item or an address',
        successStatus: 201,
      })
      .input(
        itemPath.extend({
          audience,
          title: text(200, 0).default(''),
          target: z.union([
            z.object({ item: z.string().max(20) }),
            z.object({ url: z.url({ protocol: /^https?$/ }).max(2_000) }),
          ]),
        }),
      )
      .output(linkSchema),
    remove: route
      .route({ method: 'DELETE', path: `${base}/items/{number}/links/{linkId}`, summary: 'Take a link away' })
      .input(itemPath.extend({ linkId: z.uuid() }))
      .output(z.object({ done: z.literal(true) })),
  },
  colleagues: route
    .route({ method: 'GET', path: `${base}/colleagues`, summary: 'Who can be given work, on both sides' })
    .input(engagementPath)
    .output(z.object({ members: z.array(colleague), teams: z.array(z.object({ id: z.string(), name: z.string(), side })) })),
};
