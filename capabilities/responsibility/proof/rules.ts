/**
 * The proof of the coming year, as the Proof screen shows it. The proof itself is pure and runs in a thread beside the
 * event loop; its result depends on the document and the day alone, so it is kept for both.
 */
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { EngagementFile, Finding } from '@tandem/core/responsibility/model.ts';
import { prove } from '@tandem/core/responsibility/prove.ts';
import { runInThread } from '@tandem/platform/threads/thread.ts';
import { dateIn } from '../rules.ts';

export interface YearProof {
  from: string;
  to: string;
  firstDay: string;
  findings: Finding[];
  examined: Record<string, number>;
  days: string;
  milliseconds: number;
}

const keptMax = 50;
const kept = new Map<string, Promise<YearProof>>();

/** The proof from the start of today, local, over twelve months. */
export function yearProof(file: EngagementFile, contentHash: string, now: Temporal.Instant): Promise<YearProof> {
  const zone = file.sites[0]?.timezone ?? 'UTC';
  const firstDay = dateIn(zone, now);
  const key = `${contentHash} ${firstDay}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const proof = runInThread<YearProof>(import.meta.url, 'proveYear', [file, firstDay]);
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, proof);
  proof.catch(() => kept.delete(key));
  return proof;
}

/** Runs in the thread. */
export function proveYear(file: EngagementFile, firstDay: string): YearProof {
  const zone = file.sites[0]?.timezone ?? 'UTC';
  const first = Temporal.PlainDate.from(firstDay);
  const from = first.toZonedDateTime(zone).toInstant().toString();
  const to = first.add({ years: 1 }).toZonedDateTime(zone).toInstant().toString();
  const started = performance.now();
  const { findings, examined } = prove(compile(file), { from, to });
  return { from, to, firstDay, findings, examined: { ...examined }, days: '', milliseconds: performance.now() - started };
}
