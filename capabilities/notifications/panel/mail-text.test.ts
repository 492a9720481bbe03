import { expect, it } from 'vitest';
import { linkParts } from './mail-text.ts';

const origin = 'http://127.0.0.1:4400';
const own = (text: string) =>
  linkParts(text, origin)
    .filter((part) => part.own)
    .map((part) => part.text);

it('offers links to our own pages and to nothing else', () => {
  expect(own('Open http://127.0.0.1:4400/harbor/work/HAR-1042 now')).toEqual(['http://127.0.0.1:4400/harbor/work/HAR-1042']);
  expect(own('http://127.0.0.1:4400.evil.example/x https://evil.example/?http://127.0.0.1:4400 javascript:alert(1)')).toEqual([]);
  expect(own('http://127.0.0.1:4400@evil.example/')).toEqual([]);
});

it('loses no character', () => {
  const text = 'a http://127.0.0.1:4400/b\nc';
  expect(
    linkParts(text, origin)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
