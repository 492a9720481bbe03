/**
 * Words of clocks: what a person reads at 02:14 has to be right to the second.
 */
import { expect, test } from 'vitest';
import { responseWords } from './words.ts';

const opened = '2027-05-29T07:10:00Z';
const at = (text: string) => Date.parse(text);

test.each([
  [{ state: 'met', dueAt: '2027-05-29T07:25:00Z', answeredAt: '2027-05-29T07:11:35Z' }, 'met after 1 min 35 s', 'good'],
  [{ state: 'missed', dueAt: '2027-05-29T07:25:00Z', answeredAt: '2027-05-29T07:26:00Z' }, 'missed by 1 min', 'late'],
  [{ state: 'running', dueAt: '2027-05-29T07:25:00Z', answeredAt: null }, '11 min left', 'late'],
  [{ state: 'running', dueAt: '2027-05-29T09:14:00Z', answeredAt: null }, '2 h left', 'calm'],
  [{ state: 'late', dueAt: '2027-05-29T07:13:00Z', answeredAt: null }, 'late by 1 min', 'late'],
  [{ state: 'none', dueAt: null, answeredAt: null }, 'no target', 'calm'],
] as const)('%o reads %s', (response, text, tone) => {
  expect(responseWords({ ...response }, opened, at('2027-05-29T07:14:00Z'))).toEqual({ text, tone });
});
