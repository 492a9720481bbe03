/**
 * One-click fixes: differences in the words of diff.ts that a person can apply as they stand. A fix never invents who
 * does the work; where only people can know, there is none.
 */
import { catalogueFunction } from '../catalogue.ts';
import { type Change, makeChange } from '../diff-change.ts';
import { draftVersion } from '../draft.ts';
import type { EngagementFile, Finding, Row, Scope } from '../model.ts';
import { scopeKeys } from '../model.ts';
import type { Fix } from './finding.ts';
import type { FindingRule } from './rules.ts';

const rowsSteps = ['matrix', draftVersion, 'rows'];

/** The place of a row of the draft, or of something in it, as `Change.path` says it. */
export function rowPath(id: string, ...keys: string[]): string {
  return [...rowsSteps, id, ...keys].join('.');
}

/** The difference that puts `after` where `before` stands; undefined for what is not there. */
export function difference(steps: string[], before: unknown, after: unknown): Change {
  if (before === undefined) return makeChange('added', steps, { after });
  return after === undefined ? makeChange('removed', steps, { before }) : makeChange('changed', steps, { before, after });
}

/** A fix of the file that consists of these differences. */
export function fileFix(label: string, ...changes: Change[]): Fix {
  return { label, in: 'file', changes };
}

/** Puts a value under a key of a row; undefined takes the key away. */
export function rowFix<K extends keyof Row>(label: string, row: Row, key: K, after: Row[K] | undefined): Fix {
  return fileFix(label, difference([...rowsSteps, row.id, key], row[key], after));
}

function removeRow(row: Row): Change {
  return difference([...rowsSteps, row.id], row, undefined);
}

function addRow(row: Row): Change {
  return difference([...rowsSteps, row.id], undefined, row);
}

export const heldBack = 'keep to the pre-authorised actions and go on calling the chain';

export function failSafeFix(row: Row): Fix {
  return rowFix('Touch nothing more and go on calling', row, 'fail-safe', heldBack);
}

/** Another absence cover: a team of either side where the decision may leave the company, otherwise a colleague. */
export function coverFixes(file: EngagementFile, row: Row, taken: readonly string[]): Fix[] {
  const stays = catalogueFunction(row.function)?.internalOnly != null;
  const present = row['absence-cover'];
  const isFree = (id: string) => id !== present && !taken.includes(id);
  const role = file.people.find(({ id }) => taken.includes(id))?.role;
  const colleagues = file.people.filter(({ id, side, role: own }) => side === 'internal' && own === role && isFree(id));
  const teams = stays ? [] : (file.teams ?? []).filter(({ id }) => isFree(id));
  return [...colleagues.slice(0, 1), ...teams.slice(0, 1)].map(({ id, name }) =>
    rowFix(`Let ${name} cover absences`, row, 'absence-cover', id),
  );
}

/** What can be done about a finding of the proof with one click. */
export function proofFixes(file: EngagementFile, rule: FindingRule, finding: Finding): Fix[] {
  const rows = (file.matrix[0]?.rows ?? []).filter(({ id }) => finding.rows.includes(id));
  const [first, second] = rows;
  if (first === undefined) return [];
  if (rule === 'no-fail-safe') return [failSafeFix(first)];
  if (rule === 'self-cover' || rule === 'single-holder') {
    return finding.without === null ? [] : coverFixes(file, first, [finding.without]);
  }
  if (rule === 'dead-row') return [fileFix(`Take row ${first.id} away`, removeRow(first))];
  if (rule === 'gap') return [elseFix(file, first)];
  if (rule === 'conflict' || rule === 'collision') return second === undefined ? [] : conflictFixes(file, first, second);
  return rule === 'out-of-hours-duty' ? waitFixes(finding, first) : [];
}

/** A row like the first one, for everything that no row names. */
function elseFix(file: EngagementFile, row: Row): Fix {
  const { scope: _, ...rest } = row;
  return fileFix(`Add a row for everything else, like ${row.id}`, addRow({ ...rest, id: freeId(file, row.id) }));
}

/** Either row alone, or a third one, like the first, for exactly what both claim. */
export function conflictFixes(file: EngagementFile, a: Row, b: Row): Fix[] {
  const both: Scope = { ...a.scope, ...b.scope };
  const narrower = [a, b].every(({ scope = {} }) => scopeKeys.some((key) => both[key] !== undefined && scope[key] === undefined));
  const alone = [a, b].map((row) => fileFix(`Take row ${row.id} away`, removeRow(row)));
  if (!narrower) return alone;
  const joined = addRow({ ...a, id: freeId(file, a.id), scope: both });
  return [fileFix(`Add a row for what both claim, like ${a.id}`, joined), ...alone];
}

/** Lets the work of a window in which a person is bound wait for business hours. */
function waitFixes(finding: Finding, row: Row): Fix[] {
  const night = row['after-hours'];
  if (night === undefined || row['business-hours'] === undefined || finding.rows.length !== 1) return [];
  const waiting = { who: night.who, mode: 'queue' as const };
  return [rowFix('Let it wait for business hours', row, 'after-hours', waiting)];
}

/** `A-14-2`, or the next number that no row has. */
export function freeId(file: EngagementFile, id: string): string {
  const taken = new Set(file.matrix.flatMap((version) => version.rows.map((row) => row.id)));
  const stem = id.slice(0, 60);
  for (let number = 2; ; number += 1) {
    const candidate = `${stem}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
