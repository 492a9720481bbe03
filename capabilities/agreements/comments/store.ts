/**
 * Every statement on comments. Row-level security leaves out what the other side keeps to itself, so nothing here filters
 * by side, and what is counted is what the reader sees.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Once } from '@tandem/platform/http/idempotency.ts';
import { storable } from '@tandem/platform/record/record.ts';
import { sql } from 'kysely';
import type { Place } from './contract.ts';
import type { CommentAudience, Person } from './rules.ts';

export interface Comment {
  id: string;
  parentId: string | null;
  place: Place;
  audience: CommentAudience;
  side: Side;
  memberId: string;
  memberName: string;
  body: string;
  mentioned: Person[];
  writtenAt: Temporal.Instant;
  editedAt: Temporal.Instant | null;
  takenBackAt: Temporal.Instant | null;
  settledAt: Temporal.Instant | null;
  settledSide: Side | null;
  settledName: string | null;
}

/** The place of a reply is that of its thread. */
const place = sql`case when coalesce(p.question, c.question) is not null then jsonb_build_object('on', 'question', 'question', coalesce(p.question, c.question))
  when coalesce(p.field, c.field) is not null then jsonb_build_object('on', 'cell', 'row', coalesce(p.row_id, c.row_id), 'field', coalesce(p.field, c.field))
  when coalesce(p.row_id, c.row_id) is not null then jsonb_build_object('on', 'row', 'row', coalesce(p.row_id, c.row_id))
  else jsonb_build_object('on', 'draft') end as place`;

const columns = sql<Comment>`c.id, c.parent_id as "parentId", ${place}, c.audience, c.side, c.member_id as "memberId", c.member_name as "memberName",
  c.body, c.mentioned, c.written_at as "writtenAt", c.edited_at as "editedAt", c.taken_back_at as "takenBackAt", c.settled_at as "settledAt",
  c.settled_side as "settledSide", c.settled_name as "settledName"`;

const source = sql`agreements_comment c left join agreements_comment p on p.engagement_id = c.engagement_id and p.id = c.parent_id`;

/** What was taken back is there only while an answer stands below it. */
const standing = sql`(c.taken_back_at is null or exists (select from agreements_comment r
  where r.engagement_id = c.engagement_id and r.parent_id = c.id and r.taken_back_at is null))`;

export interface CommentId {
  draftId: string;
  commentId: string;
}

/** One comment, kept from all other writers until the transaction ends. */
export const commentToChange: Thing<Comment, CommentId> = {
  name: 'comment',
  select: async (ctx, { draftId, commentId }) => {
    const { rows } = await sql<Comment>`select ${columns} from ${source}
      where c.engagement_id = ${ctx.actor.engagementId} and c.draft_id = ${draftId} and c.id = ${commentId} and ${standing} for update of c`.execute(
      ctx.tx,
    );
    return rows[0];
  },
};

/** Oldest first, at most `limit` after the cursor [at, id]. */
export async function commentsSelect(
  ctx: Ctx,
  proof: Proof<'draft.read'>,
  after: readonly [at: string, id: string] | null,
  limit: number,
): Promise<Comment[]> {
  const from = after === null ? sql`` : sql`and (c.written_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<Comment>`select ${columns} from ${source}
    where c.engagement_id = ${proof.engagementId} and c.draft_id = ${proof.subjectId} and ${standing} ${from}
    order by c.written_at, c.id limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Who wrote in a thread, and whom they mentioned. */
export async function threadSelect(ctx: Ctx, threadId: string): Promise<{ memberId: string; mentioned: Person[] }[]> {
  const { rows } = await sql<{ memberId: string; mentioned: Person[] }>`select member_id as "memberId", mentioned
    from agreements_comment where engagement_id = ${ctx.actor.engagementId} and (id = ${threadId} or parent_id = ${threadId})`.execute(
    ctx.tx,
  );
  return rows;
}

/** How many comments the draft of the proof holds, as far as the reader sees them. */
export async function commentCount(ctx: Ctx, proof: Proof<'comment.write'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from agreements_comment
    where engagement_id = ${proof.engagementId} and draft_id = ${proof.subjectId}`.execute(ctx.tx);
  return Number(rows[0]?.count ?? 0);
}

/** The comment that this member wrote under the key, and the hash of what was asked then; the key is held until the transaction ends. */
export async function commentByKey(ctx: Ctx, memberId: string, key: string): Promise<{ id: string; hash: string } | undefined> {
  const { engagementId } = ctx.actor;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`agreements ${engagementId} ${memberId} ${key}`}, 0))`.execute(
    ctx.tx,
  );
  const { rows } = await sql<{ id: string; hash: string }>`select id, idempotency_hash as hash from agreements_comment
    where engagement_id = ${engagementId} and member_id = ${memberId} and idempotency_key = ${key}`.execute(ctx.tx);
  return rows[0];
}

export async function commentSelect(ctx: Ctx, id: string): Promise<Comment | undefined> {
  const { rows } = await sql<Comment>`select ${columns} from ${source}
    where c.engagement_id = ${ctx.actor.engagementId} and c.id = ${id}`.execute(ctx.tx);
  return rows[0];
}

export interface CommentNew {
  parentId: string | null;
  /** Of the thread. */
  place: Place;
  audience: CommentAudience;
  body: string;
  mentioned: readonly Person[];
}

/** Adds a comment to the draft of the proof, in the name of whoever asks; gives its id. */
export async function commentInsert(
  ctx: Ctx,
  proof: Proof<'comment.write'>,
  { parentId, place: at, audience, body, mentioned }: CommentNew,
  once: Once | null,
): Promise<string> {
  if (proof.actor.kind !== 'member' || proof.subjectId === null) throw new Error('Only a person writes a comment.');
  const begins = parentId === null;
  const row = begins && (at.on === 'row' || at.on === 'cell') ? at.row : null;
  const { id } = await ctx.tx
    .insertInto('agreements_comment')
    .values({
      engagement_id: proof.engagementId,
      draft_id: proof.subjectId,
      parent_id: parentId,
      row_id: row,
      field: begins && at.on === 'cell' ? at.field : null,
      question: begins && at.on === 'question' ? at.question : null,
      audience,
      side: proof.actor.side,
      member_id: proof.actor.memberId,
      member_name: proof.actor.name,
      body: storable(body),
      mentioned: JSON.stringify(mentioned),
      written_at: ctx.now,
      idempotency_key: once?.key ?? null,
      idempotency_hash: once?.hash ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function commentReword(
  ctx: Ctx,
  proof: Proof<'comment.write'>,
  { body, mentioned }: Pick<CommentNew, 'body' | 'mentioned'>,
): Promise<void> {
  await change(ctx, proof, { body: storable(body), mentioned: JSON.stringify(mentioned), edited_at: ctx.now });
}

/** The words go, the place stays. */
export async function commentTakeBack(ctx: Ctx, proof: Proof<'comment.write'>): Promise<void> {
  await change(ctx, proof, { body: '', mentioned: '[]', taken_back_at: ctx.now });
}

/** `by` null: the thread is open again. */
export async function threadSettle(
  ctx: Ctx,
  proof: Proof<'comment.settle'>,
  by: { name: string; side: Side } | null,
): Promise<void> {
  await change(ctx, proof, {
    settled_at: by === null ? null : ctx.now,
    settled_name: by?.name ?? null,
    settled_side: by?.side ?? null,
  });
}

interface CommentChange {
  body?: string;
  mentioned?: string;
  edited_at?: Temporal.Instant;
  taken_back_at?: Temporal.Instant;
  settled_at?: Temporal.Instant | null;
  settled_name?: string | null;
  settled_side?: Side | null;
}

async function change(ctx: Ctx, proof: Proof<'comment.write' | 'comment.settle'>, values: CommentChange): Promise<void> {
  await ctx.tx
    .updateTable('agreements_comment')
    .set(values)
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', proof.subjectId ?? '')
    .execute();
}
