/**
 * Routes of a provider's clause library. Client-safe. A clause is changed by adding its next version, and withdrawn by one
 * that says so; a draft that holds a clause keeps the version that was put into it.
 */
import { sectionIds } from '@tandem/core/commercial/statement/model.ts';
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const clausesProblems = {
  'clause-outdated': { status: 409, title: 'The clause changed meanwhile' },
  'not-in-library': { status: 409, title: 'The library does not say this' },
} as const;

/** Most characters of a clause's text. */
export const clauseCharactersMost = 5_000;

const clause = z.object({
  id: z.string(),
  /** The same in all versions of one clause. */
  clauseId: z.string(),
  version: z.number(),
  section: z.enum(sectionIds),
  /** The standard clause in whose place it is printed; null: it stands after those of its section. */
  replaces: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  /** Whether this version takes the clause out of the library. */
  withdrawn: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
});

const clausesPath = '/engagements/{engagementId}/clauses';

export const clausesContract = {
  list: route
    .route({ method: 'GET', path: clausesPath, summary: 'Clauses of the provider, every version, newest first' })
    .input(engagementPath.extend(pageQuery.shape))
    .output(pageOf(clause)),
  save: route
    .route({ method: 'POST', path: clausesPath, summary: 'Add a clause, or the next version of one', successStatus: 201 })
    .input(
      engagementPath.extend({
        /** The clause whose next version this is, and the version that was looked at; null: a new clause. */
        after: z.object({ clauseId: z.uuid(), version: z.int().min(1) }).nullable(),
        section: z.enum(sectionIds),
        replaces: z.string().max(100).nullable(),
        title: text(200),
        /** Words in braces are filled from the engagement, as in the standard clauses. */
        text: text(clauseCharactersMost),
      }),
    )
    .output(clause),
  withdraw: route
    .route({
      method: 'POST',
      path: `${clausesPath}/{clauseId}/withdrawal`,
      summary: 'Take a clause out of the library',
      successStatus: 200,
    })
    .input(engagementPath.extend({ clauseId: z.uuid(), version: z.int().min(1) }))
    .output(clause),
};
