/**
 * Which functions an edit touched, so that only they are examined again; null when more than rows changed.
 */
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { canonicalJson } from '@tandem/core/responsibility/canonical.ts';
import type { Row } from '@tandem/core/responsibility/model.ts';

export function touchedFunctions(before: Agreement, after: Agreement): string[] | null {
  if (!sameBesides(before, after)) return null;
  const old = new Map(rowsOf(before).map((row) => [row.id, row]));
  const touched = new Set<string>();
  for (const row of rowsOf(after)) {
    const was = old.get(row.id);
    old.delete(row.id);
    if (was === row || (was !== undefined && canonicalJson(was) === canonicalJson(row))) continue;
    touched.add(row.function);
    if (was !== undefined) touched.add(was.function);
  }
  for (const row of old.values()) touched.add(row.function);
  return [...touched];
}

const rowsOf = ({ file }: Agreement): Row[] => file.matrix[0]?.rows ?? [];

/** Whether everything but the rows, and what nobody examines, says the same. */
function sameBesides(before: Agreement, after: Agreement): boolean {
  if (before.terms !== after.terms && canonicalJson(before.terms) !== canonicalJson(after.terms)) return false;
  const outer = ({ file: { matrix, ...rest } }: Agreement) => ({
    ...rest,
    matrix: matrix.map(({ rows: _, ...version }) => version),
  });
  return before.file === after.file || canonicalJson(outer(before)) === canonicalJson(outer(after));
}
