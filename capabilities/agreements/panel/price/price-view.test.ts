/**
 * What the price tab computes of a draft: without a card, with one that lacks a module, and after following the scope.
 */
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { type Agreement, emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import { expect, test } from 'vitest';
import { followingScope, money, moneyRange, priceView } from './price-view.ts';

const parties = { internal: { name: 'Harbor', users: 75, workstations: 80, servers: 4 }, provider: { name: 'Northline' } };
const empty = emptyDraft({ id: 'h', name: 'H' }, parties, '2027-01-01');
const file: Agreement['file'] = {
  ...empty,
  teams: [{ id: 'soc', side: 'provider', name: 'SOC' }],
  matrix: [
    {
      ...empty.matrix[0]!,
      rows: [{ id: 'A', function: 'sm-edr-triage', accountable: 'soc', always: { who: ['soc'], mode: 'act' } }],
    },
  ],
};
const draft = (terms: Partial<Agreement['terms']> = {}): Agreement => ({ file, terms: { ...emptyTerms(), ...terms } });

test('without a card the example prices it and says so; bought and called for are told apart', () => {
  const view = priceView(draft({ modules: ['overflow'] }));
  expect(view).toMatchObject({ isExample: true, problem: null, differs: true });
  const line = (id: string) => view.modules.find((module) => module.id === id);
  expect(line('overflow')).toMatchObject({ isBought: true, because: null });
  expect(line('security-ops')).toMatchObject({ isBought: false, amountMinor: null, rows: ['A'] });
});

test('following the scope buys what the rows call for, and then nothing differs', () => {
  const followed = followingScope(draft({ modules: ['overflow'] }), exampleRateCard);
  expect(followed.terms.modules).toEqual(['platform', 'security-ops']);
  const view = priceView(followed);
  expect(view.differs).toBe(false);
  expect(view.shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(view.quote?.coManagedMonthlyMinor);
});

test('what the card lacks is a problem in words, and follows the scope as far as the card goes', () => {
  const rates = { ...exampleRateCard, modules: exampleRateCard.modules.slice(0, 1) };
  const view = priceView(draft({ modules: ['security-ops'], card: { name: 'Small', rates } }));
  expect(view).toMatchObject({ quote: null, shares: [], problem: expect.stringContaining('no module security-ops') });
  expect(view.modules.find(({ id }) => id === 'security-ops')?.name).toContain('not on the card');
  expect(followingScope(draft(), rates).terms.modules).toEqual(['platform']);
});

test('amounts as text', () => {
  expect(money(550_000, 'USD')).toBe('$5,500.00');
  expect(money(550_000, 'EUR', false)).toBe('€5,500');
  expect(moneyRange(4015, 6985, 'USD')).toBe('$4,015 to $6,985');
});
