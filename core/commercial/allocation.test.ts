/**
 * Shares that add up to the cent, and what one row less saves and uncovers.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftOf } from '../responsibility/draft.ts';
import type { EngagementFile } from '../responsibility/model.ts';
import { parseEngagement } from '../responsibility/parse.ts';
import { allocate, apportion, minimumPart, quoteOf, withoutRow } from './allocation.ts';
import { price } from './price.ts';
import { exampleRateCard } from './rate-card.ts';
import { moduleIds } from './scope.ts';
import { type Agreement, emptyTerms, quoteScopeOf } from './terms.ts';

const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example is not valid.');
const draft = draftOf(parsed.file, '2027-01-01');
const file: EngagementFile = {
  ...draft,
  parties: { ...draft.parties, internal: { name: 'Harbor', users: 75, workstations: 80, servers: 4 } },
};
const four = ['platform', 'security-ops', 'after-hours', 'overflow'];
const agreement = (modules: string[] = four, more: Partial<Agreement['terms']> = {}): Agreement => ({
  file,
  terms: { ...emptyTerms(), card: { name: 'Example', rates: exampleRateCard }, modules, ...more },
});

describe('apportion', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [100, [1, 2], [33, 67]],
    [2, [1, 1, 1], [1, 1, 0]],
    [5, [0, 0], [5, 0]],
    [5, [], []],
    [0, [3, 4], [0, 0]],
  ])('%s by %j is %j', (total, weights, shares) => {
    expect(apportion(total, weights)).toEqual(shares);
  });

  test('nothing is lost, and nobody is a unit away from the exact share', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 2_000_000_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.nat(), weights, (total, each) => {
        const shares = apportion(total, each);
        const sum = each.reduce((all, weight) => all + weight, 0);
        expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
        for (const [index, share] of shares.entries()) expect(Math.abs(share - (total * each[index]!) / sum)).toBeLessThan(1.001);
      }),
    );
  });
});

describe('allocate', () => {
  test('the example costs what the published comparison says, and each cent stands with a row', () => {
    const quote = quoteOf(agreement())!;
    expect(quote.coManagedMonthlyMinor).toBe(550_000);
    const shares = allocate(agreement(), quote);
    expect(shares.reduce((sum, share) => sum + share.amountMinor, 0)).toBe(550_000);
    expect(shares.find(({ row }) => row === 'A-05')).toEqual({
      row: 'A-05',
      amountMinor: 43_800,
      parts: [{ module: 'security-ops', amountMinor: 43_800 }],
    });
    expect(shares.find(({ row }) => row === 'A-26')).toBeUndefined();
  });

  test('what no row calls for stands with nobody, and the minimum is shared too', () => {
    const one = agreement(['compliance', 'backup-leadership'], { frameworks: ['pci'] });
    const small = { ...one, terms: { ...one.terms, frameworks: [] } };
    expect(allocate(one, quoteOf(one)!).find(({ row }) => row === null)).toMatchObject({ parts: [{ module: 'compliance' }, {}] });
    expect(allocate(small, quoteOf(small)!)).toEqual([
      {
        row: 'A-24',
        amountMinor: 200_000,
        parts: [
          { module: 'backup-leadership', amountMinor: 50_000 },
          { module: minimumPart, amountMinor: 150_000 },
        ],
      },
    ]);
    expect(allocate(agreement([]), quoteOf(agreement([]))!)).toMatchObject([{ row: null, amountMinor: 200_000 }]);
  });

  test('shares add up to the fee, whatever is bought and however many people there are', () => {
    const counts = fc.record({ users: fc.nat({ max: 900 }), workstations: fc.nat({ max: 900 }), servers: fc.nat({ max: 90 }) });
    fc.assert(
      fc.property(counts, fc.subarray([...moduleIds]), fc.nat({ max: 40 }), (some, modules, blockHours) => {
        const base = agreement(modules, { blockHours, frameworks: ['soc2'] });
        const any = { ...base, file: { ...file, parties: { ...file.parties, internal: { name: 'Harbor', ...some } } } };
        const quote = quoteOf(any)!;
        const shares = allocate(any, quote);
        expect(shares.reduce((sum, share) => sum + share.amountMinor, 0)).toBe(quote.coManagedMonthlyMinor);
        for (const { amountMinor, parts } of shares)
          expect(parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(amountMinor);
      }),
    );
  });

  test('the price is additive over modules', () => {
    const asked = (modules: string[]) =>
      price({ ...quoteScopeOf(agreement()), modules, blockHours: 7 }, exampleRateCard).modules.reduce(
        (sum, one) => sum + one.amountMinor,
        0,
      );
    fc.assert(
      fc.property(fc.subarray([...moduleIds]), (some) => {
        const others = moduleIds.filter((id) => !some.includes(id));
        expect(asked(some) + asked(others)).toBe(asked([...moduleIds]));
      }),
    );
  });
});

describe('without a row', () => {
  test('the last row that calls for a module takes it along', () => {
    expect(withoutRow(agreement([...four, 'backup-leadership']), 'A-24')).toEqual({
      savesMinor: 50_000,
      drops: ['backup-leadership'],
      keeps: [],
      uncovers: {
        function: 'ct-unplanned-absence',
        name: 'Unplanned absence or departure',
        windows: ['business-hours', 'after-hours', 'weekend', 'holiday'],
      },
    });
  });

  test('a row among others saves nothing by itself, and says which rows keep the module', () => {
    const less = withoutRow(agreement(), 'A-04');
    expect(less).toMatchObject({ savesMinor: 0, drops: [], uncovers: { function: 'sm-edr-triage' } });
    expect(less?.keeps).toContainEqual({ module: 'security-ops', rows: ['A-05', 'A-06', 'A-07', 'A-25'] });
  });

  test('a narrow row uncovers nothing while a wide one stands; a wide one is not replaced by a narrow one', () => {
    expect(withoutRow(agreement(), 'A-07')?.uncovers).toBeNull();
    expect(withoutRow(agreement(), 'A-06')?.uncovers).toMatchObject({ function: 'ir-server-containment' });
  });

  test('the full desk goes with the row that asked for it', () => {
    const rows = file.matrix[0]!.rows.map((row) =>
      row.id === 'A-01' ? { ...row, 'after-hours': { who: ['msp-desk'], mode: 'act' as const } } : row,
    );
    const full = {
      ...agreement(four, { afterHoursOption: 'fullDesk' }),
      file: { ...file, matrix: [{ ...file.matrix[0]!, rows }] },
    };
    expect(withoutRow(full, 'A-01')?.savesMinor).toBe(86_000);
  });

  test('no such row, and no card yet', () => {
    expect(withoutRow(agreement(), 'Z-99')).toBeNull();
    expect(withoutRow(agreement(four, { card: null }), 'A-24')).toMatchObject({ savesMinor: 0 });
    expect(quoteOf(agreement(four, { card: null }))).toBeNull();
    expect(() => quoteOf(agreement(['catering']))).toThrow(RangeError);
  });

  test('removing never costs more', () => {
    for (const row of file.matrix[0]!.rows)
      expect(withoutRow(agreement([...moduleIds]), row.id)?.savesMinor).toBeGreaterThanOrEqual(0);
  });
});
