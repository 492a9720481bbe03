/**
 * Rows made through the product: what was meant to succeed, or the reason why a row could not be made.
 */
import type { Answered } from '../cast/cast.ts';

/** Answers that were meant to succeed; says what went wrong otherwise. */
export async function ok(asked: Promise<Answered>): Promise<Answered['body']> {
  const { status, body } = await asked;
  if (status >= 300) throw new Error(`A row could not be made: ${status} ${JSON.stringify(body)}`);
  return body;
}
