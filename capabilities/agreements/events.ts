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
