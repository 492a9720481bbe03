/**
 * What a replay is made of: the events of a list of tickets, line by line with a reason for each that is refused, what
 * each agreement costs in a month, and the result as a table for a spreadsheet. Pure.
 *
 * A fee comes from nothing but the terms and the card in them, which both sides read, so neither learns more from it.
 */

import { parseTime } from '@tandem/core/calendar/zone.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import { versionOn } from '@tandem/core/responsibility/draft.ts';
import { checkFacts, validateFacts } from '@tandem/core/responsibility/facts.ts';
import type { EngagementFile, Facts, Version } from '@tandem/core/responsibility/model.ts';
import type { MonthlyFee, Replay, ReplayAnswer, ReplayEvent } from '@tandem/core/responsibility/replay.ts';
import Papa from 'papaparse';
import { priceDraft } from '../quotes/rules.ts';
import { eventsMost } from './contract.ts';

export interface RefusedLine {
  /** Counted from 1, the line of the column names. */
  line: number;
  reason: string;
}

export interface Tickets {
  events: ReplayEvent[];
  refused: RefusedLine[];
}

/** Columns that are facts, written as in the engagement file; the rest of a ticket is in the last three. */
const factColumns = [
  'at',
  'function',
  'priority',
  'site',
  'asset',
  'asset-class',
  'app',
  'user-group',
  'category',
  'vendor',
] as const;
const otherColumns = ['id', 'title', 'first-response', 'resolved'] as const;
const needed = ['at', 'function', 'priority'] as const;

/**
 * Reads a list of tickets. The first line names the columns, in any order; `at`, `function` and `priority` have to be
 * there, and columns that nobody knows are passed over. Null with a sentence when the list is none at all.
 */
export function ticketsOf(csv: string, engagement: Engagement): Tickets | { problem: string } {
  const text = csv.startsWith('\ufeff') ? csv.slice(1) : csv;
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  const [head = [], ...lines] = data;
  const names = head.map((name) => name.trim().toLowerCase().replaceAll(/[ _]/g, '-'));
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return { problem: `The first line has to name the columns, and ${missing.join(', ')} is not there.` };
  const tickets: Tickets = { events: [], refused: [] };
  const ids = new Set<string>();
  for (const [index, cells] of lines.entries()) {
    const line = index + 2;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const members = new Map(names.map((name, place) => [name, (cells[place] ?? '').trim()]));
    const read = ticketOf(members, line, engagement);
    if ('reason' in read) tickets.refused.push(read);
    else if (ids.has(read.id)) tickets.refused.push({ line, reason: `The id ${read.id} is there twice.` });
    else if (tickets.events.length >= eventsMost) tickets.refused.push({ line, reason: `More than ${eventsMost} tickets.` });
    else {
      ids.add(read.id);
      tickets.events.push(read);
    }
  }
  return tickets;
}

function ticketOf(members: ReadonlyMap<string, string>, line: number, engagement: Engagement): ReplayEvent | RefusedLine {
  const value = (name: (typeof factColumns)[number] | (typeof otherColumns)[number]) => members.get(name) || null;
  const given = factColumns.flatMap((name) => (value(name) === null ? [] : [[name, value(name)] as const]));
  const facts = { ...Object.fromEntries(given), at: instantOf(value('at'), engagement) ?? value('at') ?? '' };
  const checked = validateFacts(facts);
  const problems = checked.ok ? checkFacts(engagement, checked.facts) : checked.problems;
  if (!checked.ok || problems.length > 0) return { line, reason: `${problems[0]?.message ?? 'The line is not understood'}.` };
  const [firstResponseAt, resolvedAt] = (['first-response', 'resolved'] as const).map((name) => {
    const text = value(name);
    return text === null ? null : (instantOf(text, engagement) ?? undefined);
  });
  if (firstResponseAt === undefined || resolvedAt === undefined) {
    return { line, reason: 'first-response and resolved are times such as 2026-11-25T08:30, or empty.' };
  }
  const id = value('id') ?? `line ${line}`;
  return { id, title: value('title') ?? id, facts: checked.facts as Facts, recorded: null, firstResponseAt, resolvedAt };
}

/** A local time without an offset is one of the default site. */
function instantOf(text: string | null, { defaultSite }: Engagement): string | null {
  const at = text === null ? null : parseTime(defaultSite.zone, text.replace(/^(\d{4}-\d\d-\d\d) (\d)/, '$1T$2'));
  return at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString();
}

/** What an agreement costs in a month at the card in its terms. */
export function feeOf(agreement: Agreement): MonthlyFee {
  const priced = priceDraft(agreement);
  if (!priced.ok) return { known: false, reason: priced.problem };
  return { known: true, feeMinor: priced.quote.coManagedMonthlyMinor, currency: priced.quote.currency };
}

type Signed = { version: string; content: Agreement };

/** What the version that holds on a local day costs, by what was signed as that version. */
export function feeInForce(file: EngagementFile, today: string, signed: readonly Signed[]): MonthlyFee {
  const version = versionOn(file, today);
  if (version === null) return { known: false, reason: 'No version is in force today.' };
  const offer = signedAs(file, version, signed);
  if (offer === null) {
    const reason = `Version ${version.version} came with the first file, without a rate card, so what it costs is not known.`;
    return { known: false, reason };
  }
  if (offer.content.terms.card !== null) return feeOf(offer.content);
  return { known: false, reason: `Version ${version.version} was signed without a rate card, so what it costs is not known.` };
}

/** What was signed as the version. One that only says an earlier one again, after an emergency, is that one. */
function signedAs(file: EngagementFile, version: Version, signed: readonly Signed[]): Signed | null {
  const own = signed.find((offer) => offer.version === version.version);
  if (own !== undefined) return own;
  const saysAgain = version.rows.length === 0 && version.withdraw === undefined;
  const base = saysAgain ? file.matrix.find((other) => other !== version && other.version === version.amends) : undefined;
  return base === undefined || base.from >= version.from ? null : signedAs(file, base, signed);
}

const answerColumns = (which: string): string[] =>
  ['version', 'row', 'mode', 'side', 'who', 'woken', 'custody minutes', 'response due', 'missed', 'overflow'].map(
    (name) => `${which} ${name}`,
  );

function answerCells(answer: ReplayAnswer): (string | number)[] {
  const { version, row, mode, side, who, woken, custodyMinutes, responseDueAt, missed, overflow } = answer;
  const said = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no');
  const names = [version ?? '', row ?? '', mode, side ?? '', who.join(' '), woken.join(' ')];
  return [...names, custodyMinutes, responseDueAt ?? '', said(missed), said(overflow)];
}

/** `USD 1234.50`, or the sentence that says why it is not known. */
function feeCell(fee: MonthlyFee): string {
  return fee.known ? `${fee.currency} ${(fee.feeMinor / 100).toFixed(2)}` : fee.reason;
}

/** A line for each event, each with the fees of the whole, for a spreadsheet; texts that a spreadsheet would compute are made harmless. */
export function replayCsv({ events, price }: Replay): string {
  const fees = ['before fee a month', 'after fee a month'];
  const answers = [...answerColumns('before'), ...answerColumns('after')];
  const head = ['id', 'title', 'at', 'function', 'priority', 'changed', ...answers, ...fees];
  const lines = events.map(({ id, title, at, function: name, priority, changed, before, after }) => [
    ...[id, title, at, name, priority, changed ? 'yes' : 'no'],
    ...answerCells(before),
    ...answerCells(after),
    ...[feeCell(price.before), feeCell(price.after)],
  ]);
  return `${Papa.unparse([head, ...lines], { escapeFormulae: true, newline: '\r\n' })}\r\n`;
}
