/**
 * The ways to act, in words for a cell.
 */
import type { Cell, Mode } from '@tandem/core/responsibility/model.ts';
import { priorities } from '@tandem/core/responsibility/model.ts';

export const modeWords: Record<Mode, string> = {
  act: 'acts',
  queue: 'waits',
  page: 'is paged',
  'approve-then-act': 'asks first',
  'vendor-case': 'vendor case',
  advise: 'advises',
};

/** `acts · P3 P4 waits` */
export function cellWords(cell: Cell): string {
  const apart = priorities.filter((priority) => cell[priority] !== undefined && cell[priority] !== cell.mode);
  const words = [...new Set(apart.map((priority) => cell[priority] as Mode))].map(
    (mode) => `${apart.filter((priority) => cell[priority] === mode).join(' ')} ${modeWords[mode]}`,
  );
  return [modeWords[cell.mode], ...words].join(' · ');
}
