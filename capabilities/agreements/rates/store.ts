/**
 * Every statement on rate cards. A version is added and read, never changed.
 */
import type { RateCard } from '@tandem/core/commercial/rate-card.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface RateRow {
  id: string;
  card: string;
  version: number;
  name: string;
  effectiveFrom: string;
  rates: RateCard;
  memberName: string;
  createdAt: Temporal.Instant;
}

const columns = sql`id, card, version, name, effective_from::text as "effectiveFrom", rates, member_name as "memberName", created_at as "createdAt"`;

export const rateThing: Thing<RateRow> = {
  name: 'rate card',
  select: async (ctx, id) => {
    const { rows } = await sql<RateRow>`select ${columns} from agreements_rate
      where engagement_id = ${ctx.actor.engagementId} and id = ${id}`.execute(ctx.tx);
    return rows[0];
  },
};

/** Newest first, after the version that the cursor names. */
export async function ratesSelect(ctx: Ctx, after: string | null, limit: number): Promise<RateRow[]> {
  const from = after === null ? sql`` : sql`and id < ${after}::uuid`;
  const { rows } = await sql<RateRow>`select ${columns} from agreements_rate
    where engagement_id = ${ctx.actor.engagementId} ${from} order by id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** The newest version of a card; 0 when there is no such card. */
export async function versionSelect(ctx: Ctx, card: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select coalesce(max(version), 0)::int as version from agreements_rate
    where engagement_id = ${ctx.actor.engagementId} and card = ${card}`.execute(ctx.tx);
  return rows[0]?.version ?? 0;
}

export interface RateNew {
  /** Null: a card of its own. */
  card: string | null;
  version: number;
  name: string;
  effectiveFrom: string;
  rates: RateCard;
}

/** Undefined when somebody added that version first. */
export async function rateInsert(ctx: Ctx, proof: Proof<'rate.change'>, rate: RateNew): Promise<RateRow | undefined> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person adds a rate card.');
  const { memberId, name } = proof.actor;
  const { rows } = await sql<RateRow>`insert into agreements_rate
      (engagement_id, card, version, name, effective_from, rates, member_id, member_name, created_at)
    values (${proof.engagementId}, coalesce(${rate.card}::uuid, uuidv7()), ${rate.version}, ${rate.name}, ${rate.effectiveFrom},
      ${JSON.stringify(rate.rates)}, ${memberId}, ${name}, ${ctx.now})
    on conflict on constraint agreements_rate_version do nothing returning ${columns}`.execute(ctx.tx);
  return rows[0];
}
