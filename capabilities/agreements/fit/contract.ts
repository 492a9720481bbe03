/**
 * Routes of the fit questionnaire. Client-safe. Members make links and read answers; `/fit/{token}` is open to whoever
 * holds the link. Answers are checked by the core, which names each question that has none.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

const answers = z.record(z.string(), z.unknown());

const fitLine = z.object({
  id: z.string(),
  title: z.string(),
  side: z.enum(['internal', 'provider']),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  closedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  answers: answers.nullable(),
  /** True, or the reason against closing it. */
  mayClose: z.union([z.literal(true), z.string()]),
});

const fits = '/engagements/{engagementId}/fits';
const tokenPath = z.object({ token: z.string().min(1).max(100) });

const seen = z.object({
  title: z.string(),
  askedBy: z.string(),
  internal: z.string(),
  provider: z.string(),
  expiresAt: instant,
  answers: answers.nullable(),
});

export const fitContract = {
  list: route
    .route({ method: 'GET', path: fits, summary: 'Links to the questionnaire with their answers, newest first' })
    .input(engagementPath.extend(pageQuery.shape))
    .output(pageOf(fitLine)),
  create: route
    .route({ method: 'POST', path: fits, summary: 'Make a link to the questionnaire', successStatus: 201 })
    .input(engagementPath.extend({ title: text(120), days: z.int().min(1).max(90).default(30) }))
    .output(z.object({ fit: fitLine, /** Shown this once. */ address: z.string() })),
  close: route
    .route({ method: 'POST', path: `${fits}/{fitId}/closing`, summary: 'Close a link: its answers stay', successStatus: 200 })
    .input(engagementPath.extend({ fitId: z.uuid() }))
    .output(fitLine),
  seeByToken: route
    .route({ method: 'GET', path: '/fit/{token}', summary: 'The questionnaire behind a link' })
    .input(tokenPath)
    .output(seen),
  answerByToken: route
    .route({ method: 'POST', path: '/fit/{token}', summary: 'Answer the questionnaire behind a link', successStatus: 200 })
    .input(tokenPath.extend({ answers }))
    .output(seen),
};
