/**
 * Every rule of the linter, in the order in which it looks. What each means is in examine/rules.ts.
 */
import type { Report } from '../examine/finding.ts';
import { accessWithoutDuty, dutyWithoutAccess } from './access.ts';
import { approverUnreachable, failSafeMissing, targetShorterThanChain } from './approval.ts';
import { collision } from './collision.ts';
import type { Lint, LintContext } from './context.ts';
import { assignedButUnpaid, paidButUnassigned } from './modules.ts';
import { absenceCoverSamePerson, dutyWithoutSkill } from './people.ts';
import { evidenceHolderMissing, staleRow } from './upkeep.ts';

const lints: Lint[] = [
  collision,
  dutyWithoutAccess,
  accessWithoutDuty,
  dutyWithoutSkill,
  approverUnreachable,
  failSafeMissing,
  absenceCoverSamePerson,
  evidenceHolderMissing,
  staleRow,
  paidButUnassigned,
  assignedButUnpaid,
  targetShorterThanChain,
];

export function lint(context: LintContext): Report[] {
  return lints.flatMap((rule) => rule(context));
}
