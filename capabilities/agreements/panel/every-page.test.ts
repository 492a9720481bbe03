/**
 * A list is read to its end, and a server that never ends it is not asked for ever.
 */
import { expect, it } from 'vitest';
import { everyPage } from './every-page.ts';

it('reads page after page until there is none', async () => {
  const asked: (string | undefined)[] = [];
  const pages = new Map([
    [undefined, { items: ['a', 'b'], next: 'b' }],
    ['b', { items: ['c'], next: null }],
  ]);
  const all = await everyPage(async ({ after }) => {
    asked.push(after);
    return pages.get(after) ?? { items: [], next: null };
  });
  expect([all, asked]).toEqual([
    ['a', 'b', 'c'],
    [undefined, 'b'],
  ]);
});

it('stops at a length that nobody reads', async () => {
  const all = await everyPage(async ({ limit }) => ({ items: Array.from({ length: limit }, () => 'x'), next: 'more' }));
  expect(all).toHaveLength(4_000);
});
