/**
 * Which hours of a year the two sides cover between them, and which round-the-clock work nobody answers at night. The
 * shares are of a real year with its holidays, from the hours in the file, so that they can be checked with a calendar.
 * The file is a draft, or any file whose last version is meant.
 */
import { minuteMs } from '../calendar/civil.ts';
import { windowSpans } from '../calendar/window.ts';
import { parseTime } from '../calendar/zone.ts';
import { catalogue, catalogueFunction } from '../responsibility/catalogue.ts';
import { compile } from '../responsibility/compile.ts';
import type { EngagementFile, Row, Side, WindowName } from '../responsibility/model.ts';
import { windowNames } from '../responsibility/model.ts';
import { acts, rowsMeant, windowsHeld } from './scope.ts';

export interface CoveredYear {
  /** Local dates; `to` is the first day after the year. */
  from: string;
  to: string;
  minutes: number;
  windows: { window: WindowName; minutes: number; by: Side | null }[];
}

/**
 * The year from a local date, by who answers in each window: in business hours the internal side where it does, at
 * other times the provider where it does, else whoever does, else nobody. Null while the file has no place or hours
 * that a calendar can be made of.
 */
export function coveredYear(file: EngagementFile, from: string): CoveredYear | null {
  try {
    const to = Temporal.PlainDate.from(from).add({ years: 1 }).toString();
    const { windows, zone } = compile(file).defaultSite;
    const [start, end] = [parseTime(zone, from), parseTime(zone, to)];
    if (start === null || end === null) return null;
    const spans = windowSpans(windows, start, end);
    const lengthOf = (window: WindowName) =>
      spans.reduce((sum, span) => sum + (span.window === window ? span.to - span.from : 0), 0) / minuteMs;
    return {
      from,
      to,
      minutes: (end - start) / minuteMs,
      windows: windowNames.map((window) => ({ window, minutes: lengthOf(window), by: answers(file, window) })),
    };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null;
    throw error;
  }
}

/** Tenths of a percent of the year that a side answers, or nobody (null). */
export function permilleOf(year: CoveredYear, by: Side | null): number {
  const minutes = year.windows.reduce((sum, window) => sum + (window.by === by ? window.minutes : 0), 0);
  return Math.round((minutes * 1000) / year.minutes);
}

function answers(file: EngagementFile, window: WindowName): Side | null {
  const held = (side: Side) => rowsMeant(file).some((row) => windowsHeld(file, row, side).includes(window));
  const order: Side[] = window === 'business-hours' ? ['internal', 'provider'] : ['provider', 'internal'];
  return order.find(held) ?? null;
}

export interface OpenNight {
  /** Null: the function cannot wait, and no row names it. */
  row: string | null;
  function: string;
  name: string;
}

/** Round-the-clock work that nobody acts on at some time outside business hours: rows first, then functions without a row. */
export function openNights(file: EngagementFile): OpenNight[] {
  const rows = rowsMeant(file);
  const named = new Set(rows.map((row) => row.function));
  const open = rows.flatMap((row) => {
    const entry = catalogueFunction(row.function);
    return entry?.timeSensitive24x7 && isOpen(file, row) ? [{ row: row.id, function: entry.id, name: entry.name }] : [];
  });
  const missing = catalogue.functions.filter((entry) => entry.timeSensitive24x7 && !named.has(entry.id));
  return [...open, ...missing.map((entry) => ({ row: null, function: entry.id, name: entry.name }))];
}

const nights = windowNames.filter((window) => window !== 'business-hours');

function isOpen(file: EngagementFile, row: Row): boolean {
  return nights.some((window) => !acts(file, row, window, 'P1', 'internal') && !acts(file, row, window, 'P1', 'provider'));
}
