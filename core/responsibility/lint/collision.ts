/**
 * Both sides on the same work. Rows between which no scope decides are a conflict already; it is worse when different
 * sides would act on them in the same window, and it is told as a collision then. A cell belongs to one side, but a
 * rota in it can bring in people of the other.
 */

import { catalogueFunction } from '../catalogue.ts';
import type { Report } from '../examine/finding.ts';
import { conflictFixes, rowPath } from '../examine/fixes.ts';
import { priorities, windowNames } from '../model.ts';
import { conflictingRows } from '../prove/situations.ts';
import type { CompiledRow } from '../row.ts';
import { aboutRow, dutiesOf, isWork, type Lint, type LintContext, sidesBehind } from './context.ts';

export const collision: Lint = (context) => [...collidingRows(context), ...mixedCells(context)];

function collidingRows({ engagement, version, rows, file }: LintContext): Report[] {
  const functions = new Set(rows.map((row) => row.function));
  return [...functions].flatMap((name) =>
    conflictingRows(engagement, version, name).flatMap(({ rows: [a, b] }): Report[] => {
      const window = windowNames.find((each) => actOnBothSides(a, b, each));
      if (window === undefined) return [];
      const message = `${nameOf(name)}: rows ${a.id} and ${b.id} both match, and in ${window} one side acts by the one and the other side by the other.`;
      const ids = [a.id, b.id];
      const fixes = conflictFixes(file, a.row, b.row);
      const path = rowPath(a.id);
      return [
        {
          rule: 'collision',
          about: `${name}|${ids.join('|')}`,
          severity: 'error',
          rows: ids,
          function: name,
          message,
          path,
          fixes,
        },
      ];
    }),
  );
}

function nameOf(id: string): string {
  return catalogueFunction(id)?.name ?? id;
}

function actOnBothSides(a: CompiledRow, b: CompiledRow, window: (typeof windowNames)[number]): boolean {
  return priorities.some((priority) => {
    const [first, second] = [a.duties[window][priority], b.duties[window][priority]];
    if (first === null || second === null || !isWork(first.mode) || !isWork(second.mode)) return false;
    const sides = first.actors.flatMap((actor) => [...sidesBehind(actor)]);
    return second.actors.some((actor) => [...sidesBehind(actor)].some((side) => sides.length > 0 && !sides.includes(side)));
  });
}

/** A cell in which a rota holds people of the other side than the rest. */
function mixedCells({ rows }: LintContext): Report[] {
  return rows.flatMap((row) => {
    const cells = new Map(dutiesOf(row).map(({ duty }) => [duty.cell, duty]));
    return [...cells].flatMap(([cell, { actors }]): Report[] => {
      const rota = actors.find((actor) => actor.kind === 'rota');
      const sides = new Set(actors.flatMap((actor) => [...sidesBehind(actor)]));
      if (rota === undefined || sides.size < 2) return [];
      const message = `${nameOf(row.function)}: in row ${row.id} the rota ${rota.id} brings both sides on duty in ${cell}.`;
      const path = rowPath(row.id, cell, 'who');
      return [
        { rule: 'collision', about: `${row.id}|${cell}`, severity: 'error', ...aboutRow(row.row), message, path, fixes: [] },
      ];
    });
  });
}
