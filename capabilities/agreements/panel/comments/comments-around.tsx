/**
 * The comments around a draft: whatever tab is open, its screens know the threads, how many are open where, and can open a
 * place. What is open stands in the address (`comments`, `thread`), so a link leads to a thread.
 */
import { useNavigation } from '@tandem/platform/ui/navigation.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import { type Place, placeQuery, tabOf } from '../../comments/contract.ts';
import type { OpenDraft } from '../draft-data.ts';
import { useComments } from './comments-data.ts';
import { CommentsDrawer } from './comments-drawer.tsx';
import { CommentsContext, type CommentsHere, type Opened } from './comments-here.ts';
import { isOpen, marksByQuestion, marksByRow, placeOfKey, reasonOfState, threadsOf } from './comments-view.ts';

export function CommentsAround({ open: draft, children }: { open: OpenDraft; children: ReactNode }) {
  const { id: draftId, state } = draft.draft;
  const { comments, error, isPending, retry } = useComments(draftId);
  const { reasonAgainst } = useSession();
  const { query } = useNavigation();
  const open = useOpen(draftId);
  const key = query['comments'];
  const threadId = query['thread'] ?? null;
  const opened = useMemo((): Opened => (key === undefined ? null : key === 'all' ? 'all' : placeOfKey(key)), [key]);
  const threads = useMemo(() => threadsOf(comments), [comments]);
  const byRow = useMemo(() => marksByRow(threads), [threads]);
  const byQuestion = useMemo(() => marksByQuestion(threads), [threads]);
  const here: CommentsHere = {
    draftId,
    threads,
    openCount: threads.filter(isOpen).length,
    byRow,
    byQuestion,
    opened,
    threadId,
    open,
    reason: reasonAgainst('agreements.comment.write') ?? reasonOfState(state),
    error,
    isPending,
    retry,
  };
  return (
    <CommentsContext value={here}>
      {children}
      <CommentsDrawer here={here} draft={draft.draft} />
    </CommentsContext>
  );
}

/** Opens a place on the tab that shows it; the same function for as long as the draft is. */
function useOpen(draftId: string): CommentsHere['open'] {
  const navigation = useNavigation();
  const latest = useRef(navigation);
  latest.current = navigation;
  return useCallback(
    (what, threadId) => {
      const { go, place, query } = latest.current;
      const to = what === null || what === 'all' || what.on === 'draft' ? place : `/agreement/${draftId}/${tabOf(what)}`;
      const rest = to === place ? query : {};
      go(to, { ...rest, ...openedQuery(what, rest['row']), thread: threadId }, { replace: to === place });
    },
    [draftId],
  );
}

/** `row`: the row that is open in full. It stays open for what is said about its fields, and when the comments close. */
function openedQuery(what: Opened, row: string | undefined): { comments: string | undefined; row: string | undefined } {
  if (what === null) return { comments: undefined, row };
  if (what === 'all') return { comments: 'all', row: undefined };
  return { row: isFieldOf(what, row) ? row : undefined, ...placeQuery(what) };
}

const isFieldOf = (place: Place, row: string | undefined): boolean => place.on === 'cell' && place.row === row;
