/**
 * What happens to agreements, each as one function: audit, outbox and live notice together.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { record } from '@tandem/platform/record/record.ts';

interface DraftTold {
  id: string;
  title: string;
  kind: string;
}

export async function recordDraftBegun(ctx: Ctx, draft: DraftTold): Promise<void> {
  await record(ctx, {
    action: 'agreements.draft-begun',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { kind: draft.kind },
    live: { topic: 'agreements', id: draft.id },
  });
}

export async function recordDraftChanged(ctx: Ctx, draft: DraftTold & { state: string }): Promise<void> {
  await record(ctx, {
    action: 'agreements.draft-changed',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { title: draft.title, state: draft.state },
    live: { topic: 'agreements', id: draft.id },
  });
}

/** The edit itself is kept beside the draft; the record says that it happened and where. */
export async function recordDraftEdited(ctx: Ctx, draft: DraftTold, revision: number, paths: readonly string[]): Promise<void> {
  await record(ctx, {
    action: 'agreements.draft-edited',
    subject: { kind: 'draft', id: draft.id, label: draft.title },
    audience: 'shared',
    payload: { revision, changes: paths.length, paths: paths.slice(0, 20) },
    live: { topic: 'agreements', id: draft.id },
  });
}

/** A provider's rates are its own: the other side is not even told that a card exists. */
export async function recordRateAdded(ctx: Ctx, rate: { id: string; name: string; version: number }): Promise<void> {
  await record(ctx, {
    action: 'agreements.rate-added',
    subject: { kind: 'rate card', id: rate.id, label: rate.name },
    audience: 'provider',
    payload: { version: rate.version },
    live: { topic: 'agreements', id: rate.id },
  });
}

export async function recordQuoteKept(
  ctx: Ctx,
  draft: DraftTold,
  quote: { id: string; hash: string; feeMonthlyMinor: number; currency: string },
): Promise<void> {
  const { id, ...payload } = quote;
  await record(ctx, {
    action: 'agreements.quote-kept',
    subject: { kind: 'quote', id, label: draft.title },
    audience: 'shared',
    payload: { draft: draft.id, ...payload },
    live: { topic: 'agreements', id: draft.id },
  });
}

export async function recordFitLink(ctx: Ctx, fit: { id: string; title: string }, what: 'made' | 'closed'): Promise<void> {
  await record(ctx, {
    action: `agreements.fit-link-${what}`,
    subject: { kind: 'questionnaire', id: fit.id, label: fit.title },
    audience: 'shared',
    payload: {},
    live: { topic: 'agreements', id: fit.id },
  });
}

/** The answers stand in their row; the record says that they came. */
export async function recordFitAnswered(ctx: Ctx, fit: { id: string; title: string }): Promise<void> {
  await record(ctx, {
    action: 'agreements.fit-answered',
    subject: { kind: 'questionnaire', id: fit.id, label: fit.title },
    audience: 'shared',
    payload: {},
    live: { topic: 'agreements', id: fit.id },
  });
}
