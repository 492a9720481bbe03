/**
 * When a side's clocks run on an item. The internal side's run from creation to closing, whoever holds the item,
 * because its promise to the requester is end to end. The provider's run while it holds the item: from the moment it
 * was first given custody, not while the item is handed back, and on again when it returns. Nobody's run while the
 * item is paused or closed.
 */

import type { EpochMs } from '../calendar/model.ts';
import type { Side } from '../responsibility/model.ts';
import type { ClockEvent } from './model.ts';

/** Half-open; `to` is null while it still runs. */
export interface RunningSpan {
  from: EpochMs;
  to: EpochMs | null;
}

/** The spans in which the side's clocks run, in order. `events` are ordered by time. */
export function runningSpans(side: Side, events: readonly ClockEvent[]): RunningSpan[] {
  const spans: RunningSpan[] = [];
  let created = false;
  let open = true;
  let holds = side === 'internal';
  let from: EpochMs | null = null;
  for (const event of events) {
    if (event.kind === 'created') created = true;
    else if (event.kind === 'state') open = event.state === 'open';
    else if (event.kind === 'custody' && side === 'provider') holds = event.side === 'provider';
    const runs = created && open && holds;
    if (runs && from === null) from = event.at;
    if (!runs && from !== null) {
      if (event.at > from) spans.push({ from, to: event.at });
      from = null;
    }
  }
  if (from !== null) spans.push({ from, to: null });
  return spans;
}

/** When the side's obligation on the item began: at creation, or when the provider first held it. Null before that. */
export function obligationStart(side: Side, events: readonly ClockEvent[]): EpochMs | null {
  const begins = (event: ClockEvent) =>
    side === 'internal' ? event.kind === 'created' : event.kind === 'custody' && event.side === 'provider';
  return events.find(begins)?.at ?? null;
}
