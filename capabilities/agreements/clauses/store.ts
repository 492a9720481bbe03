/**
 * Every statement on the provider's clauses. A version is added and read, never changed.
 */
import type { SectionId } from '@tandem/core/commercial/statement/model.ts';
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface ClauseRow {
  id: string;
  clauseId: string;
  version: number;
  section: SectionId;
  replaces: string | null;
  title: string;
  text: string;
  withdrawn: boolean;
  memberName: string;
  createdAt: Temporal.Instant;
}

const columns = sql`id, clause as "clauseId", version, section, replaces, title, text, withdrawn, member_name as "memberName", created_at as "createdAt"`;

/** The newest version of a clause, by the clause's own id. */
export const clauseThing: Thing<ClauseRow> = {
  name: 'clause',
  select: async (ctx, clauseId) => {
    const { rows } = await sql<ClauseRow>`select ${columns} from agreements_clause
      where engagement_id = ${ctx.actor.engagementId} and clause = ${clauseId} order by version desc limit 1`.execute(ctx.tx);
    return rows[0];
  },
};

/** One version; undefined when there is none for this reader. */
export async function clauseVersionSelect(ctx: Ctx, clauseId: string, version: number): Promise<ClauseRow | undefined> {
  const { rows } = await sql<ClauseRow>`select ${columns} from agreements_clause
    where engagement_id = ${ctx.actor.engagementId} and clause = ${clauseId} and version = ${version}`.execute(ctx.tx);
  return rows[0];
}

/** Every version, newest first, after the one that the cursor names. */
export async function clausesSelect(ctx: Ctx, after: string | null, limit: number): Promise<ClauseRow[]> {
  const from = after === null ? sql`` : sql`and id < ${after}::uuid`;
  const { rows } = await sql<ClauseRow>`select ${columns} from agreements_clause
    where engagement_id = ${ctx.actor.engagementId} ${from} order by id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

export interface ClauseNew extends Pick<ClauseRow, 'version' | 'section' | 'replaces' | 'title' | 'text' | 'withdrawn'> {
  /** Null: a clause of its own. */
  clauseId: string | null;
}

/** Undefined when somebody added that version first. */
export async function clauseInsert(ctx: Ctx, proof: Proof<'clause.change'>, clause: ClauseNew): Promise<ClauseRow | undefined> {
  if (proof.actor.kind !== 'member') throw new Error('Only a person changes a clause.');
  const { memberId, name } = proof.actor;
  const { clauseId, version, section, replaces, title, text, withdrawn } = clause;
  const { rows } = await sql<ClauseRow>`insert into agreements_clause
      (engagement_id, clause, version, section, replaces, title, text, withdrawn, member_id, member_name, created_at)
    values (${proof.engagementId}, coalesce(${clauseId}::uuid, uuidv7()), ${version}, ${section}, ${replaces}, ${title}, ${text},
      ${withdrawn}, ${memberId}, ${name}, ${ctx.now})
    on conflict on constraint agreements_clause_version do nothing returning ${columns}`.execute(ctx.tx);
  return rows[0];
}
