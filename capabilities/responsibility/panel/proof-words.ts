/**
 * The proof in words, pure: one sentence for the page.
 */
import type { SentencePart } from '@tandem/platform/ui/sentence.tsx';
import type { Finding } from './agreement.ts';

/** `without` is the name of the person left out, or null. */
export function proofSentence(findings: readonly Finding[], without: string | null): SentencePart[] {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const opening = without ? `Without ${without}, ` : '';
  if (errors === 0)
    return [
      without ? `${opening}every minute of the coming year is still covered.` : 'Every minute of the coming year is covered.',
    ];
  const cases = errors === 1 ? 'one case' : `${errors} cases`;
  return [`${opening || ''}${opening ? 'the' : 'The'} coming year is `, { side: 'gap', text: 'not covered' }, ` in ${cases}.`];
}

const rank = { error: 0, warning: 1, info: 2 };

/** Worst first, then the longest. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => rank[a.severity] - rank[b.severity] || b.minutesPerYear - a.minutesPerYear);
}
