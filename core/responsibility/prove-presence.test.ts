/**
 * Findings about who is there: rotas, skills, planned absences, and each person away in turn.
 */
import { describe, expect, test } from 'vitest';
import type { RotaLayer, Weekday } from './model.ts';
import type { RowChanges } from './test-engagement.ts';
import { acts, findings, found, monday, weekMinutes } from './test-findings.ts';

describe('unstaffed', () => {
  test('nobody is left during an absence of the file', () => {
    const absences = [{ person: 'bob', from: '2027-01-06', to: '2027-01-07' }];
    expect(found('unstaffed', [acts('bob')], { absences })).toMatchObject([
      { severity: 'error', rows: ['R-1'], at: '2027-01-06T00:00:00-06:00' },
    ]);
    expect(found('unstaffed', [{ ...acts('bob'), 'absence-cover': 'desk' }], { absences })).toEqual([]);
  });

  test('counts the minutes, as if every week of the year were this one', () => {
    const absences = [{ person: 'bob', from: '2027-01-06', to: '2027-01-07' }];
    const [finding] = findings([acts('bob')], { absences }).filter(({ kind }) => kind === 'unstaffed');
    expect(finding?.minutesPerYear).toBe(Math.round((1440 / weekMinutes) * 525_600));
  });

  test('nobody has the skill', () => {
    expect(found('unstaffed', [{ ...acts('fay'), 'requires-skill': 'server' }])).toMatchObject([
      { severity: 'error', at: monday },
    ]);
    expect(found('unstaffed', [{ ...acts('eve'), 'requires-skill': 'server' }])).toEqual([]);
  });

  test('a rota with holes: a warning when somebody takes them, an error when nobody does', () => {
    const always = { always: { who: ['rota:night'], mode: 'act' as const } };
    expect(found('unstaffed', [always])).toMatchObject([
      { severity: 'warning', rows: ['R-1'], at: monday, without: null },
      { severity: 'warning', without: 'eve', at: '2027-01-04T17:00:00-06:00' },
    ]);
    const rotas = [
      {
        id: 'night',
        timezone: 'America/Chicago',
        shifts: [{ from: '2027-01-04T00:00', to: '2027-01-09T00:00', people: ['eve', 'fay'] }],
      },
    ];
    expect(found('unstaffed', [always], { rotas })).toMatchObject([{ severity: 'error', at: '2027-01-09T00:00:00-06:00' }]);
  });

  test('a rota in layers goes on, and only the hours that it leaves out are holes', () => {
    const always = { always: { who: ['rota:night'], mode: 'act' as const } };
    const turns = [{ people: ['eve', 'fay'] }, { people: ['fay', 'eve'] }];
    const layer: RotaLayer = { turns, length: '1w', anchor: '2019-01-07T08:00' };
    const rotas = (layers: RotaLayer[]) => ({ rotas: [{ id: 'night', timezone: 'America/Chicago', layers }] });
    expect(found('unstaffed', [always], rotas([layer]))).toEqual([]);
    const weekdays = {
      ...layer,
      restrictions: [{ days: ['mon', 'tue', 'wed', 'thu'] as Weekday[], from: '00:00', to: '24:00' }],
    };
    expect(found('unstaffed', [always], rotas([weekdays]))).toMatchObject([
      { severity: 'error', at: '2027-01-08T00:00:00-06:00' },
    ]);
    expect(found('unstaffed', [always], rotas([{ ...layer, turns: [{ people: ['eve'] }] }, weekdays]))).toEqual([]);
  });

  test('a team behind which nobody is on duty', () => {
    const row = {
      'business-hours': { who: ['desk'], mode: 'act' as const },
      'after-hours': { who: ['noc'], mode: 'act' as const },
    };
    const rotas = [
      {
        id: 'night',
        timezone: 'America/Chicago',
        shifts: [{ from: '2027-01-04T00:00', to: '2027-01-07T20:00', people: ['eve', 'fay'] }],
      },
    ];
    expect(found('unstaffed', [row], { rotas })).toMatchObject([{ severity: 'error', at: '2027-01-07T20:00:00-06:00' }]);
    expect(found('unstaffed', [acts('desk')], { rotas })).toEqual([]);
  });
});

describe('the absence of one person', () => {
  test('single-holder: nobody covers', () => {
    expect(found('single-holder', [acts('bob')])).toEqual([
      { severity: 'warning', rows: ['R-1'], function: 'fix', without: 'bob', at: monday },
    ]);
    expect(found('single-holder', [{ ...acts('bob'), 'absence-cover': 'desk' }])).toEqual([]);
    expect(found('single-holder', [acts('bob', 'ann')])).toEqual([]);
  });

  test('self-cover: the cover is the absent person', () => {
    const row = { ...acts('bob'), 'absence-cover': 'bob' };
    expect(found('self-cover', [row])).toMatchObject([{ severity: 'warning', without: 'bob', at: monday }]);
    expect(found('single-holder', [row])).toEqual([]);
    expect(found('self-cover', [{ ...row, 'absence-cover': 'ann' }])).toEqual([]);
  });

  test('queued work is asked for when it starts', () => {
    const row: RowChanges = { 'business-hours': { who: ['bob'], mode: 'act' }, 'after-hours': { who: ['desk'], mode: 'queue' } };
    const absences = [{ person: 'bob', from: '2027-01-06T08:00', to: '2027-01-06T09:00' }];
    // Tuesday's closing: what is queued from then on starts when bob is away.
    expect(found('unstaffed', [row], { absences })).toMatchObject([{ at: '2027-01-05T17:00:00-06:00' }]);
  });
});
