/**
 * Plain data from YAML nodes, with the offset of every key and value by its path. Aliases are replaced by a copy of
 * what they name, within a budget, so that neither a loop nor a bomb of aliases costs more than a sentence. Keys are
 * plain text, and each appears once. Objects are built from entries, so that a key called `__proto__` could never
 * reach a prototype even if it were not refused.
 */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import { childPath, type ProblemCode, type Problems } from './problems.ts';
import { badKey, findUnprintable } from './text.ts';

/** Values in the whole file, aliases expanded. */
const maxValues = 200_000;
const maxDepth = 64;

export type Places = Map<string, { key: number; value: number }>;

interface Walk {
  problems: Problems;
  places: Places;
  anchors: Map<string, Node>;
  values: number;
  /** Set once a limit is met: everything after it is left out. */
  stopped: boolean;
}

export function treeOf(root: Node | null, problems: Problems): { value: unknown; places: Places } {
  const walk: Walk = { problems, places: new Map(), anchors: new Map(), values: 0, stopped: false };
  const value = readValue(walk, root, '', 0, 0);
  return { value: walk.stopped ? undefined : value, places: walk.places };
}

function readValue(walk: Walk, node: Node | null, path: string, keyOffset: number, depth: number): unknown {
  const offset = node?.range?.[0] ?? keyOffset;
  if (!walk.places.has(path)) walk.places.set(path, { key: keyOffset, value: offset });
  walk.values += 1;
  if (walk.stopped) return null;
  if (walk.values > maxValues) return stop(walk, 'too-large', path, offset, `The file has more than ${maxValues} values.`);
  if (depth > maxDepth) return stop(walk, 'too-deep', path, offset, `More than ${maxDepth} levels are nested here.`);
  if (isAlias(node)) {
    const named = walk.anchors.get(node.source);
    if (named) return readValue(walk, named, path, keyOffset, depth + 1);
    walk.problems.add('alias', path, `Nothing above is called &${node.source}.`, offset);
    return null;
  }
  if (node !== null && 'anchor' in node && typeof node.anchor === 'string') walk.anchors.set(node.anchor, node);
  if (isMap(node)) return readObject(walk, node.items as Pair<Node, Node | null>[], path, depth);
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      const child = item as Node;
      return readValue(walk, child, childPath(path, index), child.range?.[0] ?? offset, depth + 1);
    });
  }
  return isScalar(node) ? readScalar(walk, node.value, path, offset) : null;
}

function stop(walk: Walk, code: ProblemCode, path: string, offset: number, message: string): null {
  walk.stopped = true;
  walk.problems.add(code, path, message, offset);
  return null;
}

function readObject(walk: Walk, pairs: Pair<Node, Node | null>[], path: string, depth: number): Record<string, unknown> {
  const members = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    const offset = key?.range?.[0] ?? 0;
    const name = readKey(walk, key, path, offset);
    if (name === null) continue;
    if (members.has(name)) {
      walk.problems.add('duplicate-key', childPath(path, name), `The key ${name} appears twice here.`, offset);
      continue;
    }
    members.set(name, readValue(walk, value, childPath(path, name), offset, depth + 1));
  }
  return Object.fromEntries(members);
}

function readKey(walk: Walk, key: Node | null, path: string, offset: number): string | null {
  const isText = isScalar(key) && typeof key.value === 'string';
  const bad = isText ? badKey(key.value as string) : 'A key must be plain text; quote numbers, true, false and null.';
  if (bad === null) return (key as Scalar<string>).value;
  walk.problems.add('bad-key', path, bad, offset);
  return null;
}

function readScalar(walk: Walk, value: unknown, path: string, offset: number): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    walk.problems.add('bad-value', path, 'The number is not finite.', offset);
    return null;
  }
  // Minus zero becomes zero, because JSON and the hash know only one.
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'string') return value;
  const odd = findUnprintable(value);
  if (odd) walk.problems.add('unprintable', path, `The text contains the invisible character ${odd.name}.`, offset);
  return value;
}
