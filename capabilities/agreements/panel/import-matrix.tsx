/**
 * A matrix from a CSV: choose the file, say which column is what, see every line that cannot be read and why, then import.
 * The import is one edit of the draft: rows of the same id are replaced, others added, none removed; it can be undone.
 */
import { FileButton, Group, List, Modal, Select, Stack, Table, Text } from '@mantine/core';
import { counted } from '@tandem/core/commercial/statement/words.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { Row } from '@tandem/core/responsibility/model.ts';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { decodeProblem } from '@tandem/platform/ui/problem-facts.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ColumnName, columnNames, type Mapping, type Reading } from '../exchange/contract.ts';
import type { OpenDraft } from './draft-data.ts';

/** The agreement with the rows in it: in place of those of the same id, or after the others. */
export function withRows(agreement: Agreement, rows: readonly Row[]): Agreement {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const matrix = agreement.file.matrix.map((version) => {
    const kept = version.rows.map((row) => byId.get(row.id) ?? row);
    const known = new Set(version.rows.map(({ id }) => id));
    return { ...version, rows: [...kept, ...rows.filter(({ id }) => !known.has(id))] };
  });
  return { ...agreement, file: { ...agreement.file, matrix } };
}

export function ImportMatrix({ open }: { open: OpenDraft }) {
  const { engagement } = useSession();
  const [file, setFile] = useState<File | null>(null);
  /** Stays while the table is read again with other columns. */
  const [known, setKnown] = useState<Reading | null>(null);
  const address = `/api/engagements/${engagement.id}/drafts/${open.draft.id}/matrix/readings`;
  const reading = useMutation({
    mutationFn: (asked: { file: File; mapping: Mapping | null }) => read(address, asked.file, asked.mapping),
    onSuccess: setKnown,
    onError: (error) => announceProblem(error, 'The table was not read'),
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen !== null) reading.mutate({ file: chosen, mapping: null });
  };
  const close = () => {
    setFile(null);
    setKnown(null);
  };
  return (
    <>
      <FileButton onChange={choose} accept=".csv,text/csv">
        {(props) => (
          <ReasonButton {...props} variant="default" loading={reading.isPending} reason={open.reason}>
            Import from CSV
          </ReasonButton>
        )}
      </FileButton>
      <Modal opened={file !== null && known !== null} onClose={close} size="xl" title={`Import ${file?.name ?? ''}`}>
        {file !== null && known !== null && (
          <Mapped
            reading={known}
            reason={open.reason ?? (reading.isPending ? 'The table is being read again.' : null)}
            onMap={(mapping) => reading.mutate({ file, mapping })}
            onImport={(rows) => {
              open.edit((agreement) => withRows(agreement, rows));
              close();
            }}
          />
        )}
      </Modal>
    </>
  );
}

/** `id` is the row's own name; the others are called as the matrix calls them. */
const columnChoices = columnNames.map((name) => ({ value: name, label: name === 'id' ? 'row' : name.replaceAll('-', ' ') }));

interface MappedProps {
  reading: Reading;
  reason: string | null;
  onMap(mapping: Mapping): void;
  onImport(rows: Row[]): void;
}

function Mapped({ reading, reason, onMap, onImport }: MappedProps) {
  const { headings, mapping, sample, rows, refused, added, changed, unchanged } = reading;
  /** A column is one thing only: who gives it to another takes it from the first. */
  const map = (at: number, column: ColumnName | null) =>
    onMap(mapping.map((each, index) => (index === at ? column : each === column ? null : each)));
  return (
    <Stack>
      <Text>Say what each column of the table is. Nothing is changed until you import.</Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column of the table, and its first lines</Table.Th>
            <Table.Th w="50%">Column of the matrix</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {headings.map((heading, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: A column is its place; two may have one heading.
            <Table.Tr key={at}>
              <Table.Td>
                <Text fw={550}>{heading}</Text>
                <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                  {sample.map((line) => line[at] ?? '').join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={`What ${heading} is`}
                  placeholder="Not read"
                  clearable
                  searchable
                  data={columnChoices}
                  value={mapping[at] ?? null}
                  onChange={(column) => map(at, column as ColumnName | null)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {refused.length > 0 && (
        <section aria-label="Refused lines">
          <Text fw={600}>{counted(refused.length, 'line')} cannot be imported:</Text>
          <List size="sm" mah={220} style={{ overflowY: 'auto' }}>
            {refused.map(({ line, row, reasons }) => (
              <List.Item key={line}>
                Line {line}
                {row && ` (${row})`}: {reasons.join(' ')}
              </List.Item>
            ))}
          </List>
        </section>
      )}
      <Group justify="space-between">
        <Text role="status">
          {added} new, {changed} changed, {unchanged} as they are, {refused.length} refused.
        </Text>
        <ReasonButton
          reason={reason ?? (added + changed === 0 ? 'There is no line that would change anything.' : null)}
          onClick={() => onImport(rows as unknown as Row[])}
        >
          Import {counted(added + changed, 'row')}
        </ReasonButton>
      </Group>
    </Stack>
  );
}

async function read(address: string, file: File, mapping: Mapping | null): Promise<Reading> {
  const query = mapping === null ? '' : `?mapping=${encodeURIComponent(JSON.stringify(mapping))}`;
  const headers = { 'content-type': 'text/csv' };
  const response = await fetch(`${address}${query}`, { method: 'POST', body: file, headers, credentials: 'same-origin' });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw decodeProblem(body, response.status, response.headers.get('x-request-id'));
  return body as Reading;
}
