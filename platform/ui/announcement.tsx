/**
 * Spoken news for people who do not see the screen change. One polite live region for the whole page: what is handed
 * to `announce` is read when the reader pauses, and the newest sentence replaces an unread one.
 */
import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';

let sentence = '';
const watchers = new Set<() => void>();

export function announce(text: string): void {
  sentence = text;
  for (const watcher of watchers) watcher();
}

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function AnnouncementRegion() {
  const text = useSyncExternalStore(subscribe, () => sentence);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
