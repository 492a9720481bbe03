/**
 * The rotas of a draft: who is on shift when, who takes a shift that nobody can, and behind which team it stands. People
 * take turns without end, or each shift is written.
 */
import { SegmentedControl, Select } from '@mantine/core';
import { layerWords } from '@tandem/core/commercial/statement/rotas.ts';
import type { EngagementFile, Rota } from '@tandem/core/responsibility/model.ts';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { useDraftNames } from './draft-names.ts';
import { LayerFields } from './scope-layers.tsx';
import { ScopeLines } from './scope-lines.tsx';
import { freePlaceId, placeUses } from './scope-parties.ts';
import { Keep, NameField, Sheet } from './scope-party-forms.tsx';
import { ShiftFields, shiftsProblem } from './scope-shifts.tsx';
import { ZoneSelect } from './scope-time.tsx';
import { freshLayer, layersProblem } from './scope-turns.ts';
import { writtenTimeWords } from './written-time.ts';

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
  const last = shifts
    .map(({ to }) => to)
    .sort()
    .at(-1);
  const until = last === undefined ? '' : `, the last until ${writtenTimeWords(last)}`;
  const told =
    layers === undefined
      ? `${shifts.length === 1 ? '1 shift' : `${shifts.length} shifts`}${until}`
      : layers.map((layer) => layerWords(layer, nameOf)).join('; ');
  return `${told}, ${timezone}${fallback === undefined ? '' : `. Otherwise ${nameOf(fallback)}`}`;
}

type Way = 'turns' | 'shifts';

/** The rota without what it says of who is on shift. */
function headOf({ id, timezone, fallback }: Rota): Rota {
  return { id, timezone, ...(fallback !== undefined && { fallback }) };
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
  const [rota, setRota] = useState(headOf(known ?? { id: '', timezone: file.sites[0]?.timezone ?? 'UTC' }));
  const [way, setWay] = useState<Way>(known?.shifts === undefined ? 'turns' : 'shifts');
  const [layers, setLayers] = useState(known?.layers ?? [freshLayer(file.matrix[0]?.from ?? '')]);
  const [shifts, setShifts] = useState(known?.shifts ?? []);
  const [team, setTeam] = useState(teams.find((each) => known !== undefined && each.rota === known.id)?.id ?? null);
  const keep = (): void => {
    const id = known?.id ?? freePlaceId(file, 'rotas', name);
    const kept = { ...rota, id, ...(way === 'turns' ? { layers } : { shifts }) };
    open.edit(({ terms, file: each }) => ({ terms, file: withRota(each, kept, team) }));
    onClose();
  };
  const fallbacks = [...file.people, ...teams].map((each) => ({ value: each.id, label: each.name }));
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
      <SegmentedControl
        aria-label="How it is written"
        data={[
          { value: 'turns', label: 'Turns without end' },
          { value: 'shifts', label: 'Shift by shift' },
        ]}
        value={way}
        onChange={(next) => setWay(next as Way)}
      />
      {way === 'turns' ? (
        <LayerFields open={open} timezone={rota.timezone} layers={layers} onChange={setLayers} />
      ) : (
        <ShiftFields open={open} shifts={shifts} onChange={setShifts} />
      )}
      <Keep
        open={open}
        name={known?.id ?? name}
        reason={way === 'turns' ? layersProblem(layers) : shiftsProblem(shifts)}
        onKeep={keep}
      />
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
