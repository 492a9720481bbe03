/**
 * One row of the editor's grid, drawn again only when it, its findings or the cursor in it changed.
 */

import type { DraftFinding, Fix } from '@tandem/core/responsibility/examine/finding.ts';
import type { Row } from '@tandem/core/responsibility/model.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { partyLetters } from '@tandem/platform/ui/side.tsx';
import { memo, type ReactNode } from 'react';
import { CommentMark } from './comments/comment-mark.tsx';
import { markOfRow, type RowMarks } from './comments/comments-view.ts';
import { fieldWords } from './field-words.ts';
import { FindingLine } from './finding-line.tsx';
import classes from './matrix.module.css';
import { type Column, cellAt, columns, isWindow } from './matrix-edit.ts';
import type { RowChange } from './matrix-lines.ts';
import { cellWords } from './mode-words.ts';

export interface MatrixLineProps {
  row: Row;
  names: Names;
  findings: readonly DraftFinding[] | undefined;
  change: RowChange;
  /** Open threads on the row and its fields. */
  comments: RowMarks | undefined;
  /** The column of the cursor, when it is in this row; `function` is the first. */
  cursor: Column | 'function' | null;
  selected: boolean;
  locked: string | null;
  editor: ReactNode;
  onPoint(id: string, column: Column | 'function', extend: boolean): void;
  onEdit(id: string, column: Column): void;
  onOpen(id: string): void;
  onComment(row: string, column: Column | 'function'): void;
  onFix(fix: Fix): void;
}

export const cellId = (row: string, column: string): string => `cell-${row}-${column}`;

export const MatrixLine = memo(function MatrixLine(props: MatrixLineProps) {
  const { row, names, findings, change, cursor, selected, editor, onPoint, onOpen } = props;
  const scope = Object.values(row.scope ?? {}).join(', ');
  return (
    <div className={classes.item}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are laid out as a grid of their own, so that those out of sight cost nothing */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names the cell under the cursor */}
      <div className={classes.line} role="row" data-selected={selected || undefined} data-change={change}>
        {/* biome-ignore lint/a11y/useSemanticElements: see the row */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: see the row */}
        <div
          className={classes.cell}
          role="rowheader"
          id={cellId(row.id, 'function')}
          data-cursor={cursor === 'function' || undefined}
          onClick={(event) => onPoint(row.id, 'function', event.shiftKey)}
          onDoubleClick={() => onOpen(row.id)}
        >
          <span className={classes.name}>{names.functionOf(row.function)}</span> {scope}
          {change !== 'same' && <span className={classes.state}>{change}</span>}
          <span className={classes.id}>{row.id}</span>
          <Mark {...props} column="function" />
        </div>
        {columns.map((column) => (
          <LineCell key={column} {...props} column={column} editor={cursor === column ? editor : null} />
        ))}
      </div>
      {findings?.map((finding) => (
        // biome-ignore lint/a11y/useSemanticElements: see the row
        // biome-ignore lint/a11y/useFocusableInteractive: what can be pressed in it takes the focus
        <div key={finding.key} role="row">
          {/* biome-ignore lint/a11y/useSemanticElements: see the row */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: what can be pressed in it takes the focus */}
          <div role="gridcell" className={classes.told}>
            <FindingLine finding={finding} {...props} />
          </div>
        </div>
      ))}
    </div>
  );
});

function LineCell(props: MatrixLineProps & { column: Column }) {
  const { row, column, names, cursor, editor, onPoint, onEdit } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's
    // biome-ignore lint/a11y/useFocusableInteractive: see the row
    <div
      className={classes.cell}
      role="gridcell"
      id={cellId(row.id, column)}
      data-cursor={cursor === column || undefined}
      data-column={fieldWords[column]}
      onClick={(event) => onPoint(row.id, column, event.shiftKey)}
      onDoubleClick={() => onEdit(row.id, column)}
    >
      {isWindow(column) ? <WindowPill row={row} window={column} names={names} /> : <Name id={row[column]} names={names} />}
      <Mark {...props} column={column} />
      {editor}
    </div>
  );
}

/** How many threads are open there; nothing where none is, so that a calm row stays calm. */
function Mark({ row, comments, column, onComment }: MatrixLineProps & { column: Column | 'function' }) {
  const count = (column === 'function' ? comments && markOfRow(comments) : comments?.[column]) ?? 0;
  if (count === 0) return null;
  const where = column === 'function' ? `row ${row.id}` : `row ${row.id}, ${fieldWords[column].toLowerCase()}`;
  return <CommentMark count={count} where={where} onOpen={() => onComment(row.id, column)} />;
}

function WindowPill({ row, window, names }: { row: Row; window: Parameters<typeof cellAt>[1]; names: Names }) {
  const shown = cellAt(row, window);
  if (shown === null) return <span className={classes.note}>not answered</span>;
  const { cell, from } = shown;
  if (from === 'after-hours' && window !== 'after-hours') return <span className={classes.note}>as after hours</span>;
  if (from === 'always' && window !== 'business-hours') return <span className={classes.note}>the same</span>;
  const side = names.sideOf(cell.who[0] ?? '') ?? 'gap';
  return (
    <span className={classes.pill} data-party={side}>
      <span className={classes.who}>
        <span aria-hidden>{partyLetters[side]} </span>
        {cell.who.length === 0 ? 'nobody' : cell.who.map(names.short).join(', ')}
      </span>
      <span>{from === 'always' ? `${cellWords(cell)}, any hour` : cellWords(cell)}</span>
    </span>
  );
}

function Name({ id, names }: { id: string | undefined; names: Names }) {
  if (id === undefined || id === '') return <span className={classes.note}>–</span>;
  return <span>{id === 'none' ? 'nobody' : names.short(id)}</span>;
}
