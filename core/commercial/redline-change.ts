/**
 * One difference between the terms of two agreements, as every part of the redline tells it.
 */
import type { WordsPart } from './words-diff.ts';

export interface TermsChange {
  /** `terms.clauses.data.owner`: where it stands. */
  path: string;
  sentence: string;
  /** The texts compared, where the change is one of wording. */
  words?: WordsPart[];
  /** The heading under which it is read, where a list is long. */
  under?: string;
}
