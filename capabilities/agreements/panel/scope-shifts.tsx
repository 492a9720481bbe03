/**
 * Shifts of a rota that are written one by one, for a time that no turns describe.
 */
import { Button, Group, MultiSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Shift } from '@tandem/core/responsibility/model.ts';
import { timeText } from '@tandem/core/responsibility/parse/written.ts';
import type { OpenDraft } from './draft-data.ts';
import { TimeField } from './scope-field.tsx';

/** Why the shifts cannot be kept; null when they can. */
export function shiftsProblem(shifts: readonly Shift[]): string | null {
  const bad = shifts.findIndex(
    ({ from, to, people }) => timeText(from) !== null || timeText(to) !== null || to <= from || people.length === 0,
  );
  return bad < 0 ? null : `Shift ${bad + 1} needs somebody, and an end after its start, such as 2027-01-04T17:00.`;
}

interface ShiftFieldsProps {
  open: OpenDraft;
  shifts: readonly Shift[];
  onChange(shifts: Shift[]): void;
}

/** The last ones are what people change; a year of turns is not scrolled through. */
const shownMost = 12;

export function ShiftFields({ open, shifts, onChange }: ShiftFieldsProps) {
  const { people } = open.draft.file;
  const hidden = Math.max(0, shifts.length - shownMost);
  const put = (at: number, change: Partial<Shift>): void =>
    onChange(shifts.map((shift, index) => (index === at ? { ...shift, ...change } : shift)));
  return (
    <Stack gap="sm" role="group" aria-label="Shifts">
      {hidden > 0 && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {hidden} earlier shifts are kept as they are.
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => onChange([])}>
            Remove all {shifts.length} shifts
          </Button>
        </Group>
      )}
      {shifts.slice(hidden).map((shift, shown) => {
        const at = hidden + shown;
        return (
          <Stack key={at} gap={4}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
              <TimeField
                kind="datetime-local"
                label={`Shift ${at + 1} from`}
                value={shift.from}
                onChange={(from) => put(at, { from })}
              />
              <TimeField kind="datetime-local" label={`Shift ${at + 1} to`} value={shift.to} onChange={(to) => put(at, { to })} />
            </SimpleGrid>
            <Group gap="xs" wrap="nowrap" align="flex-end">
              <MultiSelect
                aria-label={`People on shift ${at + 1}`}
                style={{ flex: 1, minWidth: 0 }}
                searchable
                data={people.map(({ id, name }) => ({ value: id, label: name }))}
                value={shift.people}
                onChange={(next) => put(at, { people: next })}
              />
              <Button
                size="compact-sm"
                variant="default"
                flex="none"
                aria-label={`Remove shift ${at + 1}`}
                onClick={() => onChange(shifts.filter((_, index) => index !== at))}
              >
                Remove
              </Button>
            </Group>
          </Stack>
        );
      })}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => onChange([...shifts, { from: '', to: '', people: [] }])}>
          Add a shift
        </Button>
      </div>
    </Stack>
  );
}
