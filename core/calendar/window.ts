/**
 * Which window of the matrix an instant falls into, in the site's zone: a holiday beats the weekend, the weekend
 * beats the hours, and what is left of a working day is after hours. A Saturday or Sunday with hours is an ordinary
 * day; a day begins at the first occurrence of its local midnight, or at the end of the gap that swallowed it.
 *
 * The window is piecewise constant, so a block of time holds its breakpoints and a question is a binary search; the
 * stretch that answered last is tried first, because questions come in runs.
 */

import type { WindowName } from '../responsibility/model.ts';
import { blockMs, blockOf, lastAtOrBefore, lazyBlocks } from './block.ts';
import { openSpansOfDay } from './calendar.ts';
import { dayMs } from './civil.ts';
import { isHoliday, isWeekend } from './hours.ts';
import type { CalendarSpec, EpochMs } from './model.ts';
import { civilToInstant } from './zone.ts';

/** Breakpoints of one block, ascending: `window[i]` holds from `at[i]` to `at[i + 1]`, the last one to the block's end. */
interface WindowBlock {
  at: EpochMs[];
  window: WindowName[];
}

/** Compiled windows of one place. The inside belongs to this file. */
export interface Windows {
  readonly block: (index: number) => WindowBlock;
  hitFrom: EpochMs;
  hitTo: EpochMs;
  hitWindow: WindowName;
}

export interface WindowSpan {
  from: EpochMs;
  to: EpochMs;
  window: WindowName;
}

/** Compiles the windows of a place. Nothing is computed until asked; `spec` must not be changed afterwards. */
export function compileWindows(spec: CalendarSpec): Windows {
  return { block: lazyBlocks((index) => computeWindows(spec, index)), hitFrom: 0, hitTo: 0, hitWindow: 'after-hours' };
}

function computeWindows(spec: CalendarSpec, index: number): WindowBlock {
  const start = index * blockMs;
  const block: WindowBlock = { at: [start], window: ['after-hours'] };
  const firstDay = Math.floor(start / dayMs) - 2;
  const lastDay = Math.floor((start + blockMs) / dayMs) + 2;
  for (let day = firstDay; day <= lastDay; day++) {
    for (const { from, window } of breakpointsOfDay(spec, day)) {
      if (from < start + blockMs) pushBreakpoint(block, Math.max(from, start), window);
    }
  }
  return block;
}

/** The day's midnight and every opening and closing in it, in order. */
function breakpointsOfDay(spec: CalendarSpec, dayNo: number): { from: EpochMs; window: WindowName }[] {
  const midnight = civilToInstant(spec.zone, dayNo * dayMs);
  if (isHoliday(spec, dayNo)) return [{ from: midnight, window: 'holiday' }];
  if (isWeekend(spec, dayNo)) return [{ from: midnight, window: 'weekend' }];
  const points: { from: EpochMs; window: WindowName }[] = [{ from: midnight, window: 'after-hours' }];
  for (const span of openSpansOfDay(spec, dayNo)) {
    points.push({ from: span.from, window: 'business-hours' }, { from: span.to, window: 'after-hours' });
  }
  return points;
}

/** Appends a breakpoint: at the same instant the later one decides, and a breakpoint that changes nothing is left out. */
function pushBreakpoint(block: WindowBlock, at: EpochMs, window: WindowName): void {
  if (block.at.at(-1) === at) {
    block.at.pop();
    block.window.pop();
  }
  if (block.window.at(-1) === window) return;
  block.at.push(at);
  block.window.push(window);
}

/** The window that holds the instant. */
export function windowAt(windows: Windows, at: EpochMs): WindowName {
  if (at >= windows.hitFrom && at < windows.hitTo) return windows.hitWindow;
  const index = blockOf(at);
  const block = windows.block(index);
  const i = lastAtOrBefore(block.at, at);
  windows.hitFrom = block.at[i]!;
  windows.hitTo = block.at[i + 1] ?? (index + 1) * blockMs;
  windows.hitWindow = block.window[i]!;
  return windows.hitWindow;
}

/** The windows of [from, to) in order: they touch, none is empty, neighbours differ. Reversed or empty range: none. */
export function windowSpans(windows: Windows, from: EpochMs, to: EpochMs): WindowSpan[] {
  const spans: WindowSpan[] = [];
  if (to <= from) return spans;
  for (let index = blockOf(from); index * blockMs < to; index++) {
    const block = windows.block(index);
    for (let i = Math.max(0, lastAtOrBefore(block.at, from)); i < block.at.length && block.at[i]! < to; i++) {
      const window = block.window[i]!;
      const end = Math.min(block.at[i + 1] ?? (index + 1) * blockMs, to);
      const last = spans.at(-1);
      if (last?.window === window) last.to = end;
      else spans.push({ from: Math.max(block.at[i]!, from), to: end, window });
    }
  }
  return spans;
}
