/**
 * When a version of a rate card can price a draft: from its day on, wherever that day begins first.
 */
import { describe, expect, it } from 'vitest';
import { reasonAgainstCard } from './rules.ts';

const evening = Temporal.Instant.from('2026-11-25T19:00-06:00');

describe('reasonAgainstCard', () => {
  it.each([
    ['a card of the past', '2026-01-01', '2026-11-25', true],
    ['a card of tomorrow, which has begun east of here', '2026-11-26', '2026-11-25', true],
    ['next year\u2019s card for what begins this year', '2027-01-01', '2026-12-01', false],
    ['next year\u2019s card for what begins on its day', '2027-01-01', '2027-01-01', true],
    ['next year\u2019s card for what begins later', '2027-01-01', '2027-03-01', true],
  ])('%s', (_name, effectiveFrom, begins, fits) => {
    expect(reasonAgainstCard(effectiveFrom, begins, evening) === null).toBe(fits);
  });

  it('takes the day that has begun furthest east, and none after it', () => {
    const noonInLondon = Temporal.Instant.from('2026-11-25T12:00Z');
    const fits = (effectiveFrom: string) => reasonAgainstCard(effectiveFrom, '2026-11-25', noonInLondon) === null;
    expect([fits('2026-11-26'), fits('2026-11-27')]).toEqual([true, false]);
  });
});
