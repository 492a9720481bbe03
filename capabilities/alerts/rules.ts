/**
 * What a delivery does to an alert, decided from the alert as it stands and what the sender says. Deliveries come twice,
 * late and out of order; the outcome is the same as if each had come once and in order, within the bounds below.
 *
 * - Firing again while firing is the same alert, seen once more. Firing after a resolve continues it within the source's
 *   time, and is a new occurrence afterwards.
 * - A sender's `startsAt` names the episode it speaks of. A word about an episode that is over is late: it is counted,
 *   and changes nothing. Lateness is believed for an hour; after that a sender that still says "firing" is taken at its
 *   word, for an alert must never be lost to a clock that is wrong.
 */
import type { Signal } from './formats/rules.ts';

/** How long after a resolve a firing of the same episode is taken for a delayed delivery. */
export const lateMinutes = 60;
/** State changes within an hour from which an alert is called flapping: it fired three times. */
export const flappingFrom = 5;
const transitionsMax = 60;
const flappingWindowMinutes = 60;

export type Step =
  /** A first occurrence, or a new one. */
  | 'open'
  | 'reopen'
  | 'seen'
  | 'resolve'
  /** About an episode that is over, or a resolve said twice. */
  | 'late'
  /** A resolve of something that never fired here. */
  | 'over';

/** The part of an alert that decides. */
export interface Standing {
  state: 'firing' | 'resolved';
  startsAt: Temporal.Instant | null;
  endsAt: Temporal.Instant | null;
  resolvedAt: Temporal.Instant | null;
}

/** `held` null: nothing is known of this identity. */
export function stepOf(
  held: Standing | null,
  signal: Pick<Signal, 'state' | 'startsAt' | 'endsAt'>,
  now: Temporal.Instant,
  reopenMinutes: number,
): Step {
  if (signal.state === 'resolved') {
    if (held === null) return 'over';
    return held.state === 'resolved' || resolvesEarlier(held, signal) ? 'late' : 'resolve';
  }
  if (held === null) return 'open';
  if (held.state === 'firing') return 'seen';
  const sinceMinutes = held.resolvedAt === null ? 0 : held.resolvedAt.until(now).total('minutes');
  if (sinceMinutes < lateMinutes && isOver(held, signal.startsAt)) return 'late';
  return sinceMinutes <= reopenMinutes ? 'reopen' : 'open';
}

/** How the alert stands after a step. The episode it knows of only ever moves forward, also by a word that is late. */
export function standingAfter(
  held: Standing | null,
  signal: Pick<Signal, 'state' | 'startsAt' | 'endsAt'>,
  step: Step,
  now: Temporal.Instant,
): Standing {
  if (step === 'open' || step === 'reopen') return { state: 'firing', startsAt: signal.startsAt, endsAt: null, resolvedAt: null };
  const startsAt = laterOf(held?.startsAt ?? null, signal.startsAt);
  if (step === 'seen' || (held?.state === 'firing' && step === 'late'))
    return { state: 'firing', startsAt, endsAt: null, resolvedAt: null };
  const resolvedAt = step === 'late' ? (held?.resolvedAt ?? now) : now;
  return { state: 'resolved', startsAt, endsAt: laterOf(held?.endsAt ?? null, signal.endsAt), resolvedAt };
}

/** A resolve of an episode before the one that is firing. */
function resolvesEarlier(held: Standing, signal: Pick<Signal, 'startsAt' | 'endsAt'>): boolean {
  if (held.startsAt === null) return false;
  if (signal.startsAt !== null) return isBefore(signal.startsAt, held.startsAt);
  return signal.endsAt !== null && isBefore(signal.endsAt, held.startsAt);
}

function isOver(held: Standing, startsAt: Temporal.Instant | null): boolean {
  if (startsAt === null) return false;
  if (held.startsAt !== null) return !isBefore(held.startsAt, startsAt);
  return held.endsAt !== null && isBefore(startsAt, held.endsAt);
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

/** The later of two; null says nothing. */
function laterOf(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (a === null || b === null) return a ?? b;
  return isBefore(a, b) ? b : a;
}

/** Adds a state change; only what counts for flapping is kept. Instants as text, oldest first. */
export function addTransition(transitions: readonly string[], now: Temporal.Instant): string[] {
  return [...recent(transitions, now), now.toString()].slice(-transitionsMax);
}

export function transitionsLastHour(transitions: readonly string[], now: Temporal.Instant): number {
  return recent(transitions, now).length;
}

export function isFlapping(transitions: readonly string[], now: Temporal.Instant): boolean {
  return transitionsLastHour(transitions, now) >= flappingFrom;
}

function recent(transitions: readonly string[], now: Temporal.Instant): string[] {
  const from = now.subtract({ minutes: flappingWindowMinutes });
  return transitions.filter((at) => Temporal.Instant.compare(Temporal.Instant.from(at), from) > 0);
}

/** Re-sends are told of at the second, fourth, eighth … delivery: a sender that repeats for weeks does not fill the record. */
export function isToldOf(count: number): boolean {
  return count > 1 && Number.isInteger(Math.log2(count));
}
