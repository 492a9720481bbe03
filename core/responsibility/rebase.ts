/**
 * A draft on top of what counts by now. Its own changes, the differences from what it was begun from, are made to the
 * newer agreement one by one. Where both say something else the sides decide; nobody's work is dropped unseen.
 */
import { applyDiff, type Change, diffEngagements } from './diff.ts';
import type { EngagementFile } from './model.ts';

export interface Rebased {
  file: EngagementFile;
  /** The draft's changes that found something else in their place. */
  conflicts: Change[];
}

/**
 * All three are drafts (one version with every row). `keep` says what stands where both changed the same: what the draft
 * said, as far as there is still a place for it, or what is in force.
 */
export function rebase(
  base: EngagementFile,
  draft: EngagementFile,
  inForce: EngagementFile,
  keep: 'draft' | 'in-force',
): Rebased {
  const conflicts: Change[] = [];
  let file = sameDates(inForce, draft);
  for (const change of diffEngagements(sameDates(base, draft), draft)) {
    const next = applied(file, change);
    if (next === null) conflicts.push(change);
    else file = next;
  }
  const kept = keep === 'draft' ? conflicts.reduce((merged, change) => forced(merged, draft, change), file) : file;
  // What both changed to the same is no conflict.
  const open = diffEngagements(file, draft).map(({ path }) => path);
  return { file: kept, conflicts: conflicts.filter(({ path }) => open.some((each) => isNear(each, path))) };
}

/** The days of a draft's version are set when it is offered: they are no difference. */
function sameDates(file: EngagementFile, draft: EngagementFile): EngagementFile {
  const [version] = file.matrix;
  const [own] = draft.matrix;
  if (version === undefined || own === undefined) return file;
  return { ...file, matrix: [{ ...version, version: own.version, signed: own.signed, from: own.from }] };
}

function applied(file: EngagementFile, change: Change): EngagementFile | null {
  try {
    return applyDiff(file, [change]);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The draft's value at the place of a conflict, if the place is still there. */
function forced(file: EngagementFile, draft: EngagementFile, { path }: Change): EngagementFile {
  const changes = diffEngagements(file, draft).filter((each) => isNear(each.path, path));
  return changes.reduce((merged, change) => applied(merged, change) ?? merged, file);
}

/** Whether one path is the other, or lies within it. */
function isNear(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
