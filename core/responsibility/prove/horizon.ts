/**
 * The span of a proof, cut where anything changes. Between two neighbouring breakpoints every input of a decision is
 * constant, so one instant stands for the piece; pieces in which the inputs that one row depends on are the same form
 * a class, and one decision stands for the class. Enumerating classes therefore examines every instant of the span.
 */

import { lastAtOrBefore } from '../../calendar/block.ts';
import { nextOpen } from '../../calendar/calendar.ts';
import type { EpochMs, Span } from '../../calendar/model.ts';
import { windowAt } from '../../calendar/window.ts';
import type { PersonActor, RotaActor } from '../actors.ts';
import { isAbsent, onShift } from '../actors.ts';
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
  /** Per site and piece: its window, and the opening that work queued in it waits for (NaN: none). */
  sites: Map<CompiledSite, SitePieces>;
  /** Classes already cut, by what they were cut for. */
  classes: Map<string, TimeClass[]>;
}

interface SitePieces {
  window: WindowName[];
  opening: Float64Array;
}

/** Pieces of time that no input of a row tells apart. */
export interface TimeClass {
  /** The first instant of the first piece. */
  at: EpochMs;
  window: WindowName;
  /** Indices into `Horizon.at`, ascending. */
  pieces: number[];
}

/** What a row's decisions can depend on besides the window. */
export interface Involved {
  people: PersonActor[];
  rotas: RotaActor[];
  /** Whether overflow events matter. */
  events: boolean;
}

export function cutHorizon(engagement: Engagement, from: EpochMs, to: EpochMs): Horizon {
  const at = breakpoints(engagement, engagement.sites.values(), from, to, undefined);
  const sites = new Map<CompiledSite, SitePieces>();
  for (const site of engagement.sites.values()) {
    const opening = new Float64Array(at.length);
    for (const [piece, start] of at.entries()) opening[piece] = nextOpen(site.calendar, start) ?? Number.NaN;
    sites.set(site, { window: at.map((start) => windowAt(site.windows, start)), opening });
  }
  return { engagement, from, to, at, version: at.map((start) => versionAt(engagement, start)), sites, classes: new Map() };
}

/** The versions in force somewhere in the span, in order of appearance. */
export function versionsOf(horizon: Horizon): CompiledVersion[] {
  return [...new Set(horizon.version)].filter((version) => version !== null);
}

/** The pieces in which the version is in force (`null`: in which none is). */
export function piecesOf(horizon: Horizon, version: CompiledVersion | null): number[] {
  return horizon.at.flatMap((_, piece) => (horizon.version[piece] === version ? [piece] : []));
}

/** The classes of a version's pieces at a site, for what is involved. The window is always told apart. */
export function classesOf(horizon: Horizon, version: CompiledVersion, site: CompiledSite, involved: Involved): TimeClass[] {
  const ids = [...involved.people.map(({ id }) => id).sort(), '|', ...involved.rotas.map(({ id }) => id).sort()];
  const key = [version.version, site.id, involved.events, ...ids].join('\n');
  const known = horizon.classes.get(key);
  if (known) return known;
  const classes = cutClasses(horizon, version, site, involved);
  horizon.classes.set(key, classes);
  return classes;
}

function cutClasses(horizon: Horizon, version: CompiledVersion, site: CompiledSite, involved: Involved): TimeClass[] {
  const { window, opening } = horizon.sites.get(site)!;
  const rotaStates = involved.rotas.map(statesOf);
  const state = (at: EpochMs) => {
    if (Number.isNaN(at)) return 'never';
    const away = involved.people.map((person) => (isAbsent(person, { at, zone: site.zone, stated: undefined }) ? 1 : 0));
    const shifts = involved.rotas.map((rota, i) => rotaStates[i]![lastAtOrBefore(rota.at, at) + 1]);
    return `${away.join('')}/${shifts.join('/')}`;
  };
  const events = involved.events ? (horizon.engagement.overflow?.events ?? []) : [];
  const byState = new Map<string, TimeClass>();
  for (const [piece, at] of horizon.at.entries()) {
    if (horizon.version[piece] !== version) continue;
    const planned = events.some((event) => at >= event.from && at < event.to);
    const now = state(at);
    const later = opening[piece] === at ? now : state(opening[piece]!);
    const key = `${window[piece]} ${planned} ${now} ${later}`;
    const known = byState.get(key);
    if (known) known.pieces.push(piece);
    else byState.set(key, { at, window: window[piece]!, pieces: [piece] });
  }
  return [...byState.values()];
}

/** For each stretch of the rota, and first for the time before it, who is on shift as text. */
function statesOf(rota: RotaActor): string[] {
  return [
    '',
    ...rota.at.map((at) =>
      onShift(rota, at)
        .map(({ id }) => id)
        .join('+'),
    ),
  ];
}

/** The marked pieces as spans: sorted, touching ones merged. */
export function spansOf(horizon: Horizon, marked: Uint8Array): Span[] {
  const spans: Span[] = [];
  for (const [piece, from] of horizon.at.entries()) {
    if (marked[piece] === 0) continue;
    const to = horizon.at[piece + 1] ?? horizon.to;
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
