/**
 * Every statement on proposals. The same thing again counts up the proposal that stands for it; one that was dismissed
 * goes on counting in silence, and one whose draft is over is opened anew.
 */
import type { Proof, Thing } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';
import type { Sighting } from './rules.ts';

export interface Evidence {
  at: string;
  itemId: string;
  number: string;
  receiptId: string | null;
}

export interface Proposal {
  id: string;
  kind: 'gap' | 'conflict' | 'swap';
  function: string;
  scope: Record<string, string>;
  rows: string[];
  sentence: string;
  count: number;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  evidence: Evidence[];
  state: 'open' | 'dismissed' | 'drafted';
  answeredAt: Temporal.Instant | null;
  answeredName: string | null;
  answer: string | null;
  draftId: string | null;
}

/** How many of the latest times are kept as evidence; the number of all is in `count`. */
const evidenceMax = 50;

const columns = sql<Proposal>`id, kind, function, scope, rows, sentence, count, first_at as "firstAt", last_at as "lastAt", evidence,
  state, answered_at as "answeredAt", answered_name as "answeredName", answer, draft_id as "draftId"`;

export const proposalToAnswer: Thing<Proposal> = {
  name: 'proposal',
  select: async (ctx, id) => {
    const { rows } = await sql<Proposal>`select ${columns} from agreements_proposal
      where engagement_id = ${ctx.actor.engagementId} and id = ${id} for update`.execute(ctx.tx);
    return rows[0];
  },
};

export async function proposalsSelect(
  ctx: Ctx,
  proof: Proof<'proposal.read'>,
  state: 'open' | 'answered',
  after: readonly [string, string] | null,
  limit: number,
): Promise<Proposal[]> {
  const of = state === 'open' ? sql`and state = 'open'` : sql`and state <> 'open'`;
  const older = after === null ? sql`` : sql`and (last_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
  const { rows } = await sql<Proposal>`select ${columns} from agreements_proposal
    where engagement_id = ${proof.engagementId} ${of} ${older} order by last_at desc, id desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Counts a sighting; gives the proposal's id when it is the first of its kind, null when it was known. */
export async function sightingAdd(
  ctx: Ctx,
  proof: Proof<'proposal.open'>,
  sighting: Sighting,
  at: Temporal.Instant,
): Promise<string | null> {
  const evidence = JSON.stringify([{ at: at.toString(), ...sighting.evidence }]);
  const counted =
    await sql`update agreements_proposal p set count = count + 1, last_at = greatest(last_at, ${at}), sentence = ${sighting.sentence},
      evidence = (select jsonb_agg(e) from (select e from jsonb_array_elements(${evidence}::jsonb || p.evidence) e limit ${evidenceMax}) kept)
    where engagement_id = ${proof.engagementId} and id = (select q.id from agreements_proposal q
      left join agreements_draft d on d.engagement_id = q.engagement_id and d.id = q.draft_id
      where q.engagement_id = ${proof.engagementId} and q.key = ${sighting.key}
        and (q.state in ('open', 'dismissed') or d.state in ('open', 'offered'))
      order by q.first_at desc limit 1)`.execute(ctx.tx);
  if (Number(counted.numAffectedRows ?? 0n) > 0) return null;
  const { rows } = await sql<{
    id: string;
  }>`insert into agreements_proposal (engagement_id, kind, key, function, scope, rows, sentence,
      first_at, last_at, evidence, state)
    values (${proof.engagementId}, ${sighting.kind}, ${sighting.key}, ${sighting.function}, ${JSON.stringify(sighting.scope)}::jsonb,
      ${JSON.stringify(sighting.rows)}::jsonb, ${sighting.sentence}, ${at}, ${at}, ${evidence}::jsonb, 'open')
    returning id`.execute(ctx.tx);
  return rows[0]?.id ?? null;
}

export async function proposalAnswer(
  ctx: Ctx,
  proof: Proof<'proposal.answer'>,
  answer: { state: 'dismissed' | 'drafted'; reason: string; draftId: string | null },
): Promise<Proposal> {
  const { rows } = await sql<Proposal>`update agreements_proposal set state = ${answer.state}, answered_at = ${ctx.now},
      answered_name = ${proof.actor.name}, answer = ${answer.reason}, draft_id = ${answer.draftId}
    where engagement_id = ${proof.engagementId} and id = ${proof.subjectId} returning ${columns}`.execute(ctx.tx);
  return rows[0] as Proposal;
}
