import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyZone } from './specimens.test.ts';
import { civilToInstant, formatInstant, hasOffset, instantToCivil, isZone, localToInstant, offsetAt, parseTime } from './zone.ts';

const instants = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });

describe('local time to instant', () => {
  test.each([
    ['America/New_York', '2007-03-11', '02:30', '2007-03-11T03:30:00-04:00'],
    ['America/Chicago', '2018-11-04', '01:30', '2018-11-04T01:30:00-05:00'],
    ['Australia/Lord_Howe', '2020-10-04', '02:15', '2020-10-04T02:45:00+11:00'],
    ['America/Santiago', '2024-09-08', '00:00', '2024-09-08T01:00:00-03:00'],
    ['Asia/Beirut', '2024-03-31', '00:00', '2024-03-31T01:00:00+03:00'],
    ['Africa/Cairo', '2024-04-26', '00:00', '2024-04-26T01:00:00+03:00'],
    ['America/Santiago', '2024-04-06', '23:30', '2024-04-06T23:30:00-03:00'],
    ['America/Chicago', '2024-04-06', '24:00', '2024-04-07T00:00:00-05:00'],
  ])('%s %s %s is %s', (zone, date, time, expected) => {
    expect(formatInstant(zone, localToInstant(zone, date, time))).toBe(expected);
  });

  test('minutes after midnight mean the same as the time of day', () => {
    expect(localToInstant('America/Chicago', '2024-04-06', 90)).toBe(localToInstant('America/Chicago', '2024-04-06', '01:30'));
  });

  test.each([
    ['2024-02-30', '08:00'],
    ['2024-2-3', '08:00'],
    ['2024-02-03', '24:01'],
    ['2024-02-03', 'noon'],
  ])('%s %s is refused', (date, time) => {
    expect(() => localToInstant('UTC', date, time)).toThrow(RangeError);
  });

  test('agrees with Temporal for every wall clock', () => {
    fc.assert(
      fc.property(anyZone, instants, fc.integer({ min: -180, max: 180 }), (zone, instant, minutes) => {
        // Half the draws are moved next to a clock change, where the rule matters.
        const near = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        const change = near.getTimeZoneTransition('next') ?? near;
        for (const moment of [near, change.add({ minutes })]) {
          const plain = moment.toPlainDateTime().add({ minutes });
          const civilMs = plain.toZonedDateTime('UTC').epochMilliseconds;
          expect(civilToInstant(zone, civilMs)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('instant to text and back', () => {
  test.each([
    ['America/Chicago', '2027-05-29T02:25:00-05:00'],
    ['Asia/Kathmandu', '2027-05-29T02:25:30+05:45'],
    ['UTC', '1999-12-31T23:59:59.007+00:00'],
  ])('%s %s', (zone, text) => {
    expect(formatInstant(zone, parseTime(zone, text)!)).toBe(text);
  });

  test('is what Temporal writes, and reads back as the same instant', () => {
    fc.assert(
      fc.property(anyZone, instants, (zone, instant) => {
        const text = formatInstant(zone, instant);
        const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        expect(Temporal.Instant.from(text).epochMilliseconds).toBe(instant);
        expect(text.slice(0, 19)).toBe(moment.toString({ timeZoneName: 'never', smallestUnit: 'second' }).slice(0, 19));
        expect(parseTime('UTC', text)).toBe(instant);
        expect(offsetAt(zone, instant)).toBe(moment.offsetNanoseconds / 1e6);
        expect(instantToCivil(zone, instant)).toBe(instant + moment.offsetNanoseconds / 1e6);
      }),
      { numRuns: 400 },
    );
  });
});

describe('times as people write them', () => {
  const chicago = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('America/Chicago').epochMilliseconds;
  test.each([
    ['2027-05-24', chicago('2027-05-24T00:00')],
    ['2027-05-24T09:30', chicago('2027-05-24T09:30')],
    ['2027-05-24 09:30:15', chicago('2027-05-24T09:30:15')],
    ['2027-05-24T09:30Z', Temporal.Instant.from('2027-05-24T09:30Z').epochMilliseconds],
    ['2027-05-24T09:30:00.25-05:00', Temporal.Instant.from('2027-05-24T14:30:00.25Z').epochMilliseconds],
    ['2027-05-24T09:30+0545', Temporal.Instant.from('2027-05-24T03:45Z').epochMilliseconds],
    ['2027-02-29', null],
    ['2027-13-01', null],
    ['2027-05-24T24:00', null],
    ['2027-05-24T09:60', null],
    ['2027-05-24T09:30:60', null],
    ['2027-05-24T09:30+25:00', null],
    ['2027-05-24Z', null],
    ['2027-05-24T09:30:00.', null],
    ['2027-05-24T09:30:00.1234567890', null],
    ['2027-05-24T09:30.5', null],
    ['2027-05-24T09:30Zulu', null],
    ['2027-05-24T09:30-5:00', null],
    ['2027-05-24T09:30-05:00:00', null],
    ['2027-05-24T09', null],
    ['2027/05/24', null],
    ['2027-05-24T09:30:00.123456789Z', Temporal.Instant.from('2027-05-24T09:30:00.123Z').epochMilliseconds],
    ['24.05.2027', null],
    ['2027-05-24T09:30 America/Chicago', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(parseTime('America/Chicago', text)).toBe(expected);
  });

  test('only a text with an offset needs no zone', () => {
    expect(['2027-05-24T09:30Z', '2027-05-24T09:30-05:00'].map(hasOffset)).toEqual([true, true]);
    expect(['2027-05-24T09:30', '2027-05-24', 'soon'].map(hasOffset)).toEqual([false, false, false]);
  });
});

test('zones that the runtime does not know are told apart', () => {
  expect(isZone('America/Chicago')).toBe(true);
  expect(isZone('Mars/Olympus_Mons')).toBe(false);
  expect(() => offsetAt('Mars/Olympus_Mons', 0)).toThrow(RangeError);
});
