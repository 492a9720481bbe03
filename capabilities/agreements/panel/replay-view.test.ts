import { buildNames } from '@tandem/platform/ui/names.ts';
import { expect, test } from 'vitest';
import { answerWords, feeFigure, feeWords, figuresOf, type Replayed, reproducedWords } from './replay-view.ts';

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

test('the fee is told with what it changes, or why it is not known', () => {
  const known = (feeMinor: number, currency = 'USD') => ({ known: true, feeMinor, currency });
  const none = { known: false, reason: 'Version 1 was signed without a rate card.' };
  const told = (before: object, after: object, differenceMinor: number | null) => {
    const priced = { price: { before, after, differenceMinor } } as unknown as Replayed;
    return [feeFigure(priced).before, feeFigure(priced).after, feeFigure(priced).changed, feeWords(priced)];
  };
  expect(told(known(550_000), known(500_000), -50_000)).toEqual([
    '$5,500.00',
    '$5,000.00',
    true,
    'The draft costs $500.00 a month less.',
  ]);
  expect(told(known(1), known(1), 0)[3]).toBe('The draft costs the same.');
  expect(told(none, known(1), null)).toEqual(['Not known', '$0.01', false, none.reason]);
  expect(told(known(1), known(1, 'EUR'), null)[3]).toContain('USD and EUR');
});
