/**
 * Times as the file writes them, in words: a day, a local time, or an instant with its offset.
 */
import { timeText } from '@tandem/core/responsibility/parse/written.ts';
import { dateWords } from '@tandem/platform/ui/time-words.ts';

/** `2027-07-05` → `5 Jul 2027`; `2027-07-05T12:00` → `5 Jul 2027, 12:00`; an offset follows, `Z` as UTC. What is no time stays. */
export function writtenTimeWords(text: string): string {
  if (timeText(text) !== null) return text;
  const [date = '', time] = text.split('T');
  if (time === undefined) return dateWords(date);
  const [, clock, offset = ''] = /^([\d:.]+)(.*)$/.exec(time) ?? [];
  const zone = offset === 'Z' ? ' UTC' : offset === '' ? '' : ` ${offset}`;
  return `${dateWords(date)}, ${clock}${zone}`;
}
