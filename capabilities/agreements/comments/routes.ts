/**
 * Comments on a draft. Whoever reads drafts may write; words are changed by their writer alone; a thread is settled by
 * whoever may edit the draft. A draft that is not open is read only. What is private to a side is found by nobody else.
 */
import { implement } from '@orpc/server';
import type { Side } from '@tandem/core/responsibility/model.ts';
import { load, type Proof } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { cursorOf, timeCursor } from '@tandem/platform/http/cursor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { type Once, onceOf } from '@tandem/platform/http/idempotency.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { membersOf } from '../../engagements/index.ts';
import { agreementsAccess } from '../access.ts';
import { type Draft, draftKept, draftThing } from '../drafts/store.ts';
import { commentEntry, commentedEntry, recordEntries } from '../events.ts';
import { commentsContract, commentsMost } from './contract.ts';
import {
  excerptOf,
  linkOf,
  mentionedPeople,
  type Person,
  placeWords,
  reasonAgainstPlace,
  reasonAgainstWriting,
  toldOf,
} from './rules.ts';
import {
  type Comment,
  type CommentNew,
  commentByKey,
  commentCount,
  commentInsert,
  commentReword,
  commentSelect,
  commentsSelect,
  commentTakeBack,
  commentToChange,
  threadSelect,
  threadSettle,
} from './store.ts';

const os = implement(commentsContract).$context<Edge>();

type MemberCtx = Ctx & { actor: MemberActor };

interface Named {
  draftId: string;
  commentId: string;
}

export const commentsRoutes = os.router({
  list: os.list.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { proof } = await load(ctx, agreementsAccess, draftThing, input.draftId, 'draft.read');
      const rows = await commentsSelect(ctx, proof, timeCursor(input.after), input.limit + 1);
      const shown = rows.slice(0, input.limit);
      const last = shown.at(-1);
      const next = rows.length > input.limit && last !== undefined ? cursorOf([last.writtenAt.toString(), last.id]) : null;
      return { items: shown.map(writeComment), next };
    }),
  ),
  create: os.create.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { draft, proof } = await openDraft(ctx, input.draftId, 'comment.write');
      const once = onceOf(context.headers, input);
      const before = await writtenBefore(ctx, once);
      if (before !== null) return writeComment(before);
      const { place, audience, body } = input;
      if (audience !== 'shared' && audience !== ctx.actor.side)
        throw new Refusal('invalid-input', 'Write to both sides, or to your own side alone.', 'audience');
      const reason = reasonAgainstPlace(place, draft);
      if (reason !== null) throw new Refusal('invalid-input', reason, 'place');
      return addComment(ctx, draft, proof, { parentId: null, place, audience, body }, input.mentioned, once);
    }),
  ),
  reply: os.reply.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { draft, proof } = await openDraft(ctx, input.draftId, 'comment.write');
      const { row: thread } = await loadThread(ctx, input, 'comment.write');
      const once = onceOf(context.headers, input);
      const before = await writtenBefore(ctx, once);
      if (before !== null) return writeComment(before);
      const { place, audience } = thread;
      return addComment(ctx, draft, proof, { parentId: thread.id, place, audience, body: input.body }, input.mentioned, once);
    }),
  ),
  change: os.change.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { draft } = await openDraft(ctx, input.draftId, 'comment.write');
      const { row, proof } = await loadOwn(ctx, input);
      const mentioned = await mentionedIn(ctx, input.mentioned, row.audience);
      await commentReword(ctx, proof, { body: input.body, mentioned });
      const changed = await selected(ctx, row.id);
      // Who was mentioned before was told before; who is new is told now.
      const known = new Set(row.mentioned.map(({ memberId }) => memberId));
      await recordWritten(ctx, draft, changed, 'comment-changed', {
        mentioned: mentioned.filter((each) => !known.has(each.memberId)),
      });
      return writeComment(changed);
    }),
  ),
  takeBack: os.takeBack.handler(({ input, context }) =>
    context.enter(input.engagementId, async (ctx) => {
      const { draft } = await openDraft(ctx, input.draftId, 'comment.write');
      const { row, proof } = await loadOwn(ctx, input);
      await commentTakeBack(ctx, proof);
      await recordEntries(ctx, [commentEntry('comment-taken-back', draft, row)]);
      return { done: true as const };
    }),
  ),
  settle: os.settle.handler(({ input, context }) =>
    context.enter(input.engagementId, (ctx) => settleThread(ctx, input, { name: ctx.actor.name, side: ctx.actor.side })),
  ),
  reopen: os.reopen.handler(({ input, context }) => context.enter(input.engagementId, (ctx) => settleThread(ctx, input, null))),
});

/** The draft, kept as it is, with the right to write about it. Refuses `draft-closed`. */
async function openDraft<Action extends 'comment.write' | 'comment.settle'>(
  ctx: Ctx,
  draftId: string,
  action: Action,
): Promise<{ draft: Draft; proof: Proof<Action> }> {
  const { row: draft, proof } = await load(ctx, agreementsAccess, draftKept, draftId, action);
  const reason = reasonAgainstWriting(draft.state);
  if (reason !== null) throw new Refusal('draft-closed', reason, null);
  return { draft, proof: proof as Proof<Action> };
}

async function loadThread(ctx: Ctx, { draftId, commentId }: Named, action: 'comment.write' | 'comment.settle') {
  const found = await load(ctx, agreementsAccess, commentToChange, { draftId, commentId }, action);
  if (found.row.parentId !== null)
    throw new Refusal('invalid-input', 'That is an answer. Name the comment that begins the thread.', 'commentId');
  return found;
}

async function loadOwn(ctx: MemberCtx, { draftId, commentId }: Named): Promise<{ row: Comment; proof: Proof<'comment.write'> }> {
  const { row, proof } = await load(ctx, agreementsAccess, commentToChange, { draftId, commentId }, 'comment.write');
  if (row.memberId !== ctx.actor.memberId)
    throw new Refusal('not-allowed', `${row.memberName} wrote that. Only ${row.memberName} changes it or takes it back.`, null);
  if (row.takenBackAt !== null) throw new Refusal('missing', 'That comment was taken back.', null);
  return { row, proof: proof as Proof<'comment.write'> };
}

/** What the same request wrote before, or null; a key that stood for another request is refused. */
async function writtenBefore(ctx: MemberCtx, once: Once | null): Promise<Comment | null> {
  if (once === null) return null;
  const found = await commentByKey(ctx, ctx.actor.memberId, once.key);
  if (found === undefined) return null;
  if (found.hash !== once.hash) throw new Refusal('key-reused', 'This idempotency key wrote another comment.', 'idempotency-key');
  return selected(ctx, found.id);
}

async function mentionedIn(ctx: Ctx, ids: readonly string[], audience: CommentNew['audience']): Promise<Person[]> {
  if (ids.length === 0) return [];
  const mentioned = mentionedPeople(ids, await membersOf(ctx), audience);
  if (!mentioned.ok) throw new Refusal(mentioned.code, mentioned.reason, 'mentioned');
  return mentioned.people;
}

async function addComment(
  ctx: MemberCtx,
  draft: Draft,
  proof: Proof<'comment.write'>,
  comment: Omit<CommentNew, 'mentioned'>,
  ids: readonly string[],
  once: Once | null,
) {
  if ((await commentCount(ctx, proof)) >= commentsMost)
    throw new Refusal(
      'too-many-comments',
      `A draft holds at most ${commentsMost} comments. Close it and go on in another draft.`,
      null,
    );
  const mentioned = await mentionedIn(ctx, ids, comment.audience);
  const id = await commentInsert(ctx, proof, { ...comment, mentioned }, once);
  const added = await selected(ctx, id);
  const thread = comment.parentId === null ? [] : await threadSelect(ctx, comment.parentId);
  await recordWritten(ctx, draft, added, 'commented', { mentioned, thread });
  return writeComment(added);
}

async function selected(ctx: Ctx, id: string): Promise<Comment> {
  const comment = await commentSelect(ctx, id);
  if (comment === undefined) throw new Error('A comment that was just written is out of reach for who wrote it.');
  return comment;
}

interface Reached {
  mentioned: readonly Person[];
  /** What was said in the thread before. */
  thread?: readonly { memberId: string; mentioned: readonly Person[] }[];
}

async function recordWritten(
  ctx: MemberCtx,
  draft: Draft,
  comment: Comment,
  happened: 'commented' | 'comment-changed',
  { mentioned, thread = [] }: Reached,
): Promise<void> {
  const spoken = thread.length + mentioned.length > 0;
  const members = spoken ? await membersOf(ctx) : [];
  const told = toldOf(ctx.actor.memberId, mentioned, thread, members, comment.audience);
  const where = placeWords(comment.place, draft);
  const words = {
    where,
    excerpt: excerptOf(comment.body),
    place: linkOf(draft.id, comment.place, comment.parentId ?? comment.id),
  };
  await recordEntries(ctx, [commentedEntry(ctx, happened, draft, comment, words, told)]);
}

async function settleThread(ctx: MemberCtx, named: Named, by: { name: string; side: Side } | null) {
  const { draft } = await openDraft(ctx, named.draftId, 'comment.settle');
  const { row, proof } = await loadThread(ctx, named, 'comment.settle');
  // Settling what is settled changes nothing, and neither does opening what is open.
  if ((row.settledAt !== null) === (by !== null)) return writeComment(row);
  await threadSettle(ctx, proof as Proof<'comment.settle'>, by);
  await recordEntries(ctx, [commentEntry(by === null ? 'comment-reopened' : 'comment-settled', draft, row)]);
  return writeComment(await selected(ctx, row.id));
}

function writeComment(row: Comment) {
  const { id, parentId, place, audience, body, mentioned, settledAt, settledName, settledSide } = row;
  return {
    id,
    parentId,
    place,
    audience,
    author: { memberId: row.memberId, name: row.memberName, side: row.side },
    body,
    mentioned,
    writtenAt: row.writtenAt.toString(),
    editedAt: row.editedAt?.toString() ?? null,
    takenBack: row.takenBackAt !== null,
    settled:
      settledAt === null || settledName === null || settledSide === null
        ? null
        : { at: settledAt.toString(), name: settledName, side: settledSide },
  };
}
