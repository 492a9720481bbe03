/**
 * The queue as facts of a decision. What is remembered is what the queue was after its last change; ages and how long it
 * has been calm are counted from there at the instant of the question, so a decision is right however long ago that was.
 * Ages are elapsed time since the item could be worked on: since it was opened, or since the opening it waited for.
 */
import { formatDuration } from '@tandem/core/calendar/duration.ts';
import type { Actor } from '@tandem/core/responsibility/actors.ts';
import type { Engagement } from '@tandem/core/responsibility/compile.ts';
import type { EngagementFile, Facts, Side } from '@tandem/core/responsibility/model.ts';
import { isCalmQueue, type OverflowRule, overflowCause } from '@tandem/core/responsibility/overflow.ts';

/** The untouched items of the side that overflow relieves. */
export interface QueueSeen {
  untouched: number;
  /** Since when the oldest P3 among them could be worked on; null without one. */
  oldestP3Since: Temporal.Instant | null;
}

export interface QueueState extends QueueSeen {
  active: boolean;
  calmSince: Temporal.Instant | null;
}

type QueueFacts = NonNullable<Facts['overflow']>;

/** The state as a decision at `now` is told it. */
export function queueFacts(state: QueueState, now: Temporal.Instant): QueueFacts {
  return {
    'was-active': state.active,
    untouched: state.untouched,
    ...(state.oldestP3Since && { 'oldest-untouched-p3': age(state.oldestP3Since, now) }),
    ...(state.calmSince && { 'leave-held': age(state.calmSince, now) }),
  };
}

/** The side whose work moves to whoever takes the overflow: the other one. */
export function relievedSide(to: Actor): Side {
  const taker = to.kind === 'rota' ? to.members[0] : to;
  return taker !== undefined && 'side' in taker && taker.side === 'internal' ? 'provider' : 'internal';
}

function age(since: Temporal.Instant, now: Temporal.Instant): string {
  return formatDuration(Math.max(0, Math.floor((now.epochMilliseconds - since.epochMilliseconds) / 60_000)));
}

/**
 * The state after a change of the queue. What happened since the change before is made up for first: a P3 that grew old
 * meanwhile made overflow active although nobody wrote that down, and ended a calm.
 */
export function judgeQueue(rule: OverflowRule, before: QueueState | null, seen: QueueSeen, now: Temporal.Instant): QueueState {
  const wasActive = before !== null && isActive(rule, queueFacts(before, now), now);
  const wasCalm = before !== null && isCalmQueue(rule, queueFacts(before, now));
  const next: QueueState = { ...seen, active: wasActive, calmSince: null };
  if (isCalmQueue(rule, queueFacts(next, now))) next.calmSince = wasCalm ? (before.calmSince ?? now) : now;
  next.active = isActive(rule, queueFacts(next, now), now);
  return next;
}

function isActive(rule: OverflowRule, overflow: QueueFacts, now: Temporal.Instant): boolean {
  const facts: Facts = { at: now.toString(), function: '', priority: 'P3', overflow };
  return overflowCause(rule, facts, now.epochMilliseconds) !== null;
}

/**
 * The facts with the queue in them, where it can matter: the agreement has overflow, and a row of the function takes part.
 * A queue that the facts brought along from an earlier decision is replaced.
 */
export function withQueue(
  { engagement, file }: { engagement: Engagement; file: EngagementFile },
  queue: QueueState | null,
  facts: Facts,
  now: Temporal.Instant,
): Facts {
  const { overflow: _overflow, ...known } = facts;
  if (queue === null || engagement.overflow === null || !takesPart(file, facts.function)) return known;
  return { ...known, overflow: queueFacts(queue, now) };
}

function takesPart(file: EngagementFile, functionId: string): boolean {
  return file.matrix.some((version) => version.rows.some((row) => row.overflow === true && row.function === functionId));
}
