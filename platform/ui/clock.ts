/**
 * The present, as the server has it. In example mode the server's clock can stand at another night, and a laptop's clock
 * can be wrong; every "in 11 min" on screen is computed from the server's present, learned once a page and carried
 * forward by the browser's monotonic clock. Components read it through `useNow`, and re-render once a step at most.
 */
import { useSyncExternalStore } from 'react';
import type { EpochMs } from './time-words.ts';

let anchorServer = Date.now();
let anchorLocal = performance.now();
const listeners = new Set<() => void>();

/** Sets the present from an answer of the server. A jump of less than two seconds is network delay and is ignored. */
export function setServerNow(now: EpochMs): void {
  if (Math.abs(readNow() - now) < 2000) return;
  anchorServer = now;
  anchorLocal = performance.now();
  for (const listener of listeners) listener();
}

export function readNow(): EpochMs {
  return anchorServer + (performance.now() - anchorLocal);
}

let timer: ReturnType<typeof setInterval> | undefined;

/** All readers share one timer, which runs only while somebody reads. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's present, rounded down to `stepMs`; the component renders again only when the step turns. */
export function useNow(stepMs = 15_000): EpochMs {
  return useSyncExternalStore(subscribe, () => Math.floor(readNow() / stepMs) * stepMs);
}
