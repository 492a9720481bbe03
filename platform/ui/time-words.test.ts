import { describe, expect, it } from 'vitest';
import {
  dateWords,
  durationWords,
  formatWall,
  hourMs,
  instantMs,
  midnights,
  minuteMs,
  offsetMinutes,
  relativeWords,
  zoneCity,
  zonesDiffer,
} from './time-words.ts';

const night = instantMs('2027-05-29T02:14:05-05:00');

describe('formatWall', () => {
  it.each([
    ['time', '02:14'],
    ['seconds', '02:14:05'],
    ['weekday', 'Sat'],
    ['near', 'Sat 02:14'],
    ['day', 'Sat 29 May'],
    ['date', '29 May 2027'],
    ['moment', 'Sat 29 May, 02:14'],
    ['full', 'Sat 29 May 2027, 02:14'],
  ] as const)('writes %s', (style, text) => {
    expect(formatWall(night, 'America/Chicago', style)).toBe(text);
  });

  it('writes midnight as 00 and September in three letters', () => {
    expect(formatWall(instantMs('2026-09-07T00:00:00-05:00'), 'America/Chicago', 'moment')).toBe('Mon 7 Sep, 00:00');
  });
});

it('writes a date without a time', () => {
  expect(dateWords('2027-06-30')).toBe('30 Jun 2027');
});

describe('durationWords', () => {
  it.each([
    [40_000, '40 s'],
    [95_000, '1 min 35 s'],
    [11 * minuteMs, '11 min'],
    [5 * hourMs + 50 * minuteMs, '5 h 50 min'],
    [4 * hourMs, '4 h'],
    [34 * hourMs + 35 * minuteMs, '35 h'],
    [76 * hourMs, '3 d 4 h'],
    [-95_000, '1 min 35 s'],
  ])('%d ms', (span, text) => {
    expect(durationWords(span)).toBe(text);
  });
});

describe('relativeWords', () => {
  it('says which way', () => {
    expect(relativeWords(night + 2 * hourMs, night)).toBe('in 2 h');
    expect(relativeWords(night - 4 * minuteMs, night)).toBe('4 min ago');
    expect(relativeWords(night + 20_000, night)).toBe('now');
    expect(relativeWords(night + 45_000, night)).toBe('in 1 min');
  });
});

describe('zones', () => {
  it('names the city', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zoneCity('UTC')).toBe('UTC');
  });

  it('compares wall clocks, not names', () => {
    expect(offsetMinutes(night, 'America/Chicago')).toBe(-300);
    expect(zonesDiffer(night, 'America/Chicago', 'America/Menominee')).toBe(false);
    expect(zonesDiffer(night, 'America/Chicago', 'Europe/Berlin')).toBe(true);
  });
});

describe('midnights', () => {
  it('keeps a day of 23 hours', () => {
    const from = instantMs('2027-03-13T12:00:00-06:00');
    const found = midnights(from, from + 72 * hourMs, 'America/Chicago');
    expect(found.map((at) => new Date(at).toISOString())).toEqual([
      '2027-03-14T06:00:00.000Z',
      '2027-03-15T05:00:00.000Z',
      '2027-03-16T05:00:00.000Z',
    ]);
  });

  it('includes a span that starts at midnight and excludes its end', () => {
    const from = instantMs('2027-05-29T00:00:00-05:00');
    expect(midnights(from, from + 24 * hourMs, 'America/Chicago')).toEqual([from]);
  });
});
