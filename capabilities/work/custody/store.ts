/**
 * Every statement on hand-over offers. An item has at most one open offer (a unique index), and an offer is answered
 * once: the answer names the state it expects, so the second of two answers finds nothing to answer.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { WorkAction } from '../access.ts';
import type { briefSchema } from '../contract.ts';

export type Brief = z.infer<typeof briefSchema>;

export interface Offer {
  id: string;
  itemId: string;
  fromSide: Side;
  fromMemberId: string | null;
  toSide: Side;
  toTeam: string | null;
  toMemberId: string | null;
  brief: Brief;
  offeredAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  state: 'open' | 'accepted' | 'declined' | 'timed-out' | 'withdrawn';
}

const columns = sql<Offer>`id, item_id as "itemId", from_side as "fromSide", from_member_id as "fromMemberId", to_side as "toSide",
  to_team as "toTeam", to_member_id as "toMemberId", brief, offered_at as "offeredAt", expires_at as "expiresAt", state`;

export async function offerSelect(ctx: Ctx, id: string): Promise<Offer | undefined> {
  const { rows } =
    await sql<Offer>`select ${columns} from work_offer where engagement_id = ${ctx.actor.engagementId} and id = ${id}`.execute(
      ctx.tx,
    );
  return rows[0];
}

export interface OfferNew {
  itemId: string;
  fromSide: Side;
  fromMemberId: string;
  toSide: Side;
  toTeam: string | null;
  toMemberId: string | null;
  brief: Brief;
  expiresAt: Temporal.Instant;
}

export async function offerInsert(ctx: Ctx, proof: Proof<'offer'>, offer: OfferNew): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('work_offer')
    .values({
      engagement_id: proof.engagementId,
      item_id: offer.itemId,
      from_side: offer.fromSide,
      from_member_id: offer.fromMemberId,
      to_side: offer.toSide,
      to_team: offer.toTeam,
      to_member_id: offer.toMemberId,
      brief: JSON.stringify(offer.brief),
      offered_at: ctx.now,
      expires_at: offer.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Ends an open offer. False when it was not open any more. */
export async function offerAnswer(
  ctx: Ctx,
  proof: Proof<WorkAction>,
  id: string,
  state: 'accepted' | 'declined' | 'timed-out' | 'withdrawn',
  reason: string | null,
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('work_offer')
    .set({ state, answered_at: ctx.now, answered_by: proof.actor.kind === 'member' ? proof.actor.memberId : null, reason })
    .where('engagement_id', '=', proof.engagementId)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
