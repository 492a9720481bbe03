/**
 * The header `idempotency-key`: whoever sends a request again under the same key means the same thing once. A key stands
 * for what was asked with it, which is kept as a hash, so that a key used for something else is noticed.
 */
import { createHash } from 'node:crypto';
import { Refusal } from './problem.ts';

export interface Once {
  key: string;
  /** SHA-256 of what was asked, as hex. */
  hash: string;
}

/** Null without the header. Refuses `invalid-input` when it is no key. */
export function onceOf(headers: Headers, asked: unknown): Once | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,100}$/.test(key))
    throw new Refusal('invalid-input', 'An idempotency key has 1 to 100 printable characters without spaces.', 'idempotency-key');
  return { key, hash: createHash('sha256').update(JSON.stringify(asked)).digest('hex') };
}
