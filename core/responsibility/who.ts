/**
 * The one question: who acts on this, now, and with what authority? `who` is pure and total: for valid facts it never
 * throws, never guesses and never says "it depends"; what the agreement does not answer is a gap with a holder.
 *
 * The steps are those of docs/using/engagement-file.md, in order: window, version, row, cell, presence, overflow,
 * authority, due. `decide` takes them and keeps what each found; the answer and its trace are written from that
 * record, so a question without a trace pays nothing for it. Lists of an answer may be frozen and shared.
 */

import { addOpen, nextOpen } from '../calendar/calendar.ts';
import type { EpochMs } from '../calendar/model.ts';
import { windowAt } from '../calendar/window.ts';
import { formatInstant, parseTime } from '../calendar/zone.ts';
import type { Actor, Presence } from './actors.ts';
import { onDuty, sideOf } from './actors.ts';
import type { Block } from './authority.ts';
import { approversOf, blocksOf, spendingApprovers } from './authority.ts';
import type { CompiledSite, Engagement } from './compile.ts';
import { versionAt } from './compile.ts';
import type { Decision, GapCause, OverflowStep } from './decision.ts';
import type { Answer, Facts } from './model.ts';
import { overflowCause, overflowExclusion } from './overflow.ts';
import { matchRow } from './scope.ts';
import { traceOf } from './trace.ts';

const none: readonly never[] = Object.freeze([]);

/**
 * Answers a question. `facts` must be valid (`validateFacts`); RangeError when `at` is no instant with an offset.
 * With `trace: true` the answer carries one sentence for each step, otherwise `trace` is empty.
 */
export function who(engagement: Engagement, facts: Facts, options?: { trace?: boolean }): Answer {
  const at = parseTime('UTC', facts.at);
  if (at === null) throw new RangeError(`at: not an instant: ${facts.at}`);
  const decision = decide(engagement, at, facts);
  const answer = answerOf(engagement, decision);
  if (options?.trace === true) answer.trace = traceOf(engagement, decision);
  return answer;
}

/** The steps of `who` for an instant in epoch milliseconds; `facts.at` is not read. */
export function decide(engagement: Engagement, at: EpochMs, facts: Facts): Decision {
  const site = facts.site === undefined ? engagement.defaultSite : engagement.sites.get(facts.site);
  const decision = undecided(at, facts, site ?? engagement.defaultSite);
  if (site === undefined) return closeAsGap(decision, 'site');
  decision.version = versionAt(engagement, at);
  if (decision.version === null) return closeAsGap(decision, 'version');
  const index = decision.version.byFunction.get(facts.function);
  const match = index === undefined ? null : matchRow(index, facts, site.id);
  if (match === null) return closeAsGap(decision, 'row');
  decision.row = match.row;
  decision.conflict = match.conflict;
  decision.duty = match.row.duties[decision.window][facts.priority];
  if (decision.duty === null) return closeAsGap(decision, 'cell');
  decision.mode = decision.duty.mode;
  if (decision.mode === 'queue') {
    decision.startsAt = nextOpen(site.calendar, at);
    if (decision.startsAt === null) return closeAsGap(decision, 'never-opens');
  }
  decidePresence(engagement, decision);
  if (decision.window === 'business-hours' && engagement.overflow !== null) decideOverflow(engagement, decision);
  if (decision.who.length === 0) return closeAsGap(decision, 'nobody');
  decideAuthority(engagement, decision);
  decideDue(engagement, decision);
  return decision;
}

function undecided(at: EpochMs, facts: Facts, site: CompiledSite): Decision {
  return {
    at,
    facts,
    site,
    window: windowAt(site.windows, at),
    version: null,
    row: null,
    conflict: none,
    duty: null,
    mode: 'gap',
    gap: null,
    who: none,
    byCover: false,
    overflow: null,
    approvers: none,
    blocks: none,
    startsAt: null,
    target: null,
    dueAt: null,
  };
}

function closeAsGap(decision: Decision, cause: GapCause): Decision {
  decision.mode = 'gap';
  decision.gap = cause;
  decision.startsAt = null;
  return decision;
}

/** Queued work is taken up at the next opening, so that is when its owner has to be there. */
function decidePresence(engagement: Engagement, decision: Decision): void {
  const { row, duty, facts } = decision;
  if (duty!.fixed !== null) {
    decision.who = duty!.fixed;
    return;
  }
  const presence = presenceAt(engagement, decision.startsAt ?? decision.at, facts);
  decision.who = onDuty(duty!.actors, presence, row!.skills);
  if (decision.who.length > 0 || row!.cover === null) return;
  decision.who = onDuty([row!.cover], presence, row!.skills);
  decision.byCover = decision.who.length > 0;
}

function presenceAt(engagement: Engagement, at: EpochMs, facts: Facts): Presence {
  return { at, zone: engagement.defaultSite.zone, stated: facts.absent };
}

function decideOverflow(engagement: Engagement, decision: Decision): void {
  const rule = engagement.overflow!;
  const { at, facts, row } = decision;
  const cause = overflowCause(rule, facts, at);
  if (cause === null) return;
  const exclusion = overflowExclusion(rule, facts, at);
  const step: OverflowStep = { cause, outcome: 'moved', exclusion };
  decision.overflow = step;
  if (row!.row.overflow !== true) step.outcome = 'not-eligible';
  else if (facts.touched === true) step.outcome = 'touched';
  else if (exclusion !== null) step.outcome = 'excluded';
  else moveTo(rule.to, presenceAt(engagement, at, facts), decision, step);
}

function moveTo(to: Actor, presence: Presence, decision: Decision, step: OverflowStep): void {
  const taker = onDuty([to], presence, none);
  if (taker.length === 0) {
    step.outcome = 'nobody';
    return;
  }
  decision.who = taker;
  decision.byCover = false;
  decision.mode = 'act';
  decision.startsAt = null;
}

function decideAuthority(engagement: Engagement, decision: Decision): void {
  const { at, facts, row } = decision;
  decision.blocks = blocksOf(engagement, row!, facts, decision.who, at);
  if (facts.amount !== undefined && decision.blocks.some((block) => block.kind === 'amount')) {
    decision.approvers = spendingApprovers(engagement, presenceAt(engagement, at, facts));
  } else if (decision.mode === 'approve-then-act') {
    decision.approvers = approversOf(engagement, row!, presenceAt(engagement, at, facts));
  }
}

/** Null when the priority has no target, or the site never opens again for a business clock to run. */
function decideDue(engagement: Engagement, decision: Decision): void {
  const target = engagement.targets[decision.facts.priority];
  if (target === null) return;
  const from = decision.startsAt ?? decision.at;
  decision.target = target;
  decision.dueAt = target.clock === 'always' ? from + target.respondMs : addOpen(decision.site.calendar, from, target.respondMs);
}

/** Writes the answer of a decision, without a trace. */
export function answerOf(engagement: Engagement, decision: Decision): Answer {
  const { facts, row, site, gap } = decision;
  const acts = row !== null && gap === null;
  return {
    window: decision.window,
    version: decision.version?.version ?? null,
    row: row?.id ?? null,
    function: facts.function,
    priority: facts.priority,
    mode: decision.mode,
    responsible: decision.who.length === 0 ? null : sideOf(engagement.actors, decision.who[0]!),
    who: decision.who as string[],
    accountable: row?.row.accountable ?? null,
    approvers: decision.approvers as string[],
    approve: row?.row.approve ?? 'any',
    allowedNow: (acts ? row.allowedNow : none) as string[],
    // What nobody may do stays forbidden when nobody is there to do it.
    mustNot: (row?.mustNot ?? none) as string[],
    failSafe: acts ? (row.row['fail-safe'] ?? null) : null,
    inform: (acts ? row.inform : none) as Answer['inform'],
    blocked: blockedOf(decision.blocks),
    gap: gap !== null,
    holder: gap === null ? null : holderOf(engagement, facts),
    conflict: decision.conflict as string[],
    responseDueAt: decision.dueAt === null ? null : formatInstant(site.zone, decision.dueAt),
    workStartsAt: decision.startsAt === null ? null : formatInstant(site.zone, decision.startsAt),
    trace: [],
  };
}

function blockedOf(blocks: readonly Block[]): Answer['blocked'] {
  if (blocks.length === 0) return null;
  if (blocks.length === 1) return { because: blocks[0]!.because, page: blocks[0]!.page };
  return { because: blocks.map((block) => block.because).join('; '), page: [...new Set(blocks.flatMap((block) => block.page))] };
}

function holderOf(engagement: Engagement, facts: Facts): string | null {
  const { gaps } = engagement.file;
  const isUrgent = facts.priority === 'P1' || facts.priority === 'P2';
  return (isUrgent ? gaps?.urgent : gaps?.normal) ?? null;
}
