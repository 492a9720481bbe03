/**
 * Every statement on attachments. Bytes are kept in the row that describes them, so that what is listed can be fetched,
 * what is rolled back leaves nothing, and row-level security stands before both alike.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { WorkAction } from '../access.ts';

export interface AttachmentNew {
  audience: Audience;
  name: string;
  mediaType: string;
  content: Buffer;
  sha256: string;
  byMemberId: string;
  byName: string;
}

/** The attachments of the item of the proof that its reader may see. */
export async function attachmentsSelect(ctx: Ctx, proof: Proof<WorkAction>) {
  const { rows } = await sql<{
    id: string;
    audience: Audience;
    name: string;
    mediaType: string;
    bytes: number;
    at: Temporal.Instant;
    by: string;
  }>`
    select id, audience, name, media_type as "mediaType", bytes, at, by_name as by from work_attachment
    where engagement_id = ${proof.engagementId} and item_id = ${proof.subjectId} order by at, id`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, at: row.at.toString() }));
}

export async function attachmentsCount(ctx: Ctx, proof: Proof<'attach'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from work_attachment
    where engagement_id = ${proof.engagementId} and item_id = ${proof.subjectId}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

export async function attachmentInsert(ctx: Ctx, proof: Proof<'attach'>, file: AttachmentNew): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into work_attachment (engagement_id, item_id, audience, name, media_type, bytes, sha256, content, at, by_member_id, by_name)
    values (${proof.engagementId}, ${proof.subjectId}, ${file.audience}, ${file.name}, ${file.mediaType}, ${file.content.length}, ${file.sha256},
      ${file.content}, ${ctx.now}, ${file.byMemberId}, ${file.byName}) returning id`.execute(ctx.tx);
  return rows[0]?.id ?? '';
}

/** One attachment of the item of the proof with its bytes. */
export async function attachmentContent(
  ctx: Ctx,
  proof: Proof<WorkAction>,
  id: string,
): Promise<{ name: string; mediaType: string; sha256: string; content: Buffer } | undefined> {
  const { rows } = await sql<{ name: string; mediaType: string; sha256: string; content: Buffer }>`
    select name, media_type as "mediaType", sha256, content from work_attachment
    where engagement_id = ${proof.engagementId} and item_id = ${proof.subjectId} and id = ${id}`.execute(ctx.tx);
  return rows[0];
}
