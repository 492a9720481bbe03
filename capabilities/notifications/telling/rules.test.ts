import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgreementTold,
  agreementRecipients,
  invitationLetter,
  type Reachable,
  resolveRecipients,
  type WorkTold,
  withinAfter,
  writeMessage,
} from './rules.ts';

const member = (id: string, side: 'internal' | 'provider', role: string, teams: string[] = []): Reachable => ({
  id,
  side,
  role,
  teams,
  name: id,
  email: `${id}@example.com`,
});
const members = [
  member('dana', 'internal', 'it'),
  member('pat', 'internal', 'leader'),
  member('wes', 'internal', 'employee'),
  member('mo', 'provider', 'admin'),
  member('kim', 'provider', 'dispatcher', ['desk']),
  member('jo', 'provider', 'engineer', ['noc']),
];

type To = WorkTold['to'][number];
const to = (more: Partial<To>): To => ({
  why: 'holder',
  side: 'provider',
  teams: [],
  memberIds: [],
  urgent: false,
  within: null,
  ...more,
});
const event = (more: Partial<WorkTold>): WorkTold => ({
  itemId: '019370a0-0000-7000-8000-000000000001',
  number: 'HAR-1042',
  title: 'Ransomware on ERP01',
  priority: 'P1',
  audience: 'shared',
  to: [],
  reason: 'Row A-07 of version 3.',
  by: null,
  excerpt: null,
  ...more,
});
const told = (more: Partial<WorkTold>) => resolveRecipients(event(more), members).told.map((each) => each.member.id);

describe('resolveRecipients', () => {
  it.each([
    ['a person', [to({ memberIds: ['jo'] })], ['jo']],
    ['a team', [to({ teams: ['noc'] })], ['jo']],
    ['who looks after the side, when the team is empty', [to({ teams: ['soc'] })], ['mo', 'kim']],
    ['who looks after the side, when the person has left', [to({ memberIds: ['gone'] })], ['mo', 'kim']],
    ['who looks after the internal side', [to({ side: 'internal' })], ['dana', 'pat']],
  ])('finds %s', (_name, addressed, expected) => {
    expect(told({ to: addressed })).toEqual(expected);
  });

  it('does not tell people what they did, nor anybody twice', () => {
    expect(told({ to: [to({ teams: ['noc'] })], by: { memberId: 'jo', name: 'jo', side: 'provider' } })).toEqual([]);
    const twice = resolveRecipients(event({ to: [to({ memberIds: ['jo'] }), to({ teams: ['noc'], urgent: true })] }), members);
    expect(twice.told).toMatchObject([{ urgent: true }]);
  });

  it('says when a side has nobody', () => {
    const alone = members.filter((each) => each.side === 'internal');
    expect(resolveRecipients(event({ to: [to({ teams: ['noc'] })] }), alone)).toMatchObject({ told: [], nobody: ['provider'] });
  });

  it('keeps what is private, and what is not for employees, to those who may read it', () => {
    const anybody = fc.subarray(members.map((each) => each.id));
    const audience = fc.constantFrom('requester', 'shared', 'internal', 'provider');
    const side = fc.constantFrom('internal', 'provider');
    fc.assert(
      fc.property(
        audience,
        fc.array(fc.record({ side, memberIds: anybody, teams: fc.subarray(['noc', 'desk']) }), { maxLength: 4 }),
        (about, addressed) => {
          const found = resolveRecipients(event({ audience: about, to: addressed.map((each) => to(each)) }), members);
          for (const { member: each } of found.told) {
            if (about === 'internal' || about === 'provider') expect(each.side).toBe(about);
            if (about !== 'requester') expect(each.role).not.toBe('employee');
          }
          if (about === 'internal' || about === 'provider') for (const channel of found.teams) expect(channel.side).toBe(about);
        },
      ),
    );
  });
});

describe('agreementRecipients', () => {
  const group = (side: 'internal' | 'provider', memberIds: string[], title?: string) => ({
    side,
    memberIds,
    roles: [],
    ...(title && { title }),
  });
  const happened = (more: Partial<AgreementTold>): AgreementTold => ({
    id: '019370a0-0000-7000-8000-000000000002',
    about: 'thread',
    audience: 'shared',
    title: 'Mo wrote',
    body: 'Nights',
    place: '/agreement',
    urgent: false,
    to: [],
    by: { memberId: 'mo' },
    ...more,
  });
  const found = (more: Partial<AgreementTold>) =>
    agreementRecipients(happened(more), members).told.map(({ member: { id }, title }) => [id, title]);

  it('tells each once, as the first that names them says, and never who did it', () => {
    const to = [group('internal', ['pat'], 'Mo mentioned you'), group('internal', ['pat', 'dana']), group('provider', ['mo'])];
    expect(found({ to })).toEqual([
      ['pat', 'Mo mentioned you'],
      ['dana', 'Mo wrote'],
    ]);
  });

  it('keeps what is private to its side, and all of it from employees', () => {
    const to = [group('internal', ['dana', 'wes']), group('provider', ['jo'])];
    expect(found({ to })).toEqual([
      ['dana', 'Mo wrote'],
      ['jo', 'Mo wrote'],
    ]);
    expect(found({ to, audience: 'provider' })).toEqual([['jo', 'Mo wrote']]);
  });
});

describe('words', () => {
  it('say what happened, and to whom it is only for information', () => {
    expect(writeMessage('work.opened', event({}), 'holder')).toEqual({
      title: 'HAR-1042 P1 Ransomware on ERP01',
      body: 'Row A-07 of version 3.',
      place: '/work/HAR-1042',
    });
    expect(writeMessage('work.opened', event({}), 'inform').title).toBe('For your information: HAR-1042 P1 Ransomware on ERP01');
    expect(writeMessage('work.noted', event({ excerpt: 'Memory collected.' }), 'holder').body).toBe(
      'Row A-07 of version 3.\n\nMemory collected.',
    );
  });

  it('give an invitation with its end', () => {
    const letter = invitationLetter({
      email: 'n@example.com',
      name: 'Nia',
      engagement: 'Harbor',
      invitedBy: 'Mo',
      link: 'https://t.example/i/1',
      expiresAt: '2027-03-17T16:00:00Z',
    });
    expect(letter.subject).toBe('Mo invites you to Harbor');
    expect(letter.body).toContain('until 2027-03-17 16:00 UTC');
  });
});

it.each([
  ['30m', 30],
  ['4h', 240],
  ['2d', 2_880],
  ['soon', null],
])('withinAfter %s', (within, minutes) => {
  const from = Temporal.Instant.fromEpochMilliseconds(0);
  expect(withinAfter(from, within)?.epochMilliseconds ?? null).toBe(minutes === null ? null : minutes * 60_000);
});
