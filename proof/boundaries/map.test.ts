import { expect, test } from 'vitest';
import { arrowsBetween, pageOf, reduced } from './map.ts';

const arrows = arrowsBetween([
  ['apps/server/main.ts', 'capabilities/work/index.ts'],
  ['apps/server/main.ts', 'platform/db/pool.ts'],
  ['capabilities/work/store.ts', 'platform/db/pool.ts'],
  ['capabilities/work/store.ts', 'capabilities/work/rules.ts'],
  ['capabilities/work/store.db.test.ts', 'platform/mail/mail.ts'],
  ['capabilities/work/panel/index.tsx', 'platform/ui/theme.ts'],
  ['platform/db/pool.ts', 'node_modules/pg/lib/index.js'],
]);

test('arrows go between folders, without tests and packages', () => {
  expect([...arrows].map(([from, to]) => [from, ...to])).toEqual([
    ['apps/server', 'capabilities/work', 'platform/db'],
    ['capabilities/work', 'platform/db'],
    ['capabilities/work/panel', 'platform/ui'],
  ]);
});

test('the picture leaves out what a longer way implies, the table does not', () => {
  expect([...(reduced(arrows).get('apps/server') ?? [])]).toEqual(['capabilities/work']);
  const page = pageOf(arrows);
  expect(page).toContain('apps_server --> capabilities_work');
  expect(page).not.toContain('apps_server --> platform_db');
  expect(page).toContain('| apps/server | capabilities/work, platform/db |');
});

test('the order of imports changes nothing', () => {
  const imports: [string, string][] = [
    ['core/b/x.ts', 'core/a/y.ts'],
    ['core/c/x.ts', 'core/b/x.ts'],
    ['core/c/x.ts', 'core/a/y.ts'],
  ];
  expect(pageOf(arrowsBetween(imports.toReversed()))).toBe(pageOf(arrowsBetween(imports)));
});

test('a ring stays a ring', () => {
  const ring = arrowsBetween([
    ['core/a/x.ts', 'core/b/x.ts'],
    ['core/a/x.ts', 'core/c/x.ts'],
    ['core/b/x.ts', 'core/c/x.ts'],
    ['core/c/x.ts', 'core/b/x.ts'],
  ]);
  const arrowsLeft = [...reduced(ring)].map(([from, to]) => [from, ...to]);
  expect(arrowsLeft).toEqual([
    ['core/a', 'core/c'],
    ['core/b', 'core/c'],
    ['core/c', 'core/b'],
  ]);
});
