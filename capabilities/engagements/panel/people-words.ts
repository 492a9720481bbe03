/**
 * The sentence that the people screen opens with: how many there are on each side, and who is still missing.
 */
import type { Side } from './engagements-api.ts';

export interface Count {
  name: string;
  people: number;
}

const numberWords = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

export function countWords(count: number, one: string, many: string): string {
  return `${numberWords[count] ?? count} ${count === 1 ? one : many}`;
}

type Part = string | { side: Side; text: string };

/** “Five people of Harbor and six of Northline.” */
export function peopleSentence(counts: Record<Side, Count>, complete: boolean): Part[] {
  const first = countWords(counts.internal.people, 'person', 'people');
  const second = counts.provider.people === 0 ? 'nobody' : (numberWords[counts.provider.people] ?? counts.provider.people);
  const more = complete ? '' : ' or more';
  return [
    `${first.charAt(0).toUpperCase()}${first.slice(1)} of `,
    { side: 'internal', text: counts.internal.name },
    ` and ${second}${more} of `,
    { side: 'provider', text: counts.provider.name },
    '.',
  ];
}
