/**
 * What the fields of a source are drawn from, in the form and in the editor of its rules.
 */
import type { ProblemFacts } from '@tandem/platform/ui/problem-facts.ts';
import type { Settings } from './alerts-data.ts';

export interface SourceFormProps {
  settings: Settings;
  onChange(settings: Settings): void;
  /** Null when the settings may be changed; otherwise the sentence that says why not. */
  reason: string | null;
  /** What the server refused, to be shown at its field. */
  problem: ProblemFacts | null;
}
