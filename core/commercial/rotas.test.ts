/**
 * Rotas as a statement says them: turns and hours in words, the layer that counts first at the top.
 */
import { expect, test } from 'vitest';
import type { Rota } from '../responsibility/model.ts';
import { testFile } from '../responsibility/test-engagement.ts';
import { rotaRows } from './statement/rotas.ts';

const names: Record<string, string> = { eve: 'Eve', fay: 'Fay', desk: 'Desk', 'rota:night': 'on-call rota night' };
const rowsOf = (rota: Omit<Rota, 'id' | 'timezone'>) =>
  rotaRows(testFile([], { rotas: [{ id: 'night', timezone: 'America/Chicago', ...rota }] }), (id) => names[id] ?? id);

test('layers are told from the one that counts first, with turns, hours and who joins', () => {
  const weekly = {
    length: '1w',
    anchor: '2027-01-04T08:00',
    turns: [{ people: ['eve', 'fay'] }, { people: ['fay'], from: '2027-02-01', to: '2027-03-01T08:00' }],
  };
  const weekend = {
    length: '12h',
    anchor: '2027-01-08T20:00-06:00',
    timezone: 'Europe/Berlin',
    turns: [{ people: ['fay'] }],
    restrictions: [{ days: ['fri' as const, 'sat' as const], from: '20:00', to: '08:00' }],
  };
  expect(rowsOf({ layers: [weekly, weekend], fallback: 'desk' })).toEqual([
    [
      'on-call rota night',
      'Fay',
      'turns of 12 hours counted from 8 January 2027, 20:00-06:00; Friday and Saturday 20:00 to 08:00 (Europe/Berlin)',
      'Desk',
    ],
    [
      '',
      'Eve with Fay, then Fay from 1 February 2027 until 1 March 2027, 08:00',
      'turns of 1 week counted from 4 January 2027, 08:00; at all hours (America/Chicago)',
      '',
    ],
  ]);
});

test('shifts are told by who is in them and how far they go', () => {
  const shifts = [
    { from: '2027-01-05T17:00', to: '2027-01-06T08:00', people: ['fay', 'eve'] },
    { from: '2027-01-04', to: '2027-01-05', people: ['eve'] },
  ];
  expect(rowsOf({ shifts })).toEqual([
    ['on-call rota night', 'Fay and Eve', '2 shifts, 4 January 2027 to 6 January 2027, 08:00 (America/Chicago)', 'nobody'],
  ]);
  expect(rowsOf({ shifts: [], fallback: 'night' })[0]?.slice(1)).toEqual([
    'nobody',
    '0 shifts (America/Chicago)',
    'on-call rota night',
  ]);
});
