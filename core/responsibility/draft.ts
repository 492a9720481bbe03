/**
 * A draft of the next agreement, and the way from it into the file. A draft is an engagement file whose matrix is one
 * version that holds every row, so that whoever edits sees the whole and never a difference; while it is edited it may be
 * incomplete. `enactDraft` writes the difference as a new version after those that stand: what was signed stays as it
 * was, except that the version before it gets its end. Rules: docs/using/engagement-file.md.
 */
import { canonicalJson } from './canonical.ts';
import type { EngagementFile, Row, Version } from './model.ts';

/** The name of the one version of a draft; no signed version may have it. */
export const draftVersion = 'draft';

/** The rows of a version with everything that it amends folded in, and the version in which each row was changed last. */
export function foldRows(file: EngagementFile, name: string): { row: Row; changedIn: string }[] {
  const version = file.matrix.find((candidate) => candidate.version === name);
  if (version === undefined) return [];
  const rows = new Map(
    version.amends === undefined ? [] : foldRows(file, version.amends).map((folded) => [folded.row.id, folded]),
  );
  for (const id of version.withdraw ?? []) rows.delete(id);
  for (const row of version.rows) rows.set(row.id, { row, changedIn: name });
  return [...rows.values()];
}

/** The version in force on a local date: the latest that has begun and not ended. */
export function versionOn(file: EngagementFile, date: string): Version | null {
  return countingOn(file.matrix, date);
}

/** Of what lasts over the date, what began last, and of that what was signed last; null when nothing does. */
export function countingOn<Lasting extends Pick<Version, 'from' | 'to' | 'signed'>>(
  versions: readonly Lasting[],
  date: string,
): Lasting | null {
  const begun = versions.filter(({ from, to }) => from <= date && (to === undefined || date <= to));
  return begun.sort((a, b) => (a.from < b.from || (a.from === b.from && a.signed < b.signed) ? 1 : -1))[0] ?? null;
}

/**
 * The day for which the next version is drafted: an emergency is about today; everything else follows the version that
 * begins last, since it can only begin after it.
 */
export function draftDay(file: EngagementFile, kind: 'agreement' | 'amendment' | 'emergency', today: string): string {
  if (kind === 'emergency') return today;
  return file.matrix.reduce((latest, { from }) => (from > latest ? from : latest), today);
}

/** A draft that says what is agreed for `date` (local): the version in force then, or else the last one. */
export function draftOf(file: EngagementFile, date: string): EngagementFile {
  const base = versionOn(file, date) ?? file.matrix.at(-1);
  const rows = base === undefined ? [] : foldRows(file, base.version).map(({ row }) => row);
  return structuredCopy({ ...file, matrix: [{ version: draftVersion, signed: date, from: date, rows }] });
}

/** A draft about nothing yet: two organisations and a site. */
export function emptyDraft(
  engagement: EngagementFile['engagement'],
  parties: EngagementFile['parties'],
  date: string,
): EngagementFile {
  const hours = { mon: '08:00-17:00', tue: '08:00-17:00', wed: '08:00-17:00', thu: '08:00-17:00', fri: '08:00-17:00' };
  return {
    format: 'tandem/1',
    engagement,
    parties,
    sites: [{ id: 'main', timezone: 'America/Chicago' }],
    hours,
    people: [],
    matrix: [{ version: draftVersion, signed: date, from: date, rows: [] }],
  };
}

export interface Enactment {
  /** Name of the new version. */
  version: string;
  /** Local dates. `to` is the last day; absent: until another version follows. */
  signed: string;
  from: string;
  to?: string;
}

/**
 * The file in which the draft is the version from `from` on. Without a current file, or when the current one has no
 * version that holds on that day, the new version stands alone with all rows; otherwise it amends the one that holds.
 * A version that ends later than the new one (an emergency of a few days) is followed by itself again.
 * RangeError when the name is taken, or when a version begins on the same day or later and before the new one ends: amend
 * that one instead.
 */
export function enactDraft(current: EngagementFile | null, draft: EngagementFile, enactment: Enactment): EngagementFile {
  const { version: name, signed, from, to } = enactment;
  const rows = draft.matrix[0]?.rows ?? [];
  const stands = current?.matrix ?? [];
  if (name === draftVersion || stands.some((each) => each.version === name))
    throw new RangeError(`There is a version ${name} already.`);
  const later = stands.find((each) => each.from >= from && (to === undefined || each.from <= to));
  if (later !== undefined) throw new RangeError(`Version ${later.version} begins on ${later.from}, not before ${from}.`);
  const base = current === null ? null : versionOn(current, from);
  const span = { version: name, signed, from, ...(to === undefined ? {} : { to }) };
  const next =
    base === null || current === null
      ? { ...span, rows }
      : { ...span, ...amendmentOf(foldRows(current, base.version), base, rows) };
  const earlier = stands.map((each) => (each === base ? { ...each, to: dayBefore(from) } : each));
  return structuredCopy({
    ...draft,
    matrix: [...earlier, next, ...(base === null || to === undefined ? [] : afterwards(base, to, name))],
  });
}

/** What changes from the rows that stand to the rows that are wanted. */
function amendmentOf(stand: { row: Row }[], base: Version, wanted: Row[]): Pick<Version, 'amends' | 'withdraw' | 'rows'> {
  const before = new Map(stand.map(({ row }) => [row.id, canonicalJson(row)]));
  const kept = new Set(wanted.map((row) => row.id));
  const withdraw = [...before.keys()].filter((id) => !kept.has(id));
  const rows = wanted.filter((row) => before.get(row.id) !== canonicalJson(row));
  return { amends: base.version, ...(withdraw.length > 0 ? { withdraw } : {}), rows };
}

/** The base again, from the day after the new version ends, if it would have held then. */
function afterwards(base: Version, to: string, name: string): Version[] {
  const from = dayAfter(to);
  if (base.to !== undefined && base.to < from) return [];
  const again: Version = { version: `${base.version}-after-${name}`, signed: base.signed, from, amends: base.version, rows: [] };
  return [base.to === undefined ? again : { ...again, to: base.to }];
}

const dayBefore = (date: string): string => Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString();

/** Drafts are plain data: a copy shares nothing with what it was made from. */
function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
