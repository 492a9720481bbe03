/**
 * The topic of shift swaps. Shift and swap are given in words: `daily 12:00-15:00 person U`, `day2 13:00-14:00`. A day's
 * shifts are asked as they are paged (`day2`, `day2_export`) and as a calendar shows them (`day2_view`).
 */

import { dayMs, minuteMs } from '@tandem/core/calendar/civil.ts';
import { parseTimeOfDay } from '@tandem/core/calendar/zone.ts';
import { type Duty, highestRank, type RankedDuty, shiftsOf } from '@tandem/core/oncall/duty.ts';
import { applyOverrides } from '@tandem/core/oncall/override.ts';
import { type ShownShift, type Swap, shownShifts, swapOverrides } from '@tandem/core/oncall/swap.ts';
import type { Topic } from './topic.ts';

interface SwapQuestion {
  shift: string;
  swap_requester: string;
  taker: string;
}

interface SwapRow extends Record<string, unknown> {
  swap: string;
  taken: boolean;
}

/** Moment of a numbered day; day 1 begins at 0. */
function moment(day: string, time: string): number {
  const minute = parseTimeOfDay(time);
  if (minute === null) throw new Error(`not a time of day: ${time}`);
  return (Number(day) - 1) * dayMs + minute * minuteMs;
}

function dutiesOf(words: string, days: number): Duty[] {
  const match = /^daily (\d\d:\d\d)-(\d\d:\d\d) person (\w+)$/.exec(words);
  if (!match) throw new Error(`not understood: ${words}`);
  const [, start = '', end = '', person = ''] = match;
  const shifts = Array.from({ length: days }, (_, i): RankedDuty => {
    const day = String(i + 1);
    return { people: [person], rank: 0, from: moment(day, start), to: moment(day, end) };
  });
  return highestRank(shifts, 0, days * dayMs);
}

function swapOf({ swap_requester, taker }: SwapQuestion, { swap, taken }: SwapRow): Swap {
  const match = /^day(\d+) (\d\d:\d\d) ?- ?(?:day(\d+) )?(\d\d:\d\d)/.exec(swap);
  if (!match) throw new Error(`not understood: ${swap}`);
  const [, day = '', start = '', lastDay = day, end = ''] = match;
  return { requester: swap_requester, taker: taken ? taker : null, from: moment(day, start), to: moment(lastDay, end) };
}

function shiftSwap(given: SwapQuestion, rows: SwapRow[]): unknown {
  const duties = dutiesOf(given.shift, 7);
  return rows.map((row) => {
    const swap = swapOf(given, row);
    const final = shiftsOf(applyOverrides(duties, swapOverrides(swap))).map(
      (shift): ShownShift => ({ ...shift, requested: false }),
    );
    const answers = Object.keys(row).map((key): [string, unknown] => {
      const asked = /^day(\d+)(_view|_export)?$/.exec(key);
      if (!asked) return [key, row[key]];
      const shown = asked[2] === '_view' ? shownShifts(final, swap) : final;
      return [key, linesOfDay(shown, Number(asked[1]))];
    });
    return Object.fromEntries(answers);
  });
}

function linesOfDay(shifts: ShownShift[], day: number): string[] {
  const [from, to] = [(day - 1) * dayMs, day * dayMs];
  const hour = (at: number) => {
    const minute = (at - from) / minuteMs;
    return minute % 60 === 0 ? `${minute / 60}` : `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  };
  return shifts
    .filter((shift) => shift.from < to && shift.to > from)
    .map(
      (shift) =>
        `${shift.person} ${hour(Math.max(shift.from, from))}-${hour(Math.min(shift.to, to))}${shift.requested ? ' (requested)' : ''}`,
    );
}

export const swapTopics: Record<string, Topic> = { 'shift-swap': shiftSwap };
