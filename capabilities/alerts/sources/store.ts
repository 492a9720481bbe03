/**
 * Every statement about sources and their tokens. A token's SHA-256 is written here and compared inside the database;
 * no statement reads it back, and the product's role could not. One statement gives a source with everything that its
 * page shows, so that a list of sources costs one round trip.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Tx } from '@tandem/platform/db/session.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { sql } from 'kysely';
import { expectedBy, type SourceSettings, tokensMax } from './rules.ts';

export interface SourceRow extends SourceSettings {
  id: string;
  side: Side;
  revision: number;
  createdAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  retiredAt: Temporal.Instant | null;
  /** Newest first. Instants as PostgreSQL prints them in JSON. */
  tokens: { id: string; hint: string; createdAt: string; expiresAt: string | null; revokedAt: string | null }[];
  heardAt: Temporal.Instant | null;
  deliveries: number;
  alerts: number;
  refused: number;
  expectedBy: Temporal.Instant | null;
  silentSince: Temporal.Instant | null;
  waiting: number;
  firing: number;
}

const tokensListed = 20;

const select = sql`select s.id, s.name, s.side, s.format, s.mapping, s.rules, s.priorities, s.reopen_minutes as "reopenMinutes", s.heartbeat,
    s.explains, s.revision, s.created_at as "createdAt", s.changed_at as "changedAt", s.retired_at as "retiredAt",
    p.heard_at as "heardAt", coalesce(p.deliveries, 0) as deliveries, coalesce(p.alerts, 0) as alerts, coalesce(p.refused, 0) as refused,
    p.expected_by as "expectedBy", p.silent_since as "silentSince",
    (select count(*) from alerts_quarantine q where q.engagement_id = s.engagement_id and q.source_id = s.id and q.state = 'waiting') as waiting,
    (select count(*) from alerts_alert a where a.engagement_id = s.engagement_id and a.source_id = s.id and a.state = 'firing') as firing,
    coalesce((select jsonb_agg(t order by t.created_at desc, t.id desc) from
      (select t.id, t.hint, t.created_at, t.created_at as "createdAt", t.expires_at as "expiresAt", t.revoked_at as "revokedAt" from alerts_token t
        where t.engagement_id = s.engagement_id and t.source_id = s.id order by t.created_at desc, t.id desc limit ${tokensListed}) t), '[]') as tokens
  from alerts_source s left join alerts_pulse p on p.engagement_id = s.engagement_id and p.source_id = s.id`;

export const sourceThing: Thing<SourceRow> = {
  name: 'alert source',
  select: async (ctx, id) => {
    const { rows } = await sql<SourceRow>`${select} where s.engagement_id = ${ctx.actor.engagementId} and s.id = ${id}`.execute(
      ctx.tx,
    );
    return rows[0];
  },
};

/** All sources in use, or all retired ones, by name; a bounded number (`sourcesMax`). */
export async function selectSources(ctx: Ctx, retired: boolean): Promise<SourceRow[]> {
  const which = retired ? sql`s.retired_at is not null` : sql`s.retired_at is null`;
  const { rows } = await sql<SourceRow>`${select} where s.engagement_id = ${ctx.actor.engagementId} and ${which}
    order by lower(s.name), s.id limit 500`.execute(ctx.tx);
  return rows;
}

export async function countSources(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from alerts_source
    where engagement_id = ${ctx.actor.engagementId} and retired_at is null`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/** Refuses `source-name-taken`. */
export async function insertSource(
  ctx: Ctx,
  proof: Proof<'source.change'>,
  settings: SourceSettings,
  side: Side,
): Promise<string> {
  const createdBy = proof.actor.kind === 'member' ? proof.actor.memberId : null;
  const { rows } = await unique(
    sql<{
      id: string;
    }>`insert into alerts_source (engagement_id, name, side, format, mapping, rules, priorities, reopen_minutes, heartbeat, explains, created_by, created_at, changed_at)
      values (${proof.engagementId}, ${settings.name}, ${side}, ${settings.format}, ${settings.mapping}, ${JSON.stringify(settings.rules)}::jsonb,
        ${JSON.stringify(settings.priorities)}::jsonb, ${settings.reopenMinutes}, ${jsonOrNull(settings.heartbeat)}::jsonb, ${settings.explains},
        ${createdBy}, ${ctx.now}, ${ctx.now}) returning id`.execute(ctx.tx),
  );
  const id = rows[0]?.id ?? '';
  await sql`insert into alerts_pulse (engagement_id, source_id, expected_by) values (${proof.engagementId}, ${id}, ${expectedBy(settings.heartbeat, ctx.now)})`.execute(
    ctx.tx,
  );
  return id;
}

/** Writes all settings over the revision that was read. Refuses `source-outdated` and `source-name-taken`. */
export async function updateSource(
  ctx: Ctx,
  proof: Proof<'source.change'>,
  settings: SourceSettings,
  revision: number,
): Promise<void> {
  const { numAffectedRows } = await unique(
    sql`update alerts_source set name = ${settings.name}, format = ${settings.format}, mapping = ${settings.mapping}, rules = ${JSON.stringify(settings.rules)}::jsonb,
        priorities = ${JSON.stringify(settings.priorities)}::jsonb, reopen_minutes = ${settings.reopenMinutes},
        heartbeat = ${jsonOrNull(settings.heartbeat)}::jsonb, explains = ${settings.explains}, revision = revision + 1, changed_at = ${ctx.now}
      where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} and revision = ${revision}`.execute(ctx.tx),
  );
  if (numAffectedRows !== 1n)
    throw new Refusal('source-outdated', 'Somebody changed this source meanwhile. Load it again.', 'revision');
  await sql`update alerts_pulse set expected_by = ${expectedBy(settings.heartbeat, ctx.now)}
    where engagement_id = ${proof.engagementId} and source_id = ${proof.subjectId}`.execute(ctx.tx);
}

/** Retires a source and revokes all its tokens. */
export async function updateSourceRetired(ctx: Ctx, proof: Proof<'source.change'>): Promise<void> {
  await sql`update alerts_source set retired_at = ${ctx.now}, revision = revision + 1, changed_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} and retired_at is null`.execute(ctx.tx);
  await sql`update alerts_token set revoked_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and source_id = ${proof.subjectId} and revoked_at is null`.execute(ctx.tx);
}

/** Makes a token, keeps its hash, and gives the token itself: the only time that it is seen. */
export async function insertToken(ctx: Ctx, proof: Proof, sourceId: string): Promise<{ id: string; token: string }> {
  const token = `tda_${randomBytes(32).toString('base64url')}`;
  const { rows } = await sql<{ id: string }>`insert into alerts_token (engagement_id, source_id, hash, hint, created_at)
    values (${proof.engagementId}, ${sourceId}, ${tokenHash(token)}, ${token.slice(-4)}, ${ctx.now}) returning id`.execute(
    ctx.tx,
  );
  return { id: rows[0]?.id ?? '', token };
}

/** Tokens given before stay good until `until` at the latest; beyond the newest few, not even that long. */
export async function updateTokensExpiring(ctx: Ctx, proof: Proof<'source.token'>, until: Temporal.Instant): Promise<void> {
  await sql`update alerts_token t set expires_at = least(coalesce(t.expires_at, ${until}), case when r.place < ${tokensMax} then ${until}::timestamptz else ${ctx.now}::timestamptz end)
    from (select id, row_number() over (order by created_at desc, id desc) as place from alerts_token
      where engagement_id = ${proof.engagementId} and source_id = ${proof.subjectId} and revoked_at is null) r
    where t.engagement_id = ${proof.engagementId} and t.id = r.id`.execute(ctx.tx);
}

/** False when the source has no such token that is still good. */
export async function updateTokenRevoked(ctx: Ctx, proof: Proof<'source.token'>, tokenId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update alerts_token set revoked_at = ${ctx.now}
    where engagement_id = ${proof.engagementId} and source_id = ${proof.subjectId} and id = ${tokenId} and revoked_at is null`.execute(
    ctx.tx,
  );
  return numAffectedRows === 1n;
}

export interface TokenOwner {
  engagementId: string;
  sourceId: string;
  tokenId: string;
}

/** Whose token this is; undefined when it was never given out, or was revoked. Needs no session. */
export async function selectTokenOwner(tx: Tx, token: string): Promise<TokenOwner | undefined> {
  const { rows } = await sql<TokenOwner>`select engagement_id as "engagementId", source_id as "sourceId", token_id as "tokenId"
    from tandem.alerts_token(${tokenHash(token)})`.execute(tx);
  return rows[0];
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

async function unique<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint === 'alerts_source_name')
      throw new Refusal('source-name-taken', 'Another source of this engagement has this name.', 'name');
    throw error;
  }
}
