/**
 * Cursors of keyset pages: the sort key of the last row a page showed, as opaque text. A cursor says where to go on,
 * never what may be seen, so it needs no signature; one that does not fit its list is refused as input.
 */
import { Refusal } from './problem.ts';

const unknownPage = 'This page of the list is not known. Start from its first page.';

/** `parts` are the columns of the sort order, as text, in that order. */
export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Gives back exactly `count` parts, or throws the refusal `invalid-input` about the field `after`. */
export function cursorParts(cursor: string, count: number): string[] {
  const parts = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (
    !Array.isArray(parts) ||
    parts.length !== count ||
    !parts.every((part) => typeof part === 'string' && !part.includes('\u0000'))
  )
    throw new Refusal('invalid-input', unknownPage, 'after');
  return parts as string[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The cursor of a list ordered by instant and id, checked so that the database can read both. Null on the first page. */
export function timeCursor(cursor: string | undefined): [at: string, id: string] | null {
  if (cursor === undefined) return null;
  const [at = '', id = ''] = cursorParts(cursor, 2);
  if (!isInstant(at) || !isUuid(id)) throw new Refusal('invalid-input', unknownPage, 'after');
  return [at, id];
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return false;
  try {
    return Temporal.Instant.from(text) !== null;
  } catch {
    return false;
  }
}
