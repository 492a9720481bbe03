/**
 * A swap asks another person to take a span of one's duty, perhaps for a span of theirs in return. It is two overrides
 * that stand or fall together and it needs the other person's yes: until then it changes nothing about who is paged,
 * it is only shown. One that nobody has taken when it begins has lapsed.
 */

import type { EpochMs, Span } from '../calendar/model.ts';
import type { Shift } from './duty.ts';
import type { Override } from './override.ts';

export interface Swap extends Span {
  requester: string;
  /** Null until somebody says yes. */
  taker: string | null;
  /** The taker's duty that the requester serves in exchange. */
  inReturn?: Span;
}

export type SwapState = 'open' | 'taken' | 'past-due';

export function swapState(swap: Swap, now: EpochMs): SwapState {
  if (swap.taker !== null) return 'taken';
  return now < swap.from ? 'open' : 'past-due';
}

/** What the swap does to a rota: both overrides once it is taken, nothing before. */
export function swapOverrides({ requester, taker, from, to, inReturn }: Swap): Override[] {
  if (taker === null) return [];
  const given: Override = { add: taker, remove: requester, from, to };
  return inReturn ? [given, { add: requester, remove: taker, from: inReturn.from, to: inReturn.to }] : [given];
}

export interface ShownShift extends Shift {
  /** Part of an untaken swap: somebody is asked to take it. */
  requested: boolean;
}

/** The shifts as a calendar shows them: the part that an untaken swap asks about is set apart. */
export function shownShifts(shifts: readonly Shift[], swap: Swap): ShownShift[] {
  return shifts.flatMap((shift) => {
    const [from, to] = [Math.max(shift.from, swap.from), Math.min(shift.to, swap.to)];
    if (swap.taker !== null || shift.person !== swap.requester || from >= to) return [{ ...shift, requested: false }];
    const parts: ShownShift[] = [
      { ...shift, to: from, requested: false },
      { ...shift, from, to, requested: true },
      { ...shift, from: to, requested: false },
    ];
    return parts.filter((part) => part.from < part.to);
  });
}
