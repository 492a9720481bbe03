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
