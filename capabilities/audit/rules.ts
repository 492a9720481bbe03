/**
 * Cursors of the record's pages, and the shape of an entry on the wire. An instant is written to the millisecond, as it
 * was hashed: one digit more or less and nobody could check the chain.
 */
import type { AuditCursor, AuditRow } from './store.ts';

export function encodeCursor(row: AuditRow): string {
  return btoa(JSON.stringify([writeInstant(row.at), row.chain, row.seq]));
}

/** null when the text is no cursor of ours. */
export function decodeCursor(text: string): AuditCursor | null {
  try {
    const [at, chain, seq] = JSON.parse(atob(text)) as unknown[];
    if (typeof at !== 'string' || typeof chain !== 'string' || typeof seq !== 'number' || !Number.isSafeInteger(seq)) return null;
    return { at: Temporal.Instant.from(at).toString(), chain, seq };
  } catch {
    return null;
  }
}

export function writeEntry(row: AuditRow) {
  const { chain, seq, actor, action, subject, payload, hash } = row;
  return { chain, seq, at: writeInstant(row.at), actor, action, subject, payload, prevHash: row.prev_hash, hash };
}

function writeInstant(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' });
}
