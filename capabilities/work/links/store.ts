/**
 * Every statement on links. A link goes to another item of the engagement or to an address, for one audience.
 */
import type { Audience } from '@tandem/core/record/audience.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { WorkAction } from '../access.ts';

interface LinkRow {
  id: string;
  audience: Audience;
  title: string;
  item: string | null;
  url: string | null;
  at: Temporal.Instant;
}

export interface LinkNew {
  audience: Audience;
  title: string;
  toItemId: string | null;
  url: string | null;
}

/** The links of the item of the proof that its reader may see. */
export async function linksSelect(ctx: Ctx, proof: Proof<WorkAction>) {
  const { rows } = await sql<LinkRow>`select l.id, l.audience, l.title, t.prefix || '-' || t.number as item, l.url, l.at
    from work_link l left join work_item t on t.engagement_id = l.engagement_id and t.id = l.to_item_id
    where l.engagement_id = ${proof.engagementId} and l.item_id = ${proof.subjectId} and l.removed_at is null
      and (l.url is not null or t.id is not null)
    order by l.at, l.id`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, at: row.at.toString() }));
}

/** Links of many items at once. Gives the ids in order. */
export async function linksInsert(
  ctx: Ctx,
  proof: Proof<WorkAction>,
  links: readonly (LinkNew & { itemId: string })[],
): Promise<string[]> {
  if (links.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    insert into work_link (engagement_id, item_id, audience, title, to_item_id, url, at)
    select ${proof.engagementId}, r."itemId", r.audience, r.title, r."toItemId", r.url, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r("itemId" uuid, audience text, title text, "toItemId" uuid, url text)
    returning id`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

/** Takes a link away; what it was, or undefined when it is not there for this reader. */
export async function linkRemove(
  ctx: Ctx,
  proof: Proof<'link'>,
  id: string,
): Promise<{ audience: Audience; title: string } | undefined> {
  const { rows } = await sql<{ audience: Audience; title: string }>`update work_link set removed_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and item_id = ${proof.subjectId} and id = ${id} and removed_at is null
    returning audience, title`.execute(ctx.tx);
  return rows[0];
}
