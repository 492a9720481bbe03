/**
 * Every statement on findings: whom nothing could be told. A finding stands until the same thing works again, and is
 * seen by the side it is about; that a side has nobody to tell is seen by both.
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface FindingNew {
  audience: 'shared' | 'internal' | 'provider';
  side: 'internal' | 'provider';
  kind: 'nobody-to-tell' | 'delivery-failed';
  /** What it is about: a side, an address. The same again is counted. */
  subject: string;
  detail: string;
}

export async function findingAdd(ctx: Ctx, finding: FindingNew): Promise<void> {
  await sql`insert into notifications_finding (engagement_id, audience, side, kind, subject, detail, first_at, last_at)
    values (${ctx.actor.engagementId}, ${finding.audience}, ${finding.side}, ${finding.kind}, ${finding.subject}, ${finding.detail}, ${ctx.now}, ${ctx.now})
    on conflict (engagement_id, audience, kind, subject) where cleared_at is null
    do update set count = notifications_finding.count + 1, last_at = excluded.last_at, detail = excluded.detail`.execute(ctx.tx);
}

/** It works again. */
export async function findingClear(ctx: Ctx, kind: FindingNew['kind'], subject: string): Promise<void> {
  await sql`update notifications_finding set cleared_at = ${ctx.now}
    where engagement_id = ${ctx.actor.engagementId} and kind = ${kind} and subject = ${subject} and cleared_at is null`.execute(
    ctx.tx,
  );
}

export interface FindingRow {
  id: string;
  side: 'internal' | 'provider';
  kind: 'nobody-to-tell' | 'delivery-failed';
  detail: string;
  count: number;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
}

const findingsMax = 200;

/** What stands now, newest first. */
export async function findingsSelect(ctx: Ctx, proof: Proof<'findings-read'>): Promise<FindingRow[]> {
  const { rows } =
    await sql<FindingRow>`select id, side, kind, detail, count, first_at as "firstAt", last_at as "lastAt" from notifications_finding
    where engagement_id = ${proof.engagementId} and cleared_at is null order by last_at desc, id limit ${findingsMax}`.execute(
      ctx.tx,
    );
  return rows;
}
