import { internalRoles, providerRoles } from '@tandem/platform/access/actor.ts';
import { describe, expect, test } from 'vitest';
import { isLastKeeper, keeperRoles, reasonAgainstRole, reasonAgainstSide } from './rules.ts';

describe('roles', () => {
  test.each(internalRoles)('%s is a role of the internal side only', (role) => {
    expect(reasonAgainstRole('internal', role)).toBeNull();
    expect(reasonAgainstRole('provider', role)).toMatch(/no role/);
  });

  test.each(providerRoles)('%s is a role of the provider only', (role) => {
    expect(reasonAgainstRole('provider', role)).toBeNull();
    expect(reasonAgainstRole('internal', role)).toMatch(/no role/);
  });
});

test('a side keeps its own people', () => {
  expect(reasonAgainstSide('internal', 'internal')).toBeNull();
  expect(reasonAgainstSide('provider', 'internal')).toMatch(/internal side are kept by that side/);
  expect(reasonAgainstSide('internal', 'provider')).toMatch(/provider side are kept by that side/);
});

test('the last keeper is the one whom nobody could follow', () => {
  expect(keeperRoles('internal')).toEqual(['it', 'leader']);
  expect(keeperRoles('provider')).toEqual(['admin']);
  expect(isLastKeeper(['a'], 'a')).toBe(true);
  expect(isLastKeeper(['a', 'b'], 'a')).toBe(false);
  expect(isLastKeeper(['b'], 'a')).toBe(false);
});
