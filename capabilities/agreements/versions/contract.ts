/**
 * Routes of the agreement over time: every version with who signed it and what it changed, what was agreed at an instant,
 * and a signed version whole, to be verified anywhere. Client-safe.
 */
import { engagementPath, instant, route } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { change, offerLine } from '../offers/contract.ts';

export const versionsProblems = {
  'not-signed-here': { status: 409, title: 'The version was not signed here' },
} as const;

const version = z.object({
  version: z.string(),
  /** Local date. */
  signed: z.string(),
  from: z.string(),
  /** Last day; null: until another version follows. */
  to: z.string().nullable(),
  amends: z.string().nullable(),
  state: z.enum(['past', 'in-force', 'ahead']),
  rows: z.number(),
  changedRows: z.array(z.string()),
  withdrawn: z.array(
    z.object({
      row: z.string(),
      function: z.string(),
      /** What covers it since, or that nothing does. */
      covered: z.string(),
    }),
  ),
  /** The offer that both sides signed; null for a version that came with the first file. */
  offer: offerLine.nullable(),
  changes: z.array(change),
});

const facts = z.record(z.string(), z.unknown());

export const versionsContract = {
  timeline: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/agreement/versions', summary: 'Every version, the newest first' })
    .input(engagementPath)
    .output(z.object({ items: z.array(version), waiting: z.array(offerLine) })),
  at: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/agreement/at',
      summary: 'The version in force at an instant, and what a row says in it',
    })
    .input(engagementPath.extend({ instant, row: z.string().max(100).optional() }))
    .output(
      z.object({
        instant,
        /** Null: no version was in force. */
        version: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        /** Null when no row was asked for, or the version has none of that name. */
        row: facts.nullable(),
        /** The version in which the row was changed last. */
        changedIn: z.string().nullable(),
        offer: offerLine.nullable(),
      }),
    ),
  clauses: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/agreement/clauses',
      summary: 'What the signed document says of a row, in the version of a receipt or of an instant',
    })
    .input(
      engagementPath.extend({
        instant,
        row: z.string().min(1).max(100),
        /** The version that a receipt names; without it, the one in force at the instant. */
        version: z.string().max(100).optional(),
      }),
    )
    .output(
      z.object({
        instant,
        /** Null: no version was in force. */
        version: z.string().nullable(),
        from: z.string().nullable(),
        /** Who signed it and when; null: it was not signed here, and the clause is what the file says. */
        offer: offerLine.nullable(),
        /** Null: the version has no such row. */
        clause: z
          .object({
            /** `Schedule A, row A-14`. */
            citation: z.string(),
            /** The row as Schedule A prints it: title of a column, and what stands there. */
            row: z.array(z.object({ title: z.string(), text: z.string() })),
            /** What the row allows, forbids or conditions, as its section says it. */
            authority: z.object({ number: z.string(), title: z.string(), text: z.string() }).nullable(),
            /** Clauses of the document that say what a row means. */
            clauses: z.array(z.object({ number: z.string(), title: z.string(), text: z.string(), mark: z.string() })),
          })
          .nullable(),
      }),
    ),
  bundle: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/agreement/versions/{version}/bundle.json',
      summary: 'A signed version whole, with its signatures, to be verified anywhere',
    })
    .input(engagementPath.extend({ version: z.string().max(100) }))
    .output(
      z.object({
        format: z.literal('tandem-signed/1'),
        agreement: z.object({ file: facts, terms: facts }),
        hash: z.string(),
        version: z.string(),
        from: z.string(),
        signatures: z.array(
          z.object({
            side: z.enum(['internal', 'provider']),
            name: z.string(),
            title: z.string(),
            at: instant,
            hash: z.string(),
            address: z.string(),
            method: z.string(),
          }),
        ),
        /** The document as it was frozen, `{hash}` where it names its hash; null: signed before documents were frozen. */
        statement: facts.nullable(),
      }),
    ),
};
