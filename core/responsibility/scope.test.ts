/**
 * Which row decides, by table, and against the definition of the rule on random scopes.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Scope, ScopeKey } from './model.ts';
import { scopeKeys } from './model.ts';
import { ask, testEngagement } from './test-engagement.ts';

// Random runs are long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const facts: Scope = { asset: 'ERP01', 'asset-class': 'server', app: 'ERP', 'user-group': 'plant' };

/** The answer when each scope is a row, `R-1` the first. */
function decided(scopes: Scope[], asked: Scope = facts) {
  const engagement = testEngagement(scopes.map((scope, index) => ({ id: `R-${index + 1}`, scope })));
  const { row, conflict } = ask(engagement, asked);
  return { row, conflict };
}

describe('narrowness', () => {
  test.each<[string, Scope[], string | null, string[]]>([
    ['everything matches everything', [{}], 'R-1', []],
    ['nothing matches another value', [{ app: 'CRM' }], null, []],
    ['all keys must match', [{ app: 'ERP', asset: 'FS01' }, {}], 'R-2', []],
    ['more keys are narrower', [{}, { app: 'ERP' }, { app: 'ERP', 'user-group': 'plant' }], 'R-3', []],
    ['asset before class', [{ 'asset-class': 'server' }, { asset: 'ERP01' }], 'R-2', ['R-2', 'R-1']],
    ['asset before app', [{ asset: 'ERP01' }, { app: 'ERP' }], 'R-1', ['R-1', 'R-2']],
    ['app before site', [{ site: 'main' }, { app: 'ERP' }], 'R-2', ['R-2', 'R-1']],
    ['class before site', [{ site: 'main' }, { 'asset-class': 'server' }], 'R-2', ['R-2', 'R-1']],
    ['site before group', [{ 'user-group': 'plant' }, { site: 'main' }], 'R-2', ['R-2', 'R-1']],
    ['class before app, since something has to be', [{ app: 'ERP' }, { 'asset-class': 'server' }], 'R-2', ['R-2', 'R-1']],
    ['asset before any two others', [{ app: 'ERP', 'asset-class': 'server' }, { asset: 'ERP01' }], 'R-2', ['R-2', 'R-1']],
    [
      'the next key decides',
      [
        { app: 'ERP', 'user-group': 'plant' },
        { app: 'ERP', site: 'main' },
      ],
      'R-2',
      ['R-2', 'R-1'],
    ],
    ['the same scope twice, the lower id', [{ app: 'ERP' }, { app: 'ERP' }], 'R-1', ['R-1', 'R-2']],
    [
      'a row beaten by a narrower one is no part of a conflict',
      [{ app: 'ERP' }, { app: 'ERP', asset: 'ERP01' }, { site: 'main' }],
      'R-2',
      ['R-2', 'R-3'],
    ],
    [
      'one narrower than both ends their conflict',
      [{ app: 'ERP' }, { asset: 'ERP01' }, { app: 'ERP', asset: 'ERP01' }],
      'R-3',
      [],
    ],
    ['three ways', [{ site: 'main' }, { app: 'ERP' }, { asset: 'ERP01' }], 'R-3', ['R-3', 'R-2', 'R-1']],
  ])('%s', (_, scopes, row, conflict) => {
    expect(decided(scopes)).toEqual({ row, conflict });
  });

  test('a missing fact matches only rows that do not ask for it', () => {
    expect(decided([{ asset: 'ERP01' }, {}], {}).row).toBe('R-2');
    expect(decided([{ asset: 'ERP01' }], {}).row).toBeNull();
  });

  test('the site is always known', () => {
    expect(decided([{ site: 'main' }, {}], {}).row).toBe('R-1');
    expect(decided([{ site: 'main' }, {}], { site: 'plant' }).row).toBe('R-2');
  });

  test('values that run together are kept apart', () => {
    expect(decided([{ asset: 'a', app: 'bc' }], { asset: 'ab', app: 'c' }).row).toBeNull();
    expect(decided([{ asset: 'a', app: '1:b' }], { asset: 'a', app: '1:b' }).row).toBe('R-1');
  });
});

const anyScope: fc.Arbitrary<Scope> = fc.record(
  {
    asset: fc.constantFrom('a1', 'a2'),
    'asset-class': fc.constantFrom('c1', 'c2'),
    app: fc.constantFrom('p1', 'p2'),
    site: fc.constantFrom('main', 'plant'),
    'user-group': fc.constantFrom('g1', 'g2'),
  },
  { requiredKeys: [] },
);

const keysOf = (scope: Scope) => scopeKeys.filter((key) => scope[key] !== undefined);

/** Straight from the rule: more keys, all of the other's among them. */
const isNarrower = (a: Scope, b: Scope) => keysOf(a).length > keysOf(b).length && keysOf(b).every((key) => a[key] !== undefined);

/** Straight from the rule: ranks compared from the strongest down, class and app on one rank. */
function isStronger(a: Scope, b: Scope): boolean {
  const ranks: ScopeKey[][] = [['asset'], ['asset-class', 'app'], ['site'], ['user-group'], ['asset-class']];
  for (const rank of ranks) {
    const count = (scope: Scope) => rank.filter((key) => scope[key] !== undefined).length;
    if (count(a) !== count(b)) return count(a) > count(b);
  }
  return false;
}

test('the index decides as the definition does', () => {
  fc.assert(
    fc.property(fc.array(anyScope, { minLength: 1, maxLength: 9 }), anyScope, (scopes, asked) => {
      const known = { site: 'main', ...asked };
      const rows = scopes.map((scope, index) => ({ id: `R-${index + 1}`, scope }));
      const matching = rows.filter(({ scope }) => keysOf(scope).every((key) => scope[key] === known[key]));
      const narrowest = matching.filter((row) => !matching.some((other) => isNarrower(other.scope, row.scope)));
      const winner = narrowest.find((row) => !narrowest.some((other) => isStronger(other.scope, row.scope)));
      const result = decided(scopes, asked);
      expect(result.row).toBe(winner?.id ?? null);
      expect([...result.conflict].sort()).toEqual(narrowest.length > 1 ? narrowest.map(({ id }) => id).sort() : []);
    }),
    { numRuns: 400, seed: 7 },
  );
});
