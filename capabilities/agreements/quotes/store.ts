/**
 * Every statement on quotes that were kept. They are added and read, never changed.
 */
import type { Quote, QuoteScope } from '@tandem/core/commercial/price.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface QuoteRow {
  id: string;
  revision: number;
  hash: string;
  cardName: string;
  scope: QuoteScope;
  quote: Quote;
  memberName: string;
  side: 'internal' | 'provider';
  createdAt: Temporal.Instant;
}

const columns = sql`id, revision, hash, card_name as "cardName", scope, quote, member_name as "memberName", side, created_at as "createdAt"`;

export async function quotesSelect(
  ctx: Ctx,
  proof: Proof<'draft.read'>,
  after: string | null,
  limit: number,
): Promise<QuoteRow[]> {
  const from = after === null ? sql`` : sql`and id < ${after}::uuid`;
  const { rows } = await sql<QuoteRow>`select ${columns} from agreements_quote
    where engagement_id = ${proof.engagementId} and draft_id = ${proof.subjectId} ${from} order by id desc limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}

export type QuoteNew = Pick<QuoteRow, 'revision' | 'hash' | 'cardName' | 'scope' | 'quote'>;

export async function quoteInsert(ctx: Ctx, proof: Proof<'quote.keep'>, kept: QuoteNew): Promise<QuoteRow> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person keeps a quote.');
  const { memberId, name, side } = proof.actor;
  const { rows } = await sql<QuoteRow>`insert into agreements_quote
      (engagement_id, draft_id, revision, hash, card_name, scope, quote, member_id, member_name, side, created_at)
    values (${proof.engagementId}, ${proof.subjectId}, ${kept.revision}, ${kept.hash}, ${kept.cardName}, ${JSON.stringify(kept.scope)},
      ${JSON.stringify(kept.quote)}, ${memberId}, ${name}, ${side}, ${ctx.now}) returning ${columns}`.execute(ctx.tx);
  return rows[0]!;
}
