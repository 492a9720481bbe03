/**
 * Findings while they are collected. Each sighting belongs to a finding by its key (a kind together with the row,
 * function, vendor or person it is about); the finding keeps the first instant as its witness and the union of the
 * pieces of time, windows and priorities in which it was seen, so a defect is told once, however often it shows.
 */

import type { EpochMs, Span } from '../../calendar/model.ts';
import { formatInstant } from '../../calendar/zone.ts';
import type { CompiledSite } from '../compile.ts';
import type { Facts, Finding, FindingKind, Priority, WindowName } from '../model.ts';
import { priorities, windowNames } from '../model.ts';
import { listed } from '../vendor.ts';
import type { Horizon } from './horizon.ts';
import { spansOf } from './horizon.ts';

/** A situation that shows a finding: an instant at a site, and the facts that hold besides it. */
export interface Situation {
  at: EpochMs;
  site: CompiledSite;
  facts: Omit<Facts, 'at'>;
}

export interface Sighting {
  kind: FindingKind;
  /** What the finding is about, besides its kind. */
  about: string;
  severity: Finding['severity'];
  rows: string[];
  function: string | null;
  message: string;
  without: string | null;
  /** Null when no instant shows it. */
  situation: Situation | null;
  /** Indices of the horizon's pieces in which it shows. */
  pieces: readonly number[];
  /** Told in the message unless it is every window or priority. */
  window?: WindowName;
  priorities?: readonly Priority[];
}

interface Entry {
  sighting: Sighting;
  rows: Set<string>;
  pieces: Uint8Array;
  /** The lists of pieces already counted: many sightings share the list of their class. */
  counted: Set<readonly number[]>;
  windows: Set<WindowName>;
  priorities: Set<Priority>;
}

export interface Ledger {
  horizon: Horizon;
  entries: Map<string, Entry>;
}

const millisecondsPerMinute = 60_000;
const minutesPerYear = 525_600;

export function openLedger(horizon: Horizon): Ledger {
  return { horizon, entries: new Map() };
}

export function note(ledger: Ledger, sighting: Sighting): void {
  const key = `${sighting.kind}\n${sighting.about}`;
  const entry = ledger.entries.get(key) ?? openEntry(ledger, key, sighting);
  if (isPlainer(sighting, entry.sighting)) entry.sighting = sighting;
  for (const row of sighting.rows) entry.rows.add(row);
  if (!entry.counted.has(sighting.pieces)) {
    entry.counted.add(sighting.pieces);
    for (const piece of sighting.pieces) entry.pieces[piece] = 1;
  }
  if (sighting.window) entry.windows.add(sighting.window);
  for (const priority of sighting.priorities ?? []) entry.priorities.add(priority);
}

/** Whether a sighting is the better witness: earlier, or at the same instant with everybody present. */
function isPlainer(a: Sighting, b: Sighting): boolean {
  if (a.situation === null || b.situation === null) return false;
  if (a.situation.at !== b.situation.at) return a.situation.at < b.situation.at;
  return a.without === null && b.without !== null;
}

function openEntry(ledger: Ledger, key: string, sighting: Sighting): Entry {
  const pieces = new Uint8Array(ledger.horizon.at.length);
  const entry: Entry = { sighting, rows: new Set(), pieces, counted: new Set(), windows: new Set(), priorities: new Set() };
  ledger.entries.set(key, entry);
  return entry;
}

const severityOrder: Finding['severity'][] = ['error', 'warning', 'info'];

/** The findings in the order people read them: severity, then first instant, then kind and rows. */
export function closeLedger(ledger: Ledger): { findings: Finding[]; spans: Span[][]; about: string[] } {
  const closed = [...ledger.entries.values()].map((entry) => {
    const spans = spansOf(ledger.horizon, entry.pieces);
    return { at: entry.sighting.situation?.at ?? Infinity, finding: findingOf(ledger.horizon, entry, spans), spans, entry };
  });
  const text = ({ finding }: { finding: Finding }) => `${finding.kind} ${finding.rows.join()} ${finding.message}`;
  closed.sort(
    (a, b) =>
      severityOrder.indexOf(a.finding.severity) - severityOrder.indexOf(b.finding.severity) ||
      (a.at === b.at ? 0 : a.at - b.at) ||
      (text(a) < text(b) ? -1 : 1),
  );
  return {
    findings: closed.map(({ finding }) => finding),
    spans: closed.map(({ spans }) => spans),
    about: closed.map(({ entry }) => entry.sighting.about),
  };
}

function findingOf(horizon: Horizon, { sighting, rows, windows, priorities: urgencies }: Entry, spans: Span[]): Finding {
  const covered = spans.reduce((sum, { from, to }) => sum + to - from, 0) / millisecondsPerMinute;
  const years = (horizon.to - horizon.from) / millisecondsPerMinute / minutesPerYear;
  return {
    kind: sighting.kind,
    severity: sighting.severity,
    rows: [...rows].sort(),
    function: sighting.function,
    message: sighting.message + whenText(windows, urgencies),
    minutesPerYear: Math.round(covered / years),
    witness: sighting.situation && witnessOf(sighting.situation),
    without: sighting.without,
  };
}

/** ` In after-hours and weekend, for P1.`, or nothing where it makes no difference. */
function whenText(windows: Set<WindowName>, urgencies: Set<Priority>): string {
  const inWindows = windowNames.filter((window) => windows.has(window));
  const forPriorities = priorities.filter((priority) => urgencies.has(priority));
  const parts: string[] = [];
  if (inWindows.length % windowNames.length > 0) parts.push(`in ${listed(inWindows)}`);
  if (forPriorities.length % priorities.length > 0) parts.push(`for ${listed(forPriorities)}`);
  const when = parts.join(', ');
  return when === '' ? '' : ` ${when[0]!.toUpperCase()}${when.slice(1)}.`;
}

/** The facts to ask `who` with. The default site is not named, as in a question a person would ask. */
function witnessOf({ at, site, facts }: Situation): Facts {
  return { at: formatInstant(site.zone, at), ...facts };
}
