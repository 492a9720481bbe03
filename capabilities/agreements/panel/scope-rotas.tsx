/**
 * The rotas of a draft: who is on shift when, who takes a shift that nobody can, and behind which team it stands. Shifts
 * are written one by one, or for people who take turns all at once.
 */
import { Button, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { EngagementFile, Rota, Shift } from '@tandem/core/responsibility/model.ts';
import { timeText } from '@tandem/core/responsibility/parse/written.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { useDraftNames } from './draft-names.ts';
import { NamesField } from './scope-field.tsx';
import { ScopeLines } from './scope-lines.tsx';
import { freePlaceId, placeUses } from './scope-parties.ts';
import { Keep, NameField, Sheet } from './scope-party-forms.tsx';
import { problemOfRotation, shiftsOf } from './scope-rotation.ts';
import { ZoneSelect } from './scope-time.tsx';

export function RotasPanel({ open }: { open: OpenDraft }) {
  const [edited, setEdited] = useState<string | null>(null);
  const { file } = open.draft;
  const names = useDraftNames(file);
  const rotas = file.rotas ?? [];
  const known = rotas.find(({ id }) => id === edited);
  return (
    <ScopeLines
      open={open}
      title="On-call rotas"
      add="Add a rota"
      nothing="No rota yet. One says who of a team is on shift."
      lines={rotas.map((rota) => {
        const uses = placeUses(file, 'rotas', rota.id);
        const stays = uses.length === 0 ? null : `It is still named in ${uses.join('; ')}. Change that first.`;
        return { id: rota.id, name: names.of(rota.id), about: aboutRota(rota, names.of), stays };
      })}
      onEdit={setEdited}
      onRemove={(id) =>
        open.edit(({ terms, file: each }) => ({
          terms,
          file: { ...each, rotas: (each.rotas ?? []).filter((rota) => rota.id !== id) },
        }))
      }
    >
      <Sheet id={edited} onClose={() => setEdited(null)} title={known ? names.of(known.id) : 'A new rota'}>
        <RotaFields open={open} known={known} onClose={() => setEdited(null)} />
      </Sheet>
    </ScopeLines>
  );
}

function aboutRota({ shifts = [], layers, fallback, timezone }: Rota, nameOf: (id: string) => string): string {
  const last = shifts.map(({ to }) => to).sort();
  const told = layers === undefined ? `${shifts.length} shifts` : `${layers.length} layers`;
  const until = last.length === 0 ? '' : `, the last until ${(last.at(-1) as string).replace('T', ' ')}`;
  return `${told}${until}, ${timezone}${fallback === undefined ? '' : `. Otherwise ${nameOf(fallback)}`}`;
}

interface RotaFieldsProps {
  open: OpenDraft;
  known: Rota | undefined;
  onClose(): void;
}

function RotaFields({ open, known, onClose }: RotaFieldsProps) {
  const { file } = open.draft;
  const teams = file.teams ?? [];
  const [name, setName] = useState(known?.id ?? '');
  const [rota, setRota] = useState<Rota>(known ?? { id: '', timezone: file.sites[0]?.timezone ?? 'UTC', shifts: [] });
  const [team, setTeam] = useState(teams.find((each) => known !== undefined && each.rota === known.id)?.id ?? null);
  const keep = (): void => {
    const kept = { ...rota, id: known?.id ?? freePlaceId(file, 'rotas', name) };
    open.edit(({ terms, file: each }) => ({ terms, file: withRota(each, kept, team) }));
    onClose();
  };
  const fallbacks = [...file.people, ...teams].map((each) => ({ value: each.id, label: each.name }));
  const shifts = rota.shifts ?? [];
  return (
    <>
      {known === undefined && <NameField value={name} onChange={setName} />}
      <ZoneSelect zone={rota.timezone} locked={open.reason !== null} onChange={(timezone) => setRota({ ...rota, timezone })} />
      <Select
        label="Stands behind the team"
        placeholder="No team"
        clearable
        data={teams.map((each) => ({ value: each.id, label: each.name }))}
        value={team}
        onChange={setTeam}
      />
      <Select
        label="When nobody on shift can"
        placeholder="Nobody else"
        clearable
        searchable
        data={fallbacks}
        value={rota.fallback ?? null}
        onChange={(fallback) => {
          const { fallback: _, ...rest } = rota;
          setRota(fallback === null ? rest : { ...rest, fallback });
        }}
      />
      {rota.layers === undefined ? (
        <ShiftFields open={open} shifts={shifts} onChange={(next) => setRota({ ...rota, shifts: next })} />
      ) : (
        <Layered
          onReplace={() => {
            const { layers: _, ...rest } = rota;
            setRota({ ...rest, shifts: [] });
          }}
        />
      )}
      <Keep open={open} name={known?.id ?? name} reason={shiftsProblem(shifts)} onKeep={keep} />
    </>
  );
}

/** The file with the rota, behind this team and no other. */
function withRota(file: EngagementFile, rota: Rota, behind: string | null): EngagementFile {
  const rotas = file.rotas ?? [];
  const isThere = rotas.some(({ id }) => id === rota.id);
  const teams = (file.teams ?? []).map(({ rota: own, ...team }) => {
    if (team.id === behind) return { ...team, rota: rota.id };
    return own === undefined || own === rota.id ? team : { ...team, rota: own };
  });
  return {
    ...file,
    ...(file.teams && { teams }),
    rotas: isThere ? rotas.map((each) => (each.id === rota.id ? rota : each)) : [...rotas, rota],
  };
}

function shiftsProblem(shifts: readonly Shift[]): string | null {
  const bad = shifts.findIndex(
    ({ from, to, people }) => timeText(from) !== null || timeText(to) !== null || to <= from || people.length === 0,
  );
  return bad < 0 ? null : `Shift ${bad + 1} needs somebody, and an end after its start, such as 2027-01-04T17:00.`;
}

function Layered({ onReplace }: { onReplace(): void }) {
  return (
    <Stack gap="xs">
      <Text size="sm">
        This rota is written in layers. The proof reads shifts only, so nobody counts as on shift in it until it has shifts.
      </Text>
      <div>
        <Button size="compact-sm" variant="default" onClick={onReplace}>
          Write shifts instead
        </Button>
      </div>
    </Stack>
  );
}

interface ShiftFieldsProps {
  open: OpenDraft;
  shifts: readonly Shift[];
  onChange(shifts: Shift[]): void;
}

/** The last ones are what people change; a year of turns is not scrolled through. */
const shownMost = 12;

function ShiftFields({ open, shifts, onChange }: ShiftFieldsProps) {
  const { people } = open.draft.file;
  const hidden = Math.max(0, shifts.length - shownMost);
  const put = (at: number, change: Partial<Shift>): void =>
    onChange(shifts.map((shift, index) => (index === at ? { ...shift, ...change } : shift)));
  return (
    <Stack gap="sm" role="group" aria-label="Shifts">
      <Turns
        open={open}
        begin={shifts.at(-1)?.to.slice(0, 10) ?? open.draft.file.matrix[0]?.from ?? ''}
        onAdd={(more) => onChange([...shifts, ...more])}
      />
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
              <ShiftTime label={`Shift ${at + 1} from`} value={shift.from} onChange={(from) => put(at, { from })} />
              <ShiftTime label={`Shift ${at + 1} to`} value={shift.to} onChange={(to) => put(at, { to })} />
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

/** The browser's own picker for a time on the wall; one that carries an offset of its own is shown as it is written. */
function ShiftTime({ label, value, onChange }: { label: string; value: string; onChange(text: string): void }) {
  const isWall = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/.test(value);
  return (
    <TextInput
      label={label}
      type={isWall ? 'datetime-local' : 'text'}
      value={value}
      maxLength={25}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

function Turns({ open, begin, onAdd }: { open: OpenDraft; begin: string; onAdd(shifts: Shift[]): void }) {
  const [people, setPeople] = useState<string[]>([]);
  const [firstDay, setFirstDay] = useState(begin);
  const [at, setAt] = useState('08:00');
  const [days, setDays] = useState<number | string>(7);
  const [turns, setTurns] = useState<number | string>(52);
  const rotation = { people, firstDay, at, days: Number(days), turns: Number(turns) };
  return (
    <Stack gap="xs">
      <NamesField
        label="Take turns, in this order"
        locked={false}
        options={open.draft.file.people}
        value={people}
        onChange={setPeople}
      />
      <SimpleGrid cols={2} spacing="xs">
        <TextInput label="From" type="date" value={firstDay} onChange={(event) => setFirstDay(event.currentTarget.value)} />
        <TextInput label="Handed over at" value={at} maxLength={5} onChange={(event) => setAt(event.currentTarget.value)} />
        <NumberInput label="Days of a turn" min={1} max={90} value={days} onChange={setDays} />
        <NumberInput label="Turns" min={1} max={400} value={turns} onChange={setTurns} />
      </SimpleGrid>
      <div>
        <ReasonButton
          size="compact-sm"
          variant="default"
          reason={problemOfRotation(rotation)}
          onClick={() => {
            onAdd(shiftsOf(rotation));
            setPeople([]);
          }}
        >
          Write these shifts
        </ReasonButton>
      </div>
    </Stack>
  );
}
