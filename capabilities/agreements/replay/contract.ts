/**
 * Routes of the replay: what really happened lately, decided under the agreement in force and under a draft. Client-safe.
 * Both sides get the same result, and its hash shows it.
 */
import { instant, route } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { draftPath } from '../drafts/contract.ts';

/** Days back, unless asked for fewer, and at most. */
export const replayDays = 90;
/** Most events that one replay decides: the newest. */
export const eventsMost = 5_000;
/** Most characters of an imported file of tickets. */
export const ticketsMost = 2_000_000;

const side = z.enum(['internal', 'provider']);

const answer = z.object({
  version: z.string().nullable(),
  row: z.string().nullable(),
  mode: z.string(),
  side: side.nullable(),
  who: z.array(z.string()),
  approvers: z.array(z.string()),
  responseDueAt: instant.nullable(),
  /** People and teams whom it gets out of bed. */
  woken: z.array(z.string()),
  custodyMinutes: z.number(),
  /** Null when no first response, or no target, is known. */
  missed: z.boolean().nullable(),
  overflow: z.boolean(),
});

const totals = z.object({
  nights: z.number(),
  woken: z.record(z.string(), z.number()),
  custodyMinutes: z.object({ internal: z.number(), provider: z.number(), nobody: z.number() }),
  missed: z.number(),
  overflow: z.number(),
  gaps: z.number(),
});

const monthlyFee = z.discriminatedUnion('known', [
  z.object({ known: z.literal(true), feeMinor: z.number().int(), currency: z.string() }),
  z.object({ known: z.literal(false), reason: z.string() }),
]);

const replayed = z.object({
  /** SHA-256 of the whole replay in canonical JSON. */
  hash: z.string(),
  agreements: z.object({ before: z.string(), after: z.string() }),
  /** How many events were decided; `cut` when there were more, and the oldest were left out. */
  count: z.number(),
  cut: z.boolean(),
  changed: z.number(),
  /** Recorded answers that the agreement in force gives again, and those that it does not. */
  reproduced: z.object({ same: z.number(), different: z.number() }),
  totals: z.object({ before: totals, after: totals }),
  /** A month's fee under each, at the rates in its terms, and the difference where both are known. */
  price: z.object({ before: monthlyFee, after: monthlyFee, differenceMinor: z.number().int().nullable() }),
  /** What answers differ in, oldest first; the first two hundred. */
  changes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      at: instant,
      function: z.string(),
      priority: z.string(),
      before: answer,
      after: answer,
    }),
  ),
  /** Lines of an imported file that were not understood; the first hundred. */
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
  refusedCount: z.number(),
});

const days = z.coerce.number().int().min(1).max(replayDays).default(replayDays);
const kind = z.enum(['json', 'csv']);
const file = z.object({ name: z.string(), type: z.string(), text: z.string() });
const csv = z.string().min(1).max(ticketsMost);

export const replayContract = {
  happened: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/drafts/{draftId}/replay',
      summary: 'What happened lately, decided under the agreement in force and under a draft',
    })
    .input(draftPath.extend({ days }))
    .output(replayed),
  file: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/drafts/{draftId}/replay/file',
      summary: 'The same, whole, as a file',
    })
    .input(draftPath.extend({ days, as: kind }))
    .output(file),
  tickets: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/replay/tickets',
      summary: 'Decide a list of tickets under both agreements; nothing is kept',
      successStatus: 200,
    })
    .input(draftPath.extend({ csv }))
    .output(replayed),
  ticketsFile: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/replay/tickets/file',
      summary: 'The same, whole, as a file',
      successStatus: 200,
    })
    .input(draftPath.extend({ csv, as: kind }))
    .output(file),
};
