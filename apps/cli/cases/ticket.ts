/**
 * The `ticket` and `two_clocks` cases of kind `clock`: translates a ticket's times into the events of the core's clocks
 * and reads every clock after the last of them.
 */

import type { Calendar } from '@tandem/core/calendar/calendar.ts';
import type { EpochMs } from '@tandem/core/calendar/model.ts';
import { clock } from '@tandem/core/clocks/clock.ts';
import { type ClockEvent, type ClockTarget, clockTargets, type TargetMinutes } from '@tandem/core/clocks/model.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import { instant, show } from './text.ts';

/** A time, or several of the same kind. */
type Times = string | string[] | null;
type TargetText = { first_response?: number; response?: number; solution?: number };

interface TicketInput {
  created_at: string;
  targets: TargetText;
  customer_contact_at?: Times;
  agent_contact_at?: Times;
  first_response_at?: Times;
  closed_at?: Times;
  states?: [string, 'open' | 'paused' | 'closed'][];
}

interface TwoClocksInput {
  ticket_created_at: string;
  escalated_at?: Times;
  handed_back_at?: Times;
  re_escalated_at?: Times;
  internal_targets?: TargetText;
  provider_targets?: TargetText;
}

const names: Record<ClockTarget, 'first_response' | 'response' | 'solution'> = {
  'first-response': 'first_response',
  'next-response': 'response',
  solution: 'solution',
};

export function answerTicket(calendar: Calendar, given: Record<string, unknown>): Record<string, unknown> {
  const input = given as unknown as TicketInput;
  const events: ClockEvent[] = [
    { at: instant(input.created_at), kind: 'created' },
    ...instants(input.customer_contact_at).map((at): ClockEvent => ({ at, kind: 'requester-message' })),
    ...instants(input.first_response_at).map((at): ClockEvent => ({ at, kind: 'first-response', by: 'internal' })),
    ...instants(input.agent_contact_at).map((at): ClockEvent => ({ at, kind: 'reply', by: 'internal' })),
    ...(input.states ?? []).map(([at, state]): ClockEvent => ({ at: instant(at), kind: 'state', state })),
    ...instants(input.closed_at).map((at): ClockEvent => ({ at, kind: 'state', state: 'closed' })),
  ];
  const clocks = readClocks('internal', calendar, events, input.targets);
  const dues = clocks.map(({ dueAt }) => dueAt).filter((at) => at !== null);
  return { ...columns('', clocks), next_due: show(dues.length > 0 ? Math.min(...dues) : null) };
}

export function answerTwoClocks(calendar: Calendar, given: Record<string, unknown>): Record<string, unknown> {
  const input = given as unknown as TwoClocksInput;
  const custody =
    (side: Side) =>
    (at: EpochMs): ClockEvent => ({ at, kind: 'custody', side });
  const events: ClockEvent[] = [
    { at: instant(input.ticket_created_at), kind: 'created' },
    ...instants(input.escalated_at).map(custody('provider')),
    ...instants(input.handed_back_at).map(custody('internal')),
    ...instants(input.re_escalated_at).map(custody('provider')),
  ];
  return {
    ...columns('internal_', readClocks('internal', calendar, events, input.internal_targets)),
    ...columns('provider_', readClocks('provider', calendar, events, input.provider_targets)),
  };
}

interface ClockColumns {
  name: string;
  targetMinutes: number | undefined;
  dueAt: EpochMs | null;
  /** Whole minutes used, once the clock has stopped. */
  usedMinutes: number | null;
}

function readClocks(side: Side, calendar: Calendar, events: ClockEvent[], targets: TargetText = {}): ClockColumns[] {
  const minutes: TargetMinutes = Object.fromEntries(clockTargets.map((target) => [target, targets[names[target]]]));
  const asOf = Math.max(...events.map((event) => event.at));
  return clockTargets.map((target) => {
    const reading = clock({ side, target, events, calendar, minutes, asOf });
    const usedMinutes = reading.state === 'stopped' ? Math.floor(reading.usedMs / 60_000) : null;
    return { name: names[target], targetMinutes: minutes[target], dueAt: reading.dueAt, usedMinutes };
  });
}

function columns(prefix: string, clocks: ClockColumns[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const { name, targetMinutes, dueAt, usedMinutes } of clocks) {
    row[`${prefix}${name}_due`] = show(dueAt);
    row[`${prefix}${name}_minutes`] = usedMinutes;
    row[`${prefix}${name}_margin`] = usedMinutes === null || targetMinutes === undefined ? null : targetMinutes - usedMinutes;
  }
  return row;
}

function instants(times: Times | undefined): EpochMs[] {
  return (times === null || times === undefined ? [] : [times].flat()).map((text) => instant(text));
}
