/**
 * What stands in the way, by tab: what is settled on the spot first, nothing lost, nothing empty.
 */
import { expect, it } from 'vitest';
import { groupBlockers } from './blockers-grouped.ts';

it('leads with what is settled on the page, then follows the tabs', () => {
  expect(
    groupBlockers([
      { place: 'statement', sentence: 'A blank.' },
      { place: 'proof', sentence: 'First error.' },
      { place: 'scope', sentence: 'No targets.' },
      { place: 'proof', sentence: 'Second error.' },
      { place: 'sign', sentence: 'Nobody signs.' },
    ]),
  ).toEqual([
    { place: 'sign', sentences: ['Nobody signs.'] },
    { place: 'scope', sentences: ['No targets.'] },
    { place: 'proof', sentences: ['First error.', 'Second error.'] },
    { place: 'statement', sentences: ['A blank.'] },
  ]);
});

it('has no group without a sentence', () => {
  expect(groupBlockers([])).toEqual([]);
});
