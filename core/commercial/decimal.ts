/**
 * Exact decimal numbers for prices. A rate is text on the card (`9.00`, `0.95`) and stays exact through every
 * multiplication and sum; rounding happens once per line and only where a caller asks for it. Binary fractions would
 * move half a cent now and then, which is the kind of difference that a customer finds.
 */

export interface Decimal {
  digits: bigint;
  /** Places after the point: the value is digits / 10^scale. */
  scale: number;
}

export const zero: Decimal = { digits: 0n, scale: 0 };

/** Reads `120`, `120.00`, `-0.5` or a finite number as it prints. RangeError for anything else. */
export function decimal(value: string | number): Decimal {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) throw new RangeError(`Not a decimal number: ${value}`);
  const fraction = match[2] ?? '';
  return { digits: BigInt(`${match[1]}${fraction}`), scale: fraction.length };
}

export function times(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: rescale(a, scale) + rescale(b, scale), scale };
}

/** Below zero when a < b, 0 when equal, above zero when a > b. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [rescale(a, scale), rescale(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function rescale(value: Decimal, scale: number): bigint {
  return value.digits * 10n ** BigInt(scale - value.scale);
}

/** The whole number of units of 10^-places nearest to the value, halves away from zero. */
export function rounded(value: Decimal, places: number): number {
  if (value.scale <= places) return Number(rescale(value, places));
  return divideHalfUp(value.digits, 10n ** BigInt(value.scale - places));
}

/** a / b to `places` after the point, as a whole number of its last place; halves away from zero. `b` is above zero. */
export function quotient(a: Decimal, b: Decimal, places: number): number {
  const scale = Math.max(a.scale, b.scale);
  return divideHalfUp(rescale(a, scale) * 10n ** BigInt(places), rescale(b, scale));
}

function divideHalfUp(dividend: bigint, divisor: bigint): number {
  const size = dividend < 0n ? -dividend : dividend;
  const result = Number((size * 2n + divisor) / (divisor * 2n));
  return dividend < 0n ? -result : result;
}
