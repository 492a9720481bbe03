/**
 * Every statement on drafts and their edits.
 */
import type { Terms } from '@tandem/core/commercial/terms.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';

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

export const draftThing: Thing<Draft> = {
  name: 'draft',
  select: async (ctx, id) =>
    (await ctx.tx
      .selectFrom('agreements_draft')
      .select([...lineColumns, 'base_hash as baseHash', 'file', 'terms'])
      .where('engagement_id', '=', ctx.actor.engagementId)
      .where('id', '=', id)
      .executeTakeFirst()) as Draft | undefined,
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
