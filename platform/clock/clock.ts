/**
 * The one place from which the server takes the time. The clock runs at the speed of the wall; in example mode and in
 * tests it can be set to another instant, so that a night can be tried at noon. Anything handed to something that
 * keeps wall time (the job queue, a session store) goes through `toWall`.
 */

export interface Clock {
  /** The product's present: a whole number of milliseconds. */
  now(): Temporal.Instant;
  /** The wall time at which the product's clock will show `instant`. */
  toWall(instant: Temporal.Instant): Date;
  /** How far the product's clock is ahead of the wall, in milliseconds. */
  offsetMs(): number;
  /** Sets the product's present. Callers decide whether that is allowed (example mode and tests only). */
  set(instant: Temporal.Instant): void;
}

/** A clock that shows `at` now, or wall time when `at` is null. */
export function createClock(at: Temporal.Instant | null): Clock {
  let offset = at === null ? 0 : at.epochMilliseconds - Date.now();
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(Date.now() + offset),
    toWall: (instant) => new Date(instant.epochMilliseconds - offset),
    offsetMs: () => offset,
    set: (instant) => {
      offset = instant.epochMilliseconds - Date.now();
    },
  };
}
