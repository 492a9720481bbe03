import { expect, it } from 'vitest';
import { suggestPrefix, suggestSlug } from './engagement-names.ts';

it.each([
  ['Harbor Fabrication', 'harbor', 'HAR'],
  ['Älvsbyn Kök', 'alvsbyn', 'ALV'],
  ['  3M-Werk', 'm', ''],
  ['O’Brien', 'obrien', 'OBR'],
  ['東京', '', ''],
  ['', '', ''],
])('%s suggests %j and %j', (name, slug, prefix) => {
  expect(suggestSlug(name)).toBe(slug);
  expect(suggestPrefix(name)).toBe(prefix);
});
