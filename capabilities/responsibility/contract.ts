/**
 * Routes of the agreement: what is in force, who owns what at an instant, whether the year is covered, the file itself
 * and the receipts of live decisions. Client-safe.
 */
import { findingKinds } from '@tandem/core/responsibility/examine/rules.ts';
import { engagementPath, instant, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const responsibilityProblems = {
  'no-agreement': { status: 409, title: 'There is no agreement yet' },
  'file-invalid': { status: 422, title: 'The engagement file has errors' },
  'file-other-engagement': { status: 409, title: 'The file is of another engagement' },
  'file-outdated': { status: 409, title: 'The agreement changed meanwhile' },
  'needs-signature': { status: 409, title: 'Both sides have to sign this' },
  'facts-invalid': { status: 422, title: 'The question is not valid' },
  'span-too-long': { status: 422, title: 'The span is too long' },
} as const;

/** Most characters of an engagement file as text. */
export const fileCharactersMost = 2_097_152;

const side = z.enum(['internal', 'provider']);
const priority = z.enum(['P1', 'P2', 'P3', 'P4']);
const windowName = z.enum(['business-hours', 'after-hours', 'weekend', 'holiday']);

/** The question, keys as in the engagement file's page. Checked again, strictly, by the decision core. */
export const factsSchema = z.looseObject({ at: z.string().max(40), function: z.string().min(1).max(100), priority });

export const answerSchema = z.object({
  window: windowName,
  version: z.string().nullable(),
  row: z.string().nullable(),
  function: z.string(),
  priority,
  mode: z.enum(['act', 'queue', 'page', 'approve-then-act', 'vendor-case', 'advise', 'gap']),
  responsible: side.nullable(),
  who: z.array(z.string()),
  accountable: z.string().nullable(),
  approvers: z.array(z.string()),
  approve: z.enum(['any', 'all']),
  allowedNow: z.array(z.string()),
  mustNot: z.array(z.string()),
  failSafe: z.string().nullable(),
  inform: z.array(z.object({ who: z.string(), within: z.string() })),
  blocked: z.object({ because: z.string(), page: z.array(z.string()) }).nullable(),
  gap: z.boolean(),
  holder: z.string().nullable(),
  conflict: z.array(z.string()),
  responseDueAt: z.string().nullable(),
  workStartsAt: z.string().nullable(),
  trace: z.array(z.string()),
});

export const findingSchema = z.object({
  kind: z.enum(findingKinds),
  severity: z.enum(['error', 'warning', 'info']),
  rows: z.array(z.string()),
  function: z.string().nullable(),
  message: z.string(),
  minutesPerYear: z.number(),
  witness: factsSchema.nullable(),
  without: z.string().nullable(),
});

/** `core/responsibility/two-absences.ts` says what each means. */
const awaySchema = z.object({
  pairs: z.array(
    z.object({
      people: z.tuple([z.string(), z.string()]),
      rows: z.array(z.string()),
      functions: z.array(z.string()),
      minutesPerYear: z.number(),
      rowMinutesPerYear: z.number(),
      days: z.number().int(),
      nights: z.number().int().nullable(),
      windows: z.array(windowName),
      examples: z.array(
        z.object({
          row: z.string(),
          function: z.string(),
          lack: z.enum(['nobody', 'team', 'approval']),
          minutesPerYear: z.number(),
          witness: factsSchema,
        }),
      ),
    }),
  ),
  count: z.number().int(),
  harmless: z.number().int(),
});

const party = z.object({
  id: z.string(),
  name: z.string(),
  side,
  kind: z.enum(['person', 'team', 'rota']),
  title: z.string().nullable(),
});

const overview = z.object({
  contentHash: z.string(),
  since: instant,
  zone: z.string(),
  /** The version in force now; null when none is. */
  inForce: z.string().nullable(),
  versions: z.array(
    z.object({
      version: z.string(),
      signed: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      amends: z.string().nullable(),
      rows: z.number(),
    }),
  ),
  parties: z.array(party),
  sites: z.array(z.object({ id: z.string(), name: z.string(), timezone: z.string() })),
  groups: z.array(z.object({ id: z.string(), name: z.string() })),
  functions: z.array(z.object({ id: z.string(), name: z.string(), group: z.string(), inMatrix: z.boolean() })),
  vendors: z.array(z.object({ id: z.string(), name: z.string() })),
  apps: z.array(z.string()),
  assets: z.array(z.string()),
  chain: z.array(z.string()),
  stepMinutes: z.number().nullable(),
});

const cell = z.object({ who: z.array(z.string()), mode: z.string(), overrides: z.record(z.string(), z.string()) }).nullable();

const matrixRow = z.object({
  id: z.string(),
  function: z.string(),
  functionName: z.string(),
  group: z.string(),
  scope: z.record(z.string(), z.string()),
  always: cell,
  businessHours: cell,
  afterHours: cell,
  weekend: cell,
  holiday: cell,
  accountable: z.string(),
  absenceCover: z.string().nullable(),
  overflow: z.boolean(),
  approvers: z.array(z.string()),
  approve: z.enum(['any', 'all']),
  preAuthorised: z.array(z.string()),
  failSafe: z.string().nullable(),
  mustNot: z.array(z.string()),
  inform: z.array(z.object({ who: z.string(), within: z.string() })),
  authorisers: z.array(z.string()),
  changedIn: z.string(),
});

const change = z.object({ path: z.string(), sentence: z.string() });
const spanQuery = { from: instant, to: instant };

const ribbonSegment = z.object({
  ...spanQuery,
  window: windowName,
  side: side.nullable(),
  who: z.array(z.string()),
  mode: z.string(),
  gap: z.boolean(),
  /** True when functions of the group have different owners in this segment; `who` is then the most frequent. */
  mixed: z.boolean(),
  /** A function that shows this segment, and the scope of its row, to ask why. */
  function: z.string(),
  scope: z.record(z.string(), z.string()),
});

export const responsibilityContract = {
  overview: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/responsibility', summary: 'What is in force' })
    .input(engagementPath)
    .output(overview),
  matrix: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/matrix', summary: 'The rows of a version' })
    .input(engagementPath.extend({ version: z.string().max(100).optional() }))
    .output(z.object({ version: z.string(), rows: z.array(matrixRow), withdrawn: z.array(z.string()) })),
  who: route
    .route({ method: 'POST', path: '/engagements/{engagementId}/who', summary: 'Who handles this, then', successStatus: 200 })
    .input(engagementPath.extend({ facts: factsSchema }))
    .output(z.object({ answer: answerSchema, contentHash: z.string() })),
  whoSpans: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/who/spans',
      summary: 'The answer over a span of time, at most 62 days',
      successStatus: 200,
    })
    .input(engagementPath.extend({ facts: factsSchema, ...spanQuery }))
    .output(z.object({ segments: z.array(z.object({ ...spanQuery, answer: answerSchema })), contentHash: z.string() })),
  ribbon: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/ribbon', summary: 'Who has what, per group of functions' })
    .input(engagementPath.extend({ ...spanQuery, priority: priority.default('P2') }))
    .output(
      z.object({
        lines: z.array(z.object({ group: z.string(), name: z.string(), segments: z.array(ribbonSegment) })),
        holidays: z.array(z.object({ date: z.string(), name: z.string() })),
      }),
    ),
  proof: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/proof', summary: 'Is every minute of the coming year covered' })
    .input(engagementPath.extend({ without: z.string().max(100).optional() }))
    .output(
      z.object({
        from: instant,
        to: instant,
        contentHash: z.string(),
        findings: z.array(
          findingSchema.extend({
            /** The local days on which it stands, as first and last index from `firstDay`; empty when it stands at no time. */
            days: z.array(z.tuple([z.number().int(), z.number().int()])),
          }),
        ),
        examined: z.record(z.string(), z.number()),
        /** Which two people may not be away together, the worst pair first. */
        away: awaySchema,
        /** One letter a day from `from`: e error, w warning, i info, . nothing. */
        days: z.string(),
        firstDay: z.string(),
        people: z.array(z.string()),
        milliseconds: z.number(),
      }),
    ),
  fileCheck: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/file/check',
      summary: 'What an import would change, without importing',
      successStatus: 200,
    })
    .input(engagementPath.extend({ text: z.string().max(fileCharactersMost) }))
    .output(z.object({ contentHash: z.string(), changes: z.array(change) })),
  fileImport: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/file/import',
      summary: 'Import an engagement file',
      successStatus: 200,
    })
    .input(
      engagementPath.extend({
        text: z.string().max(fileCharactersMost),
        reason: text(500),
        expectedHash: z.string().length(64).nullable(),
      }),
    )
    .output(z.object({ contentHash: z.string(), changes: z.array(change) })),
  receipt: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/receipts/{receiptId}',
      summary: 'A decision receipt with what is needed to recompute it',
    })
    .input(engagementPath.extend({ receiptId: z.uuid() }))
    .output(
      z.object({
        id: z.string(),
        at: instant,
        actor: z.record(z.string(), z.unknown()),
        facts: factsSchema,
        answer: answerSchema,
        hash: z.string(),
        engagement: z.record(z.string(), z.unknown()),
        /** Whether the answer computed again now, from the stored document, is the recorded one. */
        reproduced: z.boolean(),
      }),
    ),
};
