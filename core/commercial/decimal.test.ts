import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, decimal, plus, quotient, rounded, times, zero } from './decimal.ts';

test.each([
  ['1.005', 2, 101],
  ['1.0049', 2, 100],
  ['-1.005', 2, -101],
  ['0.5', 0, 1],
  ['-0.5', 0, -1],
  ['0.49999999999999999999', 0, 0],
  ['120', 2, 12_000],
])('%s rounded to %s places is %s', (text, places, units) => {
  expect(rounded(decimal(text), places)).toBe(units);
});

test.each(['', '1.', '.5', '1e3', 'ten', '1,000', Number.NaN])('%j is no decimal', (text) => {
  expect(() => decimal(text)).toThrow(RangeError);
});

test('a quotient is rounded half up at its last place', () => {
  expect(quotient(decimal('5500'), decimal(75), 2)).toBe(7333);
  expect(quotient(decimal('1'), decimal(8), 2)).toBe(13);
  expect(quotient(decimal('3840'), decimal('6670.00'), 4)).toBe(5757);
});

test('sums, products and comparison are those of whole numbers, whatever the scale', () => {
  const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(whole, whole, fc.nat({ max: 4 }), fc.nat({ max: 4 }), (a, b, m, n) => {
      const left = { digits: BigInt(a) * 10n ** BigInt(m), scale: m };
      const right = { digits: BigInt(b) * 10n ** BigInt(n), scale: n };
      expect(rounded(plus(left, right), 0)).toBe(a + b);
      expect(rounded(times(left, right), 0)).toBe(a * b + 0);
      expect(Math.sign(compare(left, right))).toBe(Math.sign(a - b));
      expect(plus(left, zero).scale).toBe(m);
    }),
  );
});
