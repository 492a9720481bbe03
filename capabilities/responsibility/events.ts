/**
 * What the agreement tells the rest of the product, each as one function: audit, outbox and live notice together.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { record } from '@tandem/platform/record/record.ts';

/** The agreement is another one from now on. `sentences` say what changed, for people. */
export async function recordFileImported(
  ctx: Ctx,
  change: { hash: string; previousHash: string | null; reason: string; sentences: readonly string[] },
): Promise<void> {
  await record(ctx, {
    action: 'responsibility.file-imported',
    subject: { kind: 'agreement', id: ctx.actor.engagementId },
    audience: 'shared',
    payload: {
      hash: change.hash,
      previousHash: change.previousHash,
      reason: change.reason,
      changes: change.sentences.slice(0, 200),
    },
    publish: { topic: 'responsibility.changed', payload: { hash: change.hash, previousHash: change.previousHash } },
    live: { topic: 'responsibility', id: change.hash },
  });
}
