/**
 * Draws docs/map.md from the imports themselves: which folder stands on which. The picture leaves out an arrow that a
 * longer way implies, or nobody could read it; the table below it has every arrow. `npm run map` writes the file, and
 * the check for generated files fails while it is stale. Tests are not part of the map.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { directions } from './directions.ts';
import { isTestWorld } from './house.ts';

/** From folder to the folders that it imports. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

const areas = ['apps', 'capabilities', 'platform', 'core'];

/** `capabilities/work/panel/index.tsx` → `capabilities/work/panel`; else the area and one folder. */
function folderOf(path: string): string | null {
  const [area = '', name, ...rest] = path.split('/');
  if (!areas.includes(area) || name === undefined || rest.length === 0) return null;
  return area === 'capabilities' && rest.includes('panel') ? `${area}/${name}/panel` : `${area}/${name}`;
}

/** Arrows between folders, sorted by name; imports inside a folder are no arrow. */
export function arrowsBetween(imports: readonly [from: string, to: string][]): Arrows {
  const arrows = new Map<string, Set<string>>();
  for (const [from, to] of imports) {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (a === null || b === null || a === b || isTestWorld(from)) continue;
    arrows.set(a, (arrows.get(a) ?? new Set()).add(b));
  }
  return new Map([...arrows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, to]) => [from, new Set([...to].sort())]));
}

function reaches(arrows: Arrows, from: string, goal: string, seen = new Set<string>()): boolean {
  if (from === goal) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(arrows.get(from) ?? [])].some((next) => reaches(arrows, next, goal, seen));
}

/** Without the arrows that a longer way implies. One arrow at a time, so that folders in a ring keep their ring. */
export function reduced(arrows: Arrows): Arrows {
  const left = new Map([...arrows].map(([from, to]) => [from, new Set(to)]));
  for (const [from, to] of arrows) {
    for (const goal of to) {
      left.get(from)?.delete(goal);
      if (!reaches(left, from, goal)) left.get(from)?.add(goal);
    }
  }
  return left;
}

const idOf = (folder: string) => folder.replaceAll(/[^a-z0-9]/g, '_');

function drawing(arrows: Arrows): string[] {
  const folders = [...new Set([...arrows.keys(), ...[...arrows.values()].flatMap((to) => [...to])])].sort();
  const groups = areas.flatMap((area) => {
    const inside = folders.filter((folder) => folder.startsWith(`${area}/`));
    if (inside.length === 0) return [];
    return [`  subgraph ${area}`, ...inside.map((folder) => `    ${idOf(folder)}["${folder.slice(area.length + 1)}"]`), '  end'];
  });
  const lines = [...reduced(arrows)].flatMap(([from, to]) => [...to].map((goal) => `  ${idOf(from)} --> ${idOf(goal)}`));
  return ['```mermaid', 'flowchart TD', ...groups, ...lines, '```'];
}

export function pageOf(arrows: Arrows): string {
  const rows = areas.flatMap((area) => [...arrows].filter(([from]) => from.startsWith(`${area}/`)));
  return [
    '# Map: which folder stands on which',
    '',
    'Drawn from the imports by `npm run map`; do not edit. An arrow says "imports". The picture leaves out arrows that a longer',
    'way implies; the table has them all. What may point where is decided in `proof/boundaries/directions.ts`.',
    '',
    ...drawing(arrows),
    '',
    '| folder | imports |',
    '|---|---|',
    ...rows.map(([from, to]) => `| ${from} | ${[...to].join(', ')} |`),
    '',
  ].join('\n');
}

async function importsOf(root: string): Promise<[string, string][]> {
  const { enhancedResolveOptions, ...options } = directions.options;
  type Options = Parameters<typeof cruise>;
  const resolve = { ...enhancedResolveOptions, symlinks: true } as Options[2];
  const { output } = await cruise(areas, { ...options, baseDir: root } as Options[1], resolve);
  return (output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }): [string, string] => [source, resolved]),
  );
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..');
  const text = pageOf(arrowsBetween(await importsOf(root)));
  writeFileSync(join(root, 'docs/map.md'), text);
  process.stdout.write('Wrote docs/map.md.\n');
}
