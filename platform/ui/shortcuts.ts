/**
 * Keyboard shortcuts of whatever is on screen. A shortcut is one key (`?`) or two in sequence (`g n`), never active while
 * the person types, and it is listed, with its words, for as long as its owner is mounted.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `?`, `j`, or two keys with a space: `g n`. */
  keys: string;
  /** What it does: "Go to Now". */
  words: string;
}

interface Registered extends Shortcut {
  run(): void;
}

let registered: readonly Registered[] = [];
const watchers = new Set<() => void>();
const sequenceMs = 900;
let first: { key: string; at: number } | null = null;

function change(next: readonly Registered[]): void {
  registered = next;
  for (const watcher of watchers) watcher();
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The shortcut that `key` completes, given the key before it; exported for its test. */
export function matchShortcut<Kind extends Shortcut>(all: readonly Kind[], before: string | null, key: string): Kind | undefined {
  return all.findLast((each) => before !== null && each.keys === `${before} ${key}`) ?? all.findLast((each) => each.keys === key);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const before = first && event.timeStamp - first.at < sequenceMs ? first.key : null;
  const found = matchShortcut(registered, before, event.key);
  first = found ? null : { key: event.key, at: event.timeStamp };
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Listens for the page's shortcuts; called once by the shell. */
export function useShortcutKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

export function useShortcut(keys: string, words: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const own: Registered = { keys, words, run: () => latest.current() };
    change([...registered, own]);
    return () => change(registered.filter((each) => each !== own));
  }, [keys, words]);
}

export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => registered,
  );
}
