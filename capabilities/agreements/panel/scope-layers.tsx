/**
 * The layers of a rota: who takes turns, how long each is, from when on, and at which hours; and whose turn comes next.
 */
import { Button, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import { parseTime } from '@tandem/core/calendar/zone.ts';
import { dayNames } from '@tandem/core/commercial/statement/words.ts';
import { type RotaHours, type RotaLayer, type RotaTurn, type Weekday, weekdays } from '@tandem/core/responsibility/model.ts';
import { formatWall } from '@tandem/platform/ui/time-words.ts';
import { useMemo, useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { useDraftNames } from './draft-names.ts';
import { NamesField, TimeField } from './scope-field.tsx';
import { freshLayer, layersProblem, lengthParts, nextTurns, turnUnits } from './scope-turns.ts';

interface LayerFieldsProps {
  open: OpenDraft;
  timezone: string;
  layers: readonly RotaLayer[];
  onChange(layers: RotaLayer[]): void;
}

export function LayerFields({ open, timezone, layers, onChange }: LayerFieldsProps) {
  const begin = open.draft.file.matrix[0]?.from ?? '';
  return (
    <Stack gap="md">
      {layers.map((layer, at) => (
        <Layer
          // biome-ignore lint/suspicious/noArrayIndexKey: layers have no name; the last one counts first
          key={at}
          open={open}
          title={layers.length === 1 ? 'Turns' : `Layer ${at + 1}`}
          layer={layer}
          onChange={(next) => onChange(layers.map((each, index) => (index === at ? next : each)))}
          {...(layers.length > 1 && { onRemove: () => onChange(layers.filter((_, index) => index !== at)) })}
        />
      ))}
      {layers.length > 1 && (
        <Text size="sm" c="dimmed">
          Where two layers have somebody, the later one counts.
        </Text>
      )}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => onChange([...layers, freshLayer(begin)])}>
          Add a layer above
        </Button>
      </div>
      {layersProblem(layers) === null && <Next open={open} timezone={timezone} layers={layers} begin={begin} />}
    </Stack>
  );
}

interface LayerProps {
  open: OpenDraft;
  title: string;
  layer: RotaLayer;
  onChange(layer: RotaLayer): void;
  onRemove?(): void;
}

function Layer({ open, title, layer, onChange, onRemove }: LayerProps) {
  const { turns, restrictions, ...rest } = layer;
  const { count, unit } = lengthParts(layer.length);
  const putTurn = (at: number, turn: RotaTurn): void =>
    onChange({ ...layer, turns: turns.map((each, index) => (index === at ? turn : each)) });
  return (
    <Stack gap="sm" role="group" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{title}</Text>
        {onRemove && (
          <Button size="compact-sm" variant="default" aria-label={`Remove ${title}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </Group>
      <SimpleGrid cols={2} spacing="xs">
        <NumberInput
          label="A turn takes"
          min={1}
          max={999}
          allowDecimal={false}
          value={count}
          onChange={(next) => onChange({ ...layer, length: `${next}${unit}` })}
        />
        <Select
          label="Counted in"
          allowDeselect={false}
          data={[...turnUnits]}
          value={unit}
          onChange={(next) => onChange({ ...layer, length: `${count}${next}` })}
        />
      </SimpleGrid>
      <TimeField
        kind="datetime-local"
        label="The first turn begins"
        value={layer.anchor}
        onChange={(anchor) => onChange({ ...layer, anchor })}
      />
      {turns.map((turn, at) => (
        <TurnFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the order
          key={at}
          open={open}
          name={`Turn ${at + 1}`}
          turn={turn}
          onChange={(next) => putTurn(at, next)}
          {...(turns.length > 1 && {
            onRemove: () => onChange({ ...layer, turns: turns.filter((_, index) => index !== at) }),
          })}
        />
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ ...layer, turns: [...turns, { people: [] }] })}>
          Add a turn
        </Button>
      </div>
      <Switch
        label="Only at certain hours"
        checked={restrictions !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? { ...layer, restrictions: [nights] } : { ...rest, turns })}
      />
      {restrictions !== undefined && (
        <HoursFields hours={restrictions} onChange={(next) => onChange({ ...layer, restrictions: next })} />
      )}
    </Stack>
  );
}

const nights: RotaHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '17:00', to: '08:00' };

interface TurnFieldsProps {
  open: OpenDraft;
  name: string;
  turn: RotaTurn;
  onChange(turn: RotaTurn): void;
  onRemove?(): void;
}

function TurnFields({ open, name, turn, onChange, onRemove }: TurnFieldsProps) {
  const [dated, setDated] = useState(turn.from !== undefined || turn.to !== undefined);
  const put = (key: 'from' | 'to', text: string): void => {
    const { [key]: _, ...others } = turn;
    onChange(text === '' ? others : { ...others, [key]: text });
  };
  return (
    <Stack gap={4}>
      <NamesField
        label={name}
        locked={open.reason !== null}
        options={open.draft.file.people}
        value={turn.people}
        onChange={(people) => onChange({ ...turn, people })}
      />
      {dated && (
        <SimpleGrid cols={2} spacing="xs">
          <TimeField kind="date" label={`${name} joins on`} value={turn.from ?? ''} onChange={(text) => put('from', text)} />
          <TimeField kind="date" label={`${name} leaves on`} value={turn.to ?? ''} onChange={(text) => put('to', text)} />
        </SimpleGrid>
      )}
      <Group gap="xs">
        {!dated && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Joins or leaves on a day: ${name}`}
            onClick={() => setDated(true)}
          >
            Joins or leaves on a day
          </Button>
        )}
        {onRemove && (
          <Button size="compact-sm" variant="default" aria-label={`Remove ${name}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function HoursFields({ hours, onChange }: { hours: readonly RotaHours[]; onChange(hours: RotaHours[]): void }) {
  const put = (at: number, change: Partial<RotaHours>): void =>
    onChange(hours.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Hours up to their start run into the next day and belong to the day on which they open.
      </Text>
      {hours.map(({ days, from, to }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name
        <Stack key={at} gap={4}>
          <MultiSelect
            label={`Days of hours ${at + 1}`}
            data={weekdays.map((day) => ({ value: day, label: dayNames[day] }))}
            value={days}
            onChange={(next) => put(at, { days: weekdays.filter((day) => next.includes(day as Weekday)) })}
          />
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <TextInput
              label={`Hours ${at + 1} from`}
              value={from}
              maxLength={5}
              onChange={(event) => put(at, { from: event.currentTarget.value.trim() })}
            />
            <TextInput
              label={`Hours ${at + 1} to`}
              value={to}
              maxLength={5}
              onChange={(event) => put(at, { to: event.currentTarget.value.trim() })}
            />
            {hours.length > 1 && (
              <Button
                size="compact-sm"
                variant="default"
                flex="none"
                aria-label={`Remove hours ${at + 1}`}
                onClick={() => onChange(hours.filter((_, index) => index !== at))}
              >
                Remove
              </Button>
            )}
          </Group>
        </Stack>
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => onChange([...hours, { days: [], from: '', to: '' }])}>
          Add hours
        </Button>
      </div>
    </Stack>
  );
}

const shownMost = 6;

interface NextProps {
  open: OpenDraft;
  timezone: string;
  layers: readonly RotaLayer[];
  begin: string;
}

/** What the proof will read in these layers, from the day on which the draft begins. */
function Next({ open, timezone, layers, begin }: NextProps) {
  const names = useDraftNames(open.draft.file);
  const { turns, isOpen } = useMemo(
    () => nextTurns({ id: '', timezone, layers: [...layers] }, parseTime(timezone, begin) ?? 0, shownMost),
    [timezone, layers, begin],
  );
  return (
    <Stack gap={4} role="group" aria-label="Whose turn comes next">
      <Text fw={600}>Whose turn comes next</Text>
      {turns.map(({ at, people }) => (
        <Group key={at} gap="sm" wrap="nowrap" align="baseline">
          <Text size="sm" c="dimmed" ff="monospace" miw={180}>
            {formatWall(at, timezone, 'full')}
          </Text>
          <Text size="sm">{people.map(names.of).join(' with ')}</Text>
        </Group>
      ))}
      {isOpen && (
        <Text size="sm" c="dimmed">
          Between the hours of these layers nobody is on shift.
        </Text>
      )}
    </Stack>
  );
}
