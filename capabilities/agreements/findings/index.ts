/**
 * The findings of an agreement, from a thread beside the event loop. They depend on the agreement and the day alone, so
 * they are kept for both: the signing screen and the offer itself ask the same a moment apart.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { sha256Hex } from '@tandem/core/responsibility/canonical.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { runInThread } from '@tandem/platform/threads/thread.ts';

const keptMax = 50;
const kept = new Map<string, Promise<DraftFinding[]>>();

/** The findings over twelve months from a local date. The file is a draft: one version with every row. */
export function findingsOf({ file, terms }: Agreement, from: string): Promise<DraftFinding[]> {
  const key = sha256Hex(JSON.stringify([file, terms, from]));
  const known = kept.get(key);
  if (known !== undefined) return known;
  const module = new URL('./rules.ts', import.meta.url).href;
  const found = runInThread<DraftFinding[]>(module, 'examineYear', [{ file, terms }, from]);
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, found);
  found.catch(() => kept.delete(key));
  return found;
}
