/**
 * What a member's mapping may cost. A mapping is JSONata, a language for queries that has no way to the machine; it runs
 * in a thread of its own all the same, because a language with loops can always be made to run for ever. What passes a
 * bound is stopped, the body goes to quarantine with that reason, and a source whose mapping keeps being stopped rests.
 */

export const mappingMillisecondsMax = 250;
/** Nested calls of one evaluation. */
export const mappingStackMax = 200;
/** Items of one list made by a mapping. */
export const mappingItemsMax = 100_000;
export const mappingOutputCharactersMax = 1_048_576;
/** Heap of the thread. */
export const mappingMegabytesMax = 64;
/** Bodies that wait for the thread. */
export const mappingWaitingMax = 100;
/** Stopped this often in a row, a mapping rests. */
const stopsMax = 3;
const restMilliseconds = 60_000;

export type MappingResult = { ok: true; value: unknown } | { ok: false; reason: 'wrong' | 'stopped' | 'busy'; message: string };

/** What is asked of the thread, and what it answers. */
export interface MappingRequest {
  expression: string;
  /** JSON text; null: only check that the expression can be read. */
  input: string | null;
  /** `$now()` and `$millis()` of the mapping. */
  nowMs: number;
}

export type MappingReply = { ok: true; output: string } | { ok: false; message: string };

interface Strikes {
  count: number;
  restsUntilMs: number;
}

/** Remembers which mappings were stopped. Time is any clock in milliseconds that only moves forward. */
export function createStrikes() {
  const byExpression = new Map<string, Strikes>();
  return {
    rests(expression: string, nowMs: number): boolean {
      return (byExpression.get(expression)?.restsUntilMs ?? 0) > nowMs;
    },
    stopped(expression: string, nowMs: number): void {
      const count = (byExpression.get(expression)?.count ?? 0) + 1;
      if (byExpression.size >= 1_000) byExpression.clear();
      byExpression.set(expression, { count, restsUntilMs: count >= stopsMax ? nowMs + restMilliseconds : 0 });
    },
    finished(expression: string): void {
      byExpression.delete(expression);
    },
  };
}
