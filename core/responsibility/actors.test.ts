/**
 * Who is on duty: rotas and their fallbacks, skills, covers, teams, and ids that nobody knows.
 */
import { describe, expect, test } from 'vitest';
import type { RowChanges } from './test-engagement.ts';
import { ask, testEngagement } from './test-engagement.ts';

/** Monday 4 January 2027 at 20:00 in Chicago: eve's shift. The night after it is fay's, with eve as the second. */
const night = '2027-01-04T20:00-06:00';
const secondNight = '2027-01-05T20:00-06:00';
const onCall: RowChanges = { always: { who: ['rota:night'], mode: 'page' } };

describe('rota', () => {
  const engagement = testEngagement([{ ...onCall, 'absence-cover': 'bob' }]);

  test('names the people on call, in order', () => {
    expect(ask(engagement, { at: night })).toMatchObject({ who: ['eve'], responsible: 'provider', mode: 'page' });
    expect(ask(engagement, { at: secondNight }).who).toEqual(['fay', 'eve']);
  });

  test('a shift is half-open', () => {
    expect(ask(engagement, { at: '2027-01-05T07:59:59-06:00' }).who).toEqual(['eve']);
    expect(ask(engagement, { at: '2027-01-05T08:00-06:00' }).who).toEqual(['desk']);
  });

  test('absence beats rota, then the fallback takes the shift before any cover', () => {
    expect(ask(engagement, { at: secondNight, absent: [{ person: 'fay' }] }).who).toEqual(['eve']);
    expect(ask(engagement, { at: night, absent: [{ person: 'eve' }] }).who).toEqual(['desk']);
  });

  test('without a fallback the cover takes it, and without a cover it is a gap', () => {
    const rotas = [{ id: 'night', timezone: 'UTC', shifts: [] }];
    expect(ask(testEngagement([{ ...onCall, 'absence-cover': 'bob' }], { rotas }), { at: night }).who).toEqual(['bob']);
    expect(ask(testEngagement([onCall], { rotas }), { at: night })).toMatchObject({
      gap: true,
      row: 'R-1',
      who: [],
      holder: 'noc',
    });
  });

  test('shifts are read in the zone of the rota', () => {
    const rotas = [
      { id: 'night', timezone: 'Europe/Berlin', shifts: [{ from: '2027-01-04T17:00', to: '2027-01-04T18:00', people: ['fay'] }] },
    ];
    const berlin = testEngagement([onCall], { rotas });
    expect(ask(berlin, { at: '2027-01-04T17:00+01:00' }).who).toEqual(['fay']);
    expect(ask(berlin, { at: '2027-01-04T17:00-06:00' }).gap).toBe(true);
  });

  test('fallbacks that form a circle end as a gap', () => {
    const rotas = [
      { id: 'night', timezone: 'UTC', shifts: [], fallback: 'rota:other' },
      { id: 'other', timezone: 'UTC', shifts: [], fallback: 'night' },
    ];
    expect(ask(testEngagement([onCall], { rotas })).gap).toBe(true);
  });

  test('overlapping shifts name everybody once, in the order of the file', () => {
    const shifts = [
      { from: '2027-01-04T00:00', to: '2027-01-05T00:00', people: ['fay'] },
      { from: '2027-01-04T08:00', to: '2027-01-04T12:00', people: ['eve', 'fay'] },
    ];
    const engagement = testEngagement([onCall], { rotas: [{ id: 'night', timezone: 'America/Chicago', shifts }] });
    expect(ask(engagement).who).toEqual(['fay', 'eve']);
    expect(ask(engagement, { at: '2027-01-04T12:00-06:00' }).who).toEqual(['fay']);
  });

  test('queued work goes to the people on call when it starts', () => {
    const queued = testEngagement([{ always: { who: ['rota:night'], mode: 'queue' } }]);
    const rotas = [
      {
        id: 'night',
        timezone: 'America/Chicago',
        shifts: [{ from: '2027-01-05T08:00', to: '2027-01-05T09:00', people: ['eve'] }],
      },
    ];
    const early = testEngagement([{ always: { who: ['rota:night'], mode: 'queue' } }], { rotas });
    expect(ask(queued, { at: night }).who).toEqual(['desk']);
    expect(ask(early, { at: night })).toMatchObject({ who: ['eve'], workStartsAt: '2027-01-05T08:00:00-06:00' });
  });
});

describe('absence', () => {
  const row: RowChanges = { always: { who: ['ann'], mode: 'act' }, 'absence-cover': 'desk' };

  test('of the file: half-open, and open-ended without an end', () => {
    const dated = testEngagement([row], { absences: [{ person: 'ann', from: '2027-01-04T10:00', to: '2027-01-04T11:00' }] });
    expect(ask(dated, { at: '2027-01-04T09:59-06:00' }).who).toEqual(['ann']);
    expect(ask(dated, { at: '2027-01-04T10:00-06:00' }).who).toEqual(['desk']);
    expect(ask(dated, { at: '2027-01-04T11:00-06:00' }).who).toEqual(['ann']);
    const open = testEngagement([row], { absences: [{ person: 'ann', from: '2027-01-04' }] });
    expect(ask(open, { at: '2027-01-03T23:59-06:00' }).who).toEqual(['ann']);
    expect(ask(open, { at: '2031-01-04T00:00-06:00' }).who).toEqual(['desk']);
  });

  test('overlapping absences leave no hole', () => {
    const absences = [
      { person: 'ann', from: '2027-01-01', to: '2027-01-20' },
      { person: 'ann', from: '2027-01-02', to: '2027-01-03' },
      { person: 'ann', from: '2027-01-20', to: '2027-01-21' },
    ];
    const engagement = testEngagement([row], { absences });
    expect(ask(engagement, { at: '2027-01-20T12:00-06:00' }).who).toEqual(['desk']);
    expect(ask(engagement, { at: '2027-01-21T00:00-06:00' }).who).toEqual(['ann']);
  });

  test('local times are read in the default site, whichever site is asked about', () => {
    const absences = [{ person: 'ann', from: '2027-01-04T10:00', to: '2027-01-04T11:00' }];
    const engagement = testEngagement([row], { absences });
    expect(ask(engagement, { site: 'plant', at: '2027-01-04T17:30+01:00' }).who).toEqual(['desk']);
  });

  test('a cover that is the absent person is a gap', () => {
    const engagement = testEngagement([{ ...row, 'absence-cover': 'ann' }]);
    expect(ask(engagement, { absent: [{ person: 'ann' }] })).toMatchObject({ gap: true, row: 'R-1', accountable: 'cat' });
    expect(ask(engagement)).toMatchObject({ gap: false, who: ['ann'] });
  });
});

describe('skills', () => {
  const everybody = { always: { who: ['ann', 'bob', 'fay'], mode: 'act' as const } };

  test('people who lack one are dropped, teams never', () => {
    expect(ask(testEngagement([{ ...everybody, 'requires-skill': 'server' }])).who).toEqual(['ann', 'bob']);
    expect(ask(testEngagement([{ ...everybody, 'requires-skill': ['server', 'network'] }])).who).toEqual(['ann']);
    expect(ask(testEngagement([{ 'requires-skill': 'server' }])).who).toEqual(['desk']);
  });

  test('a cover needs them too', () => {
    const row: RowChanges = { always: { who: ['fay'], mode: 'act' }, 'requires-skill': 'server' };
    expect(ask(testEngagement([{ ...row, 'absence-cover': 'eve' }])).who).toEqual(['eve']);
    expect(ask(testEngagement([{ ...row, 'absence-cover': 'cat' }])).gap).toBe(true);
  });
});

describe('ids', () => {
  test('one that nobody knows is never on duty', () => {
    const engagement = testEngagement([{ always: { who: ['ghost', 'rota:ghost'], mode: 'act' } }]);
    const answer = ask(engagement);
    expect(answer).toMatchObject({ gap: true, row: 'R-1', who: [] });
    expect(answer.trace.join(' ')).toContain('ghost');
  });

  test('somebody named twice answers once', () => {
    expect(ask(testEngagement([{ always: { who: ['bob', 'bob', 'desk', 'desk'], mode: 'act' } }])).who).toEqual(['bob', 'desk']);
    expect(ask(testEngagement([{ always: { who: ['desk', 'desk'], mode: 'act' } }])).who).toEqual(['desk']);
  });

  test('responsible is the side of the first', () => {
    expect(ask(testEngagement([{ always: { who: ['bob', 'desk'], mode: 'act' } }])).responsible).toBe('internal');
    const absent = [{ person: 'bob' }];
    expect(ask(testEngagement([{ always: { who: ['bob', 'desk'], mode: 'act' } }]), { absent }).responsible).toBe('provider');
  });
});

describe('sites', () => {
  const row: RowChanges = {
    'business-hours': { who: ['ann'], mode: 'act' },
    'after-hours': { who: ['desk'], mode: 'queue' },
    holiday: { who: ['bob'], mode: 'act' },
  };
  const engagement = testEngagement([row]);

  test('have their own zone, hours and breaks', () => {
    expect(ask(engagement, { site: 'plant', at: '2027-01-04T12:30+01:00' })).toMatchObject({
      window: 'after-hours',
      workStartsAt: '2027-01-04T13:00:00+01:00',
      who: ['ann'],
    });
    expect(ask(engagement, { site: 'plant', at: '2027-01-05T12:00+01:00' }).window).toBe('after-hours');
  });

  test('a Saturday with hours is an ordinary day, a Sunday without is a weekend', () => {
    expect(ask(engagement, { site: 'plant', at: '2027-01-09T13:59+01:00' }).window).toBe('business-hours');
    expect(ask(engagement, { site: 'plant', at: '2027-01-09T14:00+01:00' }).window).toBe('after-hours');
    expect(ask(engagement, { site: 'plant', at: '2027-01-10T10:00+01:00' }).window).toBe('weekend');
  });

  test('a holiday beats everything and has its own cell', () => {
    expect(ask(engagement, { at: '2027-01-15T10:00-06:00' })).toMatchObject({ window: 'holiday', who: ['bob'] });
  });

  test('that never open hold no queue', () => {
    const closed = testEngagement([row], { hours: {}, sites: [{ id: 'main', timezone: 'UTC' }] });
    expect(ask(closed, { at: '2027-01-05T10:00Z' })).toMatchObject({ gap: true, row: 'R-1', workStartsAt: null });
    expect(ask(closed, { at: '2027-01-15T10:00Z', priority: 'P3' })).toMatchObject({ who: ['bob'], responseDueAt: null });
  });
});
