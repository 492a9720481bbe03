/**
 * The clause library for drafts: nobody writes into a draft that wording is a version of the provider's library unless it
 * is, word for word. Whoever cannot read the library cannot put anything of it in, or back.
 */
import type { Terms } from '@tandem/core/commercial/terms.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { isBorne, newClaims } from './rules.ts';
import { clauseVersionSelect } from './store.ts';

/** Refuses `not-in-library`. */
export async function assertClausesBorne(ctx: Ctx, before: Terms, after: Terms): Promise<void> {
  for (const claim of newClaims(before, after)) {
    const { clauseId, version } = claim.from;
    if (isBorne(claim, await clauseVersionSelect(ctx, clauseId, version))) continue;
    throw new Refusal(
      'not-in-library',
      `“${claim.clause.title}” is not what version ${version} of the provider’s library says. The provider puts its clauses in, or it is added as wording for this agreement.`,
      'terms',
    );
  }
}
