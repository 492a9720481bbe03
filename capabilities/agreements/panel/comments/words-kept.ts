/**
 * Words that were typed and not sent, by where they were typed. They outlive the form: closing a thread, going to another
 * tab, or a send that failed after the form was gone loses none of them. They last as long as the page.
 */
import { useCallback, useSyncExternalStore } from 'react';

export interface KeptWords {
  body: string;
  /** Of one sending of these words: sent again as they are, they are written once. */
  key: string;
}

const kept = new Map<string, KeptWords>();
const watchers = new Set<() => void>();
const none: KeptWords = { body: '', key: '' };

/** Unique enough for one person's keys, also where the page has no secure context. */
const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

export function keepWords(where: string, words: KeptWords | null): void {
  if (words === null || words.body === '') kept.delete(where);
  else kept.set(where, words);
  for (const watcher of watchers) watcher();
}

/** Puts words there to begin with, unless some are kept. */
export function beginWords(where: string, body: string): void {
  if (!kept.has(where)) keepWords(where, { body, key: newKey() });
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** What stands in the form at `where`; other words get another key. */
export function useKeptWords(where: string): [KeptWords, (body: string) => void] {
  const words = useSyncExternalStore(subscribe, () => kept.get(where) ?? none);
  const put = useCallback((body: string) => keepWords(where, { body, key: newKey() }), [where]);
  return [words, put];
}
