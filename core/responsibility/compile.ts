/**
 * Compiles an engagement file into the index that answers questions: calendars and windows of each site, the timeline
 * of versions with their amendments applied, the rows of each function by scope, and for each row, window and priority
 * the duty that holds. Compile once, ask often: a question then costs a few look-ups and binary searches.
 *
 * It is total: a file that `parse.ts` would refuse still compiles, and what is broken in it answers as a gap. The
 * result is immutable and may be shared; it holds no clock.
 */

import { lastAtOrBefore } from '../calendar/block.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { compileCalendar } from '../calendar/calendar.ts';
import { dayMs, minuteMs, parseDate } from '../calendar/civil.ts';
import { parseDuration } from '../calendar/duration.ts';
import { holidaySet } from '../calendar/holidays.ts';
import { parseHours } from '../calendar/hours.ts';
import type { CalendarSpec, EpochMs } from '../calendar/model.ts';
import type { Windows } from '../calendar/window.ts';
import { compileWindows } from '../calendar/window.ts';
import { civilToInstant } from '../calendar/zone.ts';
import type { Actor, Actors } from './actors.ts';
import { compileActors, findActor } from './actors.ts';
import { compareText } from './canonical.ts';
import type { EngagementFile, Hours, Priority, Row, Site, Target, Version } from './model.ts';
import { weekdays } from './model.ts';
import type { OverflowRule } from './overflow.ts';
import { compileOverflow } from './overflow.ts';
import type { CompiledRow } from './row.ts';
import { compileRow } from './row.ts';
import type { RowIndex } from './scope.ts';
import { indexRows } from './scope.ts';
import type { CompiledVendor } from './vendor.ts';
import { compileVendor } from './vendor.ts';

export interface CompiledSite {
  id: string;
  zone: string;
  spec: CalendarSpec;
  calendar: Calendar;
  windows: Windows;
}

export interface CompiledVersion {
  version: string;
  from: EpochMs;
  /** Infinity when the version has no end. */
  to: EpochMs;
  rows: CompiledRow[];
  byFunction: Map<string, RowIndex>;
}

export interface CompiledTarget {
  respondMs: number;
  clock: Target['clock'];
  text: string;
}

/** Ascending breakpoints; `version[i]` is in force from `at[i]` to `at[i + 1]`, none before the first. */
interface Timeline {
  at: EpochMs[];
  version: (CompiledVersion | null)[];
}

export interface Engagement {
  readonly file: EngagementFile;
  readonly sites: Map<string, CompiledSite>;
  readonly defaultSite: CompiledSite;
  readonly actors: Actors;
  /** The approval chain. */
  readonly chain: readonly Actor[];
  readonly timeline: Timeline;
  readonly targets: Record<Priority, CompiledTarget | null>;
  readonly overflow: OverflowRule | null;
  readonly vendors: Map<string, CompiledVendor>;
}

/** Compiles a parsed file. Never throws for a file that `parseEngagement` accepts. */
export function compile(file: EngagementFile): Engagement {
  const sites = new Map(file.sites.map((site) => [site.id, compileSite(file, site)]));
  const defaultSite = sites.get(file.sites[0]!.id)!;
  const actors = compileActors(file, defaultSite.zone);
  const target = (priority: Priority) => compileTarget(file.targets?.[priority]);
  return {
    file,
    sites,
    defaultSite,
    actors,
    chain: (file.approval?.chain ?? []).map((id) => findActor(actors, id)),
    timeline: compileTimeline(compileVersions(file, actors, defaultSite.zone)),
    targets: { P1: target('P1'), P2: target('P2'), P3: target('P3'), P4: target('P4') },
    overflow: file.overflow ? compileOverflow(file.overflow, actors, defaultSite.zone) : null,
    vendors: new Map((file.vendors ?? []).map((vendor) => [vendor.id, compileVendor(vendor, actors)])),
  };
}

function compileSite(file: EngagementFile, site: Site): CompiledSite {
  const holidays = site.holidays ?? file.holidays;
  const spec: CalendarSpec = { zone: site.timezone, weekly: weeklySpans(site.hours ?? file.hours ?? {}) };
  if (holidays) spec.holidays = holidaySet(holidays);
  return { id: site.id, zone: site.timezone, spec, calendar: compileCalendar(spec), windows: compileWindows(spec) };
}

function weeklySpans(hours: Hours): CalendarSpec['weekly'] {
  const weekly: CalendarSpec['weekly'] = {};
  for (const [index, weekday] of weekdays.entries()) {
    const texts = [hours[weekday] ?? []].flat();
    weekly[(index + 1) as 1] = texts.flatMap((text) => {
      const span = parseHours(text);
      return span ? [span] : [];
    });
  }
  return weekly;
}

function compileTarget(target: Target | undefined): CompiledTarget | null {
  const minutes = target && parseDuration(target.respond);
  return target && minutes != null ? { respondMs: minutes * minuteMs, clock: target.clock, text: target.respond } : null;
}

/** Versions in order of precedence, the one that wins an overlap first: latest `from`, then latest signed, then name. */
function compileVersions(file: EngagementFile, actors: Actors, zone: string): CompiledVersion[] {
  const byRow = new Map<Row, CompiledRow>();
  const compiled = (row: Row) => {
    const known = byRow.get(row) ?? compileRow(row, actors);
    byRow.set(row, known);
    return known;
  };
  return [...file.matrix].sort(byPrecedence).map((version) => {
    const rows = rowsOf(file, version).map(compiled);
    const functions = Map.groupBy(rows, (row) => row.function);
    return {
      version: version.version,
      from: startOfDate(zone, version.from, 0),
      to: version.to === undefined ? Infinity : startOfDate(zone, version.to, 1),
      rows,
      byFunction: new Map([...functions].map(([name, own]) => [name, indexRows(own)])),
    };
  });
}

function byPrecedence(a: Version, b: Version): number {
  return compareText(b.from, a.from) || compareText(b.signed, a.signed) || compareText(b.version, a.version);
}

function startOfDate(zone: string, date: string, laterDays: number): EpochMs {
  const day = parseDate(date);
  return day === null ? Infinity : civilToInstant(zone, (day + laterDays) * dayMs);
}

/** The rows of a version with its chain of amendments applied, each row once. A chain that meets itself is cut there. */
function rowsOf(file: EngagementFile, version: Version): Row[] {
  const chain = [version];
  for (let base = version.amends; base !== undefined; base = chain.at(-1)!.amends) {
    const next = file.matrix.find((other) => other.version === base);
    if (!next || chain.includes(next)) break;
    chain.push(next);
  }
  const rows = new Map<string, Row[]>();
  for (const link of chain.reverse()) {
    for (const id of link.withdraw ?? []) rows.delete(id);
    for (const row of link.rows) rows.delete(row.id);
    for (const row of link.rows) rows.set(row.id, [...(rows.get(row.id) ?? []), row]);
  }
  return [...rows.values()].flat();
}

function compileTimeline(versions: CompiledVersion[]): Timeline {
  const edges = versions.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite);
  const at = [...new Set(edges)].sort((a, b) => a - b);
  const inForce = (edge: EpochMs) => versions.find(({ from, to }) => edge >= from && edge < to) ?? null;
  return { at, version: at.map(inForce) };
}

/** The version in force at the instant, or null. */
export function versionAt(engagement: Engagement, at: EpochMs): CompiledVersion | null {
  const i = lastAtOrBefore(engagement.timeline.at, at);
  return i < 0 ? null : engagement.timeline.version[i]!;
}
