/**
 * One text per meaning. `canonicalJson` is the JSON Canonicalization Scheme (RFC 8785): keys sorted by UTF-16 code
 * units, no white space, numbers and strings as ECMAScript prints them. `contentHash` is what two organisations sign:
 * the SHA-256 of an engagement's canonical form.
 *
 * Which order counts: lists whose items carry an id are sets, so their order never changes the hash (people, teams,
 * rotas, vendors, functions, rows, versions, and sites after the first, which is the default site); so are absences,
 * withdrawn ids and holiday dates. Every other list keeps its order, because there it is meaning: the approval chain,
 * `who`, approvers, authorisers, shifts, layers.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { EngagementFile, Holidays, Site, Version } from './model.ts';

/** Deeper values are refused, so that hostile input ends in a sentence and not in a stack overflow. */
const maxDepth = 500;

/**
 * RFC 8785 text of a JSON value. Properties that are `undefined` are left out, as in JSON.
 * Throws TypeError for what JSON cannot say: NaN, infinities, lone surrogates, functions, `undefined` in a list.
 */
export function canonicalJson(value: unknown): string {
  return canonical(value, 0);
}

function canonical(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new TypeError(`A value is nested more than ${maxDepth} deep.`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no NaN and no infinity.');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value, depth);
  throw new TypeError(`JSON has no ${typeof value}.`);
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('A string holds half of a surrogate pair.');
  return JSON.stringify(value);
}

function canonicalObject(value: object, depth: number): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, member]) => `${canonicalString(key)}:${canonical(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** Order by UTF-16 code units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** SHA-256 of a text's UTF-8 bytes, 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The engagement's signature value: 64 hex digits, equal for two files exactly when they say the same. */
export function contentHash(file: EngagementFile): string {
  return sha256Hex(canonicalJson(canonicalEngagement(file)));
}

/** A copy whose sets stand in one fixed order; see the file header for which lists are sets. */
export function canonicalEngagement(file: EngagementFile): EngagementFile {
  return {
    ...file,
    sites: file.sites
      .slice(0, 1)
      .map(canonicalSite)
      .concat(sortedById(file.sites.slice(1)).map(canonicalSite)),
    people: sortedById(file.people),
    matrix: sortedBy(file.matrix, (version) => version.version).map(canonicalVersion),
    ...(file.holidays && { holidays: canonicalHolidays(file.holidays) }),
    ...(file.teams && { teams: sortedById(file.teams) }),
    ...(file.rotas && { rotas: sortedById(file.rotas) }),
    ...(file.absences && { absences: sortedBy(file.absences, canonicalJson) }),
    ...(file.vendors && { vendors: sortedById(file.vendors) }),
    ...(file.functions && { functions: sortedById(file.functions) }),
  };
}

function canonicalSite(site: Site): Site {
  return { ...site, ...(site.holidays && { holidays: canonicalHolidays(site.holidays) }) };
}

function canonicalHolidays(holidays: Holidays): Holidays {
  return {
    ...holidays,
    ...(holidays.dates && { dates: holidays.dates.toSorted(compareText) }),
    ...(holidays.skip && { skip: holidays.skip.toSorted(compareText) }),
  };
}

function canonicalVersion(version: Version): Version {
  return {
    ...version,
    ...(version.withdraw && { withdraw: version.withdraw.toSorted(compareText) }),
    rows: sortedById(version.rows),
  };
}

function sortedById<T extends { id: string }>(items: T[]): T[] {
  return sortedBy(items, (item) => item.id);
}

function sortedBy<T>(items: T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => compareText(key(a), key(b)));
}
