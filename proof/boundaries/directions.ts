/**
 * Who may import whom. Imports point downwards only:
 *
 *   core ← platform ← capabilities (all but panel/) ← apps/server
 *   core ← platform/ui ← capabilities/<name>/panel ← apps/web
 *   core ← contract.ts ← apps/cli, apps/agent; panels read any contract.ts as well
 *
 * Every rule is an error, and each has a planted violation in proof/boundaries/directions.test.ts that shows it fire.
 * Workspace imports (`@tandem/core/…`) are resolved through their symlinks, so rules speak of real paths.
 */
import { capabilityOrder } from './order.ts';

const tests = '[.]test[.]tsx?$';
/** Test harness files: product code never imports them. */
const harness = '(^|/)test-[^/]+[.]tsx?$';
const packages = '(^|/)node_modules/';
const own = '^(core|platform|capabilities|apps|proof)/';
/** What clients may read: every capability's contract, and the words that all contracts are made of. */
const contract = '^(platform/http|capabilities/.+)/contract[.]ts$';
const panel = '^capabilities/.+/panel/';
const door = '^capabilities/[^/]+/(index|contract)[.]ts$';

/** What a file is, or what an import reaches, in dependency-cruiser's words: regular expressions over real paths. */
interface Match {
  path?: string;
  pathNot?: string | string[];
  orphan?: boolean;
  circular?: boolean;
  couldNotResolve?: boolean;
  dependencyTypes?: string[];
  dependencyTypesNot?: string[];
}

/** One rule: its name, the reason printed with it, who may not import (`from`) and what (`to`). Always an error. */
const rule = (name: string, comment: string, from: Match, to: Match) => ({ name, severity: 'error', comment, from, to });

const coreRules = [
  rule(
    'core-sees-only-core',
    'core/ decides and depends on nothing below it.',
    { path: '^core/' },
    { path: own, pathNot: '^core/' },
  ),
  rule(
    'core-few-packages',
    'core/ may use four pure packages. A fifth needs a decision record.',
    { path: '^core/', pathNot: tests },
    { path: packages, pathNot: `${packages}(@noble/hashes|date-holidays|diff|yaml)/` },
  ),
  rule(
    'core-no-node',
    'core/ runs in a browser too: no Node module.',
    { path: '^core/', pathNot: tests },
    { dependencyTypes: ['core'] },
  ),
];

const platformRules = [
  rule(
    'platform-knows-no-capability',
    'platform/ carries every capability and knows none.',
    { path: '^platform/' },
    { path: '^(capabilities|apps)/' },
  ),
  rule(
    'server-without-ui',
    'Server code never loads browser components.',
    { path: '^platform/(?!ui/)' },
    { path: '^platform/ui/' },
  ),
  rule(
    'ui-without-server',
    'platform/ui runs in the browser: core only.',
    { path: '^platform/ui/' },
    { path: '^platform/(?!ui/)', pathNot: contract },
  ),
];

const capabilityRules = [
  rule(
    'capability-stays-below',
    'A capability is carried by core and platform; applications and panels stand above it.',
    { path: '^capabilities/', pathNot: panel },
    { path: `^(apps|platform/ui)/|${panel}` },
  ),
  rule(
    'capability-by-the-door',
    'Another capability is reached through its index.ts or contract.ts only.',
    { path: '^capabilities/([^/]+)/' },
    { path: '^capabilities/', pathNot: ['^capabilities/$1/', door, contract] },
  ),
  ...capabilityOrder
    .slice(0, -1)
    .map((name, place) =>
      rule(
        `order-${name}`,
        'A lower capability never imports a higher one; it publishes an event.',
        { path: `^capabilities/${name}/`, pathNot: panel },
        { path: `^capabilities/(${capabilityOrder.slice(place + 1).join('|')})/` },
      ),
    ),
  rule(
    'contract-is-client-safe',
    'contract.ts is read by browsers, agents and the command line: core, zod and @orpc/contract, or another contract.',
    { path: contract },
    { path: '.', pathNot: ['^core/', contract, `${packages}(zod|@orpc/contract)/`] },
  ),
  rule(
    'rules-are-pure',
    'rules.ts decides from its arguments: no storage, no transport, no clock.',
    { path: '^capabilities/.+/rules[.]ts$' },
    {
      path: '^platform/(db|http|record|jobs|clock|log|config|mail|blob)/|^capabilities/.*/(store|routes|jobs|events|index)[.]ts$',
      dependencyTypesNot: ['type-only'],
    },
  ),
];

const panelRules = [
  rule(
    'panel-sees-contracts-and-ui',
    'A panel sees any contract.ts, platform/ui, core and its own folder, nothing else.',
    { path: '^capabilities/(.+)/panel/' },
    { path: own, pathNot: ['^core/', '^platform/ui/', contract, '^capabilities/$1/panel/'] },
  ),
  rule(
    'browser-without-node',
    'Browser code cannot load a Node module.',
    { path: `${panel}|^platform/ui/|^apps/web/(?!vite[.]config)`, pathNot: tests },
    { dependencyTypes: ['core'] },
  ),
];

const appRules = [
  rule(
    'web-sees-panels-only',
    'The web application composes panels; server code never reaches it.',
    { path: '^apps/web/' },
    { path: own, pathNot: ['^core/', '^platform/ui/', '^apps/web/', contract, `${panel}index[.]tsx?$`] },
  ),
  rule(
    'clients-see-contracts',
    'The command line and the agent see core and contract.ts, as an outsider would.',
    { path: '^apps/(cli|agent)/' },
    { path: own, pathNot: ['^core/', contract, '^apps/$1/'] },
  ),
  rule(
    'server-by-the-door',
    'The server composes capabilities through their index.ts.',
    { path: '^apps/server/' },
    { path: '^(capabilities|apps|platform/ui)/', pathNot: ['^apps/server/', door] },
  ),
];

const houseRules = [
  rule('proof-is-last', 'Nothing in the product depends on its proof.', { pathNot: ['^proof/', tests] }, { path: '^proof/' }),
  rule(
    'tests-borrow-the-cast',
    'A test may borrow the cast of people and engagements, and nothing else of the proof.',
    { path: tests, pathNot: '^proof/' },
    { path: '^proof/', pathNot: '^proof/cast/' },
  ),
  rule('no-cycles', 'A cycle means that two files are one.', {}, { circular: true }),
  rule(
    'no-orphans',
    'A file that imports nothing and is imported by nobody is dead.',
    { orphan: true, pathNot: [tests, '[.]d[.]ts$', '^apps/web/public/'] },
    {},
  ),
  rule('resolves', 'Every import resolves.', {}, { couldNotResolve: true }),
  rule(
    'product-without-tests',
    'Product code never imports a test or its harness.',
    { path: '^(core|platform|capabilities|apps)/', pathNot: [tests, harness] },
    { path: `${tests}|${harness}` },
  ),
];

export const directions = {
  forbidden: [...coreRules, ...platformRules, ...capabilityRules, ...panelRules, ...appRules, ...houseRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|platform|capabilities)/.*(dist|coverage)/' },
    // Types count: a type-only import still couples two folders.
    tsPreCompilationDeps: true,
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'node', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
