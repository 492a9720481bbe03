/**
 * One row in full, to be edited: what it is about, who answers and covers, who is asked, what may and must not be done,
 * who is told, skills and evidence. Every field is one step that can be undone.
 */
import { Button, Drawer, MultiSelect, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { type EngagementFile, type Row, type Scope, scopeKeys } from '@tandem/core/responsibility/model.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import { useState } from 'react';
import type { RowField } from '../comments/contract.ts';
import { Commentable } from './comments/commentable.tsx';
import { useCommentsHere } from './comments/comments-here.ts';
import type { OpenDraft } from './draft-data.ts';
import { fieldWords } from './field-words.ts';
import { editRows, joinWindows, rowsOf } from './matrix-edit.ts';
import { PriorityModes } from './row-priorities.tsx';

interface RowDrawerProps {
  open: OpenDraft;
  names: Names;
  id: string | null;
  onClose(): void;
}

export function RowDrawer({ open, names, id, onClose }: RowDrawerProps) {
  const row = id === null ? undefined : rowsOf(open.draft.file).find((each) => each.id === id);
  const isCovered = useCommentsHere().opened !== null;
  return (
    <Drawer
      opened={row !== undefined}
      onClose={onClose}
      trapFocus={!isCovered}
      closeOnEscape={!isCovered}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title={row && `${names.functionOf(row.function)}, ${row.id}`}
    >
      {row && <RowComments row={row.id} />}
      {row && <Fields key={row.id} row={row} open={open} />}
    </Drawer>
  );
}

/** The way to what is written about the row and its fields. */
function RowComments({ row }: { row: string }) {
  const { byRow, open } = useCommentsHere();
  const count = Object.values(byRow.get(row) ?? {}).reduce((sum, each) => sum + each, 0);
  return (
    <Button variant="default" mb="sm" leftSection={<IconMessage size={16} />} onClick={() => open({ on: 'row', row })}>
      {count === 0 ? 'Comment on this row' : `Comments on this row (${count} open)`}
    </Button>
  );
}

function Fields({ row, open }: { row: Row; open: OpenDraft }) {
  const { file } = open.draft;
  const locked = open.reason !== null;
  const put = <K extends keyof Row>(key: K, value: Row[K] | undefined): void =>
    open.edit((agreement) => ({
      ...agreement,
      file: editRows(agreement.file, new Set([row.id]), ({ [key]: _, ...rest }) => {
        return (value === undefined ? rest : { ...rest, [key]: value }) as Row;
      }),
    }));
  return (
    <Stack gap="sm" pb="lg">
      {locked && <Text c="dimmed">{open.reason}</Text>}
      <ScopeFields row={row} locked={locked} onChange={(scope) => put('scope', scope)} />
      {row.always === undefined && (
        <Button
          variant="default"
          disabled={locked}
          onClick={() =>
            open.edit((agreement) => ({ ...agreement, file: editRows(agreement.file, new Set([row.id]), joinWindows) }))
          }
        >
          Business hours at any hour
        </Button>
      )}
      <PriorityModes row={row} open={open} />
      <PeopleFields row={row} file={file} locked={locked} put={put} />
      <Listed field="pre-authorised" row={row} locked={locked} put={put} />
      <Listed field="must-not" row={row} locked={locked} put={put} />
      <Written
        row={row.id}
        field="fail-safe"
        value={row['fail-safe'] ?? ''}
        locked={locked}
        onKeep={(value) => put('fail-safe', value || undefined)}
      />
      <Informed file={file} row={row} locked={locked} onChange={(value) => put('inform', value)} />
      <Listed field="requires-skill" row={row} locked={locked} put={put} />
      <Listed field="evidence" row={row} locked={locked} put={put} />
    </Stack>
  );
}

interface FieldProps {
  row: Row;
  locked: boolean;
  put<K extends keyof Row>(key: K, value: Row[K] | undefined): void;
}

type ListField = 'pre-authorised' | 'must-not' | 'requires-skill' | 'evidence';

/** Words in a list; a single one may stand there without. */
function Listed({ field, row, locked, put }: FieldProps & { field: ListField }) {
  return (
    <Commentable row={row.id} field={field}>
      <TagsInput
        label={fieldWords[field]}
        disabled={locked}
        value={[row[field] ?? []].flat()}
        onChange={(value) => put(field, value.length === 0 ? undefined : value)}
      />
    </Commentable>
  );
}

function PeopleFields({ row, file, locked, put }: FieldProps & { file: EngagementFile }) {
  const people = file.people.map(({ id, name }) => ({ value: id, label: name }));
  const parties = [...people, ...(file.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  const approvers = row.approvers === 'chain' ? ['chain'] : (row.approvers ?? []);
  return (
    <>
      <Commentable row={row.id} field="accountable">
        <Select
          label={fieldWords.accountable}
          data={people}
          searchable
          disabled={locked}
          value={row.accountable || null}
          onChange={(value) => put('accountable', value ?? '')}
        />
      </Commentable>
      <Commentable row={row.id} field="absence-cover">
        <Select
          label={fieldWords['absence-cover']}
          data={[...parties, { value: 'none', label: 'Nobody' }]}
          searchable
          clearable
          disabled={locked}
          value={row['absence-cover'] ?? null}
          onChange={(value) => put('absence-cover', value ?? undefined)}
        />
      </Commentable>
      <Commentable row={row.id} field="approvers">
        <MultiSelect
          label={fieldWords.approvers}
          data={[{ value: 'chain', label: 'The approval chain' }, ...people]}
          searchable
          disabled={locked}
          value={approvers}
          onChange={(value) => {
            const added = value.find((each) => !approvers.includes(each));
            const kept = value.filter((each) => each !== 'chain');
            put('approvers', added === 'chain' ? 'chain' : kept.length > 0 ? kept : undefined);
          }}
        />
      </Commentable>
    </>
  );
}

interface ScopeFieldsProps {
  row: Row;
  locked: boolean;
  onChange(scope: Scope | undefined): void;
}

function ScopeFields({ row: { id, scope = {} }, locked, onChange }: ScopeFieldsProps) {
  const put = (key: keyof Scope, value: string): void => {
    const { [key]: _, ...rest } = scope;
    const next = value === '' ? rest : { ...rest, [key]: value };
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <>
      {scopeKeys.map((key) => (
        <Written key={key} row={id} field={key} value={scope[key] ?? ''} locked={locked} onKeep={(value) => put(key, value)} />
      ))}
    </>
  );
}

interface WrittenProps {
  row: string;
  field: RowField;
  value: string;
  locked: boolean;
  onKeep(value: string): void;
}

/** Text that is kept when the field is left. */
function Written({ row, field, value, locked, onKeep }: WrittenProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <Commentable row={row} field={field}>
      <TextInput
        label={fieldWords[field]}
        disabled={locked}
        value={text ?? value}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => {
          if (text !== null && text.trim() !== value) onKeep(text.trim());
          setText(null);
        }}
      />
    </Commentable>
  );
}

interface InformedProps {
  file: EngagementFile;
  row: Row;
  locked: boolean;
  onChange(inform: Row['inform'] | undefined): void;
}

/** Who is told, each within half an hour until another time is written in the file. */
function Informed({ file, row, locked, onChange }: InformedProps) {
  const inform = row.inform ?? {};
  return (
    <Commentable row={row.id} field="inform">
      <MultiSelect
        label={fieldWords.inform}
        data={[...file.people, ...(file.teams ?? [])].map(({ id, name }) => ({
          value: id,
          label: `${name}, within ${inform[id] ?? '30m'}`,
        }))}
        searchable
        disabled={locked}
        value={Object.keys(inform)}
        onChange={(value) =>
          onChange(value.length === 0 ? undefined : Object.fromEntries(value.map((id) => [id, inform[id] ?? '30m'])))
        }
      />
    </Commentable>
  );
}
