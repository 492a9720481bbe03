import { buildNames } from '@tandem/platform/ui/names.ts';
import { expect, test } from 'vitest';
import { answerWords, figuresOf, type Replayed, reproducedWords } from './replay-view.ts';

const names = buildNames({
  zone: 'UTC',
  parties: [{ id: 'dana', name: 'Dana Ruiz', side: 'internal', kind: 'person' }],
  functions: [],
  groups: [],
  vendors: [],
});
const totals = {
  nights: 0,
  woken: {},
  custodyMinutes: { internal: 0, provider: 90, nobody: 0 },
  missed: 0,
  overflow: 0,
  gaps: 0,
};
const replayed = (after: Partial<typeof totals> & { woken?: Record<string, number> }, same = 0, different = 0) =>
  ({ totals: { before: totals, after: { ...totals, ...after } }, reproduced: { same, different } }) as unknown as Replayed;
const parties = { internal: 'Harbor', provider: 'Northline' };

test('totals stand side by side, and what differs is marked', () => {
  const figures = figuresOf(replayed({ nights: 2, woken: { dana: 2 } }), names, parties);
  expect(figures.filter(({ changed }) => changed).map(({ label, before, after }) => [label, before, after])).toEqual([
    ['Events that wake somebody', '0', '2'],
    ['Wakes Dana Ruiz', '0', '2'],
  ]);
  expect(figures.find(({ id }) => id === 'custody-provider')).toMatchObject({
    label: 'Time Northline answers for it',
    before: '1 h 30 min',
  });
});

test('an answer is a sentence with names', () => {
  const answer = { who: ['dana'], mode: 'page', row: 'A-1' } as Parameters<typeof answerWords>[0];
  expect(answerWords(answer, names)).toBe('Dana Ruiz is woken (A-1)');
  expect(answerWords({ ...answer, who: [], mode: 'gap', row: null }, names)).toBe('Nobody holds it, and nobody owns it');
});

test('recorded decisions are told as what they are', () => {
  expect(reproducedWords(replayed({}))).toBeNull();
  expect(reproducedWords(replayed({}, 3))).toContain('All 3');
  expect(reproducedWords(replayed({}, 3, 1))).toContain('3 of 4');
});
