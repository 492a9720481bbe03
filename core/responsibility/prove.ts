/**
 * The proof of coverage: looks at every situation that an engagement file can meet in a span of time and lists what is
 * wrong, each defect once, with the first dated instant that shows it. It is a proof and not a sample, because every
 * input of a decision is piecewise constant in time: the span is cut at all breakpoints, and one decision of `who`
 * itself stands for all instants, scopes and absences that no input tells apart (prove/horizon.ts, prove/situations.ts).
 * What each kind means and why it has its severity: docs/decisions/0011-what-the-proof-finds.md.
 */

import type { Span } from '../calendar/model.ts';
import { parseTime } from '../calendar/zone.ts';
import type { CompiledVersion, Engagement } from './compile.ts';
import type { Finding } from './model.ts';
import { priorities } from './model.ts';
import type { Proof } from './prove/duty.ts';
import type { Horizon } from './prove/horizon.ts';
import { cutHorizon, piecesOf, versionsOf } from './prove/horizon.ts';
import { closeLedger, openLedger } from './prove/ledger.ts';
import {
  findConflicts,
  findDeadRows,
  findExpired,
  findGaps,
  findSpending,
  findTargetOrder,
  noteUnowned,
} from './prove/matrix.ts';
import { examineRows } from './prove/rows.ts';
import { findStale } from './prove/stale.ts';
import type { CompiledRow } from './row.ts';

export interface ProofOptions {
  /** Start of the span: a date or local time in the default site's zone, or an instant. */
  from: string;
  /** End of the span, not included. At most five years after `from`. */
  to: string;
  /** The functions to examine; without it those of the versions in force, and what is missing from them. */
  functions?: readonly string[];
}

export interface Examined {
  functions: number;
  priorities: number;
  /** Combinations of function, site and scope that are told apart, "anything else" among them. */
  scopes: number;
  /** Pieces of time between two breakpoints. */
  pieces: number;
  people: number;
  /** Situations that the findings speak for: function × priority × scope × piece × absence × overflow. */
  situations: number;
  /** Decisions taken for them, one for each class of situations. */
  decisions: number;
}

export interface ProofResult {
  /** Errors first, each severity in order of the first instant. */
  findings: Finding[];
  /** `spans[i]` is when `findings[i]` shows: sorted, half-open, within the span of the proof. */
  spans: Span[][];
  /** `about[i]` tells `findings[i]` from others of its kind: the same for the same defect in an engagement that changes. */
  about: string[];
  examined: Examined;
}

const maxYears = 5;

/** Proves a span. RangeError when the span is empty, longer than five years, or not made of dates. */
export function prove(engagement: Engagement, options: ProofOptions): ProofResult {
  const { from, to } = proofSpan(engagement, options);
  const horizon = cutHorizon(engagement, from, to);
  const versions = versionsOf(horizon);
  const functions = [...(options.functions ?? new Set(versions.flatMap((version) => [...version.byFunction.keys()])))].sort();
  const proof = beginProof(engagement, horizon);
  const deciding = new Set<CompiledRow>();
  const scopes = new Set<string>();
  const counts = { situations: 0, decisions: 0 };
  for (const version of versions) {
    findGaps(proof, version, functions);
    findConflicts(proof, version, functions);
    const rows = examineRows(proof, version, functions);
    for (const row of rows.deciding) deciding.add(row);
    for (const scope of rows.scopes) scopes.add(scope);
    counts.decisions += rows.decisions;
    counts.situations += situationsOf(horizon, version, rows.scopes.size + functions.length);
  }
  findExpired(proof, functions);
  findTargetOrder(proof, functions);
  findSpending(proof, functions);
  findStale(proof, versions);
  findDeadRows(proof, versions, functions, deciding);
  if (options.functions === undefined) noteUnowned(proof, functions);
  const { length: pieces } = horizon.at;
  const people = engagement.actors.people.size;
  const examined = { functions: functions.length, priorities: priorities.length, pieces, people };
  return { ...closeLedger(proof.ledger), examined: { ...examined, ...counts, scopes: scopes.size + functions.length } };
}

/** The span that the options name. RangeError when it is empty, longer than five years, or not made of dates. */
export function proofSpan(engagement: Engagement, options: ProofOptions): Span {
  const { zone } = engagement.defaultSite;
  const [from, to] = [parseTime(zone, options.from), parseTime(zone, options.to)];
  if (from === null) throw new RangeError(`from: not a date or time: ${options.from}`);
  if (to === null) throw new RangeError(`to: not a date or time: ${options.to}`);
  if (to <= from) throw new RangeError('to: the end must be after the start');
  if (to - from > maxYears * 366 * 86_400_000) throw new RangeError(`to: at most ${maxYears} years are proven at once`);
  return { from, to };
}

function beginProof(engagement: Engagement, horizon: Horizon): Proof {
  const { people } = engagement.file;
  const isReachable = (person: (typeof people)[number]) => person.contacts?.some((contact) => contact.verified === true);
  return {
    engagement,
    ledger: openLedger(horizon),
    unreachable: new Set(people.filter((person) => !isReachable(person)).map(({ id }) => id)),
    keepsContacts: people.some((person) => person.contacts !== undefined),
    thin: new Map(),
    reported: new Map(),
  };
}

/** How many situations the decisions about one version stand for. */
function situationsOf(horizon: Horizon, version: CompiledVersion, scopes: number): number {
  const { engagement } = horizon;
  const absences = 1 + engagement.actors.people.size;
  const queues = engagement.overflow ? 2 : 1;
  return scopes * priorities.length * piecesOf(horizon, version).length * absences * queues;
}
