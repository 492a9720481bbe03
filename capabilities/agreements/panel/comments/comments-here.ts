/**
 * What the screens of a draft know of its comments, wherever they are drawn inside its frame (comments-around.tsx).
 */
import { createContext, useContext } from 'react';
import type { Place } from '../../comments/contract.ts';
import type { marksByQuestion, marksByRow, threadsOf } from './comments-view.ts';

/** What is opened: a place with its threads, the list of all, or nothing. */
export type Opened = Place | 'all' | null;

export interface CommentsHere {
  draftId: string;
  threads: ReturnType<typeof threadsOf>;
  openCount: number;
  byRow: ReturnType<typeof marksByRow>;
  byQuestion: ReturnType<typeof marksByQuestion>;
  opened: Opened;
  /** The thread that a link named. */
  threadId: string | null;
  open(what: Opened, threadId?: string): void;
  /** Why nothing can be written; null when it can. */
  reason: string | null;
  error: unknown;
  isPending: boolean;
  retry(): void;
}

export const CommentsContext = createContext<CommentsHere | null>(null);

export function useCommentsHere(): CommentsHere {
  const here = useContext(CommentsContext);
  if (here === null) throw new Error('A screen of a draft is drawn outside its frame: it has no comments.');
  return here;
}
