import { expect, test } from 'vitest';
import { exampleRateCard } from './rate-card.ts';
import { rateLineWords } from './rate-words.ts';

test('every line of the card that comes with the product has words of its own', () => {
  const ids = exampleRateCard.modules.flatMap(({ lines = [] }) => lines.map(({ id }) => id));
  const said = ids.map(rateLineWords);
  expect(new Set(said).size).toBe(ids.length);
  for (const id of ids) expect(rateLineWords(id).toLowerCase()).not.toBe(id.replaceAll('-', ' '));
});

test('a line that is not ours reads as its id does', () => {
  expect([rateLineWords('phone-line'), rateLineWords('constructor'), rateLineWords('')]).toEqual([
    'Phone line',
    'Constructor',
    '',
  ]);
});
