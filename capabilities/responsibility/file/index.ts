/**
 * What counts as the agreement, and how it becomes another one. The first file of an engagement is imported whole, or
 * refused whole with the line and column of its first error. From then on nobody changes it alone: a file that says
 * something else becomes a draft, and only what both sides signed is enacted, once, on the document it was signed for.
 */
import { contentHash } from '@tandem/core/responsibility/canonical.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import { describeChange, diffEngagements } from '@tandem/core/responsibility/diff.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { authorise } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { engagementSlug } from '../../engagements/index.ts';
import { responsibilityAccess } from '../access.ts';
import { recordEnacted, recordFileImported } from '../events.ts';
import { dateIn, versionLost, zoneOf } from '../rules.ts';
import { currentLock, currentReplace, documentSelect } from '../store.ts';

/**
 * Makes `file` what counts, when nothing does yet. `expectedHash` null: whatever counts now. A file that says what counts
 * already changes nothing. Refuses `file-outdated`, and `needs-signature` where the sides have agreed on something else.
 */
export async function fileReplace(ctx: Ctx, file: EngagementFile, reason: string, expectedHash: string | null) {
  const proof = authorise(ctx, responsibilityAccess, 'file.import');
  const previousHash = await currentLock(ctx, proof);
  if (expectedHash !== null && previousHash !== expectedHash) {
    throw new Refusal(
      'file-outdated',
      'Somebody changed the agreement since you read it. Look at the changes again.',
      'expectedHash',
    );
  }
  const hash = contentHash(file);
  if (hash === previousHash) return { contentHash: hash, changes: [] };
  if (previousHash !== null) {
    throw new Refusal(
      'needs-signature',
      'An agreement is in force, and neither side changes it alone. Begin a draft from this file, and let both sides sign it.',
      null,
    );
  }
  const changes = changesBetween(null, file);
  await currentReplace(ctx, proof, { file, hash, reason, offerId: null });
  await recordFileImported(ctx, { hash, previousHash, reason, sentences: changes.map((change) => change.sentence) });
  return { contentHash: hash, changes };
}

/** What both sides signed: the file as it is to count, and the document it was made from (null: there was none). */
export interface Enacting {
  offerId: string;
  file: EngagementFile;
  baseHash: string | null;
  reason: string;
}

/**
 * Makes a signed file the one that counts, in the caller's transaction; gives its content hash. Null when another document
 * counts by now than the one it was signed for: nothing is changed then.
 */
export async function agreementEnact(ctx: Ctx, { offerId, file, baseHash, reason }: Enacting): Promise<string | null> {
  const proof = authorise(ctx, responsibilityAccess, 'file.import');
  const previousHash = await currentLock(ctx, proof);
  if (previousHash !== baseHash) return null;
  const previous = previousHash === null ? null : (await documentSelect(ctx, previousHash)).file;
  const lost = previous === null ? null : versionLost(previous, file, dateIn(zoneOf(previous), ctx.now));
  if (lost !== null) throw new Error(`A signed file would change version ${lost}, which has come into force.`);
  const hash = contentHash(file);
  await currentReplace(ctx, proof, { file, hash, reason, offerId });
  const sentences = changesBetween(previous, file).map((change) => change.sentence);
  await recordEnacted(ctx, { offerId, hash, previousHash, reason, sentences });
  return hash;
}

/** Parses a file for this engagement; the first error of the file becomes the problem, with its line and column. */
export async function checkFile(ctx: Ctx, text: string): Promise<EngagementFile> {
  const parsed = parseEngagement(text, 'engagement.yaml');
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const more = parsed.problems.length > 1 ? ` (${parsed.problems.length - 1} more)` : '';
    throw new Refusal(
      'file-invalid',
      `Line ${first?.line ?? 1}, column ${first?.column ?? 1}: ${first?.message ?? 'not readable'}${more}`,
      first?.path ?? null,
    );
  }
  const slug = await engagementSlug(ctx);
  if (parsed.file.engagement.id !== slug) {
    throw new Refusal(
      'file-other-engagement',
      `The file is of "${parsed.file.engagement.id}", this engagement is "${slug}".`,
      'engagement.id',
    );
  }
  compile(parsed.file);
  return parsed.file;
}

export function changesBetween(previous: EngagementFile | null, next: EngagementFile) {
  if (previous === null)
    return [{ path: '', sentence: `First import: ${next.matrix.length} versions, ${next.people.length} people.` }];
  return diffEngagements(previous, next).map((change) => ({ path: change.path, sentence: describeChange(change) }));
}
