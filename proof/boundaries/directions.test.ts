/**
 * Each direction rule is shown to fire: a small house is built in a temporary folder, with its workspaces linked as
 * npm links them, holding one violation a rule and the allowed import next to it. The violations found must be
 * exactly the planted ones, so a rule that never fires and a rule that fires too much both fail here.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directions } from './directions.ts';

const sees = (...imports: string[]) => imports.map((from) => `import '${from}';`).join('\n');

/** A house in which every import is allowed. Each violation below is added to it. */
const house: Record<string, string> = {
  'core/calendar/spans.ts': sees('yaml'),
  'core/calendar/zones.ts': sees('./spans.ts'),
  'core/calendar/zones.test.ts': sees('./zones.ts', 'node:fs', 'fastify'),
  'platform/db/index.ts': sees('@tandem/core/calendar/zones.ts', 'node:fs', 'fastify'),
  'platform/db/test-server.ts': sees('./index.ts'),
  'platform/db/index.db.test.ts': sees('./test-server.ts'),
  'platform/ui/theme.ts': sees('@tandem/core/calendar/zones.ts'),
  'capabilities/identity/contract.ts': sees('zod', '@orpc/contract', '@tandem/core/calendar/zones.ts'),
  'capabilities/identity/store.ts': sees('@tandem/platform/db/index.ts', './contract.ts'),
  'capabilities/identity/index.ts': sees('./store.ts'),
  'capabilities/work/contract.ts': sees('zod', '../identity/contract.ts'),
  'capabilities/work/rules.ts': sees('./contract.ts', '@tandem/core/calendar/zones.ts'),
  'capabilities/work/store.ts': sees('./rules.ts', '../identity/index.ts'),
  'capabilities/work/work.db.test.ts': sees('./index.ts', '../../proof/cast/cast.ts'),
  'capabilities/work/index.ts': sees('./store.ts', '../identity/contract.ts'),
  'capabilities/work/panel/index.tsx': sees(
    './queue.tsx',
    '../contract.ts',
    '../../audit/contract.ts',
    '@tandem/platform/ui/theme.ts',
  ),
  'capabilities/work/panel/queue.tsx': sees('react'),
  'capabilities/audit/contract.ts': sees('zod'),
  'capabilities/audit/index.ts': sees('../work/index.ts', './contract.ts'),
  'apps/server/main.ts': sees('@tandem/capabilities/audit/index.ts', '@tandem/platform/db/index.ts'),
  'apps/web/main.tsx': sees(
    '@tandem/capabilities/work/panel/index.tsx',
    '@tandem/platform/ui/theme.ts',
    '@tandem/capabilities/work/contract.ts',
  ),
  'apps/cli/main.ts': sees('@tandem/core/calendar/zones.ts', '@tandem/capabilities/work/contract.ts', 'node:fs'),
  'proof/cast/cast.ts': sees('@tandem/capabilities/audit/index.ts', '@tandem/platform/db/test-server.ts'),
  'proof/journeys/night.test.ts': sees('@tandem/platform/db/test-server.ts', '@tandem/capabilities/work/store.ts'),
};

/** rule → [file that breaks it, what it imports]. */
const planted: [rule: string, file: string, imports: string][] = [
  ['core-sees-only-core', 'core/bad/platform.ts', '@tandem/platform/db/index.ts'],
  ['core-few-packages', 'core/bad/package.ts', 'fastify'],
  ['core-no-node', 'core/bad/node.ts', 'node:fs'],
  ['platform-knows-no-capability', 'platform/bad/capability.ts', '@tandem/capabilities/work/index.ts'],
  ['server-without-ui', 'platform/bad/ui.ts', '@tandem/platform/ui/theme.ts'],
  ['ui-without-server', 'platform/ui/bad.ts', '@tandem/platform/db/index.ts'],
  ['capability-stays-below', 'capabilities/audit/bad-ui.ts', '@tandem/platform/ui/theme.ts'],
  ['capability-stays-below', 'capabilities/audit/bad-panel.ts', '../work/panel/queue.tsx'],
  ['capability-by-the-door', 'capabilities/audit/bad-store.ts', '../work/store.ts'],
  ['order-identity', 'capabilities/identity/bad-order.ts', '../work/contract.ts'],
  ['order-engagements', 'capabilities/engagements/bad-order.ts', '../work/contract.ts'],
  ['order-responsibility', 'capabilities/responsibility/bad-order.ts', '../work/contract.ts'],
  ['order-alerts', 'capabilities/alerts/bad-order.ts', '../work/contract.ts'],
  ['order-work', 'capabilities/work/bad-order.ts', '../audit/contract.ts'],
  ['order-agreements', 'capabilities/agreements/bad-order.ts', '../audit/contract.ts'],
  ['order-notifications', 'capabilities/notifications/bad-order.ts', '../audit/contract.ts'],
  ['contract-is-client-safe', 'capabilities/work/bad-package/contract.ts', 'fastify'],
  ['contract-is-client-safe', 'capabilities/work/bad-node/contract.ts', 'node:fs'],
  ['contract-is-client-safe', 'capabilities/work/bad-platform/contract.ts', '@tandem/platform/db/index.ts'],
  ['rules-are-pure', 'capabilities/work/bad/rules.ts', '../store.ts'],
  ['panel-sees-contracts-and-ui', 'capabilities/audit/panel/bad-store.tsx', '../../work/store.ts'],
  ['panel-sees-contracts-and-ui', 'capabilities/audit/panel/bad-platform.tsx', '@tandem/platform/db/index.ts'],
  ['panel-sees-contracts-and-ui', 'capabilities/audit/panel/bad-neighbour.tsx', '../../work/panel/index.tsx'],
  ['browser-without-node', 'capabilities/audit/panel/bad-node.tsx', 'node:fs'],
  ['browser-without-node', 'platform/ui/bad-node.ts', 'node:fs'],
  ['web-sees-panels-only', 'apps/web/bad-server.ts', '@tandem/capabilities/work/index.ts'],
  ['web-sees-panels-only', 'apps/web/bad-platform.ts', '@tandem/platform/db/index.ts'],
  ['web-sees-panels-only', 'apps/web/bad-panel.ts', '@tandem/capabilities/work/panel/queue.tsx'],
  ['clients-see-contracts', 'apps/cli/bad-index.ts', '@tandem/capabilities/work/index.ts'],
  ['clients-see-contracts', 'apps/agent/bad-platform.ts', '@tandem/platform/db/index.ts'],
  ['server-by-the-door', 'apps/server/bad-store.ts', '@tandem/capabilities/work/store.ts'],
  ['server-by-the-door', 'apps/server/bad-web.ts', '../web/main.tsx'],
  ['proof-is-last', 'apps/server/bad-proof.ts', '../../proof/cast/cast.ts'],
  ['proof-is-last', 'core/bad/proof.ts', '../../proof/cast/cast.ts'],
  ['proof-is-last', 'capabilities/work/bad-proof.ts', '../../proof/cast/cast.ts'],
  ['tests-borrow-the-cast', 'apps/server/bad-proof.test.ts', '../../proof/journeys/night.test.ts'],
  ['resolves', 'platform/bad/nothing.ts', './nowhere.ts'],
  ['product-without-tests', 'platform/bad/harness.ts', '../db/test-server.ts'],
];

/** Violations of two rules at once are planted where the second is unavoidable; it is named here, never ignored silently. */
const alongside = [
  'capability-by-the-door capabilities/audit/bad-panel.ts',
  'capability-by-the-door capabilities/audit/panel/bad-neighbour.tsx',
  'capability-by-the-door capabilities/audit/panel/bad-store.tsx',
  'core-sees-only-core core/bad/proof.ts',
];

const loose: Record<string, string> = {
  'platform/bad/alone.ts': 'export const alone = 1;',
  'platform/bad/round.ts': sees('./about.ts'),
  'platform/bad/about.ts': sees('./round.ts'),
  // A type-only import couples two folders as much as any other.
  'core/bad/type-only.ts': "import type { Db } from '@tandem/platform/db/index.ts';\nexport type Held = Db;",
};

let root: string;
let found: string[];

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function workspace(name: string, folder: string) {
  write(`${folder}/package.json`, JSON.stringify({ name: `@tandem/${name}`, type: 'module', exports: { './*': './*' } }));
  mkdirSync(join(root, 'node_modules/@tandem'), { recursive: true });
  symlinkSync(join('../..', folder), join(root, 'node_modules/@tandem', name));
}

function packageNamed(name: string) {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }));
  write(`node_modules/${name}/index.js`, 'export default 1;');
}

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tandem-directions-')));
  for (const name of ['yaml', 'zod', '@orpc/contract', 'fastify', 'react']) packageNamed(name);
  for (const name of ['core', 'platform', 'capabilities']) workspace(name, name);
  write('package.json', JSON.stringify({ name: 'house', type: 'module', workspaces: ['core', 'platform', 'capabilities'] }));
  for (const [path, text] of Object.entries({ ...house, ...loose })) write(path, text);
  for (const [, path, imports] of planted) write(path, sees(imports));

  const { forbidden, options } = directions;
  const resolve = { ...options.enhancedResolveOptions, symlinks: true };
  const { output } = await cruise(
    ['core', 'platform', 'capabilities', 'apps', 'proof'],
    { ...options, ruleSet: { forbidden }, validate: true, baseDir: root } as Parameters<typeof cruise>[1],
    resolve as Parameters<typeof cruise>[2],
  );
  found = (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('directions', () => {
  test.each(planted)('%s stops %s from importing %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  test('a cycle, an orphan and a type-only import upwards are stopped', () => {
    expect(found).toContain('no-orphans platform/bad/alone.ts');
    expect(found.filter((violation) => violation.startsWith('no-cycles platform/bad/'))).not.toEqual([]);
    expect(found).toContain('core-sees-only-core core/bad/type-only.ts');
  });

  test('nothing that is allowed is stopped', () => {
    const expected = new Set([
      ...planted.map(([rule, file]) => `${rule} ${file}`),
      ...alongside,
      'no-orphans platform/bad/alone.ts',
      'no-cycles platform/bad/round.ts',
      'no-cycles platform/bad/about.ts',
      'core-sees-only-core core/bad/type-only.ts',
    ]);
    expect(found.filter((violation) => !expected.has(violation))).toEqual([]);
  });

  test('every rule has a planted violation', () => {
    const shown = new Set(found.map((violation) => violation.split(' ')[0]));
    expect(directions.forbidden.map((rule) => rule.name).filter((name) => !shown.has(name))).toEqual([]);
  });
});
