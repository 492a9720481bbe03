/**
 * The grid of the matrix editor. The grid itself has the focus and names the cell under its cursor: arrows move, Shift
 * selects rows, Enter or typing edits the cell in every selected row, Delete empties it, Ctrl-C and Ctrl-V carry cells.
 */

import type { DraftFinding, Fix } from '@tandem/core/responsibility/examine/finding.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import type { Names } from '@tandem/platform/ui/names.ts';
import { memo, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type CellChoice, CellEditor } from './cell-editor.tsx';
import type { RowMarks } from './comments/comments-view.ts';
import type { OpenDraft } from './draft-data.ts';
import { fieldWords } from './field-words.ts';
import classes from './matrix.module.css';
import { type Cursor, moveCursor, selectedRows } from './matrix-cursor.ts';
import {
  type Column,
  type Copied,
  cellAt,
  clearCell,
  columns,
  copyOf,
  editRows,
  isWindow,
  paste,
  putCell,
  putName,
  rowsOf,
} from './matrix-edit.ts';
import { cellId, MatrixLine } from './matrix-line.tsx';
import type { GroupLines, RowChange } from './matrix-lines.ts';

interface MatrixGridProps {
  open: OpenDraft;
  names: Names;
  groups: readonly GroupLines[];
  findings: ReadonlyMap<string, DraftFinding[]>;
  change(id: string): RowChange;
  comments: ReadonlyMap<string, RowMarks>;
  cursor: Cursor | null;
  onCursor(cursor: Cursor | null): void;
  onOpen(id: string): void;
  onComment(row: string, column: Cursor['column']): void;
  onFix(fix: Fix): void;
}

export function MatrixGrid(props: MatrixGridProps) {
  const { open, names, groups, findings, change, comments, cursor, onCursor, onOpen, onComment, onFix } = props;
  const grid = useRef<HTMLDivElement>(null);
  const { order, selection } = useSelection(groups, cursor);
  const [editing, setEditing] = useState<string | null>(null);
  const latest = useRef({ cursor, onCursor });
  latest.current = { cursor, onCursor };
  const point = useCallback((row: string, column: Cursor['column'], extend: boolean) => {
    const { cursor: old, onCursor: put } = latest.current;
    put({ row, column, anchor: extend && old ? old.anchor : row });
    setEditing(null);
  }, []);
  const edit = useCallback((row: string, column: Column) => {
    latest.current.onCursor({ row, column, anchor: row });
    setEditing('');
  }, []);
  const keys = useGridKeys(props, order, selection, editing, setEditing);
  const close = () => {
    setEditing(null);
    grid.current?.focus({ preventScroll: true });
  };
  const column = cursor?.column ?? 'function';
  const editor = editing !== null && cursor && column !== 'function' && open.reason === null && (
    <Editing file={open.draft.file} cursor={cursor} column={column} begin={editing} onClose={close} onChoose={keys.choose} />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are laid out as a grid of their own, so that those out of sight cost nothing
    <div
      ref={grid}
      className={classes.grid}
      role="grid"
      aria-label="Matrix"
      aria-multiselectable
      aria-rowcount={order.length}
      tabIndex={0}
      aria-activedescendant={cursor ? cellId(cursor.row, cursor.column) : undefined}
      onKeyDown={keys.press}
      onFocus={() => cursor === null && begin(order[0], onCursor)}
    >
      <Head />
      {groups.map((group) => (
        <GroupOfRows
          key={group.id}
          group={group}
          names={names}
          findings={findings}
          change={change}
          comments={comments}
          cursor={holds(group, cursor) ? cursor : null}
          selection={selection.size > 1 ? selection : none}
          locked={open.reason}
          editor={holds(group, cursor) ? editor : null}
          onPoint={point}
          onEdit={edit}
          onOpen={onOpen}
          onComment={onComment}
          onFix={onFix}
        />
      ))}
    </div>
  );
}

const holds = ({ rows }: GroupLines, cursor: Cursor | null): boolean => rows.some(({ id }) => id === cursor?.row);

/** One row at the cursor is a selection of nothing more. */
const none: ReadonlySet<string> = new Set();

type GroupOfRowsProps = Pick<MatrixGridProps, 'names' | 'findings' | 'change' | 'comments' | 'onOpen' | 'onComment' | 'onFix'> & {
  group: GroupLines;
  /** Null while it is in another group. */
  cursor: Cursor | null;
  selection: ReadonlySet<string>;
  locked: string | null;
  editor: ReactNode;
  onPoint(row: string, column: Cursor['column'], extend: boolean): void;
  onEdit(row: string, column: Column): void;
};

/** Drawn again only when something in it changes: the cursor walks through one group at a time. */
const GroupOfRows = memo(function GroupOfRows({
  group,
  findings,
  change,
  comments,
  cursor,
  selection,
  editor,
  ...rest
}: GroupOfRowsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div role="rowgroup" aria-label={group.name}>
      <div className={classes.group} aria-hidden>
        {group.name}
      </div>
      {group.rows.map((row) => (
        <MatrixLine
          key={row.id}
          {...rest}
          row={row}
          findings={findings.get(row.id)}
          change={change(row.id)}
          comments={comments.get(row.id)}
          cursor={cursor?.row === row.id ? cursor.column : null}
          selected={selection.has(row.id)}
          editor={cursor?.row === row.id ? editor : null}
        />
      ))}
    </div>
  );
});

/** The rows in their order on screen, and those that are chosen. */
function useSelection(groups: readonly GroupLines[], cursor: Cursor | null) {
  const order = useMemo(() => groups.flatMap(({ rows }) => rows.map(({ id }) => id)), [groups]);
  const selection = useMemo(() => new Set(selectedRows(cursor, order)), [cursor, order]);
  return { order, selection };
}

/** The cursor begins at the first row. */
function begin(row: string | undefined, onCursor: MatrixGridProps['onCursor']): void {
  if (row !== undefined) onCursor({ row, column: 'business-hours', anchor: row });
}

function Head() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: headings take no focus
    <div className={classes.head} role="row">
      {['Function', ...columns.map((column) => fieldWords[column])].map((label) => (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: headings take no focus
        <div key={label} role="columnheader">
          {label}
        </div>
      ))}
    </div>
  );
}

interface EditingProps {
  file: EngagementFile;
  cursor: Cursor;
  column: Column;
  begin: string;
  onChoose(choice: CellChoice): void;
  onClose(): void;
}

function Editing({ file, cursor, column, begin, onChoose, onClose }: EditingProps) {
  const row = rowsOf(file).find(({ id }) => id === cursor.row);
  const people = file.people
    .filter(({ side }) => column !== 'accountable' || side === 'internal')
    .map(({ id, name, title }) => ({ id, name, note: title ?? '' }));
  const teams = column === 'accountable' ? [] : (file.teams ?? []).map(({ id, name }) => ({ id, name, note: 'team' }));
  const nobody = column === 'absence-cover' ? [{ id: 'none', name: 'nobody', note: '' }] : [];
  const chosen = row === undefined ? [] : isWindow(column) ? (cellAt(row, column)?.cell.who ?? []) : [row[column] ?? ''];
  return (
    <CellEditor
      label={`${fieldWords[column]}, row ${cursor.row}`}
      begin={begin}
      parties={[...people, ...teams, ...nobody]}
      withModes={isWindow(column)}
      chosen={chosen}
      onChoose={onChoose}
      onClose={onClose}
    />
  );
}

/** The row with what was chosen in its cell. */
function chooseIn(row: Row, column: Column, choice: CellChoice): Row {
  if (!isWindow(column)) return choice.kind === 'who' ? putName(row, column, choice.id) : row;
  const cell = cellAt(row, column)?.cell ?? { who: [], mode: 'act' as const };
  if (choice.kind === 'mode') return putCell(row, column, { ...cell, mode: choice.mode });
  const { id, join } = choice;
  const who = !join ? [id] : cell.who.includes(id) ? cell.who.filter((each) => each !== id) : [...cell.who, id];
  return putCell(row, column, { ...cell, who });
}

function useGridKeys(
  { open, cursor, onCursor, onOpen }: MatrixGridProps,
  order: readonly string[],
  selection: ReadonlySet<string>,
  editing: string | null,
  setEditing: (begin: string | null) => void,
) {
  const carried = useRef<Copied[]>([]);
  const change = (ids: ReadonlySet<string>, edit: (row: Row, index: number) => Row): void => {
    let index = -1;
    open.edit((agreement) => ({
      ...agreement,
      file: editRows(agreement.file, ids, (row) => {
        index = [...ids].indexOf(row.id);
        return edit(row, index);
      }),
    }));
  };
  const choose = (choice: CellChoice): void => {
    const column = cursor?.column;
    if (column && column !== 'function') change(selection, (row) => chooseIn(row, column, choice));
  };
  const copy = (column: Column): void => {
    const rows = new Map(rowsOf(open.draft.file).map((row) => [row.id, row]));
    carried.current = [...selection].flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : (copyOf(row, column) ?? []);
    });
    announce(`${carried.current.length} copied.`);
  };
  const pasteAt = (at: Cursor, column: Column): void => {
    const cells = carried.current;
    if (cells.length === 0) return;
    const start = order.indexOf(at.row);
    const ids = cells.length === 1 ? selection : new Set(order.slice(start, start + cells.length));
    change(ids, (row, index) => paste(row, column, cells[cells.length === 1 ? 0 : index] as Copied));
  };
  const pressEditable = (event: React.KeyboardEvent, at: Cursor, column: Column): boolean => {
    const { key } = event;
    const control = event.ctrlKey || event.metaKey;
    if (control && key.toLowerCase() === 'c') copy(column);
    else if (open.reason !== null) return false;
    else if (control && key.toLowerCase() === 'v') pasteAt(at, column);
    else if (control || event.altKey) return false;
    else if (key === 'Enter') setEditing('');
    else if (key === 'Delete' || key === 'Backspace')
      change(selection, (row) => (isWindow(column) ? clearCell(row, column) : putName(row, column, '')));
    else if (key.length === 1 && key !== ' ') setEditing(key);
    else return false;
    return true;
  };
  const press = (event: React.KeyboardEvent): void => {
    if (cursor === null || editing !== null || (event.target as HTMLElement).closest('button')) return;
    // The page's own key: it opens the comments of the cell instead of beginning to type in it.
    if (event.key === 'c' && !event.ctrlKey && !event.metaKey && !event.altKey) return;
    const moved = event.ctrlKey || event.altKey || event.metaKey ? null : moveCursor(cursor, event.key, event.shiftKey, order);
    if (moved !== null) {
      onCursor(moved);
      document.getElementById(cellId(moved.row, moved.column))?.scrollIntoView({ block: 'nearest' });
    } else if (cursor.column === 'function') {
      if (event.key !== 'Enter') return;
      onOpen(cursor.row);
    } else if (!pressEditable(event, cursor, cursor.column)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { press, choose };
}
