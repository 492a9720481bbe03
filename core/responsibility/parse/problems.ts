/**
 * What can be wrong with an engagement file, and the list in which the checks collect it. A check names the place by
 * its path in the data; line and column are looked up afterwards, so that a file and stored JSON share every check.
 */

export type ProblemCode =
  // The text as text and as YAML.
  | 'too-large'
  | 'too-deep'
  | 'unprintable'
  | 'syntax'
  | 'multiple-documents'
  | 'directive'
  | 'tag'
  | 'alias'
  | 'duplicate-key'
  | 'bad-key'
  | 'empty'
  // Its shape.
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'bad-value'
  // What it says.
  | 'duplicate-id'
  | 'unknown-id'
  | 'wrong-side'
  | 'missing-window'
  | 'window-twice'
  | 'wrong-order'
  | 'overlap'
  | 'cycle';

/** Found at a value, at the key that introduces it, or (in text that is no data yet) at an offset. */
export interface Found {
  code: ProblemCode;
  message: string;
  path: string;
  at: 'key' | 'value' | number;
}

export interface Problems {
  readonly found: Found[];
  add(code: ProblemCode, path: string, message: string, at?: Found['at']): void;
}

/** More than a hundred problems help nobody; the rest is dropped. */
export const maxProblems = 100;

export function createProblems(): Problems {
  const found: Found[] = [];
  return {
    found,
    add(code, path, message, at = 'value') {
      if (found.length < maxProblems) found.push({ code, message, path, at });
    },
  };
}

/** `matrix[0].rows[3].scope`; keys that are no plain words stand in brackets and quotes. The root is the empty path. */
export function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[\p{L}\p{N}_-]+$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
