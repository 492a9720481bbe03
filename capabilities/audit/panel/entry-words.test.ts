/**
 * Words of the record.
 */
import { expect, test } from 'vitest';
import { actionWords, actorOf } from './entry-words.ts';

test.each([
  ['work.item-taken', 'Item taken'],
  ['responsibility.file-imported', 'File imported'],
  ['work.offer.timed-out', 'Offer timed out'],
])('%s reads %s', (action, words) => {
  expect(actionWords(action)).toBe(words);
});

test('a person has a side, the product has none, and an unknown actor is not invented', () => {
  expect(actorOf({ kind: 'person', side: 'internal', name: 'Dana Ruiz' })).toEqual({ name: 'Dana Ruiz', side: 'internal' });
  expect(actorOf({ kind: 'system', name: 'alerts intake' })).toEqual({ name: 'Tandem: alerts intake', side: null });
  expect(actorOf({ kind: 'system', name: 'notifications.tell' })).toEqual({ name: 'Tandem: notifications', side: null });
  expect(actorOf({ side: 'nobody' })).toEqual({ name: 'Tandem', side: null });
});
