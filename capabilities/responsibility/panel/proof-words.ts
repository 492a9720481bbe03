/**
 * The proof in words, pure: one sentence for the page, and the name of each kind of finding.
 */
import type { SentencePart } from '@tandem/platform/ui/sentence.tsx';
import type { Finding } from './agreement.ts';

const kinds: Record<string, { name: string; means: string }> = {
  gap: { name: 'Gap', means: 'Nobody owns the work.' },
  conflict: { name: 'Conflict', means: 'Two rows apply and neither is narrower.' },
  unstaffed: { name: 'Unstaffed', means: 'A team has it, but nobody is on duty.' },
  unreachable: { name: 'Unreachable', means: 'The owner has no verified contact.' },
  'duty-without-authority': { name: 'Duty without authority', means: 'The owner lacks what is needed to act.' },
  'no-fail-safe': { name: 'No fail-safe', means: 'When no approver answers, nothing is allowed.' },
  'self-cover': { name: 'Covers themselves', means: 'The cover is the absent person.' },
  'single-holder': { name: 'Single holder', means: 'Only one person can do it.' },
  'dead-row': { name: 'Dead row', means: 'The row never decides anything.' },
  'out-of-hours-duty': { name: 'Duty out of hours', means: 'Somebody is bound outside their hours.' },
  'not-monotone': { name: 'Upside-down priorities', means: 'Less urgent work is treated faster.' },
  'escalation-ends': { name: 'Escalation ends', means: 'A chain of pages ends with no human.' },
  expired: { name: 'No agreement', means: 'No version is in force.' },
  stale: { name: 'Stale', means: 'It names somebody or something that is gone.' },
};

export function kindWords(kind: string): { name: string; means: string } {
  return kinds[kind] ?? { name: kind, means: '' };
}

export const severityWords: Record<Finding['severity'], string> = { error: 'Blocks signing', warning: 'Warning', info: 'Note' };

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
