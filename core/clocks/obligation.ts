/**
 * What a side owes, as stretches of an item's history: from the moment something is owed to the moment it was done.
 * The first response and the solution are owed once; an answer is owed again for every requester who waits, from the
 * earliest message that nobody has answered. An automatic message or a private note is never a contact.
 */

import type { EpochMs } from '../calendar/model.ts';
import type { Side } from '../responsibility/model.ts';
import type { ClockEvent, ClockTarget } from './model.ts';
import { obligationStart } from './running.ts';

/** `to` is null while it is still owed. */
export interface Obligation {
  from: EpochMs;
  to: EpochMs | null;
}

/** The stretches in order; only the last can still be owed. `events` are ordered by time. */
export function obligations(side: Side, target: ClockTarget, events: readonly ClockEvent[]): Obligation[] {
  const start = obligationStart(side, events);
  if (start === null) return [];
  if (target === 'next-response') return answersOwed(side, events);
  const to = target === 'first-response' ? firstResponse(side, events, start) : closing(events);
  return [{ from: start, to }];
}

/** The internal side's end-to-end promise is kept by either side; the provider's own only by the provider. */
function counts(side: Side, event: ClockEvent): boolean {
  if (event.kind !== 'first-response' && event.kind !== 'reply') return false;
  return !event.automatic && !event.private && (side === 'internal' || event.by === 'provider');
}

/** When the side first responded, at or after its obligation began. */
export function firstResponse(side: Side, events: readonly ClockEvent[], start: EpochMs): EpochMs | null {
  return events.find((event) => event.kind === 'first-response' && event.at >= start && counts(side, event))?.at ?? null;
}

/** When the item was closed for good; null while it is open, which a reopened one is. */
function closing(events: readonly ClockEvent[]): EpochMs | null {
  let closedAt: EpochMs | null = null;
  for (const event of events) {
    if (event.kind !== 'state') continue;
    closedAt = event.state === 'closed' ? (closedAt ?? event.at) : null;
  }
  return closedAt;
}

function answersOwed(side: Side, events: readonly ClockEvent[]): Obligation[] {
  const owed: Obligation[] = [];
  let waitingSince: EpochMs | null = null;
  for (const event of events) {
    if (event.kind === 'requester-message' && !event.automatic && !event.private) waitingSince ??= event.at;
    if (event.kind !== 'reply' || !counts(side, event) || waitingSince === null) continue;
    owed.push({ from: waitingSince, to: event.at });
    waitingSince = null;
  }
  const closedAt = closing(events);
  if (waitingSince !== null)
    owed.push({ from: waitingSince, to: closedAt !== null && closedAt >= waitingSince ? closedAt : null });
  return owed;
}
