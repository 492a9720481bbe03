/**
 * Every statement on the agreement's tables. Documents are stored by content hash and compiled once per process and
 * hash: a compiled engagement is immutable, so the memory is a cache of a pure function, bounded by its size.
 */
import { compile, type Engagement } from '@tandem/core/responsibility/compile.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import type { QueueState } from './overflow/rules.ts';

export interface Current {
  engagement: Engagement;
  file: EngagementFile;
  contentHash: string;
  since: Temporal.Instant;
  /** The queue that overflow looks at; null before anything was told of it. */
  queue: QueueState | null;
}

const compiledMax = 300;
const compiled = new Map<string, { engagement: Engagement; file: EngagementFile }>();

/** The agreement that counts now; null before the first import. */
export async function currentSelect(ctx: Ctx): Promise<Current | null> {
  const found = await ctx.tx
    .selectFrom('responsibility_current as current')
    .leftJoin('responsibility_queue as queue', 'queue.engagement_id', 'current.engagement_id')
    .select(['hash', 'since', 'untouched', 'active', 'oldest_p3_since as oldestP3Since', 'calm_since as calmSince'])
    .where('current.engagement_id', '=', ctx.actor.engagementId)
    .executeTakeFirst();
  if (found === undefined) return null;
  const { hash, since, untouched, active, oldestP3Since, calmSince } = found;
  const queue = untouched === null || active === null ? null : { untouched, active, oldestP3Since, calmSince };
  return { ...(await documentSelect(ctx, hash)), contentHash: hash, since, queue };
}

/** A stored document, compiled. Throws when a hash is named that was never stored: that would be a bug. */
export async function documentSelect(ctx: Ctx, hash: string): Promise<{ engagement: Engagement; file: EngagementFile }> {
  const key = `${ctx.actor.engagementId} ${hash}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const row = await ctx.tx
    .selectFrom('responsibility_document')
    .select('document')
    .where('engagement_id', '=', ctx.actor.engagementId)
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow(() => new Error('A stored document is missing under its hash.'));
  const file = row.document as EngagementFile;
  const entry = { engagement: compile(file), file };
  if (compiled.size >= compiledMax) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(key, entry);
  return entry;
}

/** Locks the pointer for a change; gives the hash it points to now. */
export async function currentLock(ctx: Ctx, _proof: Proof<'file.import'>): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('responsibility_current')
    .select('hash')
    .where('engagement_id', '=', ctx.actor.engagementId)
    .forUpdate()
    .executeTakeFirst();
  return row?.hash ?? null;
}

/** Stores a document under its hash and points to it from now on. */
export async function currentReplace(
  ctx: Ctx,
  proof: Proof<'file.import'>,
  { file, hash, reason, offerId }: { file: EngagementFile; hash: string; reason: string; offerId: string | null },
): Promise<void> {
  const engagementId = proof.engagementId;
  const memberId = proof.actor.kind === 'member' ? proof.actor.memberId : null;
  await ctx.tx
    .insertInto('responsibility_document')
    .values({ engagement_id: engagementId, hash, document: JSON.stringify(file), stored_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await ctx.tx
    .insertInto('responsibility_history')
    .values({ engagement_id: engagementId, hash, since: ctx.now, member_id: memberId, reason, offer_id: offerId })
    .execute();
  await ctx.tx
    .insertInto('responsibility_current')
    .values({ engagement_id: engagementId, hash, since: ctx.now })
    .onConflict((conflict) => conflict.column('engagement_id').doUpdateSet({ hash, since: ctx.now }))
    .execute();
}

/** Every engagement that has an agreement, whatever the session: for background work, which then enters each alone. */
export async function agreedSelect(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select tandem.responsibility_agreed() as id`.execute(tx);
  return rows.map((row) => row.id);
}

export interface ReceiptRow {
  id: string;
  at: Temporal.Instant;
  actor: Record<string, unknown>;
  content_hash: string;
  input: unknown;
  output: unknown;
}

export const receiptThing = {
  name: 'receipt',
  select: async (ctx: Ctx, id: string): Promise<ReceiptRow | undefined> => {
    const { rows } = await sql<ReceiptRow>`select id, at, actor, content_hash, input, output from record_receipt
      where engagement_id = ${ctx.actor.engagementId} and id = ${id} and kind = 'who'`.execute(ctx.tx);
    return rows[0];
  },
};
