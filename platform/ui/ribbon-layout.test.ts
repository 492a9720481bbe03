import { describe, expect, it } from 'vitest';
import { cutSegments, indexAt, placeLabel, placeTicks, type RibbonSegment } from './ribbon-layout.ts';
import { hourMs, instantMs } from './time-words.ts';

const measure = (text: string): number => text.length * 7;
const labels = ['Northline desk · weekend', 'Northline desk', 'desk'];

describe('placeLabel', () => {
  it('takes the longest text that fits', () => {
    expect(placeLabel(300, null, labels, measure)).toEqual({ text: labels[0], left: 8, width: 284 });
    expect(placeLabel(130, null, labels, measure)?.text).toBe('Northline desk');
  });

  it('keeps clear of the now-line, on the larger side of it', () => {
    expect(placeLabel(300, 40, labels, measure)).toEqual({ text: labels[0], left: 48, width: 244 });
    expect(placeLabel(300, 250, labels, measure)).toEqual({ text: labels[0], left: 8, width: 234 });
  });

  it('cuts the shortest text, or writes nothing when hardly a letter fits', () => {
    expect(placeLabel(58, null, ['a very long name'], measure)).toEqual({ text: 'a very long name', left: 8, width: 42 });
    expect(placeLabel(30, null, labels, measure)).toBeNull();
  });
});

describe('placeTicks', () => {
  const from = instantMs('2027-05-29T01:14:00-05:00');

  it('writes hours for a day, and the day at midnight', () => {
    const ticks = placeTicks(from, from + 24 * hourMs, 'America/Chicago', 600);
    expect(ticks.map((tick) => tick.text)).toEqual(['03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00', 'Sun 30 May']);
    expect(ticks.at(-1)?.day).toBe(true);
  });

  it('writes days for a week', () => {
    expect(placeTicks(from, from + 168 * hourMs, 'America/Chicago', 600)).toHaveLength(7);
  });
});

describe('segments', () => {
  const segments: RibbonSegment[] = [
    { from: 0, to: 10, party: 'internal', labels: ['a'] },
    { from: 10, to: 20, party: 'provider', labels: ['b'] },
  ];

  it('are cut to the span shown', () => {
    expect(cutSegments(segments, 5, 10)).toEqual([{ from: 5, to: 10, party: 'internal', labels: ['a'] }]);
  });

  it('are found by instant', () => {
    expect([indexAt(segments, 0), indexAt(segments, 10), indexAt(segments, 99)]).toEqual([0, 1, 1]);
  });
});
