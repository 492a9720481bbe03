import { buildNames } from '@tandem/platform/ui/names.ts';
import { describe, expect, it } from 'vitest';
import { type Line, rowsOf } from './now-lines.ts';
import { needsWords, nowSentence } from './now-sentence.ts';

const zone = 'America/Chicago';
const names = buildNames({
  zone,
  groups: [],
  functions: [],
  vendors: [],
  parties: [
    { id: 'dana', name: 'Dana Ruiz', side: 'internal', kind: 'person' },
    { id: 'sam', name: 'Sam Ortiz', side: 'internal', kind: 'person' },
    { id: 'desk', name: 'Service desk', side: 'provider', kind: 'team' },
  ],
});
const parties = { internal: 'Harbor Fabrication', provider: 'Northline MSP' };
const holidays = new Map([['2027-05-31', 'Memorial Day']]);

const piece = (
  from: string,
  to: string,
  window: Line['segments'][number]['window'],
  who: string[],
  gap = false,
): Line['segments'][number] => ({
  from,
  to,
  window,
  side: gap ? null : who[0] === 'desk' ? 'provider' : 'internal',
  who,
  mode: 'act',
  gap,
  mixed: false,
  function: 'sd-tier1-support',
  scope: {},
});

const desk: Line = {
  group: 'service-desk',
  name: 'Service desk',
  segments: [
    piece('2027-05-28T08:00-05:00', '2027-05-28T17:00-05:00', 'business-hours', ['dana']),
    piece('2027-05-28T17:00-05:00', '2027-05-29T00:00-05:00', 'after-hours', ['desk']),
    piece('2027-05-29T00:00-05:00', '2027-05-31T00:00-05:00', 'weekend', ['desk']),
    piece('2027-05-31T00:00-05:00', '2027-06-01T08:00-05:00', 'holiday', ['desk']),
    piece('2027-06-01T08:00-05:00', '2027-06-01T17:00-05:00', 'business-hours', ['dana', 'sam']),
    piece('2027-06-01T17:00-05:00', '2027-06-02T08:00-05:00', 'after-hours', [], true),
  ],
};
const domain: Line = {
  group: 'network',
  name: 'Domain and DNS',
  segments: [piece('2027-05-28T00:00-05:00', '2027-06-05T00:00-05:00', 'weekend', [], true)],
};

const say = (at: string, lines: Line[] = [desk]): string =>
  nowSentence({ rows: rowsOf(lines, names), now: Date.parse(at), zone, names, parties, holidays })
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('');

describe('nowSentence', () => {
  it.each([
    ['2027-05-28T10:00-05:00', 'Dana has the day. Northline takes over at 17:00 (in 7 h).'],
    ['2027-05-28T23:30-05:00', 'Northline has the night. Harbor is back Tue 1 Jun at 08:00 (in 3 d 9 h).'],
    ['2027-05-29T12:00-05:00', 'Northline has the night. Harbor is back Tue 1 Jun at 08:00 (in 2 d 20 h).'],
    ['2027-06-01T09:00-05:00', 'Harbor has the day. From 17:00 (in 8 h) nobody has it.'],
    ['2027-06-01T18:00-05:00', 'Nobody has the evening.'],
  ])('at %s', (at, sentence) => {
    const apart = at.startsWith('2027-05-29') ? sentence.replace('the night', 'the weekend') : sentence;
    expect(say(at)).toBe(apart);
  });

  it('calls a holiday by its name', () => {
    expect(say('2027-05-31T10:00-05:00')).toBe('Northline has Memorial Day. Harbor is back Tue 1 Jun at 08:00 (in 22 h).');
  });

  it('says what nobody owns', () => {
    expect(say('2027-05-28T10:00-05:00', [desk, domain])).toContain('Nobody owns Domain and DNS.');
  });

  it('says that there is no agreement', () => {
    expect(say('2027-05-28T10:00-05:00', [])).toBe('No agreement is in force now.');
  });
});

it('counts in words', () => {
  expect([needsWords(0), needsWords(1), needsWords(2), needsWords(12)]).toEqual([
    'Nothing needs you.',
    'One thing needs you.',
    'Two things need you.',
    '12 things need you.',
  ]);
});
