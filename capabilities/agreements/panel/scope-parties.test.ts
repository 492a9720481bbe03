/**
 * People, teams and vendors of a draft: ids of their own, changed in their place, removed only when nothing names them.
 */
import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Row } from '@tandem/core/responsibility/model.ts';
import { idText } from '@tandem/core/responsibility/parse/written.ts';
import { describe, expect, it } from 'vitest';
import { dropParty, freePartyId, freePlaceId, placeUses, putParty, usesOf } from './scope-parties.ts';

const empty = emptyDraft({ id: 'e', name: 'E' }, { internal: { name: 'I' }, provider: { name: 'P' } }, '2027-01-01');
const row: Row = { id: 'A-01', function: 'own', always: { who: ['dana'], mode: 'act' }, accountable: 'pat' };
const file: EngagementFile = {
  ...empty,
  people: [
    { id: 'dana', name: 'Dana', side: 'internal', role: 'it' },
    { id: 'pat', name: 'Pat', side: 'internal', role: 'executive' },
    { id: 'ned', name: 'Ned', side: 'internal', role: 'it' },
  ],
  teams: [{ id: 'desk', side: 'internal', name: 'Desk', members: ['dana'] }],
  absences: [{ person: 'ned', from: '2027-02-01' }],
  matrix: empty.matrix.map((version) => ({ ...version, rows: [row] })),
};
const agreement = { file, terms: { ...emptyTerms(), decisions: { 'own#0': { owner: 'desk', note: '' } } } };

describe('an id from a name', () => {
  it.each([
    ['Jo Park', 'jo-park'],
    ['Dana', 'dana-2'],
    ['Desk', 'desk-2'],
    ['None', 'none-2'],
    ['—', 'party'],
  ])('%s is %s', (name, id) => {
    expect(freePartyId(file, name)).toBe(id);
    expect(idText(id)).toBeNull();
  });
});

describe('who is in the draft', () => {
  it('is added at the end and changed in place', () => {
    const added = putParty(file, 'people', { id: 'jo', name: 'Jo', side: 'provider', role: 'engineer' });
    expect(added.people.map(({ id }) => id)).toEqual(['dana', 'pat', 'ned', 'jo']);
    const changed = putParty(file, 'people', { ...file.people[0]!, name: 'Dana B.' });
    expect(changed.people.map(({ name }) => name)).toEqual(['Dana B.', 'Pat', 'Ned']);
  });

  it.each([
    ['dana', ['row A-01', 'the team Desk']],
    ['pat', ['row A-01']],
    ['desk', ['the open decisions']],
    ['ned', []],
  ])('%s is named in %j', (id, places) => {
    expect(usesOf(agreement, id)).toEqual(places);
  });

  it('leaves with the absences', () => {
    const next = dropParty(file, 'people', 'ned');
    expect([next.people.length, next.absences]).toEqual([2, []]);
  });
});

describe('sites and rotas', () => {
  const placed: EngagementFile = {
    ...file,
    sites: [
      { id: 'main', timezone: 'UTC' },
      { id: 'plant', timezone: 'UTC' },
    ],
    rotas: [
      { id: 'night', timezone: 'UTC', shifts: [] },
      { id: 'weekend', timezone: 'UTC', shifts: [], fallback: 'rota:night' },
    ],
    teams: [{ id: 'noc', side: 'provider', name: 'Operations', rota: 'night' }],
    matrix: empty.matrix.map((version) => ({
      ...version,
      rows: [{ ...row, scope: { site: 'plant' }, always: { who: ['rota:weekend'], mode: 'page' as const } }],
    })),
  };

  it('get ids that no other of them has', () => {
    expect(freePlaceId(placed, 'sites', 'Plant')).toBe('plant-2');
    expect(freePlaceId(placed, 'rotas', 'Plant')).toBe('plant');
    expect(freePlaceId(placed, 'sites', '—')).toBe('site');
  });

  it.each([
    ['sites', 'main', []],
    ['sites', 'plant', ['row A-01']],
    ['rotas', 'night', ['the team Operations', 'the rota weekend']],
    ['rotas', 'weekend', ['row A-01']],
  ] as const)('%s: %s is named in %j', (kind, id, places) => {
    expect(placeUses(placed, kind, id)).toEqual(places);
  });
});
