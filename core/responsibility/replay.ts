/**
 * What would have changed: events that really happened, decided again under two agreements, side by side. Each event
 * carries the facts as they were recorded; both agreements are asked the same question at the same instant. Nothing here
 * knows the day or who asks, so both sides compute the same result, and its hash shows it.
 *
 * What people did is taken as it was: an item counts for the side that answers for it, for as long as it really took,
 * and a target is missed when the first response that really came was later than the answer would have asked.
 */
import { parseTime } from '../calendar/zone.ts';
import { sideOf } from './actors.ts';
import { canonicalJson, compareText, sha256Hex } from './canonical.ts';
import type { Engagement } from './compile.ts';
import type { Answer, EngagementFile, Facts, Mode, Side } from './model.ts';
import { decide, who } from './who.ts';

export interface ReplayEvent {
  /** Unique among the events. */
  id: string;
  title: string;
  /** Valid for both agreements; `at` is when it happened. */
  facts: Facts;
  /** What was answered then, when it is recorded. */
  recorded: Answer | null;
  /** Instants; null where nothing is known. */
  firstResponseAt: string | null;
  resolvedAt: string | null;
}

/** The part of an answer that a comparison shows. */
export interface ReplayAnswer {
  version: string | null;
  row: string | null;
  mode: Mode | 'gap';
  /** The side that answers for it: of whoever acts, or of whoever holds gaps. */
  side: Side | null;
  who: string[];
  approvers: string[];
  responseDueAt: string | null;
  /** Whoever it would have got out of bed: people and teams. */
  woken: string[];
  custodyMinutes: number;
  /** Null when no first response, or no target, is known. */
  missed: boolean | null;
  overflow: boolean;
}

export interface ReplayedEvent {
  id: string;
  title: string;
  at: string;
  function: string;
  priority: string;
  before: ReplayAnswer;
  after: ReplayAnswer;
  /** Whether anything of the two answers differs. */
  changed: boolean;
  /** Whether the agreement before gives exactly the recorded answer; null when none is recorded. */
  reproduced: boolean | null;
}

export interface ReplayTotals {
  /** Events for which somebody is woken, and how often each person or team is. */
  nights: number;
  woken: Record<string, number>;
  /** Minutes for which each side answers; `nobody` while an agreement names no holder. */
  custodyMinutes: Record<Side | 'nobody', number>;
  missed: number;
  overflow: number;
  gaps: number;
}

/** What an agreement costs in a month, or the sentence that says why that is not known. */
export type MonthlyFee = { known: true; feeMinor: number; currency: string } | { known: false; reason: string };

export interface Price {
  before: MonthlyFee;
  after: MonthlyFee;
  /** Null unless both are known, in one currency. */
  differenceMinor: number | null;
}

export interface Replay {
  format: 'tandem-replay/1';
  /** Content hashes of what was compared, as the caller names them. */
  agreements: { before: string; after: string };
  /** In order of time, then id. */
  events: ReplayedEvent[];
  totals: { before: ReplayTotals; after: ReplayTotals };
  changed: number;
  /** How many recorded answers the agreement before gives again, and how many not. */
  reproduced: { same: number; different: number };
  price: Price;
}

export interface Compared {
  engagement: Engagement;
  hash: string;
  fee: MonthlyFee;
}

/** Decides every event under both. RangeError when an event's `at` is no instant with an offset. */
export function replay(events: readonly ReplayEvent[], before: Compared, after: Compared): Replay {
  const replayed = events.map((event) => replayOne(event, before.engagement, after.engagement)).sort(inOrder);
  const totals = {
    before: totalsOf(replayed.map((event) => event.before)),
    after: totalsOf(replayed.map((event) => event.after)),
  };
  return {
    format: 'tandem-replay/1',
    agreements: { before: before.hash, after: after.hash },
    events: replayed,
    totals,
    changed: replayed.filter(({ changed }) => changed).length,
    reproduced: {
      same: replayed.filter(({ reproduced }) => reproduced === true).length,
      different: replayed.filter(({ reproduced }) => reproduced === false).length,
    },
    price: priceOf(before.fee, after.fee),
  };
}

function priceOf(before: MonthlyFee, after: MonthlyFee): Price {
  const isOne = before.known && after.known && before.currency === after.currency;
  return { before, after, differenceMinor: isOne ? after.feeMinor - before.feeMinor : null };
}

/** The canonical text of a replay; equal texts are equal replays. */
export const replayJson = (result: Replay): string => canonicalJson(result);

/** SHA-256 of the canonical text, 64 hex digits. */
export const replayHash = (result: Replay): string => sha256Hex(replayJson(result));

/** A draft as if it had held all along: what happened is decided by it, whatever its first day. */
export function heldAllAlong(draft: EngagementFile): EngagementFile {
  return {
    ...draft,
    matrix: draft.matrix.map(({ to: _, ...version }) => ({ ...version, signed: '1970-01-01', from: '1970-01-01' })),
  };
}

function replayOne(event: ReplayEvent, before: Engagement, after: Engagement): ReplayedEvent {
  const { id, title, facts, recorded } = event;
  const full = who(before, facts, { trace: true });
  const [first, second] = [answerOf(before, event), answerOf(after, event)];
  return {
    ...{ id, title, at: facts.at, function: facts.function, priority: facts.priority },
    before: first,
    after: second,
    changed: canonicalJson({ ...first, version: null }) !== canonicalJson({ ...second, version: null }),
    reproduced: recorded === null ? null : canonicalJson(recorded) === canonicalJson(full),
  };
}

function answerOf(engagement: Engagement, event: ReplayEvent): ReplayAnswer {
  const { facts } = event;
  const at = parseTime('UTC', facts.at);
  if (at === null) throw new RangeError(`at: not an instant: ${facts.at}`);
  const answer = who(engagement, facts);
  const { version, row, mode, approvers, responseDueAt } = answer;
  const holders = answer.gap && answer.holder !== null ? [answer.holder] : answer.who;
  const side = answer.responsible ?? (holders[0] === undefined ? null : sideOf(engagement.actors, holders[0]));
  return {
    ...{ version, row, mode, side, responseDueAt },
    who: [...holders],
    approvers: [...approvers],
    woken: wokenBy(answer, holders),
    custodyMinutes: minutesUntil(at, event.resolvedAt),
    missed: isMissed(responseDueAt, event.firstResponseAt),
    overflow: decide(engagement, at, facts).overflow?.outcome === 'moved',
  };
}

/** Out of hours whoever begins at once is woken, and the first whose yes is waited for. A gap wakes its holder for what is urgent. */
function wokenBy({ window, mode, approvers, priority }: Answer, holders: readonly string[]): string[] {
  if (window === 'business-hours' || mode === 'queue' || mode === 'advise') return [];
  if (mode === 'gap') return priority === 'P1' || priority === 'P2' ? [...holders] : [];
  return [...new Set([...holders, ...approvers.slice(0, 1)])];
}

function minutesUntil(at: number, end: string | null): number {
  const until = end === null ? null : parseTime('UTC', end);
  return until === null ? 0 : Math.max(0, Math.round((until - at) / 60_000));
}

function isMissed(dueAt: string | null, firstResponseAt: string | null): boolean | null {
  const [due, came] = [dueAt, firstResponseAt].map((text) => (text === null ? null : parseTime('UTC', text)));
  return due == null || came == null ? null : came > due;
}

function totalsOf(answers: readonly ReplayAnswer[]): ReplayTotals {
  const woken = new Map<string, number>();
  const custodyMinutes = { internal: 0, provider: 0, nobody: 0 };
  for (const answer of answers) {
    for (const id of answer.woken) woken.set(id, (woken.get(id) ?? 0) + 1);
    custodyMinutes[answer.side ?? 'nobody'] += answer.custodyMinutes;
  }
  const count = (isCounted: (answer: ReplayAnswer) => boolean) => answers.filter(isCounted).length;
  return {
    nights: count((answer) => answer.woken.length > 0),
    woken: Object.fromEntries([...woken].sort(([a], [b]) => compareText(a, b))),
    custodyMinutes,
    missed: count(({ missed }) => missed === true),
    overflow: count(({ overflow }) => overflow),
    gaps: count(({ mode }) => mode === 'gap'),
  };
}

function inOrder(a: ReplayedEvent, b: ReplayedEvent): number {
  const [first, second] = [parseTime('UTC', a.at)!, parseTime('UTC', b.at)!];
  return first - second || compareText(a.id, b.id);
}
