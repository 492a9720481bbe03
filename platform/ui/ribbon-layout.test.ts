import { describe, expect, it } from 'vitest';
import { cutSegments, indexAt, placeLabel, placeTicks, placeTickWords, type RibbonSegment } from './ribbon-layout.ts';
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
    const ticks = placeTicks(from, from + 168 * hourMs, 'America/Chicago', 600);
    expect(ticks.map((tick) => tick.text)[0]).toBe('Sat 29 May');
    expect(ticks).toHaveLength(8);
  });
});

describe('placeTickWords', () => {
  const ticks = [
    { at: 0, text: 'Mon', day: true },
    { at: 100, text: '01:00', day: false },
    { at: 190, text: '02:00', day: false },
  ];
  const place = (nowX: number | null) =>
    placeTickWords(ticks, (at) => at, 200, nowX, measure).map((tick) => [tick.text, tick.left]);

  it('writes each at its tick, but not where nothing of it would be read', () => {
    expect(place(null)).toEqual([
      ['Mon', 0],
      ['01:00', 100],
    ]);
  });

  it('moves a day behind the flag of the now-line', () => {
    expect(place(10)).toEqual([
      ['Mon', 36],
      ['01:00', 100],
    ]);
  });

  it('leaves an hour out, and a day when the flag takes its room', () => {
    expect(place(110)).toEqual([['Mon', 0]]);
    expect(place(50)).toEqual([['01:00', 100]]);
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
