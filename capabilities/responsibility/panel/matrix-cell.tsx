/**
 * Who acts in a window, and how: the side's colour and letter, the names, the mode and what differs by priority.
 */

import { VisuallyHidden } from '@mantine/core';
import type { Names } from '@tandem/platform/ui/names.ts';
import { partyLetters, partyWords } from '@tandem/platform/ui/side.tsx';
import classes from './matrix.module.css';
import { type Cell, cellWords } from './matrix-view.ts';

interface CellPillProps {
  cell: Cell;
  names: Names;
  /** The cell of the version compared with, where it differs. */
  old?: boolean;
  /** `Weekend`, when a column holds two windows. */
  caption?: string;
}

export function CellPill({ cell, names, old, caption }: CellPillProps) {
  const party = names.sideOf(cell.who[0] ?? '') ?? 'gap';
  return (
    <div className={classes.pill} data-party={party} data-old={old || undefined}>
      <span className={classes.who}>
        {caption && `${caption}: `}
        <span className={classes.letter} aria-hidden>
          {partyLetters[party]}
        </span>
        {cell.who.map(names.short).join(', ')}
        <VisuallyHidden>
          {' '}
          ({partyWords[party]}
          {old && ', before'})
        </VisuallyHidden>
      </span>
      <span className={classes.how}>{cellWords(cell)}</span>
    </div>
  );
}

/** The cell, above it the one it replaces. */
export function CellChange({
  cell,
  before,
  names,
  caption,
}: {
  cell: Cell | null;
  before: Cell | null;
  names: Names;
  caption?: string;
}) {
  const changed = before !== null && JSON.stringify(before) !== JSON.stringify(cell);
  return (
    <>
      {changed && <CellPill cell={before} names={names} old {...(caption && { caption })} />}
      {cell && <CellPill cell={cell} names={names} {...(caption && { caption })} />}
    </>
  );
}
