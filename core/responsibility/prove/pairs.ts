/**
 * What pairs of absences leave uncovered, while it is collected row by row: the pieces of time of each row count once,
 * whatever the site, window and priority, and each row keeps the first instant as its example.
 */
import type { EpochMs, Span } from '../../calendar/model.ts';
import { formatInstant } from '../../calendar/zone.ts';
import type { CompiledSite } from '../compile.ts';
import type { Facts, WindowName } from '../model.ts';
import { windowNames } from '../model.ts';
import type { CompiledRow } from '../row.ts';
import type { Horizon } from './horizon.ts';
import { spansOf } from './horizon.ts';
import type { Lack } from './standing.ts';

/** A class of situations in which the pair leaves the row uncovered. */
interface Uncovered {
  row: CompiledRow;
  lack: Lack;
  at: EpochMs;
  site: CompiledSite;
  facts: Facts;
  window: WindowName;
  pieces: readonly number[];
}

export interface PairExample {
  row: string;
  function: string;
  lack: Lack;
  minutesPerYear: number;
  /** The first instant that shows it, with both absences: `who` gives the same. */
  witness: Facts;
}

export interface PairAway {
  /** In the order of the file. */
  people: [string, string];
  rows: string[];
  functions: string[];
  /** Minutes a year in which something is uncovered, and the same summed over the rows, by which pairs are ranked. */
  minutesPerYear: number;
  rowMinutesPerYear: number;
  /** Days of the default site in the span on which something is uncovered. */
  days: number;
  /** The nights instead, where it shows only after hours; null otherwise. */
  nights: number | null;
  windows: WindowName[];
  /** One for each row, the first instant first. */
  examples: PairExample[];
}

interface RowEntry {
  first: Uncovered;
  pieces: Uint8Array;
}

interface Pair {
  people: [string, string];
  rows: Map<string, RowEntry>;
  windows: Set<WindowName>;
}

export type Pairs = Map<string, Pair>;

export function notePair(pairs: Pairs, horizon: Horizon, people: [string, string], uncovered: Uncovered): void {
  const key = people.join('\n');
  const pair = pairs.get(key) ?? { people, rows: new Map(), windows: new Set() };
  pairs.set(key, pair);
  pair.windows.add(uncovered.window);
  // A later version may give a row's id to another function.
  const about = `${uncovered.row.id}\n${uncovered.row.function}`;
  const entry = pair.rows.get(about) ?? { first: uncovered, pieces: new Uint8Array(horizon.at.length) };
  pair.rows.set(about, entry);
  if (uncovered.at < entry.first.at) entry.first = uncovered;
  for (const piece of uncovered.pieces) entry.pieces[piece] = 1;
}

/** The pairs, the worst first: most minutes over all rows, then the earlier, then by name. */
export function closePairs(pairs: Pairs, horizon: Horizon): PairAway[] {
  const firstAt = ({ rows }: Pair) => Math.min(...[...rows.values()].map(({ first }) => first.at));
  return [...pairs.values()]
    .map((pair) => ({ closed: closePair(pair, horizon), at: firstAt(pair), key: pair.people.join('\n') }))
    .sort((a, b) => b.closed.rowMinutesPerYear - a.closed.rowMinutesPerYear || a.at - b.at || (a.key < b.key ? -1 : 1))
    .map(({ closed }) => closed);
}

function closePair({ people, rows, windows }: Pair, horizon: Horizon): PairAway {
  const years = (horizon.to - horizon.from) / 60_000 / 525_600;
  const entries = [...rows.values()].sort((a, b) => a.first.at - b.first.at || (a.first.row.id < b.first.row.id ? -1 : 1));
  const any = new Uint8Array(horizon.at.length);
  for (const { pieces } of entries) for (const [piece, is] of pieces.entries()) if (is === 1) any[piece] = 1;
  const spans = spansOf(horizon, any);
  const examples = entries.map(({ first, pieces }) => ({
    row: first.row.id,
    function: first.row.function,
    lack: first.lack,
    minutesPerYear: Math.round(minutesOf(spansOf(horizon, pieces)) / years),
    witness: { ...first.facts, at: formatInstant(first.site.zone, first.at) },
  }));
  return {
    people,
    rows: [...new Set(examples.map(({ row }) => row))].sort(),
    functions: [...new Set(examples.map((example) => example.function))].sort(),
    minutesPerYear: Math.round(minutesOf(spans) / years),
    rowMinutesPerYear: examples.reduce((sum, { minutesPerYear }) => sum + minutesPerYear, 0),
    ...touched(spans, horizon.engagement.defaultSite.zone, windows),
    windows: windowNames.filter((window) => windows.has(window)),
    examples,
  };
}

const minutesOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0) / 60_000;

/** The local days that the spans touch, and the nights: as many as it holds midnights, a span without one counts once. */
function touched(spans: readonly Span[], zone: string, windows: ReadonlySet<WindowName>): Pick<PairAway, 'days' | 'nights'> {
  const dayAt = (at: EpochMs) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  let [days, nights] = [0, 0];
  let last: Temporal.PlainDate | null = null;
  for (const { from, to } of spans) {
    const [first, end] = [dayAt(from), dayAt(to - 1)];
    const midnights = first.until(end).days;
    days += midnights + (last?.equals(first) ? 0 : 1);
    nights += Math.max(1, midnights);
    last = end;
  }
  return { days, nights: windows.size === 1 && windows.has('after-hours') ? nights : null };
}
