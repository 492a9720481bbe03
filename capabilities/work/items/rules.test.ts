import type { Answer, EngagementFile } from '@tandem/core/responsibility/model.ts';
import { describe, expect, it } from 'vitest';
import { decidedBy, isUrgent, placeCustody, type World } from './rules.ts';

const file = {
  people: [
    { id: 'dana', name: 'Dana', side: 'internal', role: 'it' },
    { id: 'ravi', name: 'Ravi', side: 'provider', role: 'engineer' },
  ],
  teams: [{ id: 'msp-noc', side: 'provider', name: 'Operations' }],
} as unknown as EngagementFile;
const world: World = {
  file,
  contentHash: 'h',
  parties: { internal: 'Harbor', provider: 'Northline' },
  members: [{ id: 'm-dana', side: 'internal', name: 'Dana', role: 'it', person: 'dana', teams: [] }],
  functionName: (id) => id,
};
const answer = (more: Partial<Answer>): Answer =>
  ({
    mode: 'act',
    priority: 'P3',
    responsible: 'provider',
    who: ['msp-noc'],
    gap: false,
    holder: null,
    responseDueAt: null,
    workStartsAt: null,
    ...more,
  }) as Answer;

describe('placeCustody', () => {
  it.each([
    ['a team', answer({}), { side: 'provider', team: 'msp-noc', memberId: null }],
    [
      'a person who is a member',
      answer({ responsible: 'internal', who: ['dana'] }),
      { side: 'internal', team: null, memberId: 'm-dana' },
    ],
    ['a person without an account: their side', answer({ who: ['ravi'] }), { side: 'provider', team: null, memberId: null }],
    [
      'the holder of a gap',
      answer({ gap: true, responsible: null, who: [], holder: 'msp-noc' }),
      { side: 'provider', team: 'msp-noc', memberId: null },
    ],
    [
      'nobody agreed on: the internal side',
      answer({ gap: true, responsible: null, who: [], holder: null }),
      { side: 'internal', team: null, memberId: null },
    ],
  ])('gives it to %s', (_name, given, custody) => {
    expect(placeCustody(given, world)).toEqual(custody);
  });
});

describe('isUrgent', () => {
  it.each([
    ['P1', 'act', true],
    ['P2', 'approve-then-act', true],
    ['P2', 'gap', true],
    ['P1', 'queue', false],
    ['P1', 'advise', false],
    ['P3', 'act', false],
    ['P4', 'page', true],
  ] as const)('%s in mode %s: %s', (priority, mode, urgent) => {
    expect(isUrgent(answer({ priority, mode }))).toBe(urgent);
  });
});

it('keeps the target that an earlier decision set when told to', () => {
  const facts = { at: '2027-03-10T16:00:00Z', function: 'bk-monitor', priority: 'P1' as const };
  const given = answer({ responseDueAt: '2027-03-10T10:15:00-06:00' });
  expect(decidedBy(facts, given, null, world).responseDueAt?.toString()).toBe('2027-03-10T16:15:00Z');
  expect(decidedBy(facts, given, null, world, '2027-03-10T16:05:00Z').responseDueAt?.toString()).toBe('2027-03-10T16:05:00Z');
  expect(decidedBy(facts, given, null, world, null).responseDueAt).toBe(null);
});
