/**
 * Names of files and folders. A capability has a closed list of file names, so that whoever knows one knows all; one
 * that outgrows them is split into folders named by nouns, which obey the same list. Names that say nothing are
 * refused everywhere.
 */
import { type Complaint, complainOf, type HouseFile, type Rule } from './house.ts';
import { capabilityOrder } from './order.ts';

const stems = ['contract', 'access', 'rules', 'store', 'routes', 'jobs', 'events', 'index'];
const banned = ['util', 'helper', 'common', 'shared', 'misc', 'manager', 'lib', 'types'];
const readmeSections = ['Promise', 'Words', 'Owns', 'Needs', 'Never', 'Start reading at'];
const workspaceFiles = ['package.json', 'tsconfig.json'];

const noun = /^[a-z][a-z0-9-]*$/;
const file = new RegExp(`^(${stems.join('|')})(\\.test|\\.db\\.test)?\\.ts$`);
const panelFile = /^[a-z][a-z0-9-]*(\.module)?(\.test)?\.(ts|tsx|css)$/;
const migrationFile = /\.sql$/;

/** A test of the folder as a whole is named after it: `work.db.test.ts`. */
const isWholeTest = (folder: string, name: string) => name === `${folder}.test.ts` || name === `${folder}.db.test.ts`;

/** Whether `rest` (the path below `folder`, a capability's or a noun's) is on the closed list. */
function isOnList(folder: string, rest: readonly string[], depth: number): boolean {
  const [first = '', ...below] = rest;
  if (below.length === 0) return first === 'README.md' || file.test(first) || isWholeTest(folder, first);
  if (first === 'panel') return below.slice(0, -1).every((name) => noun.test(name)) && panelFile.test(below.at(-1) ?? '');
  if (first === 'migrations') return below.length === 1 && migrationFile.test(below[0] ?? '');
  return depth === 0 && noun.test(first) && isOnList(first, below, depth + 1);
}

export const closedFileNames: Rule = (house) =>
  house
    .filter(({ path }) => path.startsWith('capabilities/'))
    .flatMap(({ path }) => {
      const [, capability = '', ...rest] = path.split('/');
      if (rest.length === 0) return workspaceFiles.includes(capability) ? [] : [{ path, says: 'lies outside every capability.' }];
      if (isOnList(capability, rest, 0)) return [];
      return [
        {
          path,
          says: `is not on the list: README.md, ${stems.join('.ts, ')}.ts, their tests, panel/, migrations/, or a noun's folder.`,
        },
      ];
    });

/** Every capability has its place in the order, and every place its capability. */
export const capabilitiesInOrder: Rule = (house) => {
  const paths = house
    .map((each) => each.path.split('/'))
    .filter(([area, , rest]) => area === 'capabilities' && rest !== undefined);
  const folders = new Set(paths.map(([, name = '']) => name));
  const order: readonly string[] = capabilityOrder;
  const unknown = [...folders].filter((name) => !order.includes(name));
  const missing = order.filter((name) => !folders.has(name));
  return [
    ...unknown.map((name) => ({ path: `capabilities/${name}`, says: 'has no place in proof/boundaries/order.ts.' })),
    ...missing.map((name) => ({ path: 'proof/boundaries/order.ts', says: `names "${name}", which has no folder.` })),
  ];
};

/** The server composes the capabilities in the order that their imports obey. */
export const compositionInOrder: Rule = (house) => {
  const path = 'apps/server/capabilities.ts';
  const root = house.find((each) => each.path === path);
  if (!root) return [];
  const composed = [...root.text.matchAll(/\b([a-z]+)Capability\b(?=\s*[,\]])/g)].map(([, name = '']) => name);
  const order: readonly string[] = capabilityOrder;
  const listed = composed.slice(-order.length);
  return listed.join() === order.join()
    ? []
    : [{ path, says: `composes ${listed.join(', ')}; the order is ${order.join(', ')}.` }];
};

export const sayingNames: Rule = (house) =>
  house.flatMap(({ path }) => {
    const words = path.split('/').flatMap((name) => name.toLowerCase().split(/[-_.]/));
    const empty = words.find((word) => banned.includes(word) || banned.includes(word.replace(/s$/, '')));
    return empty ? [{ path, says: `is called "${empty}", which says nothing about what it holds.` }] : [];
  });

function readmeComplaints({ path, text }: HouseFile): Complaint[] {
  const parts = text
    .split(/^## /m)
    .slice(1)
    .map((part) => part.split('\n'));
  const titles = parts.map(([title = '']) => title.trim());
  if (titles.join('|') !== readmeSections.join('|')) {
    return [{ path, says: `has the sections ${titles.join(' · ') || '(none)'} instead of ${readmeSections.join(' · ')}.` }];
  }
  return parts.flatMap(([title = '', ...body]) =>
    body.join('').trim() === '' ? [{ path, says: `says nothing under "${title.trim()}".` }] : [],
  );
}

export const capabilityReadmes: Rule = (house) => {
  const names = new Set(house.flatMap(({ path }) => /^capabilities\/([^/]+)\//.exec(path)?.[1] ?? []));
  return [...names].flatMap((name) => {
    const path = `capabilities/${name}/README.md`;
    const readme = house.find((each) => each.path === path);
    return readme ? readmeComplaints(readme) : [{ path, says: 'is missing.' }];
  });
};

/** Sentences about how the work was organised have no place in the product. */
export const productAlone: Rule = (house) =>
  house
    .filter(({ path }) => !path.startsWith('proof/boundaries/'))
    .flatMap((each) =>
      complainOf(
        each,
        /\b(issue #?\d+|(later|next|earlier|previous|this) issue)\b|\.\.\/shared\//gi,
        (found) => `speaks of how the work is organised: "${found}".`,
      ),
    );
