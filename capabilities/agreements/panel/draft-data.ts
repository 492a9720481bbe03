/**
 * A draft for its screens. `useDraft(draftId)` gives what it says now, with our own edits in it before they are kept, and
 * follows what others do. `edit` takes the next agreement (or a part of it) and makes one step of it that can be undone.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Conflict, redone, settled, undone } from './draft-state.ts';
import { type AgreementChange, agreementsApi, changed, type DraftAbout, draftStoreOf, type Saving } from './draft-store.ts';

/** What the draft says, and everything about it. */
export interface Draft extends DraftAbout, Agreement {
  revision: number;
}

export interface OpenDraft {
  draft: Draft;
  /** Why it cannot be edited; null when it can. */
  reason: string | null;
  edit(change: AgreementChange): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
  saving: Saving;
  /** Why the last edit was not kept. */
  error: unknown;
  conflicts: readonly Conflict[];
  settle(conflict: Conflict, choice: 'yours' | 'theirs'): void;
  /** Gives up what could not be kept. */
  discard(): void;
  /** Sends what waits, then reads the draft again. */
  refresh(): Promise<void>;
}

/** Null while it is read; an error when it cannot be. */
export function useDraft(draftId: string): { open: OpenDraft | null; error: unknown; retry(): void } {
  const { engagement, reasonAgainst } = useSession();
  const store = useMemo(() => draftStoreOf(engagement.id, draftId), [engagement.id, draftId]);
  const { about, state, saving, error } = useSyncExternalStore(store.subscribe, store.snapshot);
  useEffect(() => {
    void store.read();
    const leave = (event: BeforeUnloadEvent) => {
      if (store.snapshot().saving !== 'saved') event.preventDefault();
    };
    globalThis.addEventListener('beforeunload', leave);
    return () => {
      globalThis.removeEventListener('beforeunload', leave);
      void store.send();
    };
  }, [store]);
  useLive(['agreements'], (events) => {
    if (events.length === 0 || events.some(({ id }) => id === draftId || id === '')) void store.read();
  });
  const actions = useMemo(() => actionsOf(store), [store]);
  const draft = useMemo(() => (about && state ? { ...about, ...state.seen, revision: state.revision } : null), [about, state]);
  if (draft === null || state === null) return { open: null, error, retry: () => void store.read() };
  const open: OpenDraft = {
    draft,
    reason: reasonAgainst('agreements.draft.edit') ?? closedReason(draft),
    ...actions,
    canUndo: state.undo.length > 0,
    canRedo: state.redo.length > 0,
    saving,
    error,
    conflicts: state.conflicts,
  };
  return { open, error, retry: () => void store.read() };
}

function actionsOf(store: ReturnType<typeof draftStoreOf>) {
  return {
    edit: (change: AgreementChange) => store.change((state) => changed(state, change)),
    undo: () => store.change(undone),
    redo: () => store.change(redone),
    settle: (conflict: Conflict, choice: 'yours' | 'theirs') => store.change((state) => settled(state, conflict, choice)),
    discard: store.discard,
    refresh: async () => {
      await store.send();
      await store.read();
    },
  };
}

function closedReason({ state }: Draft): string | null {
  if (state === 'open') return null;
  if (state === 'offered') return 'This draft is offered for signature and cannot change.';
  return state === 'signed' ? 'This draft is signed and cannot change.' : 'This draft is closed. Open it again to edit it.';
}

export type DraftLine = Awaited<ReturnType<typeof agreementsApi.drafts.list.call>>['items'][number];

/** The drafts of the engagement, newest first. */
export function useDrafts() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['agreements'], () => void queries.invalidateQueries({ queryKey: agreementsApi.drafts.list.key() }));
  return useQuery(agreementsApi.drafts.list.queryOptions({ input: { engagementId: engagement.id, limit: 100 } }));
}

/** What the draft comes after: for an emergency what is in force today, else the version that begins last. */
export function useBefore({ kind }: Pick<Draft, 'kind'>): EngagementFile | null {
  const { engagement } = useSession();
  const before = useQuery(agreementsApi.drafts.current.queryOptions({ input: { engagementId: engagement.id, before: kind } }));
  return (before.data?.file as EngagementFile | null | undefined) ?? null;
}

/** What is in force today, as a draft of it would begin. */
export function useInForce() {
  const { engagement } = useSession();
  return useQuery(agreementsApi.drafts.current.queryOptions({ input: { engagementId: engagement.id } }));
}
