/**
 * The on-call rotas of Schedule C: who takes turns, how long each is and at which hours, or how many shifts are written;
 * and who takes a shift that nobody can.
 */
import { parseTurnLength } from '../../oncall/rotation.ts';
import { type EngagementFile, type Rota, type RotaHours, type RotaLayer, weekdays } from '../../responsibility/model.ts';
import { namesInRota } from '../../responsibility/rota-shifts.ts';
import { counted, dayNames, listed, momentWords } from './words.ts';

type ActorName = (id: string) => string;

/** For each rota its name, who is on shift, when, and who serves otherwise. The first layer stands last: it counts last. */
export function rotaRows(file: EngagementFile, actor: ActorName): string[][] {
  return (file.rotas ?? []).flatMap((rota) => {
    const otherwise = rota.fallback === undefined ? 'nobody' : actor(fallbackId(file, rota.fallback));
    const rows =
      rota.layers === undefined ? [shiftRow(rota, actor)] : rota.layers.toReversed().map((each) => layerRow(each, rota, actor));
    return rows.map((row, index) => [index === 0 ? actor(`rota:${rota.id}`) : '', ...row, index === 0 ? otherwise : '']);
  });
}

/** A fallback may name a rota by its bare id. */
const fallbackId = ({ rotas = [] }: EngagementFile, id: string): string =>
  rotas.some((rota) => rota.id === id) ? `rota:${id}` : id;

function shiftRow(rota: Rota, actor: ActorName): string[] {
  const shifts = rota.shifts ?? [];
  const from = shifts.map((shift) => shift.from).sort()[0];
  const to = shifts
    .map((shift) => shift.to)
    .sort()
    .at(-1);
  const span = from === undefined || to === undefined ? '' : `, ${momentWords(from)} to ${momentWords(to)}`;
  return [listed(namesInRota(rota).map(actor)), `${counted(shifts.length, 'shift')}${span} (${rota.timezone})`];
}

function layerRow(layer: RotaLayer, { timezone }: Rota, actor: ActorName): string[] {
  return [takersWords(layer, actor), `${countingWords(layer)} (${layer.timezone ?? timezone})`];
}

/** A layer in one sentence's part: who takes turns, how long each is, and when. */
export function layerWords(layer: RotaLayer, actor: ActorName): string {
  const zone = layer.timezone === undefined ? '' : ` (${layer.timezone})`;
  return `${takersWords(layer, actor)} in ${countingWords(layer)}${zone}`;
}

function takersWords({ turns }: RotaLayer, actor: ActorName): string {
  const takers = turns.map(({ people, from, to }) => {
    const since = from === undefined ? '' : ` from ${momentWords(from)}`;
    return `${people.map(actor).join(' with ')}${since}${to === undefined ? '' : ` until ${momentWords(to)}`}`;
  });
  return takers.join(', then ');
}

function countingWords({ length, anchor, restrictions }: RotaLayer): string {
  const hours = restrictions === undefined ? 'at all hours' : restrictions.map(hoursWords).join('; ');
  return `turns of ${turnLengthWords(length)} counted from ${momentWords(anchor)}; ${hours}`;
}

/** `Friday and Saturday 20:00 to 08:00`; all seven days are not listed. */
function hoursWords({ days, from, to }: RotaHours): string {
  const which = days.length === weekdays.length ? 'every day' : listed(days.map((day) => dayNames[day]));
  return `${which} ${from} to ${to}`;
}

/** `1 week`, `12 hours`; text that is no length as it is. */
function turnLengthWords(text: string): string {
  const length = parseTurnLength(text);
  return length === null ? text : counted(length.length, length.unit);
}
