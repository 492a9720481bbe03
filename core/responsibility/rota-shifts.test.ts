/**
 * Rotas in layers: whose turn it is without end, and that they are the same as the shifts they stand for.
 */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { civilToInstant, parseTime } from '../calendar/zone.ts';
import type { Rota, RotaLayer } from './model.ts';
import { compileShifts, namesInRota } from './rota-shifts.ts';
import { whoSpans } from './spans.ts';
import { ask, testEngagement } from './test-engagement.ts';

const zone = 'America/Chicago';
const weekly: RotaLayer = { turns: [{ people: ['eve'] }, { people: ['fay'] }], length: '1w', anchor: '2027-01-04T08:00' };
const rotaOf = (...layers: RotaLayer[]): Rota => ({ id: 'night', timezone: zone, layers });
const onAt = (rota: Rota, local: string): readonly string[] => compileShifts(rota, (id) => id).on(parseTime(zone, local)!);

describe('turns without end', () => {
  it('begin at the anchor, hand over at its hour whatever the clocks do, and do not end with the year', () => {
    const rota = rotaOf(weekly);
    expect(onAt(rota, '2027-01-04T07:59')).toEqual([]);
    expect(onAt(rota, '2027-01-04T08:00')).toEqual(['eve']);
    expect(onAt(rota, '2027-01-11T07:59')).toEqual(['eve']);
    expect(onAt(rota, '2027-01-11T08:00')).toEqual(['fay']);
    expect(onAt(rota, '2027-03-15T07:59')).toEqual(['fay']);
    expect(onAt(rota, '2027-03-15T08:00')).toEqual(['eve']);
    expect(onAt(rota, '2031-06-02T08:00')).toHaveLength(1);
  });

  it('are the same in whatever order they are asked', () => {
    const asked = compileShifts(rotaOf(weekly), (id) => id);
    const late = asked.on(parseTime(zone, '2040-06-04T12:00')!);
    expect(asked.on(parseTime(zone, '2027-01-12T12:00')!)).toEqual(['fay']);
    expect(onAt(rotaOf(weekly), '2040-06-04T12:00')).toEqual(late);
  });

  it('keep to the hours of the layer, and the layer above wins where it has somebody', () => {
    const nights = {
      ...weekly,
      restrictions: [{ days: ['fri' as const], from: '20:00', to: '08:00' }],
      turns: [{ people: ['bob'] }],
    };
    const rota = rotaOf(weekly, nights);
    expect(onAt(rota, '2027-01-08T19:59')).toEqual(['eve']);
    expect(onAt(rota, '2027-01-08T20:00')).toEqual(['bob']);
    expect(onAt(rota, '2027-01-09T07:59')).toEqual(['bob']);
    expect(onAt(rota, '2027-01-09T08:00')).toEqual(['eve']);
  });

  it('let somebody join and leave without a change before that', () => {
    const joined = { ...weekly, turns: [...weekly.turns, { people: ['bob'], from: '2027-02-01' }] };
    for (const day of ['2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26'])
      expect(onAt(rotaOf(joined), `${day}T12:00`)).toEqual(onAt(rotaOf(weekly), `${day}T12:00`));
    expect(onAt(rotaOf(joined), '2027-02-02T12:00')).toEqual(['bob']);
    const left = { ...weekly, turns: [{ people: ['eve'], to: '2027-01-18' }, { people: ['fay'] }] };
    expect(['2027-01-05', '2027-01-19', '2027-01-26'].flatMap((day) => onAt(rotaOf(left), `${day}T12:00`))).toEqual([
      'eve',
      'fay',
      'fay',
    ]);
  });

  it('have an end: nobody after 40,000 hand-overs or 60 years', () => {
    expect(onAt(rotaOf({ ...weekly, length: '1h' }), '2031-07-01T12:00')).toHaveLength(1);
    expect(onAt(rotaOf({ ...weekly, length: '1h' }), '2031-08-01T12:00')).toEqual([]);
    expect(onAt(rotaOf(weekly), '2086-12-01')).toHaveLength(1);
    expect(onAt(rotaOf(weekly), '2087-02-01')).toEqual([]);
    const hourly = { ...weekly, length: '1h', turns: [{ people: ['bob'] }] };
    expect(onAt(rotaOf(weekly, hourly), '2031-07-01T12:00')).toEqual(['bob']);
    expect(onAt(rotaOf(weekly, hourly), '2031-08-01T12:00')).toEqual(onAt(rotaOf(weekly), '2031-08-01T12:00'));
  });

  it('have nobody while a draft of them is half written', () => {
    for (const half of [{ length: '1w' }, { ...weekly, length: 'weekly' }, { ...weekly, restrictions: [{ days: ['mon'] }] }, {}])
      expect(onAt(rotaOf(half as RotaLayer), '2027-01-05T12:00')).toEqual([]);
    expect(namesInRota(rotaOf({ length: '1w' } as RotaLayer))).toEqual([]);
  });
});

const units = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

test('a rota in one layer answers as the shifts that it stands for', () => {
  const length = fc.constantFrom<{ count: number; unit: keyof typeof units }>(
    { count: 12, unit: 'h' },
    { count: 1, unit: 'd' },
    { count: 3, unit: 'd' },
    { count: 2, unit: 'w' },
  );
  fc.assert(
    fc.property(length, fc.subarray(['eve', 'fay', 'bob'], { minLength: 1 }), ({ count, unit }, people) => {
      const begin = Date.UTC(2027, 2, 8, 8);
      const textOf = (turn: number) => new Date(begin + turn * count * units[unit]).toISOString().slice(0, 16);
      const shifts = Array.from({ length: Math.ceil((21 * units.d) / (count * units[unit])) }, (_, turn) => ({
        from: textOf(turn),
        to: textOf(turn + 1),
        people: [people[turn % people.length]!],
      }));
      const layers = [{ turns: people.map((id) => ({ people: [id] })), length: `${count}${unit}`, anchor: textOf(0) }];
      const spansOf = (rota: Rota) =>
        whoSpans(
          testEngagement([{ always: { who: ['rota:night'], mode: 'page' } }], { rotas: [rota] }),
          { function: 'fix', priority: 'P1', at: '' },
          civilToInstant(zone, begin),
          civilToInstant(zone, begin + 21 * units.d),
        );
      const layered = spansOf({ id: 'night', timezone: zone, layers });
      expect(layered.map(({ answer }) => answer.who)).not.toContainEqual([]);
      expect(layered).toEqual(spansOf({ id: 'night', timezone: zone, shifts }));
    }),
  );
});

test('who is asked follows the layers', () => {
  const engagement = testEngagement([{ always: { who: ['rota:night'], mode: 'page' } }], { rotas: [rotaOf(weekly)] });
  expect(ask(engagement, { at: '2027-01-12T20:00-06:00' }).who).toEqual(['fay']);
});
