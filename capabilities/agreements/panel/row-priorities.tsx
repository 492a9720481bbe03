/**
 * Which priorities are handled otherwise than the rest, for each window that the row answers by itself. A window that
 * follows another is changed where it is written. What holds at any hour is written about where the grid shows it: in
 * business hours.
 */
import { Select, SimpleGrid, Text } from '@mantine/core';
import { type Cell, type Mode, type Priority, priorities, type Row, windowNames } from '@tandem/core/responsibility/model.ts';
import { Commentable } from './comments/commentable.tsx';
import type { OpenDraft } from './draft-data.ts';
import { editRows } from './matrix-edit.ts';
import { modeWords } from './mode-words.ts';

const cellKeys = ['always', ...windowNames] as const;
type CellKey = (typeof cellKeys)[number];

const windowWords: Record<CellKey, string> = {
  always: 'At any hour',
  'business-hours': 'In business hours',
  'after-hours': 'After hours',
  weekend: 'At weekends',
  holiday: 'On holidays',
};

export function PriorityModes({ row, open }: { row: Row; open: OpenDraft }) {
  return cellKeys.map((key) => row[key] && <CellPriorities key={key} id={row.id} at={key} cell={row[key]} open={open} />);
}

interface CellPrioritiesProps {
  id: string;
  at: CellKey;
  cell: Cell;
  open: OpenDraft;
}

function CellPriorities({ id, at, cell, open }: CellPrioritiesProps) {
  const put = (priority: Priority, mode: Mode | null): void =>
    open.edit((agreement) => ({
      ...agreement,
      file: editRows(agreement.file, new Set([id]), (row) => {
        const { [priority]: _, ...rest } = row[at] ?? cell;
        return { ...row, [at]: mode === null ? rest : { ...rest, [priority]: mode } };
      }),
    }));
  return (
    <Commentable row={id} field={at === 'always' ? 'business-hours' : at}>
      <Text size="sm" fw={500} mb={4}>
        {windowWords[at]}, by priority
      </Text>
      <SimpleGrid cols={2} spacing={4} verticalSpacing={4}>
        {priorities.map((priority) => (
          <Select
            key={priority}
            aria-label={`${windowWords[at]}, mode for ${priority}`}
            leftSection={<Text size="xs">{priority}</Text>}
            placeholder={`as the others: ${modeWords[cell.mode]}`}
            data={Object.entries(modeWords).map(([value, label]) => ({ value, label }))}
            clearable
            disabled={open.reason !== null}
            value={cell[priority] ?? null}
            onChange={(mode) => put(priority, mode as Mode | null)}
          />
        ))}
      </SimpleGrid>
    </Commentable>
  );
}
