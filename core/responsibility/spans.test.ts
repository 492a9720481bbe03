/**
 * The answer over a span: where it is cut, and where it is not.
 */
import { describe, expect, test } from 'vitest';
import { parseTime } from '../calendar/zone.ts';
import type { Facts } from './model.ts';
import { whoSpans } from './spans.ts';
import type { RowChanges } from './test-engagement.ts';
import { testEngagement } from './test-engagement.ts';

const row: RowChanges = {
  'business-hours': { who: ['ann'], mode: 'act' },
  'after-hours': { who: ['desk'], mode: 'act' },
  'absence-cover': 'bob',
};
const facts: Facts = { at: '2000-01-01T00:00Z', function: 'fix', priority: 'P1' };
const chicago = (local: string) => parseTime('America/Chicago', local)!;

/** Local start of each piece in Chicago, and who acts in it. */
function pieces(from: string, to: string, more: Partial<Facts> = {}, changes = {}) {
  const spans = whoSpans(testEngagement([row], changes), { ...facts, ...more }, chicago(from), chicago(to));
  return spans.map(({ from: at, answer }) => {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('America/Chicago').toPlainDateTime().toString();
    return `${local.slice(5, 16)} ${answer.who.join()}`;
  });
}

describe('whoSpans', () => {
  test('cuts at windows', () => {
    expect(pieces('2027-01-14T12:00', '2027-01-16T12:00')).toEqual([
      '01-14T12:00 ann',
      '01-14T17:00 desk',
      // Friday is a holiday, whose window is told apart although the same team acts.
      '01-15T00:00 desk',
      '01-16T00:00 desk',
    ]);
  });

  test('cuts at absences of the file and of the facts', () => {
    const absences = [{ person: 'ann', from: '2027-01-04T10:00', to: '2027-01-04T11:00' }];
    const absent = [{ person: 'ann', from: '2027-01-04T12:00' }];
    expect(pieces('2027-01-04T09:00', '2027-01-04T17:00', { absent }, { absences })).toEqual([
      '01-04T09:00 ann',
      '01-04T10:00 bob',
      '01-04T11:00 ann',
      '01-04T12:00 bob',
    ]);
  });

  test('does not cut where nothing changes', () => {
    const absences = [{ person: 'fay', from: '2027-01-04T10:00', to: '2027-01-04T11:00' }];
    expect(pieces('2027-01-04T09:00', '2027-01-04T17:00', {}, { absences })).toEqual(['01-04T09:00 ann']);
  });

  test('cuts in the zone of the site that is asked about', () => {
    expect(pieces('2027-01-04T00:00', '2027-01-04T08:00', { site: 'plant' })).toEqual([
      '01-04T00:00 ann',
      '01-04T05:00 desk',
      '01-04T06:00 ann',
    ]);
  });

  test('dates its answers at the start of the piece', () => {
    const [, second] = whoSpans(testEngagement([row]), facts, chicago('2027-01-04T16:00'), chicago('2027-01-04T18:00'));
    expect(second?.answer).toMatchObject({ responseDueAt: '2027-01-04T17:15:00-06:00' });
    expect(second?.answer.trace[0]).toContain('2027-01-04T17:00:00-06:00');
  });

  test('gives nothing for an empty span and refuses an endless one', () => {
    expect(pieces('2027-01-04T09:00', '2027-01-04T09:00')).toEqual([]);
    expect(() => pieces('2027-01-04T09:00', '2029-01-04T09:00')).toThrow(RangeError);
  });
});
