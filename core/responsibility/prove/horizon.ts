/**
 * The span of a proof, cut where anything changes. Between two neighbouring breakpoints every input of a decision is
 * constant, so one instant stands for the piece; pieces in which the inputs that one row depends on are the same form
 * a class, and one decision stands for the class. Enumerating classes therefore examines every instant of the span.
 *
 * An input is a number for each piece: who is away, who is on shift, whether an event runs. For work that is queued it
 * is their state at the opening that the work waits for, since that is when somebody has to be there.
 */

import { nextOpen } from '../../calendar/calendar.ts';
import type { EpochMs, Span } from '../../calendar/model.ts';
import { windowAt } from '../../calendar/window.ts';
import type { PersonActor, RotaActor } from '../actors.ts';
import { isAbsent } from '../actors.ts';
import type { CompiledSite, CompiledVersion, Engagement } from '../compile.ts';
import { versionAt } from '../compile.ts';
import type { WindowName } from '../model.ts';
import { breakpoints } from '../spans.ts';

export interface Horizon {
  engagement: Engagement;
  from: EpochMs;
  to: EpochMs;
  /** Start of each piece, ascending; a piece ends where the next begins, the last one at `to`. */
  at: EpochMs[];
  /** The version in force in each piece. */
  version: (CompiledVersion | null)[];
  sites: Map<CompiledSite, SitePieces>;
  /** Inputs and classes already computed, by what they were computed for. */
  inputs: Map<string, Input>;
  classes: Map<string, TimeClass[]>;
}

interface SitePieces {
  window: WindowName[];
  /** The opening that work queued in the piece waits for; NaN when there is none. */
  opening: Float64Array;
}

/** A number for each piece of the horizon. One that never varies tells no pieces apart. */
interface Input {
  name: string;
  values: Uint32Array;
  varies: boolean;
}

/** Pieces of time that no input of a row tells apart. */
export interface TimeClass {
  /** The first instant of the first piece, and the opening that work queued then waits for (NaN: none). */
  at: EpochMs;
  opening: EpochMs;
  window: WindowName;
  /** Indices into `Horizon.at`, ascending. */
  pieces: number[];
}

/** What decisions can depend on besides row and window. */
export interface Involved {
  /** People who are named, by themselves or as members of a team. */
  people: PersonActor[];
  rotas: RotaActor[];
  /** Whether overflow events matter. */
  events: boolean;
  /** Whether the work is queued, so that the next opening counts and not the instant itself. */
  isQueued: boolean;
}

export function cutHorizon(engagement: Engagement, from: EpochMs, to: EpochMs): Horizon {
  const at = breakpoints(engagement, engagement.sites.values(), from, to, undefined);
  const sites = new Map<CompiledSite, SitePieces>();
  for (const site of engagement.sites.values()) {
    const opening = Float64Array.from(at, (start) => nextOpen(site.calendar, start) ?? Number.NaN);
    sites.set(site, { window: at.map((start) => windowAt(site.windows, start)), opening });
  }
  const version = at.map((start) => versionAt(engagement, start));
  return { engagement, from, to, at, version, sites, inputs: new Map(), classes: new Map() };
}

/** The versions in force somewhere in the span, in order of appearance. */
export function versionsOf(horizon: Horizon): CompiledVersion[] {
  return [...new Set(horizon.version)].filter((version) => version !== null);
}

/** The pieces in which the version is in force (`null`: in which none is). */
export function piecesOf(horizon: Horizon, version: CompiledVersion | null): number[] {
  return horizon.at.flatMap((_, piece) => (horizon.version[piece] === version ? [piece] : []));
}

/** The classes of a version's pieces in one window of a site, for what is involved in the decisions about them. */
export function classesOf(
  horizon: Horizon,
  version: CompiledVersion,
  site: CompiledSite,
  window: WindowName,
  involved: Involved,
): TimeClass[] {
  const inputs = inputsOf(horizon, site, involved).filter(({ varies }) => varies);
  const key = [version.version, site.id, window, ...inputs.map(({ name }) => name).sort()].join('\n');
  return kept(horizon.classes, key, () => cutClasses(horizon, version, site, window, inputs));
}

function kept<T>(known: Map<string, T>, key: string, compute: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = compute();
  known.set(key, value);
  return value;
}

function cutClasses(
  horizon: Horizon,
  version: CompiledVersion,
  site: CompiledSite,
  window: WindowName,
  inputs: readonly Input[],
): TimeClass[] {
  const known = horizon.sites.get(site)!;
  let classes = [
    horizon.at.flatMap((_, piece) => (horizon.version[piece] === version && known.window[piece] === window ? [piece] : [])),
  ];
  for (const { values } of inputs)
    classes = classes.flatMap((pieces) => [...Map.groupBy(pieces, (piece) => values[piece]!).values()]);
  return classes
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => ({ at: horizon.at[pieces[0]!]!, opening: known.opening[pieces[0]!]!, window, pieces }));
}

function inputsOf(horizon: Horizon, site: CompiledSite, { people, rotas, events, isQueued }: Involved): Input[] {
  const { overflow, defaultSite } = horizon.engagement;
  const isAway = (person: PersonActor) => (at: EpochMs) =>
    String(isAbsent(person, { at, zone: defaultSite.zone, stated: undefined }));
  const whoIsOn = (rota: RotaActor) => (at: EpochMs) =>
    rota
      .on(at)
      .map((person) => `${person.id} ${isAway(person)(at)}`)
      .join();
  const isPlanned = (at: EpochMs) => String(overflow!.events.some((event) => at >= event.from && at < event.to));
  return [
    ...people.map((person) => input(horizon, site, `person ${person.id}`, isAway(person), isQueued)),
    ...rotas.map((rota) => input(horizon, site, `rota ${rota.id}`, whoIsOn(rota), isQueued)),
    ...(events && overflow ? [input(horizon, site, 'events', isPlanned, isQueued)] : []),
  ];
}

/** The input whose state at an instant is told by `stateAt`, as text. */
function input(horizon: Horizon, site: CompiledSite, what: string, stateAt: (at: EpochMs) => string, isQueued: boolean): Input {
  // The instant itself is the same at every site.
  const name = isQueued ? `${what} at the opening of ${site.id}` : what;
  return kept(horizon.inputs, name, () => {
    const instants = isQueued ? horizon.sites.get(site)!.opening : horizon.at;
    const numbers = new Map<string, number>();
    const values = Uint32Array.from(instants, (at) => {
      const state = Number.isNaN(at) ? 'never' : stateAt(at);
      const number = numbers.get(state) ?? numbers.size;
      numbers.set(state, number);
      return number;
    });
    return { name, values, varies: numbers.size > 1 };
  });
}

/** The marked pieces as spans: sorted, touching ones merged. */
export function spansOf(horizon: Horizon, marked: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (let piece = marked.indexOf(1); piece >= 0; piece = marked.indexOf(1, piece + 1)) {
    const from = horizon.at[piece]!;
    const to = horizon.at[piece + 1] ?? horizon.to;
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
