import { emptyTerms } from '@tandem/core/commercial/terms.ts';
import { catalogue } from '@tandem/core/responsibility/catalogue.ts';
import { emptyDraft } from '@tandem/core/responsibility/draft.ts';
import type { EngagementFile, Side } from '@tandem/core/responsibility/model.ts';
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from './contract.ts';
import { excerptOf, linkOf, mentionedPeople, placeWords, reasonAgainstPlace, reasonAgainstWriting, toldOf } from './rules.ts';

const parties = { internal: { name: 'Harbor' }, provider: { name: 'Northline' } };
const empty = emptyDraft({ id: 'harbor', name: 'Harbor' }, parties, '2027-03-10');
/** Work that leaves a question open. */
const shared = catalogue.functions.find(({ ambiguousSubDecisions }) => ambiguousSubDecisions.length > 0);
const rows = [{ id: 'A-01', function: shared?.id ?? '', accountable: '', always: { who: [], mode: 'act' as const } }];
const file: EngagementFile = { ...empty, matrix: empty.matrix.map((version) => ({ ...version, rows })) };
const draft = { title: 'Nights', file, terms: emptyTerms() };
const question = subDecisions(file, draft.terms).decisions[0]?.key ?? '';

const member = (id: string, side: Side, role: string) => ({ id, side, role, name: id });
const members = [
  member('dana', 'internal', 'it'),
  member('pat', 'internal', 'leader'),
  member('wes', 'internal', 'employee'),
  member('mo', 'provider', 'admin'),
  member('jo', 'provider', 'engineer'),
];
const person = (memberId: string) => ({ memberId, name: memberId });

describe('a place', () => {
  it.each<[Place, RegExp | null]>([
    [{ on: 'draft' }, null],
    [{ on: 'row', row: 'A-01' }, null],
    [{ on: 'row', row: 'A-02' }, /withdrawn/],
    [{ on: 'cell', row: 'A-01', field: 'weekend' }, null],
    [{ on: 'cell', row: 'A-02', field: 'weekend' }, /withdrawn/],
    [{ on: 'cell', row: 'A-01', field: 'fail-safe' }, null],
    [{ on: 'cell', row: 'A-02', field: 'fail-safe' }, /withdrawn/],
    [{ on: 'question', question }, null],
    [{ on: 'question', question: 'none#99' }, /not asked/],
  ])('%j', (place, reason) => {
    const found = reasonAgainstPlace(place, draft);
    if (reason === null) expect(found).toBeNull();
    else expect(found).toMatch(reason);
  });

  it('is said in words, also when it is gone', () => {
    expect(placeWords({ on: 'draft' }, draft)).toBe('Nights');
    expect(placeWords({ on: 'cell', row: 'A-01', field: 'after-hours' }, draft)).toBe(`${shared?.name}, A-01, after hours`);
    expect(placeWords({ on: 'cell', row: 'A-01', field: 'must-not' }, draft)).toBe(`${shared?.name}, A-01, what is never done`);
    expect(placeWords({ on: 'row', row: 'A-07' }, draft)).toBe('row A-07, which is no longer there');
    expect(placeWords({ on: 'question', question: 'none#0' }, draft)).toBe('a question that is no longer asked');
  });

  it('has a link to the screen that shows it', () => {
    expect(linkOf('d', { on: 'cell', row: 'A&1', field: 'weekend' }, 't')).toBe(
      '/agreement/d/matrix?comments=cell%2Fweekend%2FA%261&thread=t',
    );
    expect(linkOf('d', { on: 'cell', row: 'A&1', field: 'fail-safe' }, 't')).toBe(
      '/agreement/d/matrix?comments=cell%2Ffail-safe%2FA%261&row=A%261&thread=t',
    );
    expect(linkOf('d', { on: 'question', question: 'f#1' }, 't')).toBe(
      '/agreement/d/decisions?comments=question%2Ff%231&thread=t',
    );
  });
});

it('nobody writes on a draft that is not open', () => {
  expect(reasonAgainstWriting('open')).toBeNull();
  for (const state of ['offered', 'signed', 'closed'] as const) expect(reasonAgainstWriting(state)).toMatch(/can be read/);
});

describe('a mention', () => {
  it('names each once, of both sides in a shared thread', () => {
    expect(mentionedPeople(['mo', 'pat', 'mo'], members, 'shared')).toEqual({ ok: true, people: [person('mo'), person('pat')] });
  });

  it.each([
    ['somebody of the other side, in private', ['pat', 'mo'], 'internal', 'mention-cannot-read', /other side/],
    ['an employee', ['wes'], 'shared', 'mention-cannot-read', /cannot read drafts/],
    ['nobody who is here', ['gone'], 'shared', 'invalid-input', /not a member/],
  ] as const)('of %s is refused', (_words, ids, audience, code, reason) => {
    expect(mentionedPeople(ids, members, audience)).toMatchObject({ ok: false, code, reason: expect.stringMatching(reason) });
  });
});

describe('who is told', () => {
  it('is whoever is mentioned, then whoever spoke', () => {
    const thread = [{ memberId: 'dana', mentioned: [person('jo')] }];
    const told = toldOf('mo', [person('pat')], thread, members, 'shared');
    expect([told.mentioned, told.others].map((each) => each.map(({ id }) => id))).toEqual([['pat'], ['dana', 'jo']]);
  });

  it('is never the writer, nobody twice, and nobody who may not read it', () => {
    const anybody = fc.constantFrom('dana', 'pat', 'wes', 'mo', 'jo', 'gone');
    const people = fc.array(anybody.map(person), { maxLength: 4 });
    const thread = fc.array(fc.record({ memberId: anybody, mentioned: people }), { maxLength: 4 });
    const audience = fc.constantFrom('shared' as const, 'internal' as const, 'provider' as const);
    fc.assert(
      fc.property(anybody, people, thread, audience, (by, mentioned, spoken, of) => {
        const told = toldOf(by, mentioned, spoken, members, of);
        const all = [...told.mentioned, ...told.others];
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        for (const { id, role, side } of all) {
          expect(id).not.toBe(by);
          expect(role).not.toBe('employee');
          if (of !== 'shared') expect(side).toBe(of);
        }
      }),
    );
  });
});

it('an excerpt is short and whole characters', () => {
  expect(excerptOf('Short.')).toBe('Short.');
  expect(excerptOf('x'.repeat(400))).toHaveLength(280);
  expect(excerptOf(`${'x'.repeat(278)}😀😀`).isWellFormed()).toBe(true);
});
