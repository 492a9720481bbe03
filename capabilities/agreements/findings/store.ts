/**
 * Every statement on the findings that both sides were told of. A finding that a night's proof no longer has is gone; if
 * it comes back, it is new again.
 */
import type { Proof } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { sql } from 'kysely';

export interface NightFinding {
  key: string;
  severity: 'error' | 'warning' | 'info';
  sentence: string;
}

/** Writes what a night found; gives the keys that were not there the night before. */
export async function findingsReplace(
  ctx: Ctx,
  proof: Proof<'offer.enact'>,
  findings: readonly NightFinding[],
): Promise<Set<string>> {
  const rows = JSON.stringify(findings);
  const { rows: fresh } = await sql<{ key: string }>`
    with r as (select * from jsonb_to_recordset(${rows}::jsonb) as r(key text, severity text, sentence text)),
      known as (select key from agreements_finding where engagement_id = ${proof.engagementId} and gone_at is null),
      gone as (update agreements_finding set gone_at = ${ctx.now} where engagement_id = ${proof.engagementId} and gone_at is null
        and key not in (select key from r)),
      written as (insert into agreements_finding (engagement_id, key, severity, sentence, first_at, last_at)
        select ${proof.engagementId}, r.key, r.severity, r.sentence, ${ctx.now}, ${ctx.now} from r
        on conflict (engagement_id, key) do update set severity = excluded.severity, sentence = excluded.sentence,
          last_at = excluded.last_at, gone_at = null)
    select r.key from r where r.key not in (select key from known)`.execute(ctx.tx);
  return new Set(fresh.map(({ key }) => key));
}
