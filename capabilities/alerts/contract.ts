/**
 * Routes of alerts: the sources they come from, the alerts themselves, what could not be read, and a place to try a body
 * without effect. The intake itself (`POST /in/alerts/:token`) takes foreign shapes and is no route of a contract; what
 * it takes and answers is in docs/using/alert-sources.md. Client-safe.
 */

import { priorities } from '@tandem/core/responsibility/model.ts';
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { answerSchema, factsSchema } from '../responsibility/contract.ts';

export const alertsProblems = {
  'alert-malformed': { status: 422, title: 'The alert cannot be read' },
  'alert-too-many': { status: 422, title: 'Too many alerts in one body' },
  'alert-mapping-failed': { status: 422, title: 'The mapping did not give an alert' },
  'quarantine-full': { status: 429, title: 'Too many unreadable bodies are waiting' },
  'quarantine-settled': { status: 409, title: 'This body was dealt with already' },
  'quarantine-cut': { status: 409, title: 'Only the beginning of this body was kept' },
  'source-name-taken': { status: 409, title: 'Another source has this name' },
  'source-invalid': { status: 422, title: 'The source does not make sense' },
  'source-outdated': { status: 409, title: 'The source was changed meanwhile' },
  'source-retired': { status: 409, title: 'The source is retired' },
  'too-many-sources': { status: 409, title: 'There are too many sources' },
} as const;

const priority = z.enum(priorities);
const side = z.enum(['internal', 'provider']);
/** Ids of functions, sites, classes and groups, as the engagement file writes them. */
const identifier = z.string().regex(/^[a-z][a-z0-9-]{0,99}$/, 'must be an id: lower case, digits and dashes');
/** Plain text in which `{label}` stands for a label's value, `{label|host}` for its host name. */
const template = text(200);

export const formats = ['auto', 'alertmanager', 'grafana', 'plain', 'mapping', 'heartbeat'] as const;
const format = z.enum(formats);

export const matcherSchema = z.object({
  label: text(200),
  op: z.enum(['=', '!=', '=~', '!~']),
  value: z.string().max(300),
});

export const ruleSchema = z.object({
  name: text(100),
  /** All must hold; a missing label is an empty text. */
  match: z.array(matcherSchema).max(20),
  set: z.object({
    function: template.optional(),
    priority: template.optional(),
    asset: template.optional(),
    'asset-class': template.optional(),
    app: template.optional(),
    site: template.optional(),
    'user-group': template.optional(),
    category: template.optional(),
    vendor: template.optional(),
  }),
});

export const prioritiesSchema = z.object({
  /** The label that tells how severe an alert is. */
  label: text(200),
  /** Its values, in lower case. */
  map: z.record(z.string().min(1).max(100), priority),
  otherwise: priority,
});

/** Words that monitoring systems use; a source begins with these and may have its own. */
export const usualPriorities: z.infer<typeof prioritiesSchema> = {
  label: 'severity',
  map: {
    ...Object.fromEntries(['critical', 'page', 'emergency', 'disaster', 'fatal', 'p1'].map((word) => [word, 'P1' as const])),
    ...Object.fromEntries(['high', 'error', 'major', 'urgent', 'p2'].map((word) => [word, 'P2' as const])),
    ...Object.fromEntries(['warning', 'warn', 'medium', 'average', 'minor', 'p3'].map((word) => [word, 'P3' as const])),
    ...Object.fromEntries(['info', 'information', 'notice', 'low', 'none', 'p4'].map((word) => [word, 'P4' as const])),
  },
  otherwise: 'P3',
};

export const heartbeatSchema = z.object({
  intervalMinutes: z.number().int().min(1).max(10_080),
  graceMinutes: z.number().int().min(0).max(10_080),
  function: identifier,
  priority,
});

/** What decides about a body: everything of a source that can be tried before it is kept. */
const settings = {
  format,
  mapping: z.string().max(10_000).nullable(),
  rules: z.array(ruleSchema).max(100),
  priorities: prioritiesSchema,
};

export const settingsSchema = z.object({
  name: text(100),
  ...settings,
  /** Firing again within this time of its resolve continues the same alert. */
  reopenMinutes: z.number().int().min(0).max(10_080),
  /** null: silence means nothing. */
  heartbeat: heartbeatSchema.nullable(),
  /** Tell the sender in the reply who owns each alert, and why. */
  explains: z.boolean(),
});

const token = z.object({
  id: z.string(),
  /** The last four characters. */
  hint: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

export const sourceSchema = z.object({
  id: z.string(),
  ...settingsSchema.shape,
  side,
  revision: z.number(),
  createdAt: instant,
  changedAt: instant,
  retiredAt: instant.nullable(),
  tokens: z.array(token),
  pulse: z.object({
    heardAt: instant.nullable(),
    deliveries: z.number(),
    alerts: z.number(),
    refused: z.number(),
    expectedBy: instant.nullable(),
    silentSince: instant.nullable(),
  }),
  /** Bodies in quarantine that nobody dealt with. */
  waiting: z.number(),
  firing: z.number(),
  /** True, or why this member may not change it (the sentence the server refuses with). */
  may: z.union([z.literal(true), z.string()]),
});

/** The token stands in this answer and never again. */
const tokenOnce = z.object({ token: z.string(), address: z.string(), source: sourceSchema });

export const alertSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  sourceName: z.string(),
  state: z.enum(['firing', 'resolved']),
  title: z.string(),
  labels: z.record(z.string(), z.string()),
  link: z.string().nullable(),
  severity: z.string().nullable(),
  group: z.string().nullable(),
  function: z.string().nullable(),
  priority: priority.nullable(),
  responsible: side.nullable(),
  who: z.array(z.string()),
  count: z.number(),
  occurrence: z.number(),
  firstSeenAt: instant,
  lastSeenAt: instant,
  resolvedAt: instant.nullable(),
  /** State changes within the last hour. */
  transitionsLastHour: z.number(),
  flapping: z.boolean(),
});

const alertEvent = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(['opened', 'reopened', 'changed', 'seen', 'late', 'resolved']),
  count: z.number(),
  priority: priority.nullable(),
  receiptId: z.string().nullable(),
});

const alertDetail = alertSchema.extend({
  detail: z.string(),
  cut: z.boolean(),
  rule: z.string().nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  facts: factsSchema.nullable(),
  answer: answerSchema.nullable(),
  contentHash: z.string().nullable(),
  receiptId: z.string().nullable(),
  history: z.array(alertEvent),
});

const quarantineEntry = z.object({
  id: z.string(),
  sourceId: z.string(),
  sourceName: z.string(),
  state: z.enum(['waiting', 'replayed', 'dismissed']),
  code: z.string(),
  field: z.string().nullable(),
  message: z.string(),
  bytes: z.number(),
  cut: z.boolean(),
  contentType: z.string().nullable(),
  firstAt: instant,
  lastAt: instant,
  count: z.number(),
});

const rejected = z.object({ code: z.string(), field: z.string().nullable(), message: z.string() });

/** One alert of a tried body: what it is, which rule took it, and what the agreement answers. */
const tried = z.object({
  title: z.string(),
  detail: z.string(),
  state: z.enum(['firing', 'resolved']),
  fingerprint: z.string(),
  labels: z.record(z.string(), z.string()),
  link: z.string().nullable(),
  group: z.string().nullable(),
  severity: z.string().nullable(),
  cut: z.boolean(),
  rule: z.string().nullable(),
  function: z.string(),
  priority,
  /** What was found in the register, and what was not. */
  notes: z.array(z.string()),
  facts: factsSchema,
  answer: answerSchema.nullable(),
});

const sourcePath = engagementPath.extend({ sourceId: z.uuid() });
const entryPath = engagementPath.extend({ entryId: z.uuid() });
const at = '/engagements/{engagementId}/alerts';

const sources = {
  list: route
    .route({ method: 'GET', path: `${at}/sources`, summary: 'Alert sources' })
    .input(engagementPath.extend({ retired: z.enum(['yes', 'no']).default('no') }))
    .output(z.object({ items: z.array(sourceSchema), mayCreate: z.union([z.literal(true), z.string()]) })),
  read: route
    .route({ method: 'GET', path: `${at}/sources/{sourceId}`, summary: 'One alert source' })
    .input(sourcePath)
    .output(sourceSchema),
  create: route
    .route({
      method: 'POST',
      path: `${at}/sources`,
      summary: 'Create an alert source; its token is shown once',
      successStatus: 201,
    })
    .input(engagementPath.extend(settingsSchema.shape))
    .output(tokenOnce),
  change: route
    .route({ method: 'PUT', path: `${at}/sources/{sourceId}`, summary: 'Change an alert source' })
    .input(sourcePath.extend({ ...settingsSchema.shape, /** Of the source as it was read. */ revision: z.number().int() }))
    .output(sourceSchema),
  rotate: route
    .route({
      method: 'POST',
      path: `${at}/sources/{sourceId}/tokens`,
      summary: 'Give a new token; older ones stay good for a while',
      successStatus: 201,
    })
    .input(
      sourcePath.extend({
        /** How long the tokens given before stay good. */ overlapMinutes: z.number().int().min(0).max(43_200).default(60),
      }),
    )
    .output(tokenOnce),
  revoke: route
    .route({ method: 'DELETE', path: `${at}/sources/{sourceId}/tokens/{tokenId}`, summary: 'Revoke a token at once' })
    .input(sourcePath.extend({ tokenId: z.uuid() }))
    .output(sourceSchema),
  retire: route
    .route({ method: 'DELETE', path: `${at}/sources/{sourceId}`, summary: 'Retire a source with all its tokens' })
    .input(sourcePath)
    .output(sourceSchema),
};

const quarantine = {
  list: route
    .route({ method: 'GET', path: `${at}/quarantine`, summary: 'Bodies that could not be read' })
    .input(
      engagementPath.extend({
        ...pageQuery.shape,
        sourceId: z.uuid().optional(),
        state: z.enum(['waiting', 'settled']).default('waiting'),
      }),
    )
    .output(pageOf(quarantineEntry)),
  read: route
    .route({ method: 'GET', path: `${at}/quarantine/{entryId}`, summary: 'One body as it came' })
    .input(entryPath)
    .output(quarantineEntry.extend({ body: z.string(), may: z.union([z.literal(true), z.string()]) })),
  replay: route
    .route({
      method: 'POST',
      path: `${at}/quarantine/{entryId}/replay`,
      summary: 'Take the body in after all, as the source or the given mapping reads it',
      successStatus: 200,
    })
    .input(
      entryPath.extend({
        format: z.enum(['auto', 'alertmanager', 'grafana', 'plain', 'mapping']).optional(),
        mapping: settings.mapping.optional(),
      }),
    )
    .output(z.object({ alerts: z.array(z.object({ id: z.string(), outcome: z.string() })) })),
  dismiss: route
    .route({
      method: 'POST',
      path: `${at}/quarantine/{entryId}/dismiss`,
      summary: 'Lay a body aside: it was no alert',
      successStatus: 200,
    })
    .input(entryPath)
    .output(quarantineEntry),
};

const alerts = {
  list: route
    .route({ method: 'GET', path: at, summary: 'Alerts, newest first' })
    .input(
      engagementPath.extend({
        ...pageQuery.shape,
        state: z.enum(['firing', 'resolved']).optional(),
        sourceId: z.uuid().optional(),
        function: z.string().max(100).optional(),
        priority: priority.optional(),
        flapping: z.enum(['yes']).optional(),
        q: z.string().max(200).optional(),
      }),
    )
    .output(pageOf(alertSchema)),
  read: route
    .route({ method: 'GET', path: `${at}/{alertId}`, summary: 'One alert with its history' })
    .input(engagementPath.extend({ alertId: z.uuid() }))
    .output(alertDetail),
};

const trial = route
  .route({ method: 'POST', path: `${at}/try`, summary: 'Read a body without effect', successStatus: 200 })
  .input(
    engagementPath.extend({
      /** Its settings count where none are given. */
      sourceId: z.uuid().optional(),
      ...z.object(settings).partial().shape,
      body: z.string().max(262_144),
      at: instant.optional(),
    }),
  )
  .output(z.object({ format: z.string(), alerts: z.array(tried), rejected: z.array(rejected) }));

export const alertsContract = { sources, quarantine, alerts, trial };
