/**
 * The matrix as a table of text and back. One row of the table is one row of the matrix, with the ids of the engagement
 * file, so that what is exported can be imported again without loss. Text that a spreadsheet would take for a formula is
 * written with an apostrophe before it, and read without it. An import never guesses: a line that cannot be read whole is
 * refused with its reason, and the others still count.
 */
import { parseDuration } from '@tandem/core/calendar/duration.ts';
import { catalogueFunction } from '@tandem/core/responsibility/catalogue.ts';
import type { Cell, EngagementFile, Mode, Row, WindowName } from '@tandem/core/responsibility/model.ts';
import { modes, priorities, scopeKeys, windowNames } from '@tandem/core/responsibility/model.ts';
import { type ColumnName, columnNames, type Mapping } from './contract.ts';

const listColumns = ['requires-skill', 'pre-authorised', 'must-not', 'authorisers', 'needs-approval-of', 'evidence'] as const;
const windowColumns = ['always', ...windowNames] as const;

/** The rows as text, one array a row in the order of `columnNames`. */
export function tableOf(rows: readonly Row[]): string[][] {
  return rows.map((row) => columnNames.map((column) => textOf(row, column)));
}

function textOf(row: Row, column: ColumnName): string {
  if (isScopeKey(column)) return row.scope?.[column] ?? '';
  if (isWindow(column)) return cellText(row[column]);
  if (column === 'overflow') return row.overflow === undefined ? '' : row.overflow ? 'yes' : 'no';
  if (column === 'inform')
    return Object.entries(row.inform ?? {})
      .map(([who, within]) => `${who}: ${within}`)
      .join(' | ');
  const value = row[column];
  return value === undefined ? '' : [value].flat().join(' | ');
}

const isScopeKey = (column: string): column is (typeof scopeKeys)[number] => (scopeKeys as readonly string[]).includes(column);
const isWindow = (column: string): column is (typeof windowColumns)[number] =>
  (windowColumns as readonly string[]).includes(column);
const isList = (column: string): column is (typeof listColumns)[number] => (listColumns as readonly string[]).includes(column);

/** `dana, sam: act; P3: queue` */
function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const special = priorities.flatMap((priority) => (cell[priority] === undefined ? [] : [`; ${priority}: ${cell[priority]}`]));
  return `${cell.who.join(', ')}: ${cell.mode}${special.join('')}`;
}

/** Text that no spreadsheet takes for a formula. */
export function neutral(text: string): string {
  return /^['=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function plain(text: string): string {
  return text.trim().replace(/^'(?=['=+\-@\t\r])/, '');
}

/** The columns that the headings name, as far as they are plain. */
export function guessMapping(headings: readonly string[]): Mapping {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const name = plain(heading)
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    const known = columnNames.find((column) => column === (aliases[name] ?? name)) ?? null;
    if (known === null || taken.has(known)) return null;
    taken.add(known);
    return known;
  });
}

const aliases: Record<string, ColumnName> = {
  row: 'id',
  'row-id': 'id',
  work: 'function',
  'absence-cover-by': 'absence-cover',
  cover: 'absence-cover',
  'accountable-person': 'accountable',
  'pre-authorized': 'pre-authorised',
  authorizers: 'authorisers',
};

interface Refused {
  /** Line of the file, the heading being 1. */
  line: number;
  /** What the line calls itself. */
  row: string;
  reasons: string[];
}

interface Imported {
  rows: Row[];
  refused: Refused[];
}

/** Lines after the heading, each read whole or refused. */
export function importRows(lines: readonly string[][], mapping: Mapping, file: EngagementFile, firstLine = 2): Imported {
  const rows: Row[] = [];
  const refused: Refused[] = [];
  const seen = new Set<string>();
  lines.forEach((cells, index) => {
    const values = new Map(mapping.flatMap((column, at) => (column === null ? [] : [[column, plain(cells[at] ?? '')] as const])));
    if ([...values.values()].every((value) => value === '')) return;
    const { row, reasons } = readRow(values, file);
    if (cells.length > mapping.length) reasons.push(`It has ${cells.length} cells; the heading has ${mapping.length}.`);
    if (seen.has(row.id)) reasons.push(`Row ${row.id} is there twice.`);
    seen.add(row.id);
    if (reasons.length > 0) refused.push({ line: firstLine + index, row: row.id, reasons });
    else rows.push(row);
  });
  return { rows, refused };
}

function readRow(values: ReadonlyMap<ColumnName, string>, file: EngagementFile): { row: Row; reasons: string[] } {
  const reasons: string[] = [];
  const row: Record<string, unknown> = { id: '', function: '', accountable: '' };
  for (const [column, text] of values) {
    if (text === '') continue;
    if (text.length > 2_000) reasons.push(`${column} is longer than 2,000 characters.`);
    if (isScopeKey(column)) row['scope'] = { ...(row['scope'] as object), [column]: text };
    else row[column] = readValue(column, text, reasons);
  }
  const read = row as unknown as Row;
  reasons.push(...missing(read), ...unknownIds(read, file));
  return { row: read, reasons };
}

function readValue(column: ColumnName, text: string, reasons: string[]): unknown {
  if (isWindow(column)) return readCell(column, text, reasons);
  if (isList(column)) return splitList(text);
  if (column === 'approvers') return text === 'chain' ? 'chain' : splitList(text);
  if (column === 'inform') return readInform(text, reasons);
  if (column === 'overflow') {
    if (/^(yes|true|x|1)$/i.test(text)) return true;
    if (!/^(no|false|0)$/i.test(text)) reasons.push(`overflow is yes or no, not “${shown(text)}”.`);
    return false;
  }
  if (column === 'approve' && !['any', 'all'].includes(text)) reasons.push(`approve is any or all, not “${shown(text)}”.`);
  if (column === 'handover' && !['by-contract', 'on-acceptance'].includes(text))
    reasons.push(`handover is by-contract or on-acceptance, not “${shown(text)}”.`);
  return text;
}

const splitList = (text: string): string[] =>
  text
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function readCell(column: string, text: string, reasons: string[]): Cell | undefined {
  const [main = '', ...special] = text.split(';').map((part) => part.trim());
  const at = main.lastIndexOf(':');
  const mode = main.slice(at + 1).trim();
  const who = main
    .slice(0, Math.max(0, at))
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (at < 0 || who.length === 0 || !isMode(mode)) {
    reasons.push(`${column} is written as “dana: act; P3: queue”, with one of ${modes.join(', ')}; it says “${shown(text)}”.`);
    return undefined;
  }
  const cell: Cell = { who, mode };
  for (const part of special.filter((each) => each !== '')) {
    const [priority = '', own = ''] = part.split(':').map((each) => each.trim());
    const known = priorities.find((each) => each === priority);
    if (known === undefined || !isMode(own)) reasons.push(`${column}: “${shown(part)}” is no priority with a mode.`);
    else cell[known] = own;
  }
  return cell;
}

const isMode = (text: string): text is Mode => (modes as readonly string[]).includes(text);

function readInform(text: string, reasons: string[]): Record<string, string> {
  const inform: Record<string, string> = {};
  for (const item of splitList(text)) {
    const [who = '', within = ''] = item.split(':').map((each) => each.trim());
    if (who === '' || who === '__proto__' || parseDuration(within) === null)
      reasons.push(`inform is written as “dana: 30m”; it says “${shown(item)}”.`);
    else inform[who] = within;
  }
  return inform;
}

function missing(row: Row): string[] {
  const covers = (window: WindowName) =>
    row.always !== undefined ||
    row[window] !== undefined ||
    ((window === 'weekend' || window === 'holiday') && row['after-hours'] !== undefined);
  const open = windowNames.filter((window) => !covers(window));
  return [
    ...(row.id === '' ? ['It has no id.'] : []),
    ...(row.function === '' ? ['It names no function.'] : []),
    ...(row.accountable === '' ? ['Nobody is accountable.'] : []),
    ...(open.length === 0 ? [] : [`Nobody acts in ${open.join(', ')}.`]),
  ];
}

/** Ids that the engagement does not know, each once. */
function unknownIds(row: Row, file: EngagementFile): string[] {
  const people = new Set(file.people.map(({ id }) => id));
  const actors = new Set([
    ...people,
    ...(file.teams ?? []).map(({ id }) => id),
    ...(file.rotas ?? []).map(({ id }) => `rota:${id}`),
  ]);
  const cover = row['absence-cover'];
  const named = [
    ...windowColumns.flatMap((window) => row[window]?.who ?? []),
    ...(cover === undefined || cover === 'none' ? [] : [cover]),
    ...(Array.isArray(row.approvers) ? row.approvers : []),
    ...(row.authorisers ?? []),
    ...Object.keys(row.inform ?? {}),
  ];
  const strangers = [...new Set(named.filter((id) => !actors.has(id)))];
  const isKnown = catalogueFunction(row.function) ?? (file.functions ?? []).some(({ id }) => id === row.function);
  const site = row.scope?.site;
  return [
    ...(strangers.length === 0 ? [] : [`The engagement has no person, team or rota ${strangers.map(shown).join(', ')}.`]),
    ...(row.accountable === '' || people.has(row.accountable)
      ? []
      : [`The engagement has no person ${shown(row.accountable)} who could be accountable.`]),
    ...(row.function === '' || isKnown ? [] : [`There is no function ${shown(row.function)}.`]),
    ...(site === undefined || file.sites.some(({ id }) => id === site) ? [] : [`The engagement has no site ${shown(site)}.`]),
  ];
}

/** The text of an upload; null with a sentence when its encoding is not one that can be read for certain. */
export function decodeTable(bytes: Uint8Array): { text: string } | { refusal: string } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decodeAs(bytes, 'utf-16be');
  if (first === 0x50 && second === 0x4b)
    return { refusal: 'This is a workbook or an archive. Save the sheet as CSV (UTF-8) and send that.' };
  if (bytes.includes(0)) return notPlain;
  return decodeAs(bytes, 'utf-8');
}

const notPlain = { refusal: 'This is not plain text. Save the sheet as CSV (UTF-8) and send that.' };

function decodeAs(bytes: Uint8Array, encoding: string): { text: string } | { refusal: string } {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? notPlain : { text };
  } catch {
    return { refusal: 'The text is neither UTF-8 nor UTF-16. Save the sheet as CSV (UTF-8) and send that.' };
  }
}
