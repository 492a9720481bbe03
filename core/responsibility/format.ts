/**
 * An engagement as text in one house style, so that a review shows what was meant and not who edited. Keys come in the
 * order of the manual; things with an id stand one below the other; small leaf things stand on one line in braces.
 * `parseEngagement(formatEngagement(file))` gives an equal file, and formatting formatted text changes nothing.
 * Comments are not part of an engagement and are not kept.
 */
import { type Layout, layout } from './format/layout.ts';
import { flowFits, flowText, literalBlock, scalar } from './format/scalar.ts';
import type { EngagementFile } from './model.ts';

/** YAML text that ends with a newline. Throws TypeError for a value that an engagement file cannot hold. */
export function formatEngagement(file: EngagementFile): string {
  return `${mapLines(file as unknown as Members, layout, 0).join('\n')}\n`;
}

type Members = Record<string, unknown>;

const pad = (indent: number) => ' '.repeat(indent);

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Known keys in the order of the layout, then the others as they come. */
function ordered(members: Members, { keys = [] }: Layout): [string, unknown][] {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  const place = (key: string) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return given.sort(([a], [b]) => place(a) - place(b));
}

/** The same value with its keys in order all the way down, for printing on one line. */
function orderedDeep(value: unknown, shape: Layout): unknown {
  if (Array.isArray(value)) return value.map((item) => orderedDeep(item, shape.items ?? {}));
  if (!isMembers(value)) return value;
  return Object.fromEntries(ordered(value, shape).map(([key, member]) => [key, orderedDeep(member, childLayout(shape, key))]));
}

function childLayout(shape: Layout, key: string): Layout {
  return shape.members?.[key] ?? {};
}

/** The value on one line if its layout and its length allow it, else null. */
function onOneLine(value: unknown, shape: Layout, column: number): string | null {
  if (typeof value !== 'object' || value === null) return literalBlock(value, 0) === null ? scalar(value, 'block') : null;
  const empty = Object.keys(value).length === 0;
  if (shape.style === 'block' && !empty) return null;
  const text = flowText(orderedDeep(value, shape));
  return empty || flowFits(value, text, column) ? text : null;
}

function mapLines(members: Members, shape: Layout, indent: number): string[] {
  return ordered(members, shape).flatMap(([key, value]) => memberLines(key, value, childLayout(shape, key), indent));
}

function memberLines(key: string, value: unknown, shape: Layout, indent: number): string[] {
  const head = `${pad(indent)}${scalar(key, 'block')}:`;
  const line = onOneLine(value, shape, head.length + 1);
  if (line !== null) return [`${head} ${line}`];
  const [mark, ...body] = literalBlock(value, indent + 2) ?? [];
  if (mark !== undefined) return [`${head} ${mark}`, ...body];
  // Items of a list stand under their key, not further in: that saves two columns at every level.
  return [head, ...(Array.isArray(value) ? listLines(value, shape, indent) : mapLines(value as Members, shape, indent + 2))];
}

function listLines(items: readonly unknown[], shape: Layout, indent: number): string[] {
  return items.flatMap((item) => {
    const itemShape = shape.items ?? {};
    const line = onOneLine(item, itemShape, indent + 2);
    if (line !== null) return [`${pad(indent)}- ${line}`];
    const [mark, ...body] = literalBlock(item, indent + 2) ?? [];
    if (mark !== undefined) return [`${pad(indent)}- ${mark}`, ...body];
    const [first = '', ...rest] = Array.isArray(item)
      ? listLines(item, itemShape, indent + 2)
      : mapLines(item as Members, itemShape, indent + 2);
    return [`${pad(indent)}- ${first.slice(indent + 2)}`, ...rest];
  });
}
