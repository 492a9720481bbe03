/**
 * Every figure of the card has a field, and a field changes its own figure alone.
 */
import { readRateCard } from '@tandem/core/commercial/card-check.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { expect, test } from 'vitest';
import { pathText, sectionsOf, valueAt, withValue } from './rates-fields.ts';

const fields = sectionsOf(exampleRateCard).flatMap((section) => section.fields);

test('all figures have a field: what is text or a number and is no id or unit', () => {
  const figures: string[] = [];
  const walk = (value: unknown, steps: (string | number)[]): void => {
    const last = steps.at(-1);
    if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) walk(member, [...steps, Array.isArray(value) ? Number(key) : key]);
    else if (last !== 'id' && last !== 'unit' && last !== 'appliesTo') figures.push(pathText(steps));
  };
  walk(exampleRateCard, []);
  expect(fields.map(({ steps }) => pathText(steps)).sort()).toEqual(figures.sort());
});

test('a field changes its figure and nothing else, and the place of a problem is the place of its field', () => {
  for (const { steps } of fields) {
    const broken = withValue(exampleRateCard, steps, {});
    expect(withValue(broken, steps, valueAt(exampleRateCard, steps))).toEqual(exampleRateCard);
    const read = readRateCard(broken);
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toContain(pathText(steps));
  }
});
