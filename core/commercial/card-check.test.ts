/**
 * What a rate card may say, and the place that each refusal names.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRateCard } from './card-check.ts';
import { price } from './price.ts';
import { exampleRateCard, type RateCard } from './rate-card.ts';
import { moduleIds } from './scope.ts';

type Loose = Record<string, never>;
const changed = (change: (card: never) => void): unknown => {
  const copy = structuredClone(exampleRateCard);
  change(copy as never);
  return copy;
};
const fieldsOf = (value: unknown) => {
  const result = readRateCard(value);
  return result.ok ? [] : result.problems.map(({ field }) => field);
};

test('the example is a rate card, and what is read shares nothing with what was given', () => {
  const given = structuredClone(exampleRateCard);
  const result = readRateCard(given);
  expect(result).toEqual({ ok: true, card: exampleRateCard });
  given.modules.length = 0;
  expect(result).toEqual({ ok: true, card: exampleRateCard });
});

test.each<[string, (card: RateCard) => void, string[]]>([
  ['a rate that is no decimal', (card) => (card.modules[0]!.lines![0]!.rate = '1e3'), ['modules[0].lines[0].rate']],
  ['a negative rate', (card) => (card.fullyManagedReference.perUser = '-1'), ['fullyManagedReference.perUser']],
  ['a rate as a number', (card) => (card.coManagedMinimumMonthly = 2000 as never), ['coManagedMinimumMonthly']],
  ['a factor of nothing', (card) => (card.secondHire.loadFactor = '0.00'), ['secondHire.loadFactor']],
  ['a key that nothing reads', (card) => ((card as unknown as Loose)['discount'] = '0.1' as never), ['discount']],
  ['a module that is none', (card) => (card.modules[0]!.id = 'catering'), ['modules[0].id']],
  ['a module twice', (card) => card.modules.push(structuredClone(card.modules[0]!)), ['modules[7].id']],
  ['a line twice', (card) => card.modules[0]!.lines!.push(card.modules[0]!.lines![0]!), ['modules[0].lines[4].id']],
  ['bands that end', (card) => (card.volumeTiers.tiers[3]!.upTo = 900), ['volumeTiers.tiers[3].upTo']],
  ['bands out of order', (card) => (card.volumeTiers.tiers[1]!.upTo = 50), ['volumeTiers.tiers[1].upTo']],
  ['a range upside down', (card) => (card.targetRatio.high = '0.30'), ['targetRatio.high']],
  ['salaries upside down', (card) => (card.secondHire.salaryHigh = '1'), ['secondHire.salaryHigh']],
  ['a load on no line', (card) => (card.modules[3]!.loadFactor!.appliesTo = 'x'), ['modules[3].loadFactor.appliesTo']],
  ['an option missing', (card) => delete card.modules[2]!.options!['fullDesk'], ['modules[2].options']],
  ['compliance by lines', (card) => (card.modules[6]!.lines = card.modules[0]!.lines!), ['modules[6].lines']],
  ['a currency in words', (card) => (card.currency = 'dollars'), ['currency']],
  ['no modules', (card) => (card.modules = []), ['modules']],
])('%s is refused', (_title, change, fields) => {
  expect(fieldsOf(changed(change as never))).toEqual(fields);
});

test('anything at all is read without a throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(readRateCard(value).ok).toBe(false);
    }),
  );
});

test('with any rates a card that is accepted prices anything, and rates of nothing cost nothing', () => {
  const amount = fc.tuple(fc.nat({ max: 99_999 }), fc.nat({ max: 99 })).map(([whole, part]) => `${whole}.${part}`);
  fc.assert(
    fc.property(amount, fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), (rate, users, more) => {
      const card = structuredClone(exampleRateCard);
      for (const module of card.modules) for (const line of module.lines ?? []) line.rate = rate;
      expect(readRateCard(card).ok).toBe(true);
      const scope = {
        workstations: 9,
        servers: 3,
        sites: 1,
        internalTech: 2,
        modules: [...moduleIds],
        frameworks: ['pci'],
        blockHours: 3,
      };
      const fee = (count: number) => price({ ...scope, users: count }, card).coManagedMonthlyMinor;
      expect(fee(users + more)).toBeGreaterThanOrEqual(fee(users));
    }),
  );
});
