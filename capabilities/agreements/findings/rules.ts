/**
 * What is wrong with an agreement over twelve months from a day, for a thread beside the event loop: a whole agreement
 * takes a second or more.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { examineAgreement } from '@tandem/core/responsibility/examine.ts';

/**
 * Runs in the thread, which finds it by name. `from` is a local date.
 * @public
 */
export function examineYear(agreement: Agreement, from: string): DraftFinding[] {
  const to = Temporal.PlainDate.from(from).add({ years: 1 }).toString();
  return examineAgreement(agreement, { from, to }).findings;
}
