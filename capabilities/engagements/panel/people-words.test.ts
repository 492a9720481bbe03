import { expect, it } from 'vitest';
import { countWords, peopleSentence } from './people-words.ts';

const words = (internal: number, provider: number, complete = true) =>
  peopleSentence({ internal: { name: 'Harbor', people: internal }, provider: { name: 'Northline', people: provider } }, complete)
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('');

it('counts each side in words', () => {
  expect(words(5, 6)).toBe('Five people of Harbor and six of Northline.');
  expect(words(1, 0)).toBe('One person of Harbor and nobody of Northline.');
  expect(words(75, 13)).toBe('75 people of Harbor and 13 of Northline.');
});

it('says so when it has not seen the end of the list', () => {
  expect(words(75, 125, false)).toBe('75 people of Harbor and 125 or more of Northline.');
});

it('counts one as one', () => {
  expect(countWords(1, 'invitation', 'invitations')).toBe('one invitation');
  expect(countWords(2, 'invitation', 'invitations')).toBe('two invitations');
});
