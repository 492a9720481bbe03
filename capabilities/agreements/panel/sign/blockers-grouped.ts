/**
 * What stands in the way of offering a draft, by the tab on which it is settled: first what is settled where the list is
 * read, then the tabs in the order in which a draft is written.
 */
import { blockerPlaces } from '../../offers/contract.ts';
import type { Signing } from './signing-data.ts';

type Blocker = Signing['blockers'][number];

export interface BlockerGroup {
  place: Blocker['place'];
  sentences: string[];
}

const placesInOrder = ['sign', ...blockerPlaces.filter((place) => place !== 'sign')] as const;

export function groupBlockers(blockers: readonly Blocker[]): BlockerGroup[] {
  const byPlace = Map.groupBy(blockers, ({ place }) => place);
  return placesInOrder.flatMap((place) => {
    const sentences = (byPlace.get(place) ?? []).map(({ sentence }) => sentence);
    return sentences.length === 0 ? [] : [{ place, sentences }];
  });
}
