import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addOpen,
  addWorkingDays,
  compileCalendar,
  isOpen,
  localToInstant,
  nextOpen,
  openBetween,
  openSpans,
  parseHours,
  subtractOpen,
} from './calendar.ts';
import { dayMs } from './civil.ts';
import type { CalendarSpec, EpochMs } from './model.ts';
import { anySpec, anyZone, dstZones } from './specimens.test.ts';
import { formatInstant, parseTime } from './zone.ts';

const hour = 3_600_000;
const nineToFive: CalendarSpec['weekly'] = {
  1: [[540, 1020]],
  2: [[540, 1020]],
  3: [[540, 1020]],
  4: [[540, 1020]],
  5: [[540, 1020]],
};
const utc = compileCalendar({ zone: 'UTC', weekly: nineToFive });
const never = compileCalendar({ zone: 'UTC', weekly: {} });
const always = compileCalendar({
  zone: 'America/Chicago',
  weekly: { 1: [[0, 1440]], 2: [[0, 1440]], 3: [[0, 1440]], 4: [[0, 1440]], 5: [[0, 1440]], 6: [[0, 1440]], 7: [[0, 1440]] },
});

function at(text: string, zone = 'UTC'): EpochMs {
  const instant = parseTime(zone, text);
  if (instant === null) throw new Error(`bad time in a test: ${text}`);
  return instant;
}

function show(instant: EpochMs | null, zone = 'UTC'): string | null {
  return instant === null ? null : formatInstant(zone, instant);
}

const instants = fc.integer({ min: at('1990-01-01'), max: at('2060-01-01') });
const amounts = fc.integer({ min: 1, max: 90 * dayMs });

describe('the edges of a day', () => {
  test.each([
    ['2024-01-15T08:59:59.999', false],
    ['2024-01-15T09:00', true],
    ['2024-01-15T16:59:59.999', true],
    ['2024-01-15T17:00', false],
    ['2024-01-13T12:00', false],
  ])('%s is open: %s', (time, open) => {
    expect(isOpen(utc, at(time))).toBe(open);
  });

  test.each([
    ['2024-01-15T16:00', 1, '2024-01-15T17:00:00+00:00'],
    ['2024-01-15T16:00', 1.5, '2024-01-16T09:30:00+00:00'],
    ['2024-01-15T17:00', 0, '2024-01-16T09:00:00+00:00'],
    ['2024-01-12T17:00', 0, '2024-01-15T09:00:00+00:00'],
    ['2024-01-15T09:00', 0, '2024-01-15T09:00:00+00:00'],
    ['2024-01-13T00:00', 8, '2024-01-15T17:00:00+00:00'],
    ['2024-01-15T10:00', -2, '2024-01-12T16:00:00+00:00'],
  ])('%s plus %s open hours is %s', (from, hours, due) => {
    expect(show(addOpen(utc, at(from), hours * hour))).toBe(due);
  });

  test.each([
    ['2024-01-15T17:00', 8, '2024-01-15T09:00:00+00:00'],
    ['2024-01-15T09:00', 0, '2024-01-12T17:00:00+00:00'],
    ['2024-01-15T12:00', 0, '2024-01-15T12:00:00+00:00'],
    ['2024-01-14T00:00', 1, '2024-01-12T16:00:00+00:00'],
    ['2024-01-12T16:00', -2, '2024-01-15T10:00:00+00:00'],
  ])('%s minus %s open hours is %s', (from, hours, start) => {
    expect(show(subtractOpen(utc, at(from), hours * hour))).toBe(start);
  });

  test('a reversed interval is zero, never negative', () => {
    expect(openBetween(utc, at('2024-01-16'), at('2024-01-15'))).toBe(0);
    expect(openBetween(utc, at('2024-01-15'), at('2024-01-16'))).toBe(8 * hour);
  });

  test('a place that never opens has no next opening and no due date', () => {
    expect(nextOpen(never, 0)).toBeNull();
    expect(addOpen(never, 0, 1)).toBeNull();
    expect(subtractOpen(never, 0, 0)).toBeNull();
    expect(subtractOpen(never, 0, 1)).toBeNull();
    expect(addWorkingDays(never, 0, 1, { endOfDay: false })).toBeNull();
    expect(openBetween(never, 0, dayMs * 400)).toBe(0);
  });

  test('a place that is always open has one span and exact time, across clock changes', () => {
    const [from, to] = [at('2026-01-01'), at('2027-01-01')];
    expect(openSpans(always, from, to)).toEqual([{ from, to }]);
    expect(addOpen(always, from, 300 * dayMs)).toBe(from + 300 * dayMs);
  });

  test('an opening years ahead is found, one beyond ten years is not', () => {
    const dated = (date: string) => compileCalendar({ zone: 'UTC', weekly: {}, shifts: { [date]: [[600, 660]] } });
    expect(show(nextOpen(dated('2033-05-05'), at('2024-01-01')))).toBe('2033-05-05T10:00:00+00:00');
    expect(nextOpen(dated('2043-05-05'), at('2024-01-01'))).toBeNull();
    expect(show(addOpen(dated('2033-05-05'), at('2024-01-01'), hour))).toBe('2033-05-05T11:00:00+00:00');
    expect(addOpen(dated('2033-05-05'), at('2024-01-01'), hour + 1)).toBeNull();
  });
});

describe('what changes a day', () => {
  const spec: CalendarSpec = {
    zone: 'UTC',
    weekly: nineToFive,
    shifts: { '2024-01-13': [[600, 720]], '2024-01-16': [] },
    breaks: {
      '2024-01-15': [
        [480, 550],
        [720, 780],
        [1000, 1100],
      ],
    },
    holidays: new Set(['2024-01-17', '2024-01-13']),
    recurringHolidays: new Set(['12-25']),
  };
  const cal = compileCalendar(spec);
  const texts = (day: string) =>
    openSpans(cal, at(day), at(day) + dayMs).map((s) => `${show(s.from)?.slice(11, 16)}-${show(s.to)?.slice(11, 16)}`);

  test.each([
    ['2024-01-15', ['09:10-12:00', '13:00-16:40']],
    ['2024-01-16', []],
    ['2024-01-17', []],
    ['2024-01-13', []],
    ['2024-01-18', ['09:00-17:00']],
    ['2024-12-25', []],
    ['2025-12-25', []],
    ['2025-12-24', ['09:00-17:00']],
  ])('%s is open %j', (day, spans) => {
    expect(texts(day)).toEqual(spans);
  });

  test('a break over the whole day closes it, one beside it does not', () => {
    const days = compileCalendar({
      zone: 'UTC',
      weekly: nineToFive,
      breaks: { '2024-01-15': [[0, 1440]], '2024-01-16': [[1020, 1100]] },
    });
    expect(openBetween(days, at('2024-01-15'), at('2024-01-16'))).toBe(0);
    expect(openBetween(days, at('2024-01-16'), at('2024-01-17'))).toBe(8 * hour);
  });

  test('hours that meet at midnight are one span', () => {
    const night = compileCalendar({ zone: 'UTC', weekly: { 1: [[1200, 1440]], 2: [[0, 360]] } });
    expect(openSpans(night, at('2024-01-15'), at('2024-01-17'))).toEqual([
      { from: at('2024-01-15T20:00'), to: at('2024-01-16T06:00') },
    ]);
  });
});

describe('clock changes', () => {
  const sunday = (zone: string, ...spans: [number, number][]) => compileCalendar({ zone, weekly: { 7: spans } });

  test.each([
    ['an hour that the gap swallows', 'America/Los_Angeles', [[120, 180]], '2006-04-02', 0],
    ['a span that the gap inverts is dropped', 'America/Los_Angeles', [[150, 195]], '2006-04-02', 0],
    ['a span over the gap is an hour shorter', 'America/Los_Angeles', [[60, 240]], '2006-04-02', 2],
    ['a span over the repeated hour is an hour longer', 'America/Los_Angeles', [[0, 180]], '2006-10-29', 4],
    ['half an hour in Lord Howe', 'Australia/Lord_Howe', [[60, 180]], '2020-10-04', 1.5],
  ] as const)('%s', (_title, zone, spans, date, hours) => {
    const cal = sunday(zone, ...spans.map(([from, to]): [number, number] => [from, to]));
    const from = localToInstant(zone, date, 0);
    expect(openBetween(cal, from, from + 30 * hour)).toBe(hours * hour);
  });

  test('spans that a gap pushes onto each other are one span, counted once', () => {
    const cal = sunday('America/Los_Angeles', [130, 165], [180, 240]);
    const from = localToInstant('America/Los_Angeles', '2006-04-02', 0);
    expect(openSpans(cal, from, from + dayMs)).toEqual([{ from: from + 2 * hour, to: from + 3 * hour }]);
  });

  test.each(dstZones)('in %s, a day from midnight to midnight leaves no hole in any year', (zone) => {
    const daily = compileCalendar({
      zone,
      weekly: {
        1: [
          [0, 720],
          [720, 1440],
        ],
        2: [[0, 1440]],
        3: [[0, 1440]],
        4: [[0, 1440]],
        5: [[0, 1440]],
        6: [[0, 1440]],
        7: [
          [0, 150],
          [150, 1440],
        ],
      },
    });
    const [from, to] = [at('1970-01-05'), at('2200-01-01')];
    expect(openSpans(daily, from, to)).toEqual([{ from, to }]);
  });
});

describe('working days', () => {
  const desk = compileCalendar({
    zone: 'Europe/Berlin',
    weekly: {
      1: [[480, 1200]],
      2: [[480, 1200]],
      3: [
        [480, 720],
        [780, 1200],
      ],
      4: [[480, 1200]],
      5: [[480, 1200]],
    },
    holidays: new Set(['2018-11-22']),
  });
  test.each([
    ['2018-11-19T10:00', 0, false, '2018-11-19T10:00:00+01:00'],
    ['2018-11-19T10:00', 7, false, '2018-11-29T10:00:00+01:00'],
    ['2018-11-19T10:00', 7, true, '2018-11-29T20:00:00+01:00'],
    ['2018-11-19T10:00', 2, true, '2018-11-21T20:00:00+01:00'],
    ['2018-11-17T22:00', 0, false, '2018-11-19T08:00:00+01:00'],
    ['2018-11-17T22:00', 1, false, '2018-11-20T08:00:00+01:00'],
    ['2018-11-17T22:00', 1, true, '2018-11-20T20:00:00+01:00'],
    ['2018-11-22T09:00', 0, true, '2018-11-23T20:00:00+01:00'],
    ['2018-10-26T10:00', 1, false, '2018-10-29T10:00:00+01:00'],
  ])('%s plus %s, end of day %s', (from, days, endOfDay, due) => {
    expect(show(addWorkingDays(desk, at(from, 'Europe/Berlin'), days, { endOfDay }), 'Europe/Berlin')).toBe(due);
  });

  test.each([-1, 1.5, Number.NaN])('%s days are refused', (days) => {
    expect(() => addWorkingDays(desk, 0, days, { endOfDay: false })).toThrow(RangeError);
  });
});

describe('hours as text', () => {
  test.each([
    ['08:00-17:00', [480, 1020]],
    ['00:00-24:00', [0, 1440]],
    ['17:00-08:00', null],
    ['08:00-08:00', null],
    ['8:00-17:00', null],
    ['08:00-25:00', null],
    ['08:60-17:00', null],
    ['24:01-24:30', null],
    ['08:00-12:00-17:00', null],
    ['', null],
  ])('%s', (text, hours) => {
    expect(parseHours(text)).toEqual(hours);
  });
});

describe('laws', () => {
  test('subtracting what was added returns to an open start', () => {
    fc.assert(
      fc.property(anySpec, instants, amounts, (spec, instant, ms) => {
        const cal = compileCalendar(spec);
        const start = nextOpen(cal, instant);
        const due = start === null ? null : addOpen(cal, start, ms);
        if (start === null || due === null) return;
        expect(openBetween(cal, start, due)).toBe(ms);
        expect(subtractOpen(cal, due, ms)).toBe(start);
      }),
      { numRuns: 150 },
    );
  });

  test('a due moment is the earliest one, a start the latest one', () => {
    fc.assert(
      fc.property(anySpec, instants, amounts, (spec, instant, ms) => {
        const cal = compileCalendar(spec);
        const due = addOpen(cal, instant, ms);
        if (due !== null) expect(openBetween(cal, instant, due - 1)).toBe(ms - 1);
        const start = subtractOpen(cal, instant, ms);
        if (start !== null) expect(openBetween(cal, start + 1, instant)).toBe(ms - 1);
      }),
      { numRuns: 150 },
    );
  });

  test('open time adds up, and is the length of the open spans', () => {
    fc.assert(
      fc.property(anySpec, instants, amounts, amounts, (spec, from, a, b) => {
        const cal = compileCalendar(spec);
        const [middle, to] = [from + a, from + a + b];
        expect(openBetween(cal, from, middle) + openBetween(cal, middle, to)).toBe(openBetween(cal, from, to));
        const spans = openSpans(cal, from, to);
        expect(spans.reduce((sum, span) => sum + span.to - span.from, 0)).toBe(openBetween(cal, from, to));
        for (const [i, span] of spans.entries()) expect(span.from).toBeGreaterThan(spans[i - 1]?.to ?? Number.NEGATIVE_INFINITY);
      }),
      { numRuns: 150 },
    );
  });

  test('an instant is open exactly when the wall clock in its zone is inside the hours', () => {
    fc.assert(
      fc.property(anyZone, instants, (zone, instant) => {
        const cal = compileCalendar({ zone, weekly: { ...nineToFive, 7: [[600, 645]] } });
        const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        const minute = wall.hour * 60 + wall.minute;
        const expected =
          wall.dayOfWeek <= 5 ? minute >= 540 && minute < 1020 : wall.dayOfWeek === 7 && minute >= 600 && minute < 645;
        expect(isOpen(cal, instant)).toBe(expected);
        expect(nextOpen(cal, instant) === instant).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });
});
