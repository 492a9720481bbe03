/**
 * The comments of a draft for its screens: read once for all of them, read again when somebody else writes, and changed on
 * screen at once. What the server refuses goes back to what it was, and whoever wrote it keeps their words.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { engagementsContract } from '../../../engagements/contract.ts';
import type { Place } from '../../comments/contract.ts';
import { agreementsApi } from '../draft-store.ts';
import { everyPage } from '../every-page.ts';
import type { Comment, CommentAudience } from './comments-view.ts';

const engagementsApi = createApi(engagementsContract);

const noComments: readonly Comment[] = [];

const keyOf = (engagementId: string, draftId: string) => [
  ...agreementsApi.comments.list.key({ input: { engagementId, draftId } }),
  'every page',
];

export function useComments(draftId: string) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const queryKey = keyOf(engagement.id, draftId);
  useLive(['agreements-comments'], (events) => {
    if (events.length === 0 || events.some(({ id }) => id === draftId)) void queries.invalidateQueries({ queryKey });
  });
  const { data, error, isPending, refetch } = useQuery({
    queryKey,
    queryFn: () =>
      everyPage<Comment>((page) => agreementsApi.comments.list.call({ engagementId: engagement.id, draftId, ...page })),
  });
  return { comments: data ?? noComments, error, isPending, retry: () => void refetch() };
}

export interface Reader {
  memberId: string;
  name: string;
  side: 'internal' | 'provider';
}

/** Who can be mentioned: people with an account who read drafts. */
export function useReaders(): readonly Reader[] {
  const { engagement } = useSession();
  const engagementId = engagement.id;
  const { data } = useQuery({
    queryKey: [...engagementsApi.members.list.key({ input: { engagementId } }), 'every page'],
    queryFn: () => everyPage((page) => engagementsApi.members.list.call({ engagementId, ...page })),
  });
  return useMemo(
    () => (data ?? []).filter(({ role }) => role !== 'employee').map(({ id, name, side }) => ({ memberId: id, name, side })),
    [data],
  );
}

export interface Words {
  body: string;
  mentioned: string[];
}

export interface CommentDeeds {
  /** Rejects when it was not kept; the caller keeps the words. The same key is written once. */
  begin(place: Place, audience: CommentAudience, words: Words, key: string): Promise<void>;
  reply(thread: Comment, words: Words, key: string): Promise<void>;
  change(comment: Comment, words: Words): Promise<void>;
  takeBack(comment: Comment): Promise<void>;
  settle(thread: Comment, settled: boolean): Promise<void>;
}

export function useCommentDeeds(draftId: string): CommentDeeds {
  const { engagement, memberId, person, side } = useSession();
  const readers = useReaders();
  const queries = useQueryClient();
  const input = { engagementId: engagement.id, draftId };
  const queryKey = keyOf(engagement.id, draftId);
  /** Shows the outcome at once, then asks for it; a refusal puts back what was there. */
  const at = async (guess: (all: readonly Comment[]) => Comment[], work: () => Promise<unknown>): Promise<void> => {
    await queries.cancelQueries({ queryKey });
    const before = queries.getQueryData<Comment[]>(queryKey) ?? [];
    queries.setQueryData<Comment[]>(queryKey, guess(before));
    try {
      await work();
    } catch (error) {
      queries.setQueryData<Comment[]>(queryKey, before);
      throw error;
    } finally {
      void queries.invalidateQueries({ queryKey });
    }
  };
  const namesOf = (ids: readonly string[]) => readers.filter((each) => ids.includes(each.memberId));
  const written = (words: Words, key: string, more: Pick<Comment, 'parentId' | 'place' | 'audience'>): Comment => ({
    id: `sending ${key}`,
    author: { memberId, name: person.name, side },
    body: words.body.trim(),
    mentioned: namesOf(words.mentioned).map((each) => ({ memberId: each.memberId, name: each.name })),
    writtenAt: new Date().toISOString(),
    editedAt: null,
    takenBack: false,
    settled: null,
    sending: true,
    ...more,
  });
  const put = (id: string, change: Partial<Comment>) => (all: readonly Comment[]) =>
    all.map((each) => (each.id === id ? { ...each, ...change } : each));
  const api = agreementsApi.comments;
  return {
    begin: (place, audience, words, key) =>
      at(
        (all) => [...all, written(words, key, { parentId: null, place, audience })],
        () => api.create.call({ ...input, place, audience, ...words }, { context: { idempotencyKey: key } }),
      ),
    reply: ({ id, place, audience }, words, key) =>
      at(
        (all) => [...all, written(words, key, { parentId: id, place, audience })],
        () => api.reply.call({ ...input, commentId: id, ...words }, { context: { idempotencyKey: key } }),
      ),
    change: ({ id }, words) =>
      at(put(id, { body: words.body.trim() }), () => api.change.call({ ...input, commentId: id, ...words })),
    takeBack: ({ id }) =>
      at(
        (all) =>
          all.some((each) => each.parentId === id)
            ? put(id, { body: '', mentioned: [], takenBack: true })(all)
            : all.filter((each) => each.id !== id),
        () => api.takeBack.call({ ...input, commentId: id }),
      ).catch((error) => announceProblem(error, 'The comment was not taken back')),
    settle: ({ id }, settled) =>
      at(put(id, { settled: settled ? { at: new Date().toISOString(), name: person.name, side } : null }), () =>
        (settled ? api.settle : api.reopen).call({ ...input, commentId: id }),
      ).catch((error) => announceProblem(error, settled ? 'The thread was not settled' : 'The thread was not opened again')),
  };
}
