/**
 * Who goes first when the machine is busy: whoever waits for an answer. Work that somebody waits for is counted while it
 * runs; a background job asks before each of its steps, and steps aside for a moment while a crowd waits. It never steps
 * aside for longer than `asideMsMax` at a time, so a storm slows background work and cannot stop it.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** So many that wait at once are a crowd; fewer are answered at once whatever else is done. */
const crowdFrom = 4;
const asideMsMax = 500;
const lookEveryMs = 10;

let waiting = 0;

/** Runs work that somebody outside waits for. */
export async function goFirst<T>(work: () => Promise<T>): Promise<T> {
  waiting += 1;
  try {
    return await work();
  } finally {
    waiting -= 1;
  }
}

/**
 * Called by background work before a step that keeps database or processor busy. Gives whether a crowd is waiting still,
 * so that the step can be a short one. Throws when the process is about to end.
 */
export async function stepAside(ending?: AbortSignal): Promise<boolean> {
  const until = performance.now() + asideMsMax;
  while (waiting >= crowdFrom && performance.now() < until) await sleep(lookEveryMs);
  ending?.throwIfAborted();
  return waiting >= crowdFrom;
}
