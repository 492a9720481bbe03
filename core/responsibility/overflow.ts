/**
 * Helpdesk overflow: when the other side takes untouched tickets. It begins when the queue is long or old enough, or
 * while a planned event runs, and once begun it stays until the queue has been short and young for a while, so that a
 * queue at the threshold does not send tickets back and forth. The queue's state is stated by whoever asks.
 *
 * Missing figures count as an empty queue. A missing `enter` threshold never begins it, a missing `leave` threshold
 * never holds it. Exclusions of the rule always hold; an event adds its own while it runs.
 */

import { parseDuration } from '../calendar/duration.ts';
import type { EpochMs } from '../calendar/model.ts';
import { parseTime } from '../calendar/zone.ts';
import type { Actor, Actors } from './actors.ts';
import { findActor } from './actors.ts';
import type { Facts, Overflow, OverflowExclusions } from './model.ts';

interface Exclusions {
  userGroups: ReadonlySet<string>;
  categories: ReadonlySet<string>;
}

interface OverflowEvent extends Exclusions {
  name: string;
  from: EpochMs;
  to: EpochMs;
}

export interface OverflowRule extends Exclusions {
  to: Actor;
  enterUntouched: number;
  enterOldestMinutes: number;
  leaveUntouched: number;
  leaveOldestMinutes: number;
  leaveHeldMinutes: number;
  events: OverflowEvent[];
}

/** Why overflow is active: the queue entered it, the queue has not left it, or an event runs. */
export type OverflowCause = 'entered' | 'held' | 'event';

export function compileOverflow(overflow: Overflow, actors: Actors, zone: string): OverflowRule {
  return {
    to: findActor(actors, overflow.to),
    enterUntouched: overflow.enter.untouched ?? Infinity,
    enterOldestMinutes: minutesOr(overflow.enter['oldest-untouched-p3'], Infinity),
    leaveUntouched: overflow.leave.untouched ?? Infinity,
    leaveOldestMinutes: minutesOr(overflow.leave['oldest-untouched-p3'], Infinity),
    leaveHeldMinutes: minutesOr(overflow.leave.held, 0),
    ...compileExclusions(overflow.exclude),
    events: (overflow.events ?? []).map((event, index) => ({
      name: event.id ?? event.name ?? `event ${index + 1}`,
      from: parseTime(zone, event.from) ?? Infinity,
      to: parseTime(zone, event.to) ?? -Infinity,
      ...compileExclusions(event.exclude),
    })),
  };
}

function compileExclusions(exclude: OverflowExclusions | undefined): Exclusions {
  return { userGroups: new Set(exclude?.['user-groups']), categories: new Set(exclude?.categories) };
}

function minutesOr(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : (parseDuration(text) ?? otherwise);
}

/** Why overflow is active at the instant; null when it is not. */
export function overflowCause(rule: OverflowRule, facts: Facts, at: EpochMs): OverflowCause | null {
  if (rule.events.some((event) => isRunning(event, at))) return 'event';
  const queue = facts.overflow;
  if (queue === undefined) return null;
  const untouched = queue.untouched ?? 0;
  const oldestMinutes = minutesOr(queue['oldest-untouched-p3'], 0);
  if (untouched >= rule.enterUntouched || oldestMinutes >= rule.enterOldestMinutes) return 'entered';
  if (queue['was-active'] !== true) return null;
  return isCalmQueue(rule, queue) && minutesOr(queue['leave-held'], 0) >= rule.leaveHeldMinutes ? null : 'held';
}

/** Whether the queue is as short and as young as leaving asks. How long it has been is another matter. */
export function isCalmQueue(rule: OverflowRule, queue: NonNullable<Facts['overflow']>): boolean {
  const oldestMinutes = minutesOr(queue['oldest-untouched-p3'], 0);
  return (queue.untouched ?? 0) <= rule.leaveUntouched && oldestMinutes <= rule.leaveOldestMinutes;
}

/** The user group or category that keeps this work from moving, or null. */
export function overflowExclusion(rule: OverflowRule, facts: Facts, at: EpochMs): string | null {
  const group = facts['user-group'];
  const { category } = facts;
  for (const exclusions of [rule, ...rule.events.filter((event) => isRunning(event, at))]) {
    if (group !== undefined && exclusions.userGroups.has(group)) return `user group ${group}`;
    if (category !== undefined && exclusions.categories.has(category)) return `category ${category}`;
  }
  return null;
}

function isRunning(event: OverflowEvent, at: EpochMs): boolean {
  return at >= event.from && at < event.to;
}

/** A state of the queue in which overflow is active, as facts; null when no queue makes it active. */
export function busyQueue(rule: OverflowRule): NonNullable<Facts['overflow']> | null {
  if (Number.isFinite(rule.enterUntouched)) return { 'was-active': false, untouched: rule.enterUntouched };
  if (!Number.isFinite(rule.enterOldestMinutes)) return null;
  return { 'was-active': false, 'oldest-untouched-p3': `${rule.enterOldestMinutes}m` };
}
