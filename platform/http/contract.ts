/**
 * What every contract is made of; safe for browsers and command lines. Paths are below `/api`. Lists answer pages: items
 * and an opaque cursor to the next page, null on the last.
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';

/** Start of every route of a contract. */
export const route = oc;

/** Text of a person: trimmed, without NUL (PostgreSQL keeps none), bounded. */
export function text(max: number, min = 1) {
  return (
    z
      .string()
      .trim()
      .min(min, min === 1 ? 'Fill this in.' : `At least ${min} characters.`)
      .max(max, `At most ${max} characters.`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is refused.
      .regex(/^[^\u0000]*$/, 'must not hold NUL')
  );
}

export const engagementPath = z.object({ engagementId: z.uuid() });

export const pageQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** An instant on the wire: ISO 8601 with offset or Z. */
export const instant = z.iso.datetime({ offset: true });
