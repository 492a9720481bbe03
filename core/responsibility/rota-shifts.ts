/**
 * Who is on shift in a rota, written shift by shift or in layers whose turns go on without end. Turns are computed as
 * far as somebody asks and kept, because where a turn falls depends on all those before it; what is answered never
 * depends on what was asked earlier.
 *
 * Several shifts at one time serve together. Of layers the last one that has somebody counts (core/oncall/rota.ts).
 * Half-written layers of a draft have nobody.
 */
import { lastAtOrBefore } from '../calendar/block.ts';
import type { EpochMs } from '../calendar/model.ts';
import { instantToCivil, parseTime, parseTimeOfDay } from '../calendar/zone.ts';
import { type Duty, highestRank } from '../oncall/duty.ts';
import { type Layer, layerDuties } from '../oncall/layer.ts';
import type { Restriction } from '../oncall/restriction.ts';
import { handoff, parseTurnLength, type Rotation } from '../oncall/rotation.ts';
import { type Rota, type RotaHours, type RotaLayer, type RotaTurn, type TimeText, weekdays } from './model.ts';

export interface RotaShifts<Person> {
  /** Everybody who may come up, once, in the order of the file. */
  members: readonly Person[];
  /** Those whose shift it is, absent or not, first the primary. */
  on(at: EpochMs): readonly Person[];
  /** Ascending; every instant before `to` at which others come on shift is among them. */
  changesUntil(to: EpochMs): readonly EpochMs[];
}

/** Ascending starts; `people[i]` are on shift from `at[i]` to `at[i + 1]`, and nobody before the first. */
interface Timetable<Person> {
  at: EpochMs[];
  people: Person[][];
}

/** Those who are found for the ids, each once, in order. */
type Known<Person> = (ids: readonly string[]) => Person[];

/** Turns begin in these years, the second excluded. */
export const firstAnchorYear = 2000;
export const lastAnchorYear = 2100;
/** A layer has nobody after so many hand-overs or so much time, whichever is less: 12-hour turns go on for 54 years. */
const handoversMost = 40_000;
const countedMs = 60 * 365.25 * 86_400_000;
/** So much more than was asked for is computed, so that asking day after day does not compute day after day. */
const aheadMs = 400 * 86_400_000;

/** Everybody whom a rota names, once, in the order of the file; parts that a draft lacks name nobody. */
export function namesInRota({ shifts = [], layers = [] }: Rota): string[] {
  const holders = [...shifts, ...layers.flatMap(({ turns = [] }: Partial<RotaLayer>) => turns)];
  return [...new Set(holders.flatMap(({ people = [] }: Partial<RotaTurn>) => people))];
}

/** The rota's shifts with `find`'s people in the place of ids; ids that it does not find are left out. */
export function compileShifts<Person>(rota: Rota, find: (id: string) => Person | undefined): RotaShifts<Person> {
  const known: Known<Person> = (ids) => [...new Set(ids.flatMap((id) => find(id) ?? []))];
  const layers = (rota.layers ?? []).flatMap((layer) => compileLayer(rota.timezone, layer) ?? []);
  const written = writtenTimetable(rota, known);
  const timetableUntil = layers.length > 0 ? lazyTimetable(layers, known) : () => written;
  return {
    members: known(namesInRota(rota)),
    on(at) {
      const { at: starts, people } = timetableUntil(at);
      const i = lastAtOrBefore(starts, at);
      return i < 0 ? [] : people[i]!;
    },
    changesUntil: (to) => timetableUntil(to).at,
  };
}

/** Written shifts, those that overlap together in the order of the file; those that do not end after they begin are left out. */
function writtenTimetable<Person>({ timezone, shifts = [] }: Rota, known: Known<Person>): Timetable<Person> {
  const spans = shifts.flatMap((shift) => {
    const from = parseTime(timezone, shift.from);
    const to = parseTime(timezone, shift.to);
    return from !== null && to !== null && from < to ? [{ from, to, people: shift.people }] : [];
  });
  const at = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const people: string[][] = at.map(() => []);
  for (const span of spans) for (let i = lastAtOrBefore(at, span.from); at[i]! < span.to; i++) people[i]!.push(...span.people);
  return { at, people: people.map(known) };
}

function lazyTimetable<Person>(layers: readonly Layer[], known: Known<Person>): (at: EpochMs) => Timetable<Person> {
  const start = Math.min(...layers.map(({ rotation }) => handoff(rotation, 0)));
  const last = Math.max(...layers.map(({ rotation }) => countedUntil(rotation)));
  let computed: Timetable<Person> = { at: [], people: [] };
  let until = start;
  return (at) => {
    if (at >= until && until < last) {
      until = Math.min(at + aheadMs, last);
      const duties = dutiesOf(layers, start, until);
      computed = { at: [...duties.map(({ from }) => from), until], people: [...duties.map(({ people }) => known(people)), []] };
    }
    return computed;
  };
}

function dutiesOf(layers: readonly Layer[], from: EpochMs, to: EpochMs): Duty[] {
  return highestRank(
    layers.flatMap((layer, rank) => {
      const duties = layerDuties(layer, from, Math.min(to, countedUntil(layer.rotation)));
      return duties.map((duty) => ({ ...duty, rank }));
    }),
    from,
    to,
  );
}

function countedUntil(rotation: Rotation): EpochMs {
  return Math.min(handoff(rotation, handoversMost), handoff(rotation, 0) + countedMs);
}

/** Null while the layer is not written to its end. */
function compileLayer(rotaZone: string, layer: RotaLayer): Layer | null {
  const { turns = [], restrictions = [], length = '', anchor = '', timezone: zone = rotaZone }: Partial<RotaLayer> = layer;
  const turnLength = parseTurnLength(length);
  const first = parseTime(zone, anchor);
  const hours = restrictions.map(compileHours);
  if (turnLength === null || first === null || !hours.every((each) => each !== null)) return null;
  return {
    rotation: { zone, ...turnLength, anchorCivilMs: instantToCivil(zone, first) },
    turns: turns.map(({ people = [], from, to }: Partial<RotaTurn>, index) => ({
      id: String(index),
      people,
      ...effect(zone, from, to),
    })),
    restrictions: hours,
  };
}

function effect(zone: string, from: TimeText | undefined, to: TimeText | undefined): { from?: EpochMs; to?: EpochMs } {
  const begins = from === undefined ? null : parseTime(zone, from);
  const ends = to === undefined ? null : parseTime(zone, to);
  return { ...(begins !== null && { from: begins }), ...(ends !== null && { to: ends }) };
}

/** Null when a time is badly written. */
function compileHours({ days = [], from = '', to = '' }: Partial<RotaHours>): Restriction | null {
  const [fromMinute, toMinute] = [parseTimeOfDay(from), parseTimeOfDay(to)];
  if (fromMinute === null || toMinute === null) return null;
  return { weekdays: days.map((day) => weekdays.indexOf(day) + 1), fromMinute, toMinute };
}
