import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { price, type QuoteScope } from './price.ts';
import { exampleRateCard, type RateCard } from './rate-card.ts';

const scope: QuoteScope = {
  users: 75,
  workstations: 80,
  servers: 4,
  sites: 1,
  internalTech: 1,
  modules: ['platform', 'security-ops', 'after-hours', 'overflow'],
  frameworks: [],
};

const quote = (change: Partial<QuoteScope> = {}, card: RateCard = exampleRateCard) => price({ ...scope, ...change }, card);
const lineOf = (id: string, change: Partial<QuoteScope> = {}) => quote(change).lines.find(({ line }) => line === id)?.amountMinor;

describe('lines', () => {
  test('the published comparison', () => {
    expect(quote()).toMatchObject({
      coManagedMonthlyMinor: 550_000,
      coManagedLowMajor: 4015,
      coManagedHighMajor: 6985,
      fullyManagedMonthlyMinor: 1_000_000,
      band: 'in',
    });
  });

  test.each([
    [0, 0],
    [1, 1000],
    [100, 100_000],
    [101, 100_950],
    [250, 242_500],
    [251, 243_400],
    [500, 467_500],
    [501, 468_350],
  ])('%s users at 10 a month are %s cents, each slice at its own tier', (users, amountMinor) => {
    expect(lineOf('siem-user', { users })).toBe(amountMinor);
  });

  test.each([
    [60, 1, 37_800],
    [61, 1, 54_900],
    [100, 1, 90_000],
    [101, 1, 118_112],
    [120, 2, 74_970],
    [10, 0, 11_700],
  ])('overflow of %s users on %s technicians', (users, internalTech, amountMinor) => {
    expect(lineOf('overflow-user', { users, internalTech })).toBe(amountMinor);
  });

  test('a line is rounded once, half up, after all its factors', () => {
    // 9.00 × (100 + 0.95) × 1.30 = 1181.115, which is no binary fraction.
    expect(lineOf('overflow-user', { users: 101 })).toBe(118_112);
    expect(lineOf('ah-user', { users: 101, afterHoursOption: 'fullDesk' })).toBe(163_539);
  });

  test('the dearest framework counts in full, each further one half, whatever their order', () => {
    const compliance = (frameworks: string[]) => quote({ modules: ['compliance'], frameworks }).modules[0]?.amountMinor;
    expect(compliance([])).toBe(0);
    expect(compliance(['hipaa'])).toBe(117_000);
    expect(compliance(['hipaa', 'cmmc'])).toBe(60 * (4550 + 975));
    expect(compliance(['cmmc', 'hipaa', 'hipaa'])).toBe(60 * (4550 + 975));
  });

  test('the programme is in the comparison even when the module is not bought', () => {
    expect(quote({ frameworks: ['hipaa'] }).fullyManagedMonthlyMinor).toBe(1_000_000 + 195_000);
  });
});

describe('totals', () => {
  test('the minimum lifts a small quote and says so, a larger one it leaves alone', () => {
    expect(quote({ modules: ['backup-leadership'] })).toMatchObject({ coManagedMonthlyMinor: 200_000, minimumApplied: true });
    expect(quote().minimumApplied).toBe(false);
  });

  test('a small company meets the minimum of the comparison', () => {
    expect(quote({ users: 5, servers: 0 }).fullyManagedMonthlyMinor).toBe(300_000);
  });

  test('the band is judged on the exact ratio', () => {
    const card = (low: string, high: string): RateCard => ({ ...exampleRateCard, targetRatio: { low, high } });
    expect(quote({}, card('0.55', '0.55')).band).toBe('in');
    expect(quote({}, card('0.5500001', '0.6')).band).toBe('below');
    expect(quote({}, card('0.4', '0.5499999')).band).toBe('above');
  });

  test('a long term waives onboarding, a shorter one does not', () => {
    expect([35, 36].map((termMonths) => quote({ termMonths }).onboardingOneTimeMinor)).toEqual([550_000, 0]);
  });

  test('without users there is no price per user', () => {
    expect(quote({ users: 0 }).perUserCoManagedMinor).toBeNull();
    expect(quote().perUserCoManagedMinor).toBe(7333);
  });

  test('a module asked for twice is bought once', () => {
    expect(quote({ modules: [...scope.modules, 'platform'] })).toEqual(quote());
  });
});

describe('what is refused', () => {
  test.each([
    ['an unknown module', { modules: ['catering'] }],
    ['an unknown framework', { modules: ['compliance'], frameworks: ['gdpr'] }],
    ['an inherited name', { modules: ['compliance'], frameworks: ['constructor'] }],
    ['an unknown option', { afterHoursOption: 'never' }],
    ['a fraction of a user', { users: 7.5 }],
    ['a negative count', { servers: -1 }],
    ['hours without end', { blockHours: Number.POSITIVE_INFINITY }],
  ])('%s', (_title, change) => {
    expect(() => quote(change)).toThrow(RangeError);
  });
});

describe('laws', () => {
  const modules = ['platform', 'security-ops', 'after-hours', 'overflow', 'expertise', 'backup-leadership', 'compliance'];
  const anyScope: fc.Arbitrary<QuoteScope> = fc.record({
    users: fc.nat({ max: 2000 }),
    workstations: fc.nat({ max: 2000 }),
    servers: fc.nat({ max: 300 }),
    sites: fc.nat({ max: 30 }),
    internalTech: fc.nat({ max: 12 }),
    modules: fc.subarray(modules),
    frameworks: fc.subarray(['hipaa', 'pci', 'soc2', 'cmmc']),
    blockHours: fc.nat({ max: 100 }),
    afterHoursOption: fc.constantFrom('p1p2', 'fullDesk'),
  });

  test('lines add up to modules, modules to the fee', () => {
    fc.assert(
      fc.property(anyScope, (any) => {
        const made = price(any, exampleRateCard);
        const total = made.modules.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(made.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(total);
        expect(made.coManagedMonthlyMinor).toBe(Math.max(total, 200_000));
        expect(made.lines.every(({ amountMinor }) => Number.isSafeInteger(amountMinor) && amountMinor >= 0)).toBe(true);
      }),
    );
  });

  test('more of anything never costs less', () => {
    fc.assert(
      fc.property(anyScope, fc.constantFrom('users', 'workstations', 'servers', 'sites', 'blockHours'), (any, key) => {
        const more = price({ ...any, [key]: (any[key] ?? 0) + 1 }, exampleRateCard);
        const now = price(any, exampleRateCard);
        expect(more.coManagedMonthlyMinor).toBeGreaterThanOrEqual(now.coManagedMonthlyMinor);
        expect(more.fullyManagedMonthlyMinor).toBeGreaterThanOrEqual(now.fullyManagedMonthlyMinor);
      }),
    );
  });
});
