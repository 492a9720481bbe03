/**
 * Live updates: one event stream per engagement, shared by all screens. An event names a topic and an id, never content,
 * so a screen asks the server again for what it shows and sees only what it may see. Events are gathered for a moment
 * and handed over together. After a lost connection every listener is called once, because events were missed, and the
 * pauses between attempts grow from one second to half a minute with jitter, so that a restart is not met by a crowd.
 */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';

export interface LiveEvent {
  topic: string;
  id: string;
}

export type LiveState = 'connecting' | 'live' | 'lost';

type Listener = { topics: readonly string[]; heard(events: LiveEvent[]): void };

const gatherMs = 150;
const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/** The pause before attempt `failures` (1 is the first retry); `chance` in [0, 1) spreads the crowd. */
export function pauseMs(failures: number, chance: number): number {
  const full = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
  return Math.round(full * (0.5 + chance / 2));
}

export class LiveFeed {
  #listeners = new Set<Listener>();
  #watchers = new Set<() => void>();
  #pending: LiveEvent[] = [];
  #gather: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #source: EventSource | undefined;
  #failures = 0;
  #address: string;
  state: LiveState = 'connecting';

  constructor(address: string) {
    this.#address = address;
  }

  open(): void {
    this.#source = new EventSource(this.#address);
    this.#source.onopen = () => this.#opened();
    this.#source.onmessage = (message) => this.#received(message);
    this.#source.onerror = () => this.#lost();
  }

  close(): void {
    this.#source?.close();
    clearTimeout(this.#retry);
    clearTimeout(this.#gather);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #opened(): void {
    const missed = this.#failures > 0;
    this.#failures = 0;
    this.#become('live');
    if (missed) for (const listener of this.#listeners) listener.heard([]);
  }

  #received(message: MessageEvent<string>): void {
    this.#pending.push(JSON.parse(message.data) as LiveEvent);
    this.#gather ??= setTimeout(() => this.#deliver(), gatherMs);
  }

  #deliver(): void {
    const events = this.#pending;
    this.#pending = [];
    this.#gather = undefined;
    for (const listener of this.#listeners) {
      const heard = events.filter((event) =>
        listener.topics.some((topic) => event.topic === topic || event.topic.startsWith(`${topic}.`)),
      );
      if (heard.length > 0) listener.heard(heard);
    }
  }

  #lost(): void {
    this.#source?.close();
    this.#failures += 1;
    this.#become('lost');
    this.#retry = setTimeout(() => this.open(), pauseMs(this.#failures, Math.random()));
  }

  #become(state: LiveState): void {
    if (this.state === state) return;
    this.state = state;
    for (const watcher of this.#watchers) watcher();
  }
}

export const LiveContext = createContext<LiveFeed | null>(null);

/** Calls `heard` for events of these topics (`work` also hears `work.item`); with no events after a reconnect: ask again. */
export function useLive(topics: readonly string[], heard: (events: LiveEvent[]) => void): void {
  const feed = useContext(LiveContext);
  const latest = useRef(heard);
  latest.current = heard;
  const key = topics.join(' ');
  useEffect(() => feed?.listen({ topics: key.split(' '), heard: (events) => latest.current(events) }), [feed, key]);
}

const noWatch = (): (() => void) => () => undefined;

/** Whether what is on screen follows the server right now. */
export function useLiveState(): LiveState {
  const feed = useContext(LiveContext);
  return useSyncExternalStore(feed?.watch ?? noWatch, () => feed?.state ?? 'connecting');
}
