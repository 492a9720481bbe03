/**
 * From what happened to what the agreement lacks, purely. Three things are worth a proposal: work that no row covers, two
 * rows that claim the same work, and work taken over by the side that the agreement did not name.
 */
import { z } from 'zod';

export const workSchema = z.looseObject({
  itemId: z.uuid(),
  number: z.string(),
  function: z.string(),
  /** Absent where the event is about no decision, or is private. */
  decision: z
    .object({
      row: z.string().nullable(),
      version: z.string().nullable(),
      gap: z.boolean(),
      conflict: z.array(z.string()),
      side: z.enum(['internal', 'provider']).nullable(),
      scope: z.record(z.string(), z.string()),
      receiptId: z.string().nullable(),
      /** The side that has it by now, for a hand-over that was accepted. */
      takenBy: z.enum(['internal', 'provider']).nullable(),
    })
    .nullish(),
});

export type WorkSeen = z.infer<typeof workSchema>;

export interface Sighting {
  kind: 'gap' | 'conflict' | 'swap';
  /** The same thing again has the same key. */
  key: string;
  function: string;
  scope: Record<string, string>;
  rows: string[];
  sentence: string;
  evidence: { itemId: string; number: string; receiptId: string | null };
}

interface Words {
  functionName(id: string): string;
  parties: Record<'internal' | 'provider', string>;
}

/** What one event shows the agreement to lack; null: nothing. */
export function sightingOf(topic: string, work: WorkSeen, { functionName, parties }: Words): Sighting | null {
  const { decision } = work;
  if (!decision) return null;
  const name = functionName(work.function);
  const where = scopeWords(decision.scope);
  const seen = (kind: Sighting['kind'], rows: string[], scope: Record<string, string>, sentence: string): Sighting => ({
    kind,
    key: [kind, work.function, ...rows, ...Object.entries(scope).map(([key, value]) => `${key}=${value}`)].join(' '),
    function: work.function,
    scope,
    rows,
    sentence,
    evidence: { itemId: work.itemId, number: work.number, receiptId: decision.receiptId },
  });
  if (topic === 'work.accepted') {
    const { takenBy, side, row } = decision;
    if (takenBy === null || side === null || takenBy === side) return null;
    const given = row === null ? 'nobody by a row' : `${parties[side]} (row ${row})`;
    return seen('swap', row === null ? [] : [row], {}, `"${name}" belongs to ${given}, and ${parties[takenBy]} took it over.`);
  }
  if (decision.conflict.length > 0) {
    const rows = [...decision.conflict].sort();
    return seen('conflict', rows, {}, `Rows ${rows.join(' and ')} both claim "${name}"${where}.`);
  }
  if (!decision.gap) return null;
  const rows = decision.row === null ? [] : [decision.row];
  const why = decision.row === null ? 'No row covers' : `Row ${decision.row} leaves nobody for`;
  return seen('gap', rows, decision.scope, `${why} "${name}"${where}.`);
}

function scopeWords(scope: Readonly<Record<string, string>>): string {
  const parts = Object.entries(scope).map(([key, value]) => `${key.replaceAll('-', ' ')} ${value}`);
  return parts.length === 0 ? '' : ` for ${parts.join(', ')}`;
}
