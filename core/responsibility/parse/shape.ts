/**
 * The words in which schema.ts describes the file. A shape checks one value and reports every problem in it; it says
 * false only when the value is of the wrong kind, so that later checks, which rely on kinds, know whether they may run.
 */
import { didYouMean } from './nearest.ts';
import { childPath, type Problems } from './problems.ts';

/** True when the value has the right kind throughout; a badly written text is a problem but of the right kind. */
export type Shape = (value: unknown, path: string, problems: Problems) => boolean;

const blank = 'The text is blank.';
const tooFew = 'At least ';

/** Whether the sentence of a problem says that something is still to be filled in, rather than wrong. */
export function isUnfinished(message: string): boolean {
  return message === blank || message.startsWith(tooFew);
}

/** Text that is not blank. `check` gives the sentence that says what is wrong with it, or null. */
export function text(check: (value: string) => string | null = () => null): Shape {
  return (value, path, problems) => {
    if (typeof value !== 'string') return wrongType(problems, path, 'text', value);
    const wrong = value.trim() === '' ? blank : check(value);
    if (wrong !== null) problems.add('bad-value', path, wrong);
    return true;
  };
}

export function oneOf(values: readonly string[]): Shape {
  return (value, path, problems) => {
    if (typeof value !== 'string') return wrongType(problems, path, `one of ${values.join(', ')}`, value);
    if (!values.includes(value)) {
      problems.add('bad-value', path, `${quote(value)} is not one of ${values.join(', ')}.${didYouMean(value, values)}`);
    }
    return true;
  };
}

export const flag: Shape = (value, path, problems) =>
  typeof value === 'boolean' || wrongType(problems, path, 'true or false', value);

/** A number of things or an amount of money: zero or more. */
export function amount(options: { whole: boolean }): Shape {
  return (value, path, problems) => {
    if (typeof value !== 'number') return wrongType(problems, path, 'a number', value);
    const whole = options.whole ? Number.isSafeInteger(value) : Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    if (value < 0 || !whole)
      problems.add('bad-value', path, `Expected a ${options.whole ? 'whole ' : ''}number from 0, found ${value}.`);
    return true;
  };
}

/** A list of one shape. */
export function list(item: Shape, options: { atLeast?: number } = {}): Shape {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return wrongType(problems, path, 'a list', value);
    const { atLeast = 0 } = options;
    if (value.length < atLeast) problems.add('bad-value', path, `${tooFew}${atLeast} is needed here.`);
    return value.map((member, index) => item(member, childPath(path, index), problems)).every(Boolean);
  };
}

/** Either of two shapes, told apart by whether the value is a list. */
export function listOr(other: Shape, listShape: Shape): Shape {
  return (value, path, problems) => (Array.isArray(value) ? listShape : other)(value, path, problems);
}

/** A map with exactly these keys. A missing required key and an unknown key are problems; both are reported. */
export function record(required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape {
  const shapes = new Map([...Object.entries(required), ...Object.entries(optional)]);
  return open(Object.keys(required), shapes, (key, path, problems) => {
    const known = [...shapes.keys()];
    const hint = didYouMean(key, known) || ` Known here: ${known.join(', ')}.`;
    problems.add('unknown-key', path, `Unknown key ${quote(key)}.${hint}`, 'key');
    return true;
  });
}

/** A map whose further keys are checked by `other`, which gets key, path of the member, problems and the value. */
export function open(
  required: readonly string[],
  shapes: ReadonlyMap<string, Shape>,
  other: (key: string, path: string, problems: Problems, value: unknown) => boolean,
): Shape {
  return (value, path, problems) => {
    if (!isObject(value)) return wrongType(problems, path, 'a map of keys', value);
    let sound = true;
    for (const key of required) {
      if (Object.hasOwn(value, key)) continue;
      problems.add('missing-key', path, `The key ${key} is missing${path === '' ? '' : ' here'}.`);
      sound = false;
    }
    for (const [key, member] of Object.entries(value)) {
      const shape = shapes.get(key);
      const at = childPath(path, key);
      if (!(shape ? shape(member, at, problems) : other(key, at, problems, member))) sound = false;
    }
    return sound;
  };
}

/** A map from any key to one shape. */
export function mapOf(member: Shape): Shape {
  return open([], new Map(), (_key, path, problems, value) => member(value, path, problems));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a problem shows it: in quotes, cut to a readable length. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function wrongType(problems: Problems, path: string, expected: string, value: unknown): false {
  problems.add('wrong-type', path, `Expected ${expected}, found ${describe(value)}.${hintFor(expected, value)}`);
  return false;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? `the text ${quote(value)}` : `the ${typeof value} ${value}`;
}

function hintFor(expected: string, value: unknown): string {
  if (value === null) return ' Leave the key out if there is nothing to say.';
  if (expected === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return ` Write it in quotes: '${value}'.`;
  return '';
}
