/**
 * Every way in which a file may write a time is told as a day, and what is written beside the day is kept.
 */
import { timeText } from '@tandem/core/responsibility/parse/written.ts';
import { expect, test } from 'vitest';
import { writtenTimeWords } from './written-time.ts';

test.each([
  ['2027-07-05', '5 Jul 2027'],
  ['2027-07-05T12:00', '5 Jul 2027, 12:00'],
  ['2027-07-05T12:00-05:00', '5 Jul 2027, 12:00 -05:00'],
  ['2027-07-05T12:00Z', '5 Jul 2027, 12:00 UTC'],
])('%s is %s', (text, words) => {
  expect(timeText(text)).toBeNull();
  expect(writtenTimeWords(text)).toBe(words);
});

test('what is no time yet is told as somebody wrote it', () => {
  expect(writtenTimeWords('2027-02-30')).toBe('2027-02-30');
});
