/**
 * One transaction, one session. `withSession` opens a transaction and tells the database who is asking; the settings are
 * local to the transaction, so a pooled connection carries nothing over. Without a session the product role sees nothing.
 */
import { sql, type Transaction } from 'kysely';
import type { Db } from './pool.ts';
import type { DB } from './rows.ts';

export type Tx = Transaction<DB>;

export interface Session {
  /** null: outside any engagement (a person's own list of engagements, first-run set-up). */
  engagementId: string | null;
  side: 'internal' | 'provider' | 'system' | '';
  role: string;
  memberId: string | null;
  personId: string | null;
}

export const nobody: Session = { engagementId: null, side: '', role: '', memberId: null, personId: null };

/** The system at work in one engagement: background work, intake. */
export function systemSession(engagementId: string | null): Session {
  return { engagementId, side: 'system', role: 'system', memberId: null, personId: null };
}

/** Runs `work` in one transaction under `session`; an exception rolls everything back. */
export function withSession<T>(db: Db, session: Session, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await setSession(tx, session);
    return work(tx);
  });
}

async function setSession(tx: Tx, session: Session): Promise<void> {
  await sql`select set_config('tandem.engagement', ${session.engagementId ?? ''}, true), set_config('tandem.side', ${session.side}, true),
    set_config('tandem.role', ${session.role}, true), set_config('tandem.member', ${session.memberId ?? ''}, true),
    set_config('tandem.person', ${session.personId ?? ''}, true)`.execute(tx);
}
