import { describe, expect, it } from 'vitest';
import { durationWords, writeEntry } from './rules.ts';
import type { EntryRow } from './store.ts';

const row = (kind: string, payload: Record<string, unknown>, by: string | null = 'Lee'): EntryRow => ({
  id: 'i',
  at: Temporal.Instant.fromEpochMilliseconds(0),
  audience: 'shared',
  kind,
  actor: by === null ? null : { side: 'provider', name: by, memberId: 'm' },
  payload,
  body: 'words',
});
const phrase = (entry: EntryRow) => {
  const { title, aside } = writeEntry(entry, '');
  return [title, aside];
};

describe('writeEntry', () => {
  it.each([
    [
      row('taken', { responseSeconds: 95, targetSeconds: 900 }),
      ['Lee took it', 'first response after 1 min 35 s, target 15 min'],
    ],
    [row('taken', {}), ['Lee took it', null]],
    [
      row('decided', { side: 'provider', holder: 'Security operations', window: 'weekend', row: 'A-07', version: '3' }),
      ['Custody to provider, Security operations', 'weekend, row A-07 of version 3'],
    ],
    [
      row('decided', { side: 'internal', holder: 'Dana', window: 'holiday', gap: true }),
      ['Custody to internal, Dana', 'holiday, no row of the agreement covers it'],
    ],
    [row('timed-out', { stays: 'Operations' }, null), ['Nobody answered the hand-over', 'it stays with Operations']],
    [row('resolved', {}, null), ['Resolved by itself', null]],
    [row('changed', { priorityFrom: 'P4', priorityTo: 'P1' }), ['Lee changed priority from P4 to P1', null]],
    [row('attached', { name: 'a.log', bytes: 2_048 }), ['Lee attached a.log', '2 KiB']],
    [row('of-a-newer-version', {}), ['of-a-newer-version', null]],
  ])('%#', (entry, words) => {
    expect(phrase(entry)).toEqual(words);
  });

  it('shows the text an item was opened with as the text of its first entry', () => {
    expect(writeEntry(row('opened', {}), 'It hums.').body).toBe('It hums.');
    expect(writeEntry(row('noted', {}), 'It hums.').body).toBe('words');
  });
});

it.each([
  [0, '0 s'],
  [-5, '0 s'],
  [59, '59 s'],
  [95, '1 min 35 s'],
  [900, '15 min'],
  [11_100, '3 h 5 min'],
  [180_000, '2 d 2 h'],
])('durationWords(%i)', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});
