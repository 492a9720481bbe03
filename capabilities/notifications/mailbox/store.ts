/**
 * Every statement on the local mailbox, which stands in for a mail server. A letter is kept once, by its message id.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface MailNew {
  side: Side | null;
  memberId: string | null;
  address: string;
  subject: string;
  body: string;
  messageId: string;
}

export async function mailKeep(ctx: Ctx, mail: MailNew): Promise<void> {
  await sql`insert into notifications_mailbox (engagement_id, side, member_id, address, subject, body, message_id, at)
    values (${ctx.actor.engagementId}, ${mail.side}, ${mail.memberId}, ${mail.address}, ${mail.subject}, ${mail.body}, ${mail.messageId}, ${ctx.now})
    on conflict (engagement_id, message_id) do nothing`.execute(ctx.tx);
}

export interface MailRow {
  id: string;
  at: Temporal.Instant;
  to: string;
  subject: string;
  body: string;
  messageId: string;
}

const columns = sql<MailRow>`id, at, address as "to", subject, body, message_id as "messageId"`;
const older = (after: readonly [string, string] | null) =>
  after === null ? sql`` : sql`and (at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;

/** What this reader may read in this engagement, newest first. */
export async function mailSelect(
  ctx: Ctx,
  proof: Proof<'mailbox-read'>,
  after: readonly [string, string] | null,
  limit: number,
): Promise<MailRow[]> {
  const { rows } = await sql<MailRow>`select ${columns} from notifications_mailbox
    where engagement_id = ${proof.engagementId} ${older(after)} order by at desc, id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Mail about accounts to one address, for its holder; read as the system of the place where such mail stands. */
export async function mailSelectTo(
  ctx: Ctx,
  address: string,
  after: readonly [string, string] | null,
  limit: number,
): Promise<MailRow[]> {
  const { rows } = await sql<MailRow>`select ${columns} from notifications_mailbox
    where engagement_id = ${ctx.actor.engagementId} and lower(address) = lower(${address}) ${older(after)} order by at desc, id desc limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}
