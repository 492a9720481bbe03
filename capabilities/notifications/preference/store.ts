/**
 * Every statement on how members want to be told, and on the code that shows that an address is theirs.
 */

import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface Preference {
  mailRoutine: boolean;
  verifiedAddress: string | null;
  verifiedAt: Temporal.Instant | null;
  codeHash: string | null;
  codeExpiresAt: Temporal.Instant | null;
  codeTries: number;
}

/** What holds for a member who never said anything. */
const unsaid: Preference = {
  mailRoutine: true,
  verifiedAddress: null,
  verifiedAt: null,
  codeHash: null,
  codeExpiresAt: null,
  codeTries: 0,
};

const columns = sql<Preference>`mail_routine as "mailRoutine", verified_address as "verifiedAddress", verified_at as "verifiedAt",
  code_hash as "codeHash", code_expires_at as "codeExpiresAt", code_tries as "codeTries"`;

export async function preferenceSelect(ctx: Ctx, proof: Proof<'preference'>, memberId: string): Promise<Preference> {
  const { rows } = await sql<Preference>`select ${columns} from notifications_preference
    where engagement_id = ${proof.engagementId} and member_id = ${memberId}`.execute(ctx.tx);
  return rows[0] ?? unsaid;
}

/** Members who want no mail for what can wait. */
export async function routineOff(ctx: Ctx): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select member_id as id from notifications_preference
    where engagement_id = ${ctx.actor.engagementId} and not mail_routine`.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

export async function preferenceUpdate(
  ctx: Ctx,
  proof: Proof<'preference'>,
  memberId: string,
  mailRoutine: boolean,
): Promise<void> {
  await sql`insert into notifications_preference (engagement_id, member_id, mail_routine) values (${proof.engagementId}, ${memberId}, ${mailRoutine})
    on conflict (engagement_id, member_id) do update set mail_routine = excluded.mail_routine`.execute(ctx.tx);
}

export async function codeStore(
  ctx: Ctx,
  proof: Proof<'preference'>,
  memberId: string,
  hash: string,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await sql`insert into notifications_preference (engagement_id, member_id, code_hash, code_expires_at) values (${proof.engagementId}, ${memberId}, ${hash}, ${expiresAt})
    on conflict (engagement_id, member_id) do update set code_hash = excluded.code_hash, code_expires_at = excluded.code_expires_at, code_tries = 0`.execute(
    ctx.tx,
  );
}

/** Counts a try and gives what is known after it; the row stays locked, so tries at once are counted one by one. */
export async function codeTry(ctx: Ctx, proof: Proof<'preference'>, memberId: string): Promise<Preference | undefined> {
  const { rows } = await sql<Preference>`update notifications_preference set code_tries = code_tries + 1
    where engagement_id = ${proof.engagementId} and member_id = ${memberId} and code_hash is not null returning ${columns}`.execute(
    ctx.tx,
  );
  return rows[0];
}

export async function codeAccept(ctx: Ctx, proof: Proof<'preference'>, memberId: string, address: string): Promise<void> {
  await sql`update notifications_preference set verified_address = ${address}, verified_at = ${ctx.now}, code_hash = null, code_expires_at = null, code_tries = 0
    where engagement_id = ${proof.engagementId} and member_id = ${memberId}`.execute(ctx.tx);
}
