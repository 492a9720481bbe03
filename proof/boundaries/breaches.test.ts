import { describe, expect, test } from 'vitest';
import type { HouseFile } from './house.ts';
import { capabilityOrder } from './order.ts';
import { rules } from './rules.ts';
import { wallClock } from './wall-clock.ts';

type Sketch = Record<string, string>;

interface Proof {
  /** Each of these breaks the rule, at the path given. */
  breaks: [at: string, house: Sketch][];
  /** The same thing done right. */
  keeps: Sketch;
}

const header = '/**\n * Says what the file guarantees.\n */\n';
const lines = (count: number, line = 'x();') => Array.from({ length: count }, () => line).join('\n');
const readme = (...titles: string[]) => `# Work\n\n${titles.map((title) => `## ${title}\n\nWords.\n`).join('\n')}`;
const sections = ['Promise', 'Words', 'Owns', 'Needs', 'Never', 'Start reading at'];
const everyCapability = Object.fromEntries(capabilityOrder.map((name) => [`capabilities/${name}/index.ts`, '']));
const why = '-- Items need a number that people can say on the phone.\n';
const migration = 'capabilities/work/migrations/20270101T0900_work_items.sql';
const decision = (number: string, extra = '') => `# ${number} · One chain\n\nBecause.\n${extra}`;

const lockOf = (more: object) =>
  JSON.stringify({ packages: { 'node_modules/biome': { optionalDependencies: { 'biome-linux': '1.0.0' } }, ...more } });

const proofs: Record<string, Proof> = {
  closedFileNames: {
    breaks: [
      ['capabilities/work/queue.ts', { 'capabilities/work/queue.ts': '' }],
      ['capabilities/work/queue.test.ts', { 'capabilities/work/queue.test.ts': '' }],
      ['capabilities/work/offers/deeper/store.ts', { 'capabilities/work/offers/deeper/store.ts': '' }],
      ['capabilities/work/panel/Queue.tsx', { 'capabilities/work/panel/Queue.tsx': '' }],
      ['capabilities/work/migrations/notes.md', { 'capabilities/work/migrations/notes.md': '' }],
      ['capabilities/loose.ts', { 'capabilities/loose.ts': '' }],
    ],
    keeps: {
      'capabilities/package.json': '',
      'capabilities/work/README.md': '',
      'capabilities/work/store.ts': '',
      'capabilities/work/store.db.test.ts': '',
      'capabilities/work/work.db.test.ts': '',
      'capabilities/work/offers/rules.test.ts': '',
      'capabilities/work/panel/item-page.module.css': '',
      'capabilities/work/panel/item/index.tsx': '',
      [migration]: '',
    },
  },
  capabilitiesInOrder: {
    breaks: [
      ['capabilities/billing', { ...everyCapability, 'capabilities/billing/index.ts': '' }],
      ['proof/boundaries/order.ts', { 'capabilities/work/index.ts': '' }],
    ],
    keeps: { ...everyCapability, 'capabilities/package.json': '' },
  },
  compositionInOrder: {
    breaks: [
      [
        'apps/server/capabilities.ts',
        { 'apps/server/capabilities.ts': 'export const capabilities = [workCapability, identityCapability];' },
      ],
    ],
    keeps: {
      'apps/server/capabilities.ts': `export const capabilities = [\n${capabilityOrder.map((name) => `  ${name}Capability,`).join('\n')}\n];`,
    },
  },
  sayingNames: {
    breaks: [
      ['core/util/spans.ts', { 'core/util/spans.ts': '' }],
      ['platform/db/helpers.ts', { 'platform/db/helpers.ts': '' }],
      ['platform/ui/queue-manager.tsx', { 'platform/ui/queue-manager.tsx': '' }],
      ['core/calendar/types.ts', { 'core/calendar/types.ts': '' }],
    ],
    keeps: { 'core/calendar/spans.ts': '', 'platform/utility-power/index.ts': '' },
  },
  capabilityReadmes: {
    breaks: [
      ['capabilities/work/README.md', { 'capabilities/work/index.ts': '' }],
      ['capabilities/work/README.md', { 'capabilities/work/README.md': readme(...sections.slice(1)) }],
      [
        'capabilities/work/README.md',
        { 'capabilities/work/README.md': readme(...sections).replace('## Never\n\nWords.\n', '## Never\n') },
      ],
    ],
    keeps: { 'capabilities/work/README.md': readme(...sections) },
  },
  productAlone: {
    breaks: [
      ['docs/words.md', { 'docs/words.md': 'See issue 12 for more.' }],
      ['core/a.ts', { 'core/a.ts': '// Comes with a later issue.' }],
      ['README.md', { 'README.md': 'Read ../shared/design first.' }],
    ],
    keeps: { 'docs/words.md': 'Statements that the company may issue. Shared by both sides.' },
  },
  pureCore: {
    breaks: [
      ['core/a.ts', { 'core/a.ts': 'export const now = () => Temporal.Now.instant();' }],
      ['core/a.ts', { 'core/a.ts': 'export const day = (at: number) => new Date(at);' }],
      ['core/a.ts', { 'core/a.ts': 'export function day(at: Date) { return at; }' }],
      ['core/a.ts', { 'core/a.ts': 'export const dice = Math.random();' }],
      ['core/a.ts', { 'core/a.ts': "export const zone = process.env['TZ'];" }],
      ['core/a.ts', { 'core/a.ts': 'export const all = globalThis;' }],
    ],
    keeps: {
      'core/a.ts': `${header}// Never new Date(), never Math.random().\nexport const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(Math.trunc(ms));\nexport const text = 'Date.now()';\nexport interface Row { process: string }`,
      'core/a.test.ts': 'const seed = Math.random();',
      'platform/a.ts': 'const pid = process.pid;',
    },
  },
  oneClock: {
    breaks: [
      ['platform/a.ts', { 'platform/a.ts': 'export const now = new Date();' }],
      ['apps/server/a.ts', { 'apps/server/a.ts': 'export const now = Date.now();' }],
      ['capabilities/work/store.ts', { 'capabilities/work/store.ts': 'export const now = Temporal.Now.instant();' }],
    ],
    keeps: {
      'platform/clock/clock.ts': 'export const now = () => Date.now();',
      'platform/a.ts': 'export const wall = (ms: number) => new Date(ms);',
      'platform/a.test.ts': 'const now = Date.now();',
      'capabilities/work/panel/index.tsx': 'const now = Temporal.Now.instant();',
    },
  },
  exceptionsInUse: {
    breaks: [['proof/boundaries/wall-clock.ts', { 'platform/clock/clock.ts': 'export const now = () => 0;' }]],
    keeps: Object.fromEntries(Object.keys(wallClock).map((path) => [path, 'const now = Date.now();'])),
  },
  migrationNames: {
    breaks: [
      ['capabilities/work/migrations/1_items.sql', { 'capabilities/work/migrations/1_items.sql': why }],
      [
        'capabilities/work/migrations/20270101T0960_work_items.sql',
        { 'capabilities/work/migrations/20270101T0960_work_items.sql': why },
      ],
      [
        'capabilities/work/migrations/20270101T0900_alerts_items.sql',
        { 'capabilities/work/migrations/20270101T0900_alerts_items.sql': why },
      ],
      [migration, { [migration]: 'create table work_item ();' }],
      [migration, { [migration]: '-- Items.\ncreate table work_item ();' }],
    ],
    keeps: { [migration]: `${why}create table work_item ();`, 'platform/record/migrations/20270101T0800_record_audit.sql': why },
  },
  migrationOrder: {
    breaks: [
      [
        'capabilities/work/migrations/20270101T0900_work_notes.sql',
        { [migration]: '', 'capabilities/work/migrations/20270101T0900_work_notes.sql': '' },
      ],
      [migration, { [migration]: '', 'capabilities/alerts/migrations/20270101T0900_alerts_source.sql': '' }],
    ],
    keeps: { [migration]: '', 'capabilities/alerts/migrations/20270101T0901_alerts_source.sql': '' },
  },
  tableNames: {
    breaks: [
      [migration, { [migration]: 'create table alerts_source ();' }],
      [migration, { [migration]: 'CREATE TABLE IF NOT EXISTS items ();' }],
    ],
    keeps: { [migration]: 'create table work_item ();\ncreate table if not exists public.work_note ();' },
  },
  ownerWrites: {
    breaks: [
      [
        'capabilities/alerts/store.ts',
        { [migration]: 'create table work_item ();', 'capabilities/alerts/store.ts': "tx.insertInto('work_item')" },
      ],
      ['platform/a.ts', { [migration]: 'create table work_item ();', 'platform/a.ts': 'sql`update work_item set state = 1`' }],
      ['apps/server/a.ts', { [migration]: 'create table work_item ();', 'apps/server/a.ts': 'sql`delete from work_item`' }],
    ],
    keeps: {
      [migration]: 'create table work_item ();',
      'capabilities/work/store.ts': "tx.insertInto('work_item'); sql`update work_item set state = 1`",
      'capabilities/alerts/store.ts': "tx.selectFrom('work_item'); // may update work_item through its owner",
      'proof/tenancy/a.test.ts': "tx.insertInto('work_item')",
    },
  },
  sqlInStores: {
    breaks: [
      ['capabilities/work/routes.ts', { 'capabilities/work/routes.ts': "ctx.tx.selectFrom('work_item')" }],
      ['capabilities/work/jobs.ts', { 'capabilities/work/jobs.ts': 'sql<Row>`select 1`' }],
    ],
    keeps: {
      'capabilities/work/store.ts': "tx.selectFrom('work_item')",
      'capabilities/work/offers/store.ts': 'sql`select 1`',
      'capabilities/work/routes.db.test.ts': 'sql`select 1`',
    },
  },
  decisionPages: {
    breaks: [
      ['docs/decisions/chain.md', { 'docs/decisions/chain.md': decision('0001') }],
      [
        'docs/decisions/0001-b.md',
        { 'docs/decisions/0001-a.md': decision('0001'), 'docs/decisions/0001-b.md': decision('0001') },
      ],
      ['docs/decisions/0001-a.md', { 'docs/decisions/0001-a.md': decision('0002') }],
      ['docs/decisions/0001-a.md', { 'docs/decisions/0001-a.md': decision('0001', lines(80, 'More.')) }],
    ],
    keeps: { 'docs/decisions/0001-a.md': decision('0001'), 'docs/decisions/0002-b.md': decision('0002') },
  },
  decisionNumbers: {
    breaks: [['docs/decisions', { 'docs/decisions/0001-a.md': '', 'docs/decisions/0003-c.md': '' }]],
    keeps: { 'docs/decisions/0001-a.md': '', 'docs/decisions/0002-b.md': '' },
  },
  shortFunctions: {
    breaks: [
      ['core/a.ts', { 'core/a.ts': `export function long() {\n${lines(69)}\n}` }],
      ['core/a.test.ts', { 'core/a.test.ts': `test('long', () => {\n${lines(69)}\n});` }],
    ],
    keeps: {
      'core/a.ts': `export function short() {\n${lines(68)}\n}\n${lines(100)}`,
      'core/a.test.ts': `describe('many', () => {\n${lines(200)}\n});`,
    },
  },
  mostlyShort: {
    breaks: [['core/a.ts', { 'core/a.ts': `function long() {\n${lines(39)}\n}\n${lines(10, 'function f() {}')}` }]],
    keeps: { 'core/a.ts': `function long() {\n${lines(39)}\n}\n${lines(19, 'function f() {}')}` },
  },
  shortFiles: {
    breaks: [
      ['core/a.ts', { 'core/a.ts': lines(451) }],
      ['core/a.test.ts', { 'core/a.test.ts': lines(601) }],
      [migration, { [migration]: lines(451) }],
    ],
    keeps: { 'core/a.ts': `${lines(450)}\n`, 'core/a.test.ts': lines(600), 'platform/db/rows.ts': lines(2000) },
  },
  headers: {
    breaks: [
      ['core/a.ts', { 'core/a.ts': 'export const a = 1;' }],
      ['apps/web/main.tsx', { 'apps/web/main.tsx': '// A comment of another kind.\n' }],
      ['platform/a.ts', { 'platform/a.ts': '/** Too little. */\nexport const a = 1;' }],
      ['platform/a.ts', { 'platform/a.ts': `/**\n${lines(20, ' * Too much.')}\n */\nexport const a = 1;` }],
      ['platform/a.ts', { 'platform/a.ts': `import 'b';\n${header}` }],
    ],
    keeps: {
      'core/a.ts': header,
      'apps/cli/main.ts': `#!/usr/bin/env node\n${header}`,
      'core/a.test.ts': '',
      'vitest.config.ts': '',
    },
  },
  nothingUndone: {
    breaks: [
      ['core/a.ts', { 'core/a.ts': '// TODO: the rest' }],
      ['README.md', { 'README.md': 'FIXME' }],
      ['docs/words.md', { 'docs/words.md': 'lorem ipsum dolor' }],
    ],
    keeps: { 'core/a.ts': "const state = 'todo'; // the to-do list" },
  },
  noMachinePaths: {
    breaks: [
      ['core/a.ts', { 'core/a.ts': "const path = '/home/dana/tandem';" }],
      ['README.md', { 'README.md': 'Look in `/tmp/tandem`.' }],
      ['docs/words.md', { 'docs/words.md': 'C:\\Users\\dana' }],
    ],
    keeps: { 'core/a.ts': "const path = '/work/items'; const url = 'https://example.com/home/dana'; const rel = './tmp/x';" },
  },
  noRegistry: {
    breaks: [
      ['README.md', { 'README.md': 'https://registry.npmjs.org/zod' }],
      ['package-lock.json', { 'package-lock.json': '{"resolved": "https://packages.example.com/zod.tgz"}' }],
      ['.npmrc', { '.npmrc': 'registry=https://packages.example.com' }],
    ],
    keeps: { 'README.md': 'https://example.com/docs', 'package-lock.json': '{"resolved": "core"}', '.npmrc': 'audit=false' },
  },
  lockIsWhole: {
    breaks: [['package-lock.json', { 'package-lock.json': lockOf({}) }]],
    keeps: { 'package-lock.json': lockOf({ 'node_modules/biome-linux': {} }) },
  },
  linksLead: {
    breaks: [
      ['README.md', { 'README.md': '[words](docs/words.md)' }],
      ['docs/a.md', { 'docs/a.md': '[up](../docs/b.md#there)' }],
    ],
    keeps: {
      'README.md': '[words](docs/words.md#side) [docs](docs/) [site](https://example.com) [here](#here)',
      'docs/words.md': '',
    },
  },
  oneRequestIsTrue: {
    breaks: [
      ['docs/one-request.md', {}],
      ['docs/one-request.md', { 'docs/one-request.md': 'It arrives.' }],
      ['docs/one-request.md', { 'docs/one-request.md': 'It arrives in `capabilities/alerts/routes.ts`.' }],
    ],
    keeps: { 'docs/one-request.md': 'It arrives in `capabilities/alerts/routes.ts:12`.', 'capabilities/alerts/routes.ts': '' },
  },
};

const built = (sketch: Sketch): HouseFile[] => Object.entries(sketch).map(([path, text]) => ({ path, text }));

describe('each rule', () => {
  test('has a breach that shows it fire', () => {
    expect(Object.keys(proofs).sort()).toEqual(Object.keys(rules).sort());
  });

  test.each(Object.entries(proofs))('%s complains of a breach and of nothing else', (name, { breaks, keeps }) => {
    const rule = rules[name];
    expect(rule?.(built(keeps))).toEqual([]);
    for (const [at, sketch] of breaks) expect(rule?.(built(sketch)).map(({ path }) => path)).toContain(at);
  });
});
