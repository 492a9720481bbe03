/**
 * One open draft on this page: it is read once, edited at once on screen, sent a moment after the last change, and read
 * again when others change it. It outlives the screen that opened it, so undoing works across the tabs of a draft and
 * what was not sent yet is sent.
 */
import type { Agreement, Terms } from '@tandem/core/commercial/terms.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { createApi } from '@tandem/platform/ui/api.ts';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { replaceEqualDeep } from '@tanstack/react-query';
import { agreementsContract } from '../contract.ts';
import { beginState, type DraftState, edited, heard, isEmpty, pendingOf, saved } from './draft-state.ts';

export const agreementsApi = createApi(agreementsContract);

export type DraftRead = Awaited<ReturnType<typeof agreementsApi.drafts.see.call>>;
/** Everything about the draft but what it says. */
export type DraftAbout = Omit<DraftRead, 'file' | 'terms' | 'revision'>;

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed';

export interface DraftSnapshot {
  about: DraftAbout | null;
  state: DraftState | null;
  saving: Saving;
  /** Why it could not be read or kept. */
  error: unknown;
}

export interface DraftStore {
  subscribe(watcher: () => void): () => void;
  snapshot(): DraftSnapshot;
  read(): Promise<void>;
  change(next: (state: DraftState) => DraftState): void;
  /** Sends now what waits. */
  send(): Promise<void>;
  /** Gives up what could not be kept. */
  discard(): void;
}

const restMs = 500;
const againMs = 5_000;

export function createDraftStore(engagementId: string, draftId: string): DraftStore {
  const watchers = new Set<() => void>();
  let now: DraftSnapshot = { about: null, state: null, saving: 'saved', error: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | null = null;

  const put = (change: Partial<DraftSnapshot>): void => {
    now = { ...now, ...change };
    for (const watcher of watchers) watcher();
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void store.send(), ms);
  };
  const waits = (state = now.state): boolean => state !== null && !isEmpty(pendingOf(state));
  const sendOnce = async (state: DraftState): Promise<void> => {
    put({ saving: 'saving' });
    try {
      const answer = await post(engagementId, draftId, state);
      if (answer.conflicts.length > 0 || answer.revision > (now.state?.revision ?? 0) + 1) await store.read();
      else if (now.state) put({ state: saved(now.state, state.seen, answer.revision) });
      put({ saving: waits() ? 'waiting' : 'saved', error: null });
    } catch (error) {
      put({ saving: 'failed', error });
      if (problemOf(error).status >= 500 || problemOf(error).status === 0) later(againMs);
      return;
    }
    if (waits()) later(restMs);
  };
  const store: DraftStore = {
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    snapshot: () => now,
    async read() {
      try {
        const { file, terms, revision, ...about } = await agreementsApi.drafts.see.call({ engagementId, draftId });
        const read = { file, terms } as unknown as Agreement;
        const state = now.state === null ? beginState(revision, read) : heard(now.state, revision, read);
        put({ about, state: shared(now.state, state), error: now.saving === 'failed' ? now.error : null });
      } catch (error) {
        if (now.saving !== 'failed') put({ error });
      }
    },
    change(next) {
      if (now.state === null) return;
      const state = shared(now.state, next(now.state));
      if (state === now.state) return;
      const isPending = waits(state);
      put({ state, saving: isPending ? 'waiting' : sending === null ? 'saved' : 'saving' });
      if (isPending) later(restMs);
    },
    async send() {
      clearTimeout(timer);
      if (sending !== null) return sending.then(() => store.send());
      if (now.state === null || !waits()) return;
      sending = sendOnce(now.state).finally(() => {
        sending = null;
      });
      await sending;
    },
    discard() {
      clearTimeout(timer);
      if (now.state) put({ state: beginState(now.state.revision, now.state.kept), saving: 'saved', error: null });
      void store.read();
    },
  };
  return store;
}

function post(engagementId: string, draftId: string, state: DraftState) {
  const { file, terms } = pendingOf(state);
  const { revision } = state;
  return agreementsApi.drafts.edit.call({ engagementId, draftId, revision, file: [...file], terms: [...terms] });
}

/** The same values as the same objects, so that what did not change is not drawn again. */
function shared(old: DraftState | null, next: DraftState): DraftState {
  if (old === null || old === next) return next;
  const seen = replaceEqualDeep(old.seen, next.seen) as { file: EngagementFile; terms: Terms };
  return { ...next, seen, kept: next.kept === next.seen ? seen : next.kept };
}

/** Open drafts of this page, by engagement and draft. */
const stores = new Map<string, DraftStore>();

export function draftStoreOf(engagementId: string, draftId: string): DraftStore {
  const key = `${engagementId} ${draftId}`;
  const known = stores.get(key) ?? createDraftStore(engagementId, draftId);
  stores.set(key, known);
  return known;
}

/** A change of the agreement: the next one, or what is different. */
export type AgreementChange = ((agreement: Agreement) => Agreement) | Partial<Agreement>;

export function changed(state: DraftState, change: AgreementChange): DraftState {
  return edited(state, typeof change === 'function' ? change(state.seen) : { ...state.seen, ...change });
}
