/**
 * The worst that two absences can do: over all pairs of people, what nobody would hold while both are away although
 * either absence alone leaves it held. Exact and not sampled, with the breakpoints and classes of time of the proof: a
 * pair matters only where it is all of a group that holds a decision up once one of the two is gone
 * (prove/standing.ts), so hardly any pair has to be tried.
 *
 * The queue is taken to be calm; overflow counts where an event of the file has it on.
 */
import type { CompiledVersion, Engagement } from './compile.ts';
import type { Facts } from './model.ts';
import { priorities, windowNames } from './model.ts';
import type { Horizon, TimeClass } from './prove/horizon.ts';
import { classesOf, cutHorizon, versionsOf } from './prove/horizon.ts';
import { closePairs, notePair, type PairAway, type Pairs } from './prove/pairs.ts';
import { type Deciding, decidingRows, involvedIn, leastFacts } from './prove/situations.ts';
import { type Standing, standingOf } from './prove/standing.ts';
import { type ProofOptions, proofSpan } from './prove.ts';
import { decide } from './who.ts';

export { exampleSentence, pairSentence } from './prove/pair-words.ts';
export type { PairAway, PairExample } from './prove/pairs.ts';

export interface TwoAbsences {
  /** The pairs that uncover something together, the worst first. */
  pairs: PairAway[];
  /** How many pairs the people of the file make, and how many of them uncover nothing that one of the two alone does not. */
  count: number;
  harmless: number;
}

interface Search {
  engagement: Engagement;
  horizon: Horizon;
  pairs: Pairs;
  /** Each person's place in the file. */
  place: ReadonlyMap<string, number>;
}

/** Looks at a span, as `prove` does. RangeError when it is empty, longer than five years, or not made of dates. */
export function twoAbsences(engagement: Engagement, options: ProofOptions): TwoAbsences {
  const { from, to } = proofSpan(engagement, options);
  const horizon = cutHorizon(engagement, from, to);
  const ids = [...engagement.actors.people.keys()];
  const search: Search = { engagement, horizon, pairs: new Map(), place: new Map(ids.map((id, index) => [id, index])) };
  for (const version of versionsOf(horizon)) {
    for (const name of options.functions ?? version.byFunction.keys()) {
      for (const deciding of decidingRows(engagement, version, name)) searchRow(search, version, deciding);
    }
  }
  const pairs = closePairs(search.pairs, horizon);
  const count = (ids.length * (ids.length - 1)) / 2;
  return { pairs, count, harmless: count - pairs.length };
}

function searchRow(search: Search, version: CompiledVersion, deciding: Deciding): void {
  const { row, site } = deciding;
  for (const window of windowNames) {
    for (const [duty, urgencies] of Map.groupBy(priorities, (priority) => row.duties[window][priority])) {
      const involved = involvedIn(search.engagement, row, window, duty, true);
      for (const timeClass of classesOf(search.horizon, version, site, window, involved))
        searchClass(search, deciding, timeClass, leastFacts(deciding, urgencies[0]!));
    }
  }
}

/** Takes away each person of a group that two people or one hold up, and then whoever is left of a group. */
function searchClass(search: Search, { row, site }: Deciding, timeClass: TimeClass, facts: Facts): void {
  const standing = (away: readonly string[]): Standing => {
    const asked = away.length === 0 ? facts : { ...facts, absent: away.map((person) => ({ person })) };
    return standingOf(search.engagement, decide(search.engagement, timeClass.at, asked));
  };
  const fragile = standing([]).held.filter(({ size }) => size <= 2);
  const tried = new Set<string>();
  for (const first of new Set(fragile.flatMap((group) => [...group]))) {
    const alone = standing([first]);
    if (alone.lack !== null) continue;
    for (const second of alone.held.flatMap((group) => (group.size === 1 ? [...group] : []))) {
      const people = inOrder(search, first, second);
      if (tried.has(people.join('\n'))) continue;
      tried.add(people.join('\n'));
      const { lack } = standing(people);
      if (lack === null || standing([second]).lack !== null) continue;
      const { at, window, pieces } = timeClass;
      const absent = people.map((person) => ({ person }));
      notePair(search.pairs, search.horizon, people, { row, lack, at, site, facts: { ...facts, absent }, window, pieces });
    }
  }
}

function inOrder({ place }: Search, a: string, b: string): [string, string] {
  return place.get(a)! < place.get(b)! ? [a, b] : [b, a];
}
