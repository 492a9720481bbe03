/**
 * Time in blocks of equal width. What depends on time (offsets, open spans, windows) is computed for a whole block
 * when it is first asked for and kept, so that a question is an array look-up and a short binary search, and a
 * calendar costs nothing for the years that nobody asks about.
 */

import type { EpochMs } from './model.ts';

/** About 50 days: some hundred breakpoints in a block. */
export const blockMs = 2 ** 32;

/** How many blocks without any open time in a row are searched before the answer is "never": ten years. */
export const searchBlocks = Math.ceil((10 * 366 * 86_400_000) / blockMs);

export function blockOf(at: EpochMs): number {
  return Math.floor(at / blockMs);
}

/** Keeps what `compute` returns for each block index. */
export function lazyBlocks<T>(compute: (index: number) => T): (index: number) => T {
  const kept = new Map<number, T>();
  return (index) => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    const block = compute(index);
    kept.set(index, block);
    return block;
  };
}

/** Index of the last element that is ≤ `value` in an ascending array, or −1. */
export function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
