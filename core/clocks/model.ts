/**
 * Words of the clocks. A clock measures one obligation of one side on one item: to respond first, to answer a
 * requester who waits, to solve. It is read from what happened, never kept: the same events always give the same
 * reading, so a clock cannot be restarted, only its events can be added to.
 */

import type { Calendar } from '../calendar/calendar.ts';
import type { EpochMs } from '../calendar/model.ts';
import type { Side } from '../responsibility/model.ts';

export type ClockTarget = 'first-response' | 'next-response' | 'solution';
export const clockTargets = ['first-response', 'next-response', 'solution'] as const;

/** Minutes for each target; a target that is missing is not measured. */
export type TargetMinutes = Partial<Record<ClockTarget, number>>;

/** A message or response. Automatic ones and private notes are kept in the history and never count. */
interface Contact {
  at: EpochMs;
  automatic?: boolean;
  private?: boolean;
}

export type ClockEvent =
  | { at: EpochMs; kind: 'created' }
  /** Paused covers every reason to wait for somebody outside. An item is open from its creation. */
  | { at: EpochMs; kind: 'state'; state: 'open' | 'paused' | 'closed' }
  /** The side that holds the item from now on. Without such an event the internal side does. */
  | { at: EpochMs; kind: 'custody'; side: Side }
  | { at: EpochMs; kind: 'targets'; minutes: TargetMinutes }
  | (Contact & { kind: 'requester-message' })
  /** Somebody took it up: a call, an acknowledgement, a first reply. Only a `reply` answers a requester who waits. */
  | (Contact & { kind: 'first-response'; by: Side })
  | (Contact & { kind: 'reply'; by: Side });

export interface ClockQuestion {
  side: Side;
  target: ClockTarget;
  events: readonly ClockEvent[];
  calendar: Calendar;
  /** In force from creation until a `targets` event replaces them. */
  minutes: TargetMinutes;
  /** Later events are not looked at. */
  asOf: EpochMs;
}

export interface Reading {
  /**
   * idle: nothing is owed (not begun, or nobody waits) · asleep: owed, but not held to before the first response ·
   * running · paused · stopped: done.
   */
  state: 'idle' | 'asleep' | 'running' | 'paused' | 'stopped';
  /** Null unless the clock runs or sleeps: while it is paused nobody knows when it will go on. */
  dueAt: EpochMs | null;
  usedMs: number;
  /** Target minus used, negative when late; null without a target. */
  remainingMs: number | null;
  /** When the target in force was exceeded, oldest first. A later target or a reopening takes nothing off this list. */
  missedAt: EpochMs[];
  trace: string[];
}
