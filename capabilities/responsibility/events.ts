/**
 * What the agreement tells the rest of the product, each as one function: audit, outbox and live notice together.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { type Entry, record } from '@tandem/platform/record/record.ts';

interface FileChange {
  hash: string;
  previousHash: string | null;
  reason: string;
  sentences: readonly string[];
}

/** The agreement is another one from now on. `sentences` say what changed, for people. */
export async function recordFileImported(ctx: Ctx, change: FileChange): Promise<void> {
  await record(ctx, changeEntry(ctx, 'responsibility.file-imported', change, {}));
}

/** What both sides signed counts from now on. */
export async function recordEnacted(ctx: Ctx, change: FileChange & { offerId: string }): Promise<void> {
  await record(ctx, changeEntry(ctx, 'responsibility.enacted', change, { offerId: change.offerId }));
}

function changeEntry(ctx: Ctx, action: string, change: FileChange, more: Record<string, unknown>): Entry {
  return {
    action,
    subject: { kind: 'agreement', id: ctx.actor.engagementId },
    audience: 'shared',
    payload: {
      hash: change.hash,
      previousHash: change.previousHash,
      reason: change.reason,
      changes: change.sentences.slice(0, 200),
      ...more,
    },
    publish: { topic: 'responsibility.changed', payload: { hash: change.hash, previousHash: change.previousHash } },
    live: { topic: 'responsibility', id: change.hash },
  };
}
