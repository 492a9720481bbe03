import { expect, test } from 'vitest';
import { stages, stagesNamed } from './stages.ts';

test('nothing named is everything', () => {
  expect(stagesNamed([])).toEqual(stages);
});

test('the check is the quick part, in order', () => {
  expect(stagesNamed(['check']).map(({ name }) => name)).toEqual([
    'types',
    'lint',
    'boundaries',
    'dead code',
    'unit',
    'database',
    'generated files',
  ]);
});

test('an unknown stage is refused, with the ones there are', () => {
  expect(stagesNamed(['unit']).map(({ name }) => name)).toEqual(['unit']);
  expect(() => stagesNamed(['units'])).toThrow(/No stage is called "units".*unit/);
});
