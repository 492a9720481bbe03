/**
 * What the matrix as a whole shows: time in which no version is in force, functions that no row covers, rows that
 * conflict or never decide, targets that contradict urgency, and spending that nobody can approve.
 */

import { addOpen } from '../../calendar/calendar.ts';
import type { EpochMs } from '../../calendar/model.ts';
import { findActor, onDuty } from '../actors.ts';
import { capOf } from '../authority.ts';
import { catalogue } from '../catalogue.ts';
import type { CompiledSite, CompiledVersion, Engagement } from '../compile.ts';
import type { Facts, Priority, Scope } from '../model.ts';
import { priorities, scopeKeys } from '../model.ts';
import type { CompiledRow } from '../row.ts';
import { matchRow } from '../scope.ts';
import { listed } from '../vendor.ts';
import { decide } from '../who.ts';
import type { Proof } from './duty.ts';
import { piecesOf } from './horizon.ts';
import { note } from './ledger.ts';
import { conflictingRows, scopeAt } from './situations.ts';

/** Time without any version: everything in it is a gap, so it is told once and not once for each function. */
export function findExpired({ engagement, ledger }: Proof, functions: readonly string[]): void {
  const pieces = piecesOf(ledger.horizon, null);
  if (pieces.length === 0) return;
  note(ledger, {
    kind: 'expired',
    about: '',
    severity: 'error',
    rows: [],
    function: null,
    message: 'No version of the matrix is in force.',
    without: null,
    situation: {
      at: ledger.horizon.at[pieces[0]!]!,
      site: engagement.defaultSite,
      facts: { function: functions[0] ?? 'unknown', priority: 'P1' },
    },
    pieces,
  });
}

/** A function that has no row, or only rows for some scopes, is a gap for everything else. */
export function findGaps({ engagement, ledger }: Proof, version: CompiledVersion, functions: readonly string[]): void {
  const pieces = piecesOf(ledger.horizon, version);
  for (const name of functions) {
    const index = version.byFunction.get(name) ?? [];
    for (const site of engagement.sites.values()) {
      const scope = scopeAt(engagement, site, {});
      if (matchRow(index, scope, site.id) !== null) continue;
      const rows = index.flatMap((group) => [...group.rows.values()].flat());
      const message =
        rows.length === 0
          ? `${name}: version ${version.version} has no row.`
          : `${name}: no row covers anything but ${listed([...new Set(rows.map((row) => scopeText(row.scope)))].slice(0, 5))}.`;
      note(ledger, {
        kind: 'gap',
        about: `${name}|${rows.length === 0}`,
        severity: 'error',
        rows: rows.map(({ id }) => id),
        function: name,
        message,
        without: null,
        situation: { at: ledger.horizon.at[pieces[0]!]!, site, facts: { function: name, priority: 'P1', ...scope } },
        pieces,
      });
    }
  }
}

function scopeText(scope: Scope): string {
  return scopeKeys.flatMap((key) => (scope[key] === undefined ? [] : [`${key} ${scope[key]}`])).join(' with ');
}

/** Functions of the catalogue that no version in the span names: one line, for information. */
export function noteUnowned({ engagement, ledger }: Proof, owned: readonly string[]): void {
  const unowned = catalogue.functions.filter(({ id }) => !owned.includes(id));
  const first = unowned[0]?.id;
  if (first === undefined) return;
  const { horizon } = ledger;
  note(ledger, {
    kind: 'gap',
    about: 'catalogue',
    severity: 'info',
    rows: [],
    function: null,
    message: `${unowned.length} functions of the catalogue are in no row, ${first} first; work of theirs goes to the holders of gaps.`,
    without: null,
    situation: { at: horizon.from, site: engagement.defaultSite, facts: { function: first, priority: 'P1' } },
    pieces: horizon.at.map((_, piece) => piece),
  });
}

export function findConflicts({ engagement, ledger }: Proof, version: CompiledVersion, functions: readonly string[]): void {
  const pieces = piecesOf(ledger.horizon, version);
  for (const name of functions) {
    for (const { rows, site, scope } of conflictingRows(engagement, version, name)) {
      const ids = rows.map(({ id }) => id);
      note(ledger, {
        kind: 'conflict',
        about: `${name}|${ids.join('|')}`,
        severity: 'error',
        rows: ids,
        function: name,
        message: `${name}: rows ${listed(ids)} both match and neither is narrower.`,
        without: null,
        situation: { at: ledger.horizon.at[pieces[0]!]!, site, facts: { function: name, priority: 'P1', ...scope } },
        pieces,
      });
    }
  }
}

/** Rows of the versions in force that decide nothing: another row of the same scope, or of every site, is before them. */
export function findDeadRows(
  { ledger }: Proof,
  versions: readonly CompiledVersion[],
  functions: readonly string[],
  deciding: ReadonlySet<CompiledRow>,
): void {
  // A row that another version words differently is one row: it decides if any of its wordings does.
  const alive = new Set([...deciding].map(({ id }) => id));
  for (const row of new Set(versions.flatMap((version) => version.rows))) {
    if (alive.has(row.id) || !functions.includes(row.function)) continue;
    note(ledger, {
      kind: 'dead-row',
      about: row.id,
      severity: 'warning',
      rows: [row.id],
      function: row.function,
      message: `${row.function}: row ${row.id} never decides, because other rows always come before it.`,
      without: null,
      situation: null,
      pieces: [],
    });
  }
}

/** Whether a lower priority is due before a higher one that happens at the same instant. */
export function findTargetOrder(proof: Proof, functions: readonly string[]): void {
  const { engagement, ledger } = proof;
  const site = engagement.defaultSite;
  for (const [high, low] of priorityPairs()) {
    const pieces = ledger.horizon.at.flatMap((at, piece) => (isDueSooner(engagement, site, at, low, high) ? [piece] : []));
    const situation = pieces.length > 0 ? targetWitness(proof, functions, pieces, low, high) : null;
    if (situation === null) continue;
    note(ledger, {
      kind: 'not-monotone',
      about: `targets|${high}|${low}`,
      severity: 'warning',
      rows: [],
      function: null,
      message: `The targets make a ${low} due before a ${high} of the same instant.`,
      without: null,
      situation,
      pieces,
    });
  }
}

function priorityPairs(): [high: Priority, low: Priority][] {
  return priorities.flatMap((high, i) => priorities.slice(i + 1).map((low): [Priority, Priority] => [high, low]));
}

/**
 * Looked at where a piece begins: an opening leaves a business clock its longest run, a closing makes it wait longest,
 * so if the order is ever wrong between two breakpoints, it is wrong at one of them.
 */
function isDueSooner(engagement: Engagement, site: CompiledSite, at: EpochMs, low: Priority, high: Priority): boolean {
  const [lowDue, highDue] = [dueFrom(engagement, site, at, low), dueFrom(engagement, site, at, high)];
  return lowDue !== null && highDue !== null && lowDue < highDue;
}

function dueFrom(engagement: Engagement, site: CompiledSite, at: EpochMs, priority: Priority): EpochMs | null {
  const target = engagement.targets[priority];
  if (target === null) return null;
  return target.clock === 'always' ? at + target.respondMs : addOpen(site.calendar, at, target.respondMs);
}

/** The first piece and function for which `who` says the same; null when queues and gaps hide the order everywhere. */
function targetWitness(
  { engagement, ledger }: Proof,
  functions: readonly string[],
  pieces: number[],
  low: Priority,
  high: Priority,
) {
  const site = engagement.defaultSite;
  for (const piece of pieces.slice(0, 100)) {
    const at = ledger.horizon.at[piece]!;
    for (const name of functions) {
      const due = (priority: Priority) => decide(engagement, at, { at: '', function: name, priority }).dueAt;
      const [lowDue, highDue] = [due(low), due(high)];
      if (lowDue !== null && highDue !== null && lowDue < highDue) return { at, site, facts: { function: name, priority: low } };
    }
  }
  return null;
}

/** Spending above the cap while none of its approvers is there, with everybody present and without each one. */
export function findSpending(proof: Proof, functions: readonly string[]): void {
  const { engagement, ledger } = proof;
  const approvers = (engagement.file.spending?.approvers ?? []).map((id) => findActor(engagement.actors, id));
  if (approvers.length === 0) return;
  const people = approvers.flatMap((actor) => (actor.kind === 'person' ? [actor] : []));
  for (const without of [null, ...people]) {
    const stated = without ? [{ person: without.id }] : undefined;
    const isEmpty = (at: EpochMs, absent: Facts['absent']) =>
      onDuty(approvers, { at, zone: engagement.defaultSite.zone, stated: absent }, []).length === 0;
    const pieces = ledger.horizon.at.flatMap((at, piece) =>
      isEmpty(at, stated) && (without === null || !isEmpty(at, undefined)) ? [piece] : [],
    );
    const situation = spendingWitness(proof, functions, pieces, stated);
    if (situation === null) continue;
    note(ledger, {
      kind: 'duty-without-authority',
      about: `spending|${without?.id ?? ''}`,
      severity: without ? 'warning' : 'error',
      rows: [],
      function: null,
      message: `Nobody can approve spending above the cap${without ? ` while ${without.id} is absent` : ''}.`,
      without: without?.id ?? null,
      situation,
      pieces,
    });
  }
}

function spendingWitness({ engagement, ledger }: Proof, functions: readonly string[], pieces: number[], absent: Facts['absent']) {
  for (const piece of pieces.slice(0, 100)) {
    const at = ledger.horizon.at[piece]!;
    for (const name of functions) {
      const asked: Facts = { at: '', function: name, priority: 'P1', ...(absent ? { absent } : {}) };
      const amount = capOf(engagement, asked) + 1;
      if (decide(engagement, at, { ...asked, amount }).gap !== null) continue;
      const { at: _, ...facts } = asked;
      return { at, site: engagement.defaultSite, facts: { ...facts, amount } };
    }
  }
  return null;
}
