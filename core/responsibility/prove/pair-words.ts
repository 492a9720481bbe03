/**
 * Two absences in sentences that name ids, as the messages of findings do.
 */
import type { PairAway, PairExample } from './pairs.ts';

const lackWords: Record<PairExample['lack'], string> = {
  nobody: 'nobody is left to act',
  team: 'nobody is left behind the team',
  approval: 'nobody is left to say yes',
};

/** `If ana and ben are away together, 14 functions are uncovered on 6 nights; first: nw-firewall at 2027-01-01T17:00:00-06:00.` */
export function pairSentence({ people: [a, b], functions, days, nights, examples }: PairAway): string {
  const [first] = examples;
  const what = functions.length === 1 ? '1 function is' : `${functions.length} functions are`;
  return `If ${a} and ${b} are away together, ${what} uncovered on ${timeWords(days, nights)}; first: ${first!.function} at ${first!.witness.at}.`;
}

function timeWords(days: number, nights: number | null): string {
  const [count, noun] = nights === null ? [days, 'day'] : [nights, 'night'];
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `nobody is left to say yes in row A-18` */
export function exampleSentence({ row, lack }: PairExample): string {
  return `${lackWords[lack]} in row ${row}`;
}
