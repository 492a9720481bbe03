/**
 * Every statement on the questionnaire. A token's SHA-256 is written here and compared inside the database; no statement
 * reads it back.
 */
import { createHash } from 'node:crypto';
import type { FitFacts } from '@tandem/core/commercial/fit.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import type { FitLink } from './rules.ts';

export interface FitRow extends FitLink {
  id: string;
  title: string;
  memberName: string;
  createdAt: Temporal.Instant;
  answeredAt: Temporal.Instant | null;
  answers: FitFacts | null;
}

const columns = sql`id, title, side, member_name as "memberName", created_at as "createdAt", expires_at as "expiresAt",
  closed_at as "closedAt", answered_at as "answeredAt", answers`;

export const fitThing: Thing<FitRow> = {
  name: 'questionnaire',
  select: async (ctx, id) => {
    const { rows } = await sql<FitRow>`select ${columns} from agreements_fit
      where engagement_id = ${ctx.actor.engagementId} and id = ${id}`.execute(ctx.tx);
    return rows[0];
  },
};

/** Newest first, after the link that the cursor names. */
export async function fitsSelect(ctx: Ctx, after: string | null, limit: number): Promise<FitRow[]> {
  const from = after === null ? sql`` : sql`and id < ${after}::uuid`;
  const { rows } = await sql<FitRow>`select ${columns} from agreements_fit
    where engagement_id = ${ctx.actor.engagementId} ${from} order by id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function openLinksCount(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from agreements_fit
    where engagement_id = ${ctx.actor.engagementId} and closed_at is null and expires_at > ${ctx.now}`.execute(ctx.tx);
  return rows[0]?.open ?? 0;
}

export async function fitInsert(
  ctx: Ctx,
  proof: Proof<'fit.ask'>,
  fit: { title: string; token: string; expiresAt: Temporal.Instant },
): Promise<FitRow> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person makes a link.');
  const { memberId, name, side } = proof.actor;
  const { rows } = await sql<FitRow>`insert into agreements_fit
      (engagement_id, hash, title, side, member_id, member_name, created_at, expires_at)
    values (${proof.engagementId}, ${hashOf(fit.token)}, ${fit.title}, ${side}, ${memberId}, ${name}, ${ctx.now}, ${fit.expiresAt})
    returning ${columns}`.execute(ctx.tx);
  return rows[0]!;
}

export async function fitUpdateClosed(ctx: Ctx, proof: Proof<'fit.ask'>): Promise<void> {
  await sql`update agreements_fit set closed_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} and closed_at is null`.execute(ctx.tx);
}

/** Writes what the holder of the link answered; false when the link was closed meanwhile. */
export async function fitUpdateAnswers(ctx: Ctx, proof: Proof<'fit.answer'>, answers: FitFacts): Promise<boolean> {
  const { numAffectedRows } = await sql`update agreements_fit set answers = ${JSON.stringify(answers)}, answered_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} and closed_at is null`.execute(ctx.tx);
  return numAffectedRows === 1n;
}

/** The link that a token opens; undefined for one that was never given out. Needs no session. */
export async function linkSelect(tx: Tx, token: string): Promise<{ engagementId: string; fitId: string } | undefined> {
  const { rows } = await sql<{ engagementId: string; fitId: string }>`select engagement_id as "engagementId", fit_id as "fitId"
    from tandem.agreements_fit_link(${hashOf(token)})`.execute(tx);
  return rows[0];
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
