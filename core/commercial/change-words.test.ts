/**
 * Every part of a change is read by where it stands: names, fields, ways to act, deeds, days and spans; words that somebody
 * wrote stay as they wrote them.
 */
import { expect, test } from 'vitest';
import { makeChange } from '../responsibility/diff-change.ts';
import { testFile } from '../responsibility/test-engagement.ts';
import { changeSentence } from './change-words.ts';
import { namesOf } from './statement/words.ts';

const names = namesOf({
  ...testFile([{}]),
  sites: [
    { id: 'main', name: 'Head office', timezone: 'America/Chicago' },
    { id: 'mill', name: 'The mill', timezone: 'America/Chicago' },
  ],
  people: [
    { id: 'ana', name: 'Ana Bell', side: 'internal', role: 'it' },
    { id: 'ben', name: 'Ben Cole', side: 'provider', role: 'engineer' },
  ],
  functions: [{ id: 'press', name: 'Presses' }],
});

const row = (...steps: string[]): string[] => ['matrix', 'draft', 'rows', 'A-1', ...steps];

test.each([
  [row('accountable'), 'ana', 'ben', 'Row A-1: who answers for it changes from Ana Bell to Ben Cole.'],
  [row('absence-cover'), 'ben', 'none', 'Row A-1: who covers changes from Ben Cole to nobody.'],
  [row('business-hours', 'mode'), 'act', 'page', 'Row A-1: the way to act in business hours changes from acts to is paged.'],
  [row('holiday', 'P3'), 'queue', 'act', 'Row A-1: the way to act at P3 on holidays changes from waits for opening to acts.'],
  [
    row('always', 'who'),
    ['ana'],
    ['ana', 'ben'],
    'Row A-1: who has it at all times changes from Ana Bell to Ana Bell, Ben Cole.',
  ],
  [row('scope', 'site'), 'main', 'mill', 'Row A-1: which site changes from Head office to The mill.'],
  [row('scope', 'app'), 'ana', 'ben', 'Row A-1: which application changes from ana to ben.'],
  [row('inform', 'ana'), '30m', '4h', 'Row A-1: how soon Ana Bell is told changes from 30 minutes to 4 hours.'],
  [row('must-not'), [], ['power-off', 'sell it'], 'Row A-1: what is never done changes from nothing to power off, sell it.'],
  [['people', 'ana', 'title'], 'ben', 'act', 'Person Ana Bell: title changes from ben to act.'],
  [['sites', 'mill', 'name'], 'Mill', 'The mill', 'Site The mill: name changes from Mill to The mill.'],
  [['functions', 'press', 'group'], 'a', 'b', 'Function Presses: group changes from a to b.'],
  [['approval', 'chain'], ['ana'], ['ben'], 'Approval: chain changes from Ana Bell to Ben Cole.'],
  [['termMonths'], 12, 24, 'The section term months changes from 12 to 24.'],
  [
    ['risks', 'k', 'reviewOn'],
    '2027-07-05',
    '2027-07-06T12:00',
    'Risks: k review on changes from 5 July 2027 to 6 July 2027, 12:00.',
  ],
  [
    ['decisions', 'bk-monitor#0', 'owner'],
    'ana',
    'ben',
    /^Decisions: [^#]+, “[^#]+”: owner changes from Ana Bell to Ben Cole\.$/,
  ],
])('%j', (steps, before, after, expected) => {
  expect(changeSentence(makeChange('changed', steps, { before, after }), names)).toMatch(
    expected instanceof RegExp ? expected : new RegExp(`^${expected.replace(/[.]/g, '\\.')}$`),
  );
});

test('a layer of a rota is told as its statement tells it', () => {
  const layer = { turns: [{ people: ['ana'] }, { people: ['ben'] }], length: '1w', anchor: '2027-01-04T08:00' };
  const layers = { before: [layer], after: [{ ...layer, length: '12h' }] };
  expect(changeSentence(makeChange('changed', ['rotas', 'nights', 'layers'], layers), names)).toMatch(
    /from Ana Bell, then Ben Cole in turns of 1 week counted from 4 January 2027, 08:00; at all hours to Ana Bell, then Ben/,
  );
});

test('a row and an absence that come are told whole', () => {
  const cells = { 'business-hours': { who: ['ana'], mode: 'act' }, 'after-hours': { who: ['ben'], mode: 'page', P4: 'queue' } };
  const added = { id: 'A-1', function: 'press', scope: { site: 'mill' }, ...cells, accountable: 'ana' };
  expect(changeSentence(makeChange('added', row(), { after: added }), names)).toBe(
    'Row A-1 is added: Presses for site The mill, business hours Ana Bell: acts, after hours Ben Cole: is paged; P4: waits for opening, who answers for it Ana Bell.',
  );
  const away = { person: 'ana', from: '2027-07-05', to: '2027-07-19' };
  expect(changeSentence(makeChange('added', ['absences', '{}'], { after: away }), names)).toBe(
    'The absence of Ana Bell from 5 July 2027 to 19 July 2027 is added.',
  );
  expect(changeSentence({ action: 'first', steps: ['sites'], path: 'sites', before: 'main', after: 'mill' }, names)).toBe(
    'Site The mill becomes the default site, in place of Head office.',
  );
});
