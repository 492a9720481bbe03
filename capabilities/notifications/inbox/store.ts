/**
 * Every statement on the inbox. Updates of one thing within a minute stand in one line with their number, as long as it
 * is unread; each reader reaches their own lines alone.
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import { quietSeconds } from '../deliveries/rules.ts';

export interface NoticeNew {
  memberId: string;
  about: string | null;
  title: string;
  body: string;
  place: string | null;
  urgent: boolean;
  count: number;
}

const noticeBodyMax = 2_000;

/** Adds notices as the system: those about something just told to the same member go into its line. */
export async function noticesAdd(ctx: Ctx, notices: readonly NoticeNew[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = JSON.stringify(foldNotices(notices));
  const shape = sql.raw('r("memberId" uuid, about text, title text, body text, place text, urgent boolean, count int)');
  await sql`
    with r as (select * from jsonb_to_recordset(${rows}::jsonb) as ${shape}),
      joined as (update notifications_inbox n set title = r.title, body = r.body, place = r.place, urgent = n.urgent or r.urgent,
          count = n.count + r.count, at = ${ctx.now} from r
        where n.engagement_id = ${ctx.actor.engagementId} and n.member_id = r."memberId" and n.about = r.about and n.read_at is null
          and n.at between ${ctx.now}::timestamptz - ${sql.raw(`interval '${quietSeconds} seconds'`)} and ${ctx.now}
        returning n.member_id, n.about)
    insert into notifications_inbox (engagement_id, member_id, about, title, body, place, urgent, count, at)
    select ${ctx.actor.engagementId}, r."memberId", r.about, r.title, r.body, r.place, r.urgent, r.count, ${ctx.now} from r
    where not exists (select from joined j where j.member_id = r."memberId" and j.about = r.about)`.execute(ctx.tx);
}

function foldNotices(notices: readonly NoticeNew[]): NoticeNew[] {
  const folded = new Map<string, NoticeNew>();
  for (const [index, notice] of notices.entries()) {
    const key = notice.about === null ? String(index) : `${notice.memberId} ${notice.about}`;
    const known = folded.get(key);
    const body = notice.body.slice(0, noticeBodyMax).toWellFormed();
    folded.set(
      key,
      known === undefined
        ? { ...notice, body }
        : { ...notice, body, urgent: known.urgent || notice.urgent, count: known.count + notice.count },
    );
  }
  return [...folded.values()];
}

export interface NoticeRow {
  id: string;
  at: Temporal.Instant;
  title: string;
  body: string;
  place: string | null;
  urgent: boolean;
  count: number;
  readAt: Temporal.Instant | null;
}

/** The caller's own, newest first, at most `limit` older than [at, id]. */
export async function noticesSelect(
  ctx: Ctx,
  proof: Proof<'inbox-read'>,
  unread: boolean,
  after: readonly [string, string] | null,
  limit: number,
): Promise<NoticeRow[]> {
  const older = after === null ? sql`` : sql`and (at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } =
    await sql<NoticeRow>`select id, at, title, body, place, urgent, count, read_at as "readAt" from notifications_inbox
    where engagement_id = ${proof.engagementId} and member_id = ${memberOf(proof)} ${unread ? sql`and read_at is null` : sql``} ${older}
    order by at desc, id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export async function unreadCount(ctx: Ctx, proof: Proof): Promise<{ unread: number; urgent: number }> {
  const { rows } = await sql<{
    unread: number;
    urgent: number;
  }>`select count(*) as unread, count(*) filter (where urgent) as urgent from notifications_inbox
    where engagement_id = ${proof.engagementId} and member_id = ${memberOf(proof)} and read_at is null`.execute(ctx.tx);
  return rows[0] ?? { unread: 0, urgent: 0 };
}

export async function noticesRead(ctx: Ctx, proof: Proof<'inbox-mark'>, ids: 'all' | readonly string[]): Promise<void> {
  await sql`update notifications_inbox set read_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and member_id = ${memberOf(proof)} and read_at is null
      ${ids === 'all' ? sql`` : sql`and id = any(${[...ids]}::uuid[])`}`.execute(ctx.tx);
}

function memberOf(proof: Proof): string | null {
  return proof.actor.kind === 'member' ? proof.actor.memberId : null;
}
