/**
 * Reads of the record. The tables belong to the platform, which alone writes them; row-level security gives each side
 * the shared chain and its own. Pages and exports are keyset-ordered, never by offset.
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface AuditRow {
  chain: 'shared' | 'internal' | 'provider';
  seq: number;
  at: Temporal.Instant;
  actor: Record<string, unknown>;
  action: string;
  subject: Record<string, unknown>;
  payload: Record<string, unknown>;
  prev_hash: string;
  hash: string;
}

/** Where a page ends: entries are ordered by time, then chain, then sequence. */
export interface AuditCursor {
  at: string;
  chain: string;
  seq: number;
}

export interface AuditFilter {
  subject?: string | undefined;
  action?: string | undefined;
}

/** Newest first, at most `limit` entries older than `after`. */
export async function auditSelect(
  ctx: Ctx,
  _proof: Proof<'audit.read'>,
  filter: AuditFilter,
  after: AuditCursor | null,
  limit: number,
): Promise<AuditRow[]> {
  let query = ctx.tx
    .selectFrom('record_audit')
    .select(['chain', 'seq', 'at', 'actor', 'action', 'subject', 'payload', 'prev_hash', 'hash'])
    .where('engagement_id', '=', ctx.actor.engagementId);
  if (filter.subject !== undefined) query = query.where(sql<boolean>`subject ->> 'id' = ${filter.subject}`);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (after !== null)
    query = query.where(sql<boolean>`(at, chain, seq) < (${after.at}::timestamptz, ${after.chain}, ${after.seq})`);
  const rows = await query.orderBy('at', 'desc').orderBy('chain', 'desc').orderBy('seq', 'desc').limit(limit).execute();
  return rows as AuditRow[];
}

/** One chain in order, in slices, for the export. */
export async function auditSlice(
  ctx: Ctx,
  _proof: Proof<'audit.export'>,
  chain: string,
  afterSeq: number,
  limit: number,
): Promise<AuditRow[]> {
  const rows = await ctx.tx
    .selectFrom('record_audit')
    .select(['chain', 'seq', 'at', 'actor', 'action', 'subject', 'payload', 'prev_hash', 'hash'])
    .where('engagement_id', '=', ctx.actor.engagementId)
    .where('chain', '=', chain)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows as AuditRow[];
}

export async function headsSelect(
  ctx: Ctx,
  _proof: Proof<'audit.read'>,
): Promise<{ chain: string; seq: number; hash: string }[]> {
  const { rows } = await sql<{ chain: string; seq: number; hash: string }>`
    select chain, seq, head as hash from record_chain
    where engagement_id = ${ctx.actor.engagementId} and tandem.sees(chain) and seq > 0 order by chain`.execute(ctx.tx);
  return rows;
}
