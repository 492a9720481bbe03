/**
 * One clock, read from events. The time used is the open time of the calendar inside the stretches in which the side's
 * clock runs; pauses and closed time are spans taken out to the millisecond. Nothing ever resets it: handing an item
 * back pauses the provider's clock and handing it over again resumes the same obligation, reopening goes on where
 * closing stopped, and a change of target keeps the time already used and the misses already recorded.
 *
 * A budget used up exactly at closing is due at closing, and using it up exactly is not yet a miss.
 */

import { addOpen, openBetween } from '../calendar/calendar.ts';
import type { EpochMs } from '../calendar/model.ts';
import { formatInstant } from '../calendar/zone.ts';
import type { ClockEvent, ClockQuestion, Reading } from './model.ts';
import { firstResponse, type Obligation, obligations } from './obligation.ts';
import { obligationStart, type RunningSpan, runningSpans } from './running.ts';

const minuteMs = 60_000;

/** Reads one clock as of an instant. Total: any events in any order give a reading. */
export function clock(question: ClockQuestion): Reading {
  const { side, target, asOf } = question;
  const events = question.events.filter((event) => event.at <= asOf).sort((a, b) => a.at - b.at);
  const running = runningSpans(side, events);
  const owed = obligations(side, target, events);
  const wokenAt = target === 'next-response' ? wakeUp(question, events) : null;
  const periods = targetPeriods(question, events);
  const current = owed.at(-1);
  const targetMs = periods.at(-1)?.targetMs ?? null;
  const usedMs = current ? usedUntil(question, running, current, current.to ?? asOf) : 0;
  const state = stateOf(current, running, wokenAt);
  const dueAt =
    current && targetMs !== null && (state === 'running' || state === 'asleep')
      ? due(question, running, current, targetMs)
      : null;
  const missedAt = owed.flatMap((one) => misses(question, running, one, periods, wokenAt));
  const reading = { state, dueAt, usedMs, remainingMs: targetMs === null ? null : targetMs - usedMs, missedAt };
  return { ...reading, trace: explain(question, current, targetMs, reading) };
}

/**
 * When the next-response target woke: at the first response, or at once when no first response is promised. Until
 * then the first-response target is the one that counts, and this one cannot be missed.
 */
function wakeUp({ side, minutes }: ClockQuestion, events: readonly ClockEvent[]): EpochMs | 'never' {
  const promised =
    minutes['first-response'] !== undefined ||
    events.some((event) => event.kind === 'targets' && event.minutes['first-response'] !== undefined);
  const start = obligationStart(side, events);
  if (start === null) return 'never';
  return promised ? (firstResponse(side, events, start) ?? 'never') : start;
}

function stateOf(
  current: Obligation | undefined,
  running: readonly RunningSpan[],
  wokenAt: EpochMs | 'never' | null,
): Reading['state'] {
  if (!current) return 'idle';
  if (current.to !== null) return 'stopped';
  if (running.at(-1)?.to !== null) return 'paused';
  return wokenAt === 'never' ? 'asleep' : 'running';
}

/** Open time of the obligation that the running spans hold before `until`. */
function usedUntil({ calendar }: ClockQuestion, running: readonly RunningSpan[], owed: Obligation, until: EpochMs): number {
  const end = Math.min(until, owed.to ?? until);
  return running.reduce(
    (sum, span) => sum + openBetween(calendar, Math.max(span.from, owed.from), Math.min(span.to ?? end, end)),
    0,
  );
}

/** The earliest instant at which the budget is used up; null when the running spans end before that. */
function due({ calendar }: ClockQuestion, running: readonly RunningSpan[], owed: Obligation, targetMs: number): EpochMs | null {
  let left = targetMs;
  for (const span of running) {
    const from = Math.max(span.from, owed.from);
    if (span.to === null) return addOpen(calendar, from, Math.max(0, left));
    const available = openBetween(calendar, from, span.to);
    if (available > 0 && left <= available) return addOpen(calendar, from, Math.max(0, left));
    left -= available;
  }
  return null;
}

interface TargetPeriod {
  from: EpochMs;
  to: EpochMs | null;
  targetMs: number | null;
}

/** Which target was in force when. */
function targetPeriods({ target, minutes }: ClockQuestion, events: readonly ClockEvent[]): TargetPeriod[] {
  const toMs = (value: number | undefined) => (value === undefined ? null : value * minuteMs);
  const periods: TargetPeriod[] = [{ from: Number.NEGATIVE_INFINITY, to: null, targetMs: toMs(minutes[target]) }];
  for (const event of events) {
    if (event.kind !== 'targets') continue;
    periods.at(-1)!.to = event.at;
    periods.push({ from: event.at, to: null, targetMs: toMs(event.minutes[target]) });
  }
  return periods;
}

/** When the obligation first exceeded a target that was in force: none, or one instant. */
function misses(
  question: ClockQuestion,
  running: readonly RunningSpan[],
  owed: Obligation,
  periods: readonly TargetPeriod[],
  wokenAt: EpochMs | 'never' | null,
): EpochMs[] {
  if (wokenAt === 'never') return [];
  const end = owed.to ?? question.asOf;
  for (const { from, to, targetMs } of periods) {
    const until = Math.min(to ?? end, end);
    const exceeds = targetMs !== null && until > from && usedUntil(question, running, owed, until) > targetMs;
    const moment = exceeds ? due(question, running, owed, targetMs) : null;
    const missedAt = moment === null ? null : Math.max(moment, from, wokenAt ?? moment);
    if (missedAt !== null && missedAt < until) return [missedAt];
  }
  return [];
}

function explain(
  question: ClockQuestion,
  current: Obligation | undefined,
  targetMs: number | null,
  reading: Omit<Reading, 'trace'>,
): string[] {
  const { side, target, calendar } = question;
  const show = (at: EpochMs) => formatInstant(calendar.spec.zone, at);
  const minutes = (ms: number) => `${Math.floor(ms / minuteMs)} min`;
  if (!current) return [`${side} ${target}: nothing is owed.`];
  const lines = [`${side} ${target}: owed since ${show(current.from)}, ${minutes(reading.usedMs)} of open time used.`];
  if (targetMs === null) lines.push('No target is set.');
  if (reading.state === 'asleep') lines.push('It sleeps until the first response.');
  if (reading.state === 'paused') lines.push('It is paused: no due time until it goes on.');
  if (current.to !== null) lines.push(`It stopped at ${show(current.to)}.`);
  if (reading.dueAt !== null && targetMs !== null)
    lines.push(`The target of ${minutes(targetMs)} is used up at ${show(reading.dueAt)}.`);
  for (const at of reading.missedAt) lines.push(`The target was missed at ${show(at)}.`);
  return lines;
}
