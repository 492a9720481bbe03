/**
 * Every statement on drafts and their edits.
 */
import type { Terms } from '@tandem/core/commercial/terms.ts';
import type { Change } from '@tandem/core/responsibility/diff.ts';
import type { EngagementFile, Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';

/** Actions that lead to an edit. */
export type EditAction = 'draft.edit' | 'risk.accept' | 'rate.use';

export interface DraftLine {
  id: string;
  kind: 'agreement' | 'amendment' | 'emergency';
  title: string;
  reason: string;
  state: 'open' | 'offered' | 'signed' | 'closed';
  revision: number;
  createdBy: string;
  createdAt: Temporal.Instant;
  updatedAt: Temporal.Instant;
}

export interface Draft extends DraftLine {
  baseHash: string | null;
  file: EngagementFile;
  terms: Terms;
}

const lineColumns = [
  'id',
  'kind',
  'title',
  'reason',
  'state',
  'revision',
  'created_by as createdBy',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

const selectDraft = (ctx: Ctx, id: string) =>
  ctx.tx
    .selectFrom('agreements_draft')
    .select([...lineColumns, 'base_hash as baseHash', 'file', 'terms'])
    .where('engagement_id', '=', ctx.actor.engagementId)
    .where('id', '=', id);

export const draftThing: Thing<Draft> = {
  name: 'draft',
  select: async (ctx, id) => (await selectDraft(ctx, id).executeTakeFirst()) as Draft | undefined,
};

/** The same, kept from all other writers until the transaction ends. */
export const draftToChange: Thing<Draft> = {
  name: 'draft',
  select: async (ctx, id) => (await selectDraft(ctx, id).forUpdate().executeTakeFirst()) as Draft | undefined,
};

/** The same, kept as it is until the transaction ends: neither edited nor offered meanwhile. */
export const draftKept: Thing<Draft> = {
  name: 'draft',
  select: async (ctx, id) => (await selectDraft(ctx, id).forShare().executeTakeFirst()) as Draft | undefined,
};

/** Newest first, after the row that the cursor names. */
export async function draftsSelect(
  ctx: Ctx,
  after: { updatedAt: string; id: string } | null,
  limit: number,
): Promise<DraftLine[]> {
  const rows = ctx.tx
    .selectFrom('agreements_draft')
    .select(lineColumns)
    .where('engagement_id', '=', ctx.actor.engagementId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  const page =
    after === null
      ? rows
      : rows.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('updated_at', 'id'), '<', tuple(Temporal.Instant.from(after.updatedAt) as never, after.id)),
        );
  return (await page.execute()) as DraftLine[];
}

export interface DraftNew {
  kind: DraftLine['kind'];
  title: string;
  reason: string;
  baseHash: string | null;
  file: EngagementFile;
  terms: Terms;
}

export async function draftInsert(ctx: Ctx, proof: Proof<'draft.edit'>, draft: DraftNew): Promise<DraftLine> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person begins a draft.');
  return (await ctx.tx
    .insertInto('agreements_draft')
    .values({
      engagement_id: proof.engagementId,
      kind: draft.kind,
      title: draft.title,
      reason: draft.reason,
      base_hash: draft.baseHash,
      state: 'open',
      file: JSON.stringify(draft.file),
      terms: JSON.stringify(draft.terms),
      created_by: proof.actor.memberId,
      created_side: proof.actor.side,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .returning(lineColumns)
    .executeTakeFirstOrThrow()) as DraftLine;
}

export interface DraftChange {
  title: string;
  reason: string;
  state: 'open' | 'closed';
}

export async function draftUpdate(ctx: Ctx, proof: Proof<'draft.edit'>, change: Partial<DraftChange>): Promise<DraftLine> {
  return (await ctx.tx
    .updateTable('agreements_draft')
    .set({ ...change, updated_at: ctx.now })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', proof.subjectId ?? '')
    .returning(lineColumns)
    .executeTakeFirstOrThrow()) as DraftLine;
}

export interface EditNew {
  revision: number;
  file: EngagementFile;
  terms: Terms;
  changes: { file: Change[]; terms: Change[] };
}

/** Writes the draft as it is now, and the edit that led there. */
export async function editInsert(ctx: Ctx, proof: Proof<EditAction>, edit: EditNew): Promise<void> {
  if (proof.actor.kind !== 'member' || proof.subjectId === null) throw new Error('Only a person edits a draft.');
  await ctx.tx
    .updateTable('agreements_draft')
    .set({
      revision: edit.revision,
      file: JSON.stringify(edit.file),
      terms: JSON.stringify(edit.terms),
      updated_at: ctx.now,
    })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', proof.subjectId)
    .execute();
  await ctx.tx
    .insertInto('agreements_edit')
    .values({
      engagement_id: proof.engagementId,
      draft_id: proof.subjectId,
      revision: edit.revision,
      member_id: proof.actor.memberId,
      member_name: proof.actor.name,
      side: proof.actor.side,
      at: ctx.now,
      changes: JSON.stringify(edit.changes),
    })
    .execute();
}

export interface EditRow {
  revision: number;
  memberId: string;
  name: string;
  side: Side;
  at: Temporal.Instant;
  changes: { file: Change[]; terms: Change[] };
}

const editColumns = ['revision', 'member_id as memberId', 'member_name as name', 'side', 'at', 'changes'] as const;

/** Newest first; `before` is the revision that the last page ended with. */
export async function editsSelect(
  ctx: Ctx,
  proof: Proof<'draft.read'>,
  before: number | null,
  limit: number,
): Promise<EditRow[]> {
  const rows = ctx.tx
    .selectFrom('agreements_edit')
    .select(editColumns)
    .where('engagement_id', '=', proof.engagementId)
    .where('draft_id', '=', proof.subjectId ?? '')
    .orderBy('revision', 'desc')
    .limit(limit);
  return (await (before === null ? rows : rows.where('revision', '<', before)).execute()) as EditRow[];
}

/** Everybody who edited the draft, each with their last edit, the latest first. */
export async function editorsSelect(ctx: Ctx, proof: Proof<'draft.read'>): Promise<Omit<EditRow, 'revision' | 'changes'>[]> {
  const rows = await ctx.tx
    .selectFrom('agreements_edit')
    .select(({ fn }) => ['member_id as memberId', 'side', fn.max('member_name').as('name'), fn.max('at').as('at')])
    .where('engagement_id', '=', proof.engagementId)
    .where('draft_id', '=', proof.subjectId ?? '')
    .groupBy(['member_id', 'side'])
    .orderBy('at', 'desc')
    .limit(10)
    .execute();
  return rows as Omit<EditRow, 'revision' | 'changes'>[];
}
