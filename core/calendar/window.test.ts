import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayMs } from './civil.ts';
import type { CalendarSpec } from './model.ts';
import { anySpec, anyZone, dstZones } from './specimens.test.ts';
import { compileWindows, windowAt, windowSpans } from './window.ts';
import { formatInstant, parseTime } from './zone.ts';

const site: CalendarSpec = {
  zone: 'America/Chicago',
  weekly: {
    1: [[480, 1020]],
    2: [
      [480, 720],
      [780, 1020],
    ],
    3: [[480, 1020]],
    4: [[480, 1020]],
    5: [[480, 1020]],
    6: [[540, 720]],
  },
  holidays: new Set(['2027-05-31', '2027-07-04', '2027-09-04']),
  breaks: { '2027-06-05': [[0, 1440]] },
  shifts: { '2027-06-13': [[600, 660]], '2027-06-12': [] },
};

function windowOf(spec: CalendarSpec, local: string) {
  return windowAt(compileWindows(spec), parseTime(spec.zone, local)!);
}

describe('the order of the rules', () => {
  test.each([
    ['2027-05-28T07:59', 'after-hours'],
    ['2027-05-28T08:00', 'business-hours'],
    ['2027-05-28T16:59', 'business-hours'],
    ['2027-05-28T17:00', 'after-hours'],
    ['2027-05-28T23:59', 'after-hours'],
    ['2027-06-01T12:30', 'after-hours'],
    ['2027-05-29T10:00', 'business-hours'],
    ['2027-05-29T14:00', 'after-hours'],
    ['2027-05-30T10:00', 'weekend'],
    ['2027-05-31T00:00', 'holiday'],
    ['2027-05-31T10:00', 'holiday'],
    ['2027-05-31T23:59', 'holiday'],
    ['2027-06-01T00:00', 'after-hours'],
    ['2027-07-04T10:00', 'holiday'],
    ['2027-09-04T10:00', 'holiday'],
    ['2027-06-05T10:00', 'after-hours'],
    ['2027-06-12T10:00', 'weekend'],
    ['2027-06-13T10:30', 'business-hours'],
    ['2027-06-13T12:00', 'after-hours'],
  ])('%s is %s', (local, window) => {
    expect(windowOf(site, local)).toBe(window);
  });

  test('a weekend from Friday evening to Monday morning, with its holiday', () => {
    const windows = compileWindows({
      zone: 'America/Chicago',
      weekly: { 1: [[480, 1020]], 5: [[480, 1020]] },
      holidays: new Set(['2027-05-31']),
    });
    const spans = windowSpans(windows, parseTime(site.zone, '2027-05-28T16:00')!, parseTime(site.zone, '2027-06-01T09:00')!);
    expect(spans.map((span) => [formatInstant(site.zone, span.from).slice(0, 16), span.window])).toEqual([
      ['2027-05-28T16:00', 'business-hours'],
      ['2027-05-28T17:00', 'after-hours'],
      ['2027-05-29T00:00', 'weekend'],
      ['2027-05-31T00:00', 'holiday'],
      ['2027-06-01T00:00', 'after-hours'],
    ]);
  });

  test('a place without hours has weekends, and after hours on every other day', () => {
    const bare: CalendarSpec = { zone: 'UTC', weekly: {} };
    expect(['2027-05-28T12:00', '2027-05-29T12:00'].map((local) => windowOf(bare, local))).toEqual(['after-hours', 'weekend']);
  });

  test('an empty or reversed range has no windows', () => {
    expect(windowSpans(compileWindows(site), 1000, 1000)).toEqual([]);
    expect(windowSpans(compileWindows(site), 2000, 1000)).toEqual([]);
  });
});

describe('days without a midnight', () => {
  test.each([
    ['America/Santiago', '2024-09-08', '2024-09-08T01:00:00-03:00', '2024-09-09T00:00:00-03:00', 23],
    ['Asia/Beirut', '2024-03-31', '2024-03-31T01:00:00+03:00', '2024-04-01T00:00:00+03:00', 23],
    ['Africa/Cairo', '2024-04-26', '2024-04-26T01:00:00+03:00', '2024-04-27T00:00:00+03:00', 23],
    ['America/Santiago', '2024-04-06', '2024-04-06T00:00:00-03:00', '2024-04-07T00:00:00-04:00', 25],
    ['America/Havana', '2024-11-03', '2024-11-03T00:00:00-04:00', '2024-11-04T00:00:00-05:00', 25],
    ['Australia/Lord_Howe', '2024-04-07', '2024-04-07T00:00:00+11:00', '2024-04-08T00:00:00+10:30', 24.5],
  ])('a holiday in %s on %s', (zone, date, from, to, hours) => {
    const windows = compileWindows({ zone, weekly: { 7: [[0, 1440]], 1: [[0, 1440]] }, holidays: new Set([date]) });
    const noon = parseTime(zone, `${date}T12:00`)!;
    const holiday = windowSpans(windows, noon - 2 * dayMs, noon + 2 * dayMs).filter((span) => span.window === 'holiday');
    expect(holiday.map((span) => [formatInstant(zone, span.from), formatInstant(zone, span.to)])).toEqual([[from, to]]);
    expect(holiday.map((span) => (span.to - span.from) / 3_600_000)).toEqual([hours]);
  });
});

/** The rules once more, straight from the wall clock, as somebody would read them aloud. */
function windowByWallClock(spec: CalendarSpec, instant: number) {
  const wall = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(spec.zone);
  const date = wall.toPlainDate().toString();
  const weekday = wall.dayOfWeek as 1 | 2 | 3 | 4 | 5 | 6 | 7;
  const planned = spec.shifts?.[date] ?? spec.weekly[weekday] ?? [];
  if (spec.holidays?.has(date) || spec.recurringHolidays?.has(date.slice(5))) return 'holiday';
  if (weekday >= 6 && planned.length === 0) return 'weekend';
  const minute = wall.hour * 60 + wall.minute;
  const inside = (spans: readonly [number, number][]) => spans.some(([from, to]) => minute >= from && minute < to);
  return inside(planned) && !inside(spec.breaks?.[date] ?? []) ? 'business-hours' : 'after-hours';
}

describe('laws', () => {
  const instants = fc.integer({ min: parseTime('UTC', '1990-01-01')!, max: parseTime('UTC', '2060-01-01')! });

  test('the windows of a span are those of each instant in it', () => {
    fc.assert(
      fc.property(
        anySpec,
        instants,
        fc.integer({ min: 1, max: 120 * dayMs }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
        (spec, from, length, picks) => {
          const windows = compileWindows(spec);
          const spans = windowSpans(windows, from, from + length);
          expect(spans[0]?.from).toBe(from);
          expect(spans.at(-1)?.to).toBe(from + length);
          for (const [i, span] of spans.entries()) {
            const next = spans[i + 1];
            if (next) expect([next.from, next.window !== span.window, span.to > span.from]).toEqual([span.to, true, true]);
            expect(windowAt(windows, span.from)).toBe(span.window);
            expect(windowAt(windows, span.to - 1)).toBe(span.window);
          }
          for (const pick of picks) {
            const instant = from + Math.floor(pick * (length - 1));
            expect(windowAt(windows, instant)).toBe(spans.find((span) => span.from <= instant && instant < span.to)?.window);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('the window is what the wall clock says, away from clock changes', () => {
    fc.assert(
      fc.property(anySpec, instants, (spec, instant) => {
        const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(spec.zone);
        if (day.hoursInDay !== 24) return;
        expect(windowAt(compileWindows(spec), instant)).toBe(windowByWallClock(spec, instant));
      }),
      { numRuns: 400 },
    );
  });

  test.each(dstZones)('days of %s begin where the local date does, clock changes included', (zone) => {
    // Holidays on even days of the month make every date boundary but two a month visible.
    const even = { has: (date: string) => Number(date.slice(8)) % 2 === 0 };
    const windows = compileWindows({ zone, weekly: {}, holidays: even });
    for (let day = Temporal.PlainDate.from('2018-01-01'); day.year < 2027; day = day.add({ days: 1 })) {
      const start = day.toZonedDateTime(zone);
      if (!start.toPlainDate().equals(day)) continue;
      expect(windowAt(windows, start.epochMilliseconds) === 'holiday').toBe(day.day % 2 === 0);
      const end = start.add({ days: 1 }).startOfDay().epochMilliseconds - 1;
      expect(windowAt(windows, end) === 'holiday').toBe(day.day % 2 === 0);
    }
  });

  test('questions in any order get the same answers', () => {
    fc.assert(
      fc.property(anyZone, fc.array(instants, { minLength: 2, maxLength: 20 }), (zone, asked) => {
        const spec: CalendarSpec = { ...site, zone };
        const windows = compileWindows(spec);
        expect(asked.map((instant) => windowAt(windows, instant))).toEqual(
          asked.map((instant) => windowAt(compileWindows(spec), instant)),
        );
      }),
      { numRuns: 50 },
    );
  });
});
