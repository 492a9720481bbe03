import { expect, it } from 'vitest';
import { wayBack } from './way-back.ts';

const origin = 'https://tandem.test';

it.each(['/', '/harbor/work/HAR-1042?tab=notes#last', '/invitation/abc'])('leads back to %s', (address) => {
  expect(wayBack(address, origin)).toBe(address);
});

it.each([
  'https://evil.test/',
  '//evil.test/',
  '/\\evil.test/',
  '/\t/evil.test',
  'javascript:alert(1)',
  'harbor',
  '',
  null,
  ['/x'],
  '/sign-in?to=/x',
  '/sign-out',
])('does not follow %j', (address) => {
  expect(wayBack(address, origin)).toBe('/');
});
