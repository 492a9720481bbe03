/**
 * The matrix of a draft, to be edited: the grid, what is wrong with it as one types, filters, and rows added, copied and
 * withdrawn. Every edit can be undone.
 */
import { Button, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { catalogue, groupName } from '@tandem/core/responsibility/catalogue.ts';
import type { DraftFinding, Fix } from '@tandem/core/responsibility/examine/finding.ts';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import type { Names } from '@tandem/platform/ui/names.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useShortcut } from '@tandem/platform/ui/shortcuts.ts';
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { isCell } from '../comments/contract.ts';
import { useCommentsHere } from './comments/comments-here.ts';
import { type OpenDraft, useBefore } from './draft-data.ts';
import { type Findings, useFindings } from './draft-findings.ts';
import { DraftFrame } from './draft-frame.tsx';
import { useDraftNames } from './draft-names.ts';
import { FindingGroups } from './finding-groups.tsx';
import { ImportMatrix } from './import-matrix.tsx';
import { type Cursor, selectedRows } from './matrix-cursor.ts';
import { addRow, copyRows, rowsOf, withdrawRows } from './matrix-edit.ts';
import { MatrixGrid } from './matrix-grid.tsx';
import { cellId } from './matrix-line.tsx';
import { changesOf, findingsByRow, linesOf, type MatrixFilter, type RowFindings } from './matrix-lines.ts';
import { RowDrawer } from './row-drawer.tsx';
import { applyFix } from './use-mending.ts';

export function MatrixEditorScreen() {
  return <DraftFrame tab="matrix">{(open) => <Matrix open={open} />}</DraftFrame>;
}

const noFilter: MatrixFilter = { text: '', group: null, side: null, findings: false, changed: false };
const noFindings: readonly DraftFinding[] = [];

function Matrix({ open }: { open: OpenDraft }) {
  const { file } = open.draft;
  const names = useDraftNames(file);
  const findings = useFindings(open.draft);
  const before = useBefore(open.draft);
  const [filter, setFilter] = useState(noFilter);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [row, setRow] = useQueryState('row');
  const comments = useMatrixComments(cursor, setCursor);
  const sought = useDeferredValue(filter);
  const all = findings.examination?.findings ?? noFindings;
  const byRow = useFindingsByRow(all);
  const changes = useMemo(() => changesOf(file, before), [file, before]);
  const groups = useMemo(
    () => linesOf(file, sought, names, { findings: byRow, change: changes.of }),
    [file, sought, names, byRow, changes],
  );
  const { edit } = open;
  const fix = useCallback((each: Fix) => applyFix(edit, each), [edit]);
  const closeRow = useCallback(() => setRow(undefined), [setRow]);
  const order = useMemo(() => groups.flatMap(({ rows }) => rows.map(({ id }) => id)), [groups]);
  const apart = useMemo(() => all.filter(({ rows, severity }) => rows.length === 0 && severity === 'error'), [all]);
  return (
    <Stack gap="sm">
      <Summary open={open} findings={findings} withdrawn={changes.withdrawn.length} />
      <Toolbar open={open} names={names} selection={selectedRows(cursor, order)} onOpen={setRow} onComment={comments.atCursor} />
      <Filters filter={filter} onChange={setFilter} />
      <Apart open={open} names={names} findings={apart} />
      {groups.length === 0 ? (
        <Empty title={rowsOf(file).length === 0 ? 'The matrix has no rows yet.' : 'No row passes the filter.'}>
          A row says who acts on a kind of work in each part of the week. Add one, or let the scope draft them.
        </Empty>
      ) : (
        <MatrixGrid
          open={open}
          names={names}
          groups={groups}
          findings={byRow}
          change={changes.of}
          comments={comments.byRow}
          cursor={cursor}
          onCursor={setCursor}
          onOpen={setRow}
          onComment={comments.open}
          onFix={fix}
        />
      )}
      <RowDrawer open={open} names={names} id={row ?? null} onClose={closeRow} />
    </Stack>
  );
}

function useFindingsByRow(findings: readonly DraftFinding[]): RowFindings {
  const before = useRef<RowFindings>(new Map());
  const byRow = useMemo(() => findingsByRow(findings, before.current), [findings]);
  before.current = byRow;
  return byRow;
}

/** Opens what is written at the cursor, by key too; goes to the row of a place that was opened elsewhere. */
function useMatrixComments(cursor: Cursor | null, onCursor: (cursor: Cursor) => void) {
  const { open: openPlace, opened, byRow } = useCommentsHere();
  const open = useCallback(
    (row: string, column: Cursor['column']) =>
      openPlace(column === 'function' ? { on: 'row', row } : { on: 'cell', row, field: column }),
    [openPlace],
  );
  const atCursor = cursor === null ? null : () => open(cursor.row, cursor.column);
  useShortcut('c', 'Comment on the chosen cell', () => atCursor?.());
  const latest = useRef(onCursor);
  latest.current = onCursor;
  useEffect(() => {
    if (opened === null || opened === 'all' || (opened.on !== 'row' && opened.on !== 'cell')) return;
    const column = opened.on === 'cell' && isCell(opened.field) ? opened.field : 'function';
    const cell = document.getElementById(cellId(opened.row, column));
    if (cell === null) return;
    cell.scrollIntoView({ block: 'center' });
    latest.current({ row: opened.row, column, anchor: opened.row });
  }, [opened]);
  return { open, atCursor, byRow };
}

function Summary({ open, findings, withdrawn }: { open: OpenDraft; findings: Findings; withdrawn: number }) {
  const all = findings.examination?.findings ?? noFindings;
  const count = (severity: string) => all.filter((finding) => finding.severity === severity && !finding.accepted).length;
  const words = (number: number, one: string) => `${number} ${number === 1 ? one : `${one}s`}`;
  return (
    <Text c="dimmed" aria-live="polite" data-findings-ms={findings.ms === null ? undefined : Math.round(findings.ms)}>
      {words(rowsOf(open.draft.file).length, 'row')}
      {withdrawn > 0 && `, ${withdrawn} withdrawn`}
      {' · '}
      {findings.examination === null
        ? 'looking for what is wrong…'
        : `${words(count('error'), 'error')} · ${words(count('warning'), 'warning')}${findings.busy ? ' · looking again…' : ''}`}
    </Text>
  );
}

interface ToolbarProps {
  open: OpenDraft;
  names: Names;
  selection: readonly string[];
  onOpen(id: string): void;
  /** Null: no cell is chosen. */
  onComment: (() => void) | null;
}

function Toolbar({ open, names, selection, onOpen, onComment }: ToolbarProps) {
  const [adding, setAdding] = useState(false);
  const close = useCallback(() => setAdding(false), []);
  const none = selection.length === 0 ? 'Choose a row in the grid first.' : null;
  const reason = open.reason ?? none;
  const ids = new Set(selection);
  const many = selection.length > 1 ? ` ${selection.length} rows` : '';
  return (
    <Group gap="xs">
      <ReasonButton reason={open.reason} onClick={() => setAdding(true)}>
        Add a row
      </ReasonButton>
      <ReasonButton variant="default" reason={none} onClick={() => selection[0] !== undefined && onOpen(selection[0])}>
        Details
      </ReasonButton>
      <ReasonButton
        variant="default"
        reason={onComment === null ? 'Choose a cell in the grid first.' : null}
        onClick={() => onComment?.()}
      >
        Comment (C)
      </ReasonButton>
      <ReasonButton
        variant="default"
        reason={reason}
        onClick={() => open.edit((agreement) => ({ ...agreement, file: copyRows(agreement.file, ids) }))}
      >
        Duplicate{many}
      </ReasonButton>
      <ReasonButton
        variant="default"
        reason={reason}
        onClick={() => open.edit((agreement) => ({ ...agreement, file: withdrawRows(agreement.file, ids) }))}
      >
        Withdraw{many}
      </ReasonButton>
      <Import open={open} />
      <AddRow open={open} names={names} opened={adding} onClose={close} onAdded={onOpen} />
    </Group>
  );
}

interface AddRowProps {
  open: OpenDraft;
  names: Names;
  opened: boolean;
  onClose(): void;
  onAdded(id: string): void;
}

/** Walking the grid draws the toolbar again, and none of these. */
const Import = memo(ImportMatrix);
const Apart = memo(FindingGroups);

const AddRow = memo(function AddRow({ open, names, opened, onClose, onAdded }: AddRowProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const has = new Set(rowsOf(open.draft.file).map((row) => row.function));
  const entry = catalogue.functions.find(({ id }) => id === chosen);
  const data = catalogue.groups.map((group) => ({
    group: groupName(group),
    items: catalogue.functions
      .filter((each) => each.group === group)
      .map(({ id, name }) => ({ value: id, label: has.has(id) ? `${name} (has a row)` : name })),
  }));
  const own = (open.draft.file.functions ?? []).map(({ id }) => ({ value: id, label: names.functionOf(id) }));
  const add = (): void => {
    if (chosen === null) return;
    const row = { function: chosen, accountable: '', always: { who: [], mode: 'act' as const } };
    const { file, id } = addRow(open.draft.file, row);
    open.edit({ file });
    setChosen(null);
    onClose();
    onAdded(id);
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Add a row" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Select
          label="Which work"
          placeholder="Type to search the catalogue"
          data={own.length > 0 ? [{ group: 'Of this agreement', items: own }, ...data] : data}
          searchable
          limit={200}
          maxDropdownHeight={280}
          value={chosen}
          onChange={setChosen}
          data-autofocus
        />
        {entry && <Text size="sm">{entry.description}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <ReasonButton reason={chosen === null ? 'Choose the work first.' : null} onClick={add}>
            Add
          </ReasonButton>
        </Group>
      </Stack>
    </Modal>
  );
});

const Filters = memo(function Filters({ filter, onChange }: { filter: MatrixFilter; onChange(filter: MatrixFilter): void }) {
  const { parties } = useSession();
  return (
    <Group gap="sm">
      <TextInput
        aria-label="Find rows"
        style={{ flex: '1 1 14rem' }}
        maw={{ base: '100%', sm: 260 }}
        placeholder="Find: work, person, row"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        aria-label="Group"
        style={{ flex: '1 1 14rem' }}
        maw={{ base: '100%', sm: 260 }}
        placeholder="All groups"
        clearable
        searchable
        data={catalogue.groups.map((id) => ({ value: id, label: groupName(id) }))}
        value={filter.group}
        onChange={(group) => onChange({ ...filter, group })}
      />
      <Select
        aria-label="Side"
        style={{ flex: '1 1 14rem' }}
        maw={{ base: '100%', sm: 260 }}
        placeholder="Both sides"
        clearable
        data={(['internal', 'provider'] as const).map((side) => ({ value: side, label: parties[side] }))}
        value={filter.side}
        onChange={(side) => onChange({ ...filter, side })}
      />
      <Switch
        label="With findings"
        checked={filter.findings}
        onChange={(event) => onChange({ ...filter, findings: event.currentTarget.checked })}
      />
      <Switch
        label="Changed"
        checked={filter.changed}
        onChange={(event) => onChange({ ...filter, changed: event.currentTarget.checked })}
      />
    </Group>
  );
});
