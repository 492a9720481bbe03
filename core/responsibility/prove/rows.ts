/**
 * Examines every situation in which rows decide: row × site × class of time × priority × nobody or one person absent
 * × overflow off and on. Returns what was looked at, for the counts of the proof.
 */

import type { PersonActor } from '../actors.ts';
import type { CompiledVersion } from '../compile.ts';
import type { Decision } from '../decision.ts';
import type { Facts, Mode, Priority } from '../model.ts';
import { priorities, windowNames } from '../model.ts';
import { busyQueue } from '../overflow.ts';
import type { CompiledRow } from '../row.ts';
import { decide } from '../who.ts';
import type { Examination, Proof } from './duty.ts';
import { examineDuty, report } from './duty.ts';
import type { TimeClass } from './horizon.ts';
import { classesOf } from './horizon.ts';
import type { Deciding } from './situations.ts';
import { decidingRows, involvedIn, leastFacts, missable } from './situations.ts';
import { examineVendors, vendorsOfRows } from './vendors.ts';

export interface RowsExamined {
  /** Combinations of site and scope in which some row decides, as text. */
  scopes: Set<string>;
  /** Decisions taken; each stands for all situations of its class. */
  decisions: number;
  /** The rows that decided at least once. */
  deciding: Set<CompiledRow>;
}

export function examineRows(proof: Proof, version: CompiledVersion, functions: readonly string[]): RowsExamined {
  const examined: RowsExamined = { scopes: new Set(), decisions: 0, deciding: new Set() };
  const vendors = vendorsOfRows(proof.engagement, version);
  for (const name of functions) {
    for (const deciding of decidingRows(proof.engagement, version, name)) {
      examined.scopes.add(`${deciding.site.id}\n${deciding.row.id}`);
      examined.deciding.add(deciding.row);
      examineRow(proof, version, deciding, vendors.get(deciding.row) ?? [], examined);
    }
  }
  return examined;
}

function examineRow(
  proof: Proof,
  version: CompiledVersion,
  deciding: Deciding,
  vendors: readonly string[],
  counts: RowsExamined,
): void {
  const { row, site } = deciding;
  for (const window of windowNames) {
    // Priorities that share a duty share every decision about it.
    for (const [duty, urgencies] of Map.groupBy(priorities, (priority) => row.duties[window][priority])) {
      const involved = involvedIn(proof.engagement, row, window, duty);
      for (const timeClass of classesOf(proof.ledger.horizon, version, site, window, involved)) {
        const base = baseOf(proof, deciding, timeClass, urgencies);
        examineDuty(base);
        examineOrder(base);
        examineVendors(base, vendors);
        counts.decisions += 1 + examineOverflow(base, null);
        for (const without of missable(involved, timeClass)) {
          if (isNeeded(base, without)) counts.decisions += examineAbsence(base, without, vendors);
        }
      }
    }
  }
}

/**
 * Whether a decision can be another one without the person. Somebody who neither acts nor approves was already passed
 * over, and a list of approvers is only of interest when it becomes empty. Behind a team, and under an overflow that
 * moves the work, people count whom the answer does not name.
 */
function isNeeded({ decision, row }: Examination, { id }: PersonActor): boolean {
  const { who, approvers, mode } = decision;
  return who.includes(id) || (approvers.length === 1 && approvers[0] === id) || mode === 'page' || row.row.overflow === true;
}

/** The row's decision with everybody present. */
function baseOf(proof: Proof, deciding: Deciding, timeClass: TimeClass, urgencies: Priority[]): Examination {
  const decision = decide(proof.engagement, timeClass.at, leastFacts(deciding, urgencies[0]!));
  return { proof, row: deciding.row, timeClass, priorities: urgencies, decision, without: null, base: null };
}

function examineAbsence(base: Examination, without: PersonActor, vendors: readonly string[]): number {
  const facts: Facts = { ...base.decision.facts, absent: [{ person: without.id }] };
  const decision = decide(base.proof.engagement, base.timeClass.at, facts);
  const examined: Examination = { ...base, decision, without, base: base.decision };
  examineDuty(examined);
  examineVendors(examined, vendors);
  return 1 + examineOverflow(examined, base);
}

/** The same question with overflow on, and where an event has it on anyway, for work that stays. Returns the decisions taken. */
function examineOverflow(plain: Examination, base: Examination | null): number {
  const rule = plain.proof.engagement.overflow;
  if (rule === null || plain.row.row.overflow !== true || plain.timeClass.window !== 'business-hours') return 0;
  if (plain.decision.overflow?.outcome === 'moved') {
    examineMoved(plain, base);
    return examineVariant(plain, base, { touched: true });
  }
  const queue = busyQueue(rule);
  return queue === null ? 0 : examineVariant(plain, base, { overflow: queue });
}

function examineVariant(plain: Examination, base: Examination | null, changes: Partial<Facts>): number {
  const ask = (decision: Decision) => decide(plain.proof.engagement, plain.timeClass.at, { ...decision.facts, ...changes });
  const examined: Examination = { ...plain, decision: ask(plain.decision), base: base && ask(base.decision) };
  examineDuty(examined);
  examineMoved(examined, base);
  return base === null ? 1 : 2;
}

/** Overflow changes the mode to `act`, so it must not move work that asks for an approval. */
function examineMoved(examined: Examination, base: Examination | null): void {
  const { decision, row } = examined;
  if (base !== null || decision.overflow?.outcome !== 'moved' || decision.duty?.mode !== 'approve-then-act') return;
  const message = `${row.function}: overflow lets ${decision.who.join(', ')} act in row ${row.id} without the approval that the row asks for.`;
  report(examined, 'duty-without-authority', `${row.id}|overflow`, 'error', message);
}

/** How soon work of a mode begins: at once, after a yes, at the next opening, or never by this row. */
function delayOf(mode: Mode): number {
  if (mode === 'advise') return 3;
  if (mode === 'queue') return 2;
  return mode === 'approve-then-act' ? 1 : 0;
}

/** A lower priority must not begin sooner than a higher one. Overflow takes all of them alike. */
function examineOrder(examined: Examination): void {
  const { row, decision, timeClass } = examined;
  if (decision.gap !== null || decision.overflow?.outcome === 'moved') return;
  const { mode } = decision.duty!;
  const duties = row.duties[timeClass.window];
  const high = priorities.find((priority) => duties[priority] !== null && delayOf(duties[priority].mode) > delayOf(mode));
  const sooner = examined.priorities.filter((priority) => high !== undefined && priority > high);
  const [low] = sooner;
  if (high === undefined || low === undefined) return;
  const message = `${row.function}: row ${row.id} treats ${low} (${mode}) sooner than ${high} (${duties[high]!.mode}).`;
  const asked = { ...decision, facts: { ...decision.facts, priority: low } };
  report({ ...examined, priorities: sooner, decision: asked }, 'not-monotone', row.id, 'warning', message);
}
