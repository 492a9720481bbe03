/**
 * Vendor duty without a letter of authority. The file does not say which vendor a row is about, so it is inferred:
 * a row that opens vendor cases for an asset, a class or an app is about the vendors that authorise whoever opens them;
 * a row without such a scope is about every other vendor that authorises anybody of the row. So a vendor whom the
 * row's owner may call by day and its night cover may not is found, and no row is accused of a vendor that is plainly
 * another row's.
 */

import type { Actor } from '../actors.ts';
import { isAuthorised } from '../authority.ts';
import type { CompiledVersion, Engagement } from '../compile.ts';
import { priorities, windowNames } from '../model.ts';
import type { CompiledRow, Duty } from '../row.ts';
import { usesMode } from '../row.ts';
import { listed } from '../vendor.ts';
import type { Examination } from './duty.ts';
import { report } from './duty.ts';

/** The vendors that each row of the version which opens vendor cases is about. */
export function vendorsOfRows(engagement: Engagement, version: CompiledVersion): Map<CompiledRow, string[]> {
  const rows = version.rows.filter((row) => usesMode(row, 'vendor-case'));
  const claims = new Map(rows.filter(isScoped).map((row) => [row, authorising(engagement, callersOf(row))]));
  const claimed = new Set([...claims.values()].flat());
  return new Map(
    rows.map((row) => {
      const known = authorising(engagement, everybodyOf(row));
      const own = claims.get(row) ?? known.filter((vendor) => !claimed.has(vendor));
      if (own.length > 0) return [row, own];
      // Nobody of the row may talk to any vendor: the first shows it as well as the others.
      return [row, known.length > 0 ? [] : [...engagement.vendors.keys()].slice(0, 1)];
    }),
  );
}

function isScoped({ scope }: CompiledRow): boolean {
  return scope.app !== undefined || scope.asset !== undefined || scope['asset-class'] !== undefined;
}

function dutiesOf(row: CompiledRow): Duty[] {
  return windowNames.flatMap((window) => priorities.flatMap((priority) => row.duties[window][priority] ?? []));
}

function callersOf(row: CompiledRow): Actor[] {
  return dutiesOf(row).flatMap((duty) => (duty.mode === 'vendor-case' ? duty.actors : []));
}

function everybodyOf(row: CompiledRow): Actor[] {
  return [...dutiesOf(row).flatMap((duty) => duty.actors), ...(row.cover ? [row.cover] : [])];
}

/** The vendors that authorise at least one of the actors, or of the people on shift in a rota. */
function authorising(engagement: Engagement, actors: Actor[]): string[] {
  const ids = actors.flatMap((actor) => (actor.kind === 'rota' ? actor.members.map(({ id }) => id) : [actor.id]));
  return [...engagement.vendors].filter(([, vendor]) => ids.some((id) => vendor.ids.has(id))).map(([id]) => id);
}

/** Whether whoever acts may call each of the row's vendors. */
export function examineVendors(examined: Examination, vendors: readonly string[]): void {
  const { proof, row, decision, without, base } = examined;
  if (decision.gap !== null) return;
  for (const id of vendors) {
    const vendor = proof.engagement.vendors.get(id)!;
    if (isAuthorised(vendor, decision.who)) continue;
    if (base !== null && base.gap === null && !isAuthorised(vendor, base.who)) continue;
    const absence = without ? ` while ${without.id} is absent` : '';
    const message = `${row.function}: row ${row.id} gives the duty to ${listed(decision.who)}${absence}, but ${id} only talks to ${vendor.letter}.`;
    const about = `${row.id}|vendor ${id}|${without?.id ?? ''}`;
    const asked = { ...decision, facts: { ...decision.facts, vendor: id } };
    report({ ...examined, decision: asked }, 'duty-without-authority', about, without ? 'warning' : 'error', message);
  }
}
