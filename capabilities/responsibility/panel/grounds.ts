/**
 * What an answer rests on, as lines for the trace: row, version with its dates, content hash.
 */
import { dateWords } from '@tandem/platform/ui/time-words.ts';
import type { TraceContent } from '@tandem/platform/ui/trace.tsx';
import type { Answer, Overview } from './agreement.ts';

export function groundsOf(answer: Answer, overview: Overview | undefined, contentHash: string | null): TraceContent['grounds'] {
  const version = overview?.versions.find((each) => each.version === answer.version);
  const dates = version ? `, from ${dateWords(version.from)}${version.to ? ` to ${dateWords(version.to)}` : ''}` : '';
  const grounds: [string, string][] = [
    ['Row', answer.row ?? 'none'],
    ['Version', answer.version ? `${answer.version}${dates}` : 'none in force'],
    ['Window', answer.window.replace('-', ' ')],
  ];
  if (contentHash) grounds.push(['Content', `${contentHash.slice(0, 8)}…${contentHash.slice(-4)}`]);
  return grounds;
}
