/**
 * The matrix as it is read, pure: rows under the groups of the catalogue, each window's cell with the words for what
 * differs by priority, findings beside the rows they are about, and two versions laid over one another as a redline.
 */
import type { Finding, MatrixRow, Overview } from './agreement.ts';
import { modeFace } from './mode.tsx';

export type Cell = NonNullable<MatrixRow['always']>;
export type RowState = 'same' | 'added' | 'changed' | 'withdrawn';

export interface RowView {
  row: MatrixRow;
  /** The same row in the version compared with; null without one, or when the row is new. */
  before: MatrixRow | null;
  state: RowState;
  findings: Finding[];
}

export interface GroupView {
  id: string;
  name: string;
  rows: RowView[];
  /** Gaps of functions of this group that no row covers. */
  gaps: Finding[];
}

/** `acts · P1 vendor case · P3 P4 waits` */
export function cellWords(cell: Cell): string {
  const byMode = new Map<string, string[]>();
  for (const [priority, mode] of Object.entries(cell.overrides)) byMode.set(mode, [...(byMode.get(mode) ?? []), priority]);
  const rest = [...byMode].map(([mode, priorities]) => `${priorities.sort().join(' ')} ${modeFace(mode).word}`);
  return [modeFace(cell.mode).word, ...rest].join(' · ');
}

/** `app ERP, site main`; empty for a row of everything. */
export function scopeWords(scope: MatrixRow['scope']): string {
  return Object.entries(scope)
    .map(([key, value]) => (key === 'asset' ? value : `${key.replace('-', ' ')} ${value}`))
    .join(', ');
}

export interface RowCells {
  /** One cell for all windows; then the others are null. */
  always: Cell | null;
  business: Cell | null;
  after: Cell | null;
  /** Null where the after-hours cell serves. */
  weekend: Cell | null;
  holiday: Cell | null;
}

export function cellsOf(row: MatrixRow): RowCells {
  const sole = row.always && !row.businessHours && !row.afterHours && !row.weekend && !row.holiday;
  if (sole) return { always: row.always, business: null, after: null, weekend: null, holiday: null };
  const after = row.afterHours ?? row.always;
  return { always: null, business: row.businessHours ?? row.always, after, weekend: row.weekend, holiday: row.holiday };
}

/** Two rows say the same when every field but the version that changed them is equal. */
function sameRow(a: MatrixRow, b: MatrixRow): boolean {
  return JSON.stringify({ ...a, changedIn: '' }) === JSON.stringify({ ...b, changedIn: '' });
}

function stateOf(row: MatrixRow, before: readonly MatrixRow[] | null): Pick<RowView, 'state' | 'before'> {
  if (!before) return { state: 'same', before: null };
  const old = before.find((each) => each.id === row.id) ?? null;
  if (!old) return { state: 'added', before: null };
  return { state: sameRow(row, old) ? 'same' : 'changed', before: old };
}

/** `before`: the rows of the version compared with, or null. */
export function viewMatrix(
  rows: readonly MatrixRow[],
  before: readonly MatrixRow[] | null,
  findings: readonly Finding[],
  overview: Overview,
): GroupView[] {
  const views: RowView[] = rows.map((row) => ({
    row,
    ...stateOf(row, before),
    findings: findings.filter((finding) => shownAtRow(finding, row)),
  }));
  const withdrawn = (before ?? []).filter((old) => !rows.some((row) => row.id === old.id));
  for (const row of withdrawn) views.push({ row, before: null, state: 'withdrawn', findings: [] });
  const gaps = findings.filter((finding) => finding.kind === 'gap' && finding.rows.length === 0);
  const groupOf = (id: string | null): string => overview.functions.find((each) => each.id === id)?.group ?? '';
  return [...overview.groups, { id: '', name: 'Other work' }]
    .map((group) => ({
      id: group.id,
      name: group.name,
      rows: views.filter(({ row }) => (groupOf(row.function) || row.group) === group.id),
      gaps: gaps.filter((finding) => groupOf(finding.function) === group.id),
    }))
    .filter((group) => group.rows.length > 0 || group.gaps.length > 0);
}

/** A finding about several rows stands at the first of them, so that it is counted once. */
function shownAtRow(finding: Finding, row: MatrixRow): boolean {
  return finding.severity !== 'info' && finding.rows[0] === row.id;
}

/** `8,760 hours a year`, `40 minutes a year`. */
export function yearWords(minutes: number): string {
  if (minutes < 90) return `${Math.round(minutes)} minutes a year`;
  return `${Math.round(minutes / 60).toLocaleString('en-US')} hours a year`;
}
