import { describe, expect, it } from 'vitest';
import { readQuestion, type Vocabulary } from './question.ts';

const vocabulary: Vocabulary = {
  functions: [
    { id: 'sd-tier1-support', name: 'Tier 1 support', inMatrix: true },
    { id: 'sd-password-reset', name: 'Password resets', inMatrix: true },
    { id: 'vl-erp-escalation', name: 'ERP vendor escalation', inMatrix: true },
    { id: 'vl-erp-upgrade', name: 'ERP upgrades', inMatrix: false },
    { id: 'ir-server-containment', name: 'Contain servers', inMatrix: true },
    { id: 'bk-monitor', name: 'Backup monitoring', inMatrix: true },
  ],
  apps: ['ERP'],
  assets: ['ERP01', 'FW01'],
  people: [
    { id: 'dana', name: 'Dana Ruiz' },
    { id: 'sam', name: 'Sam Ortiz' },
  ],
};

// A Thursday afternoon.
const now = Temporal.ZonedDateTime.from('2027-05-27T15:00[America/Chicago]');
const read = (text: string) => readQuestion(text, vocabulary, now);

describe('readQuestion', () => {
  it('reads the question on the box', () => {
    expect(read('erp p1 saturday 2am')).toEqual({
      function: 'vl-erp-escalation',
      priority: 'P1',
      at: '2027-05-29T02:00-05:00',
      app: 'ERP',
      asset: null,
      absent: [],
      unread: [],
    });
  });

  it('reads an asset and somebody who is away', () => {
    expect(read('Who handles contain server ERP01 without dana, 29 May 02:10?')).toMatchObject({
      function: 'ir-server-containment',
      asset: 'ERP01',
      absent: ['dana'],
      at: '2027-05-29T02:10-05:00',
      unread: [],
    });
    expect(read('backup sam away').absent).toEqual(['sam']);
  });

  it('does not take a person who is only named for an absent one', () => {
    expect(read('password dana')).toMatchObject({ absent: [], unread: ['dana'] });
  });

  it.each([
    ['2am', '2027-05-28T02:00-05:00'],
    ['2:30 pm tomorrow', '2027-05-28T14:30-05:00'],
    ['16:00', '2027-05-27T16:00-05:00'],
    ['midnight sun', '2027-05-30T00:00-05:00'],
    ['thu 12am', '2027-05-27T00:00-05:00'],
    ['noon 2027-06-01', '2027-06-01T12:00-05:00'],
    ['may 3rd 8h', '2028-05-03T08:00-05:00'],
    ['saturday', '2027-05-29T12:00-05:00'],
  ])('reads the time of %j', (text, at) => {
    expect(read(text).at).toBe(at);
  });

  it.each(['25:00', '2:75', '2027-02-31', '7'])('does not take %j for a time', (text) => {
    expect(read(text)).toMatchObject({ at: null, unread: [text] });
  });

  it('hands back what it does not understand', () => {
    expect(read('frobnicate p2')).toMatchObject({ function: null, priority: 'P2', at: null, unread: ['frobnicate'] });
    expect(read('')).toMatchObject({ function: null, unread: [] });
  });
});
