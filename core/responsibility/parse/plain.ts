/**
 * A copy of a value that is certainly plain data: no class instances, cycles, functions, accessors with surprises or
 * prototypes, and nothing a YAML text could not have said. Stored JSON and API bodies come in through here, so that
 * they meet exactly the checks that a file meets.
 */
import { childPath, type Problems } from './problems.ts';
import { badKey, findUnprintable } from './text.ts';

const maxDepth = 64;
const maxValues = 200_000;

interface Copying {
  problems: Problems;
  values: number;
}

/** The copy; what could not be copied is a problem and null in its place. */
export function plainCopy(value: unknown, problems: Problems): unknown {
  return copy({ problems, values: 0 }, value, '', 0);
}

function copy(copying: Copying, value: unknown, path: string, depth: number): unknown {
  copying.values += 1;
  if (copying.values > maxValues) return refuse(copying, 'too-large', path, `There are more than ${maxValues} values.`);
  if (depth > maxDepth) return refuse(copying, 'too-deep', path, `More than ${maxDepth} levels are nested here.`);
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'number')
    return Number.isFinite(value) ? value + 0 : refuse(copying, 'bad-value', path, 'The number is not finite.');
  if (typeof value === 'string') {
    const odd = findUnprintable(value);
    return odd ? refuse(copying, 'unprintable', path, `The text contains the invisible character ${odd.name}.`) : value;
  }
  if (Array.isArray(value)) return value.map((item, index) => copy(copying, item, childPath(path, index), depth + 1));
  if (typeof value === 'object' && isPlain(value)) return copyObject(copying, value, path, depth);
  return refuse(copying, 'wrong-type', path, 'This is not plain data.');
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function copyObject(copying: Copying, value: object, path: string, depth: number): Record<string, unknown> {
  const members: [string, unknown][] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const bad = badKey(key);
    if (bad === null) members.push([key, copy(copying, member, childPath(path, key), depth + 1)]);
    else refuse(copying, 'bad-key', path, bad);
  }
  return Object.fromEntries(members);
}

function refuse(copying: Copying, code: Parameters<Problems['add']>[0], path: string, message: string): null {
  copying.problems.add(code, path, message);
  return null;
}
