/**
 * Cases of kind `clock`: business-time arithmetic on the calendars that the file itself defines, and the clocks on an
 * item (`ticket.ts`). Instants are ISO 8601 in the file and milliseconds in the core; this file only translates.
 */

import {
  addOpen,
  addWorkingDays,
  type Calendar,
  compileCalendar,
  isOpen,
  localToInstant,
  openBetween,
  openSpans,
  subtractOpen,
} from '@tandem/core/calendar/calendar.ts';
import type { CalendarSpec, EpochMs, Span } from '@tandem/core/calendar/model.ts';
import { parseTimeOfDay } from '@tandem/core/calendar/zone.ts';
import { type CaseFile, judge, type Outcome } from './outcome.ts';
import { instant, show } from './text.ts';
import { answerTicket, answerTwoClocks } from './ticket.ts';

type TextSpan = [string, string];

interface CalendarText {
  tz: string;
  weekly: Record<string, TextSpan[]>;
  shifts?: Record<string, TextSpan[]>;
  breaks?: Record<string, TextSpan[]>;
  holidays?: string[];
  recurring_holidays?: string[];
}

interface ClockCase {
  id: string;
  kind: string;
  calendar: string;
  input: Record<string, unknown>;
  expected: unknown;
}

interface ClockFile extends CaseFile {
  calendars?: Record<string, CalendarText>;
  cases: ClockCase[];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Built in: files may use it without defining it. */
const aroundTheClock: CalendarText = {
  tz: 'UTC',
  weekly: Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']] satisfies TextSpan[]])),
};

export function runClockCases(file: CaseFile): Outcome[] {
  const { calendars = {}, cases } = file as ClockFile;
  const texts: Record<string, CalendarText> = { '24x7': aroundTheClock, ...calendars };
  return cases.map((clockCase) =>
    judge(clockCase.id, clockCase.expected, () => {
      const text = texts[clockCase.calendar];
      if (!text) throw new Error(`no calendar ${clockCase.calendar}`);
      const answer = answers[clockCase.kind];
      if (!answer) throw new Error(`no clock case is of kind ${clockCase.kind}`);
      return answer(compileCalendar(readCalendar(text)), clockCase.input);
    }),
  );
}

type Input = Record<string, unknown>;

const answers: Record<string, (cal: Calendar, input: Input) => unknown> = {
  add: (cal, input) => ({ at: show(addOpen(cal, time(input, 'start'), count(input, 'seconds') * 1000)) }),
  subtract: (cal, input) => ({ at: show(subtractOpen(cal, time(input, 'end'), count(input, 'seconds') * 1000)) }),
  between: (cal, input) => ({ seconds: openBetween(cal, time(input, 'start'), time(input, 'end')) / 1000 }),
  segments: (cal, input) => ({
    segments: firstSpans(cal, time(input, 'start'), count(input, 'count')).map((span) => [show(span.from), show(span.to)]),
  }),
  wall_clock: (cal, input) => ({ at: show(localToInstant(cal.spec.zone, words(input, 'date'), words(input, 'time'))) }),
  is_open: (cal, input) => ({ open: isOpen(cal, time(input, 'at')) }),
  add_working_days: (cal, input) => ({
    at: show(addWorkingDays(cal, time(input, 'start'), count(input, 'days'), { endOfDay: input['end_of_day'] === true })),
  }),
  ticket: answerTicket,
  two_clocks: answerTwoClocks,
};

/** The first spans from an instant: the searched range doubles until it holds one more, so that the last is whole. */
function firstSpans(cal: Calendar, from: EpochMs, wanted: number): Span[] {
  const tenYearsMs = 3660 * 86_400_000;
  for (let range = 32 * 86_400_000; ; range *= 2) {
    const spans = openSpans(cal, from, from + Math.min(range, tenYearsMs));
    if (spans.length > wanted || range >= tenYearsMs) return spans.slice(0, wanted);
  }
}

function readCalendar(text: CalendarText): CalendarSpec {
  const weekly: CalendarSpec['weekly'] = {};
  for (const [i, day] of weekdays.entries()) {
    weekly[(i + 1) as keyof CalendarSpec['weekly']] = (text.weekly[day] ?? []).map(readSpan);
  }
  return {
    zone: text.tz,
    weekly,
    shifts: readDated(text.shifts),
    breaks: readDated(text.breaks),
    holidays: new Set(text.holidays),
    recurringHolidays: new Set(text.recurring_holidays),
  };
}

function readDated(dated: Record<string, TextSpan[]> = {}): Record<string, [number, number][]> {
  return Object.fromEntries(Object.entries(dated).map(([date, spans]) => [date, spans.map(readSpan)]));
}

function readSpan([from, to]: TextSpan): [number, number] {
  const [start, end] = [parseTimeOfDay(from), parseTimeOfDay(to)];
  if (start === null || end === null) throw new Error(`not a span of hours: ${from} ${to}`);
  return [start, end];
}

function time(input: Input, key: string): EpochMs {
  return instant(words(input, key));
}

function words(input: Input, key: string): string {
  const value = input[key];
  if (typeof value !== 'string') throw new Error(`${key} is missing`);
  return value;
}

function count(input: Input, key: string): number {
  const value = input[key];
  if (typeof value !== 'number') throw new Error(`${key} is missing`);
  return value;
}
