/**
 * The pairs found, against trying every pair at every breakpoint without any reasoning.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Engagement } from './compile.ts';
import { compile } from './compile.ts';
import type { EngagementFile, Facts } from './model.ts';
import { priorities } from './model.ts';
import { parseEngagement } from './parse.ts';
import { cutHorizon } from './prove/horizon.ts';
import { decidingRows, leastFacts } from './prove/situations.ts';
import { peopleBehind } from './prove/teams.ts';
import { proofSpan } from './prove.ts';
import { firstDay, lastDay, smallWorld } from './small-world.test.ts';
import { testEngagement } from './test-engagement.ts';
import { exampleSentence, pairSentence, type TwoAbsences, twoAbsences } from './two-absences.ts';
import { decide, who } from './who.ts';

// Random runs are long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const span = { from: firstDay, to: lastDay };

/** Whether somebody really acts, and somebody can say yes where a yes is asked for. */
function isHeld(engagement: Engagement, at: number, facts: Facts, away: string[]): boolean {
  const absent = away.map((person) => ({ person }));
  const decision = decide(engagement, at, { ...facts, absent });
  if (decision.gap !== null) return false;
  if (decision.mode === 'approve-then-act' && decision.approvers.length === 0) return false;
  const presence = { at: decision.startsAt ?? at, zone: engagement.defaultSite.zone, stated: absent };
  return decision.who.some((id) => {
    const team = engagement.actors.teams.get(id);
    return team === undefined || (team.members.length === 0 && team.rota === null) || peopleBehind(team, presence).length > 0;
  });
}

/** The milliseconds of each row that each pair uncovers, by trying all of it. */
function triedPairs(engagement: Engagement): Map<string, number> {
  const { from, to } = proofSpan(engagement, span);
  const horizon = cutHorizon(engagement, from, to);
  const ids = [...engagement.actors.people.keys()];
  const found = new Map<string, number>();
  for (const [piece, at] of horizon.at.entries()) {
    const version = horizon.version[piece];
    if (!version) continue;
    const pieceMs = (horizon.at[piece + 1] ?? to) - at;
    const deciding = [...version.byFunction.keys()].flatMap((name) => decidingRows(engagement, version, name));
    for (const [a, first] of ids.entries()) {
      for (const second of ids.slice(a + 1)) {
        const isHurt = (facts: Facts): boolean =>
          !isHeld(engagement, at, facts, [first, second]) &&
          isHeld(engagement, at, facts, [first]) &&
          isHeld(engagement, at, facts, [second]);
        const hurt = deciding.filter((each) => priorities.some((priority) => isHurt(leastFacts(each, priority))));
        for (const row of new Set(hurt.map(({ row: { id, function: name } }) => `${id} ${name}`))) {
          const key = `${first} ${second} ${row}`;
          found.set(key, (found.get(key) ?? 0) + pieceMs);
        }
      }
    }
  }
  return found;
}

const minutesFound = ({ pairs }: TwoAbsences): Map<string, number> =>
  new Map(
    pairs.flatMap(({ people, examples }) =>
      examples.map(({ row, function: name, minutesPerYear }) => [`${people.join(' ')} ${row} ${name}`, minutesPerYear]),
    ),
  );

test('every pair is told that trying all of them at every instant finds, for as long, and no other', () => {
  let seen = 0;
  fc.assert(
    fc.property(smallWorld, (file) => {
      const engagement = compile(file);
      const { from, to } = proofSpan(engagement, span);
      const years = (to - from) / 60_000 / 525_600;
      const tried = triedPairs(engagement);
      const expected = [...tried].map(([key, ms]): [string, number] => [key, Math.round(ms / 60_000 / years)]);
      const found = twoAbsences(engagement, span);
      expect([...minutesFound(found)].sort()).toEqual(expected.sort());
      seen += found.pairs.length;
      for (const { people, examples } of found.pairs) {
        for (const { witness } of examples) {
          const { absent: _, ...facts } = witness;
          const at = Date.parse(witness.at);
          expect(people.map((person) => isHeld(engagement, at, facts, [person]))).toEqual([true, true]);
          expect(isHeld(engagement, at, facts, people)).toBe(false);
        }
      }
    }),
    { numRuns: 120, seed: 31 },
  );
  expect(seen).toBeGreaterThan(100);
});

describe('a pair', () => {
  const find = (engagement: Engagement) => twoAbsences(engagement, { from: '2027-01-04', to: '2027-01-11' });

  test('of an owner and the absence cover leaves the row to nobody, on every day it holds', () => {
    const row = {
      'business-hours': { who: ['ann'], mode: 'act' as const },
      'after-hours': { who: ['desk'], mode: 'act' as const },
    };
    const { pairs, count, harmless } = find(testEngagement([{ ...row, 'absence-cover': 'bob' }]));
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ people: ['ann', 'bob'], functions: ['fix'], rows: ['R-1'] });
    expect(pairs[0]!.examples[0]).toMatchObject({ lack: 'nobody', witness: { priority: 'P1', function: 'fix' } });
    expect([count, harmless]).toEqual([10, 9]);
  });

  test('is harmless where a team takes over that the file says nothing about, or where one absence uncovers it anyway', () => {
    const always = { who: ['ann'], mode: 'act' as const };
    expect(find(testEngagement([{ always, 'absence-cover': 'desk' }])).pairs).toEqual([]);
    expect(find(testEngagement([{ always }])).pairs).toEqual([]);
  });

  test('can be all who may say yes, and all who are behind a team', () => {
    const asks = testEngagement([{ always: { who: ['desk'], mode: 'approve-then-act' }, approvers: ['cat', 'ann'] }]);
    expect(find(asks).pairs[0]).toMatchObject({ people: ['ann', 'cat'], days: 7, examples: [{ lack: 'approval' }] });
    const teams = [{ id: 'noc', side: 'provider' as const, name: 'Operations', members: ['eve', 'fay'] }];
    const behind = find(
      testEngagement([{ always: { who: ['noc'], mode: 'act' } }], { teams, rotas: [], gaps: undefined as never }),
    );
    expect(behind.pairs[0]).toMatchObject({ people: ['eve', 'fay'], examples: [{ lack: 'team' }] });
  });

  test('that is needed only at night is told in nights', () => {
    const row = {
      'business-hours': { who: ['desk'], mode: 'act' as const },
      'after-hours': { who: ['ann', 'bob'], mode: 'act' as const },
    };
    const weekend = { who: ['desk'], mode: 'act' as const };
    const { pairs } = find(
      testEngagement([{ ...row, weekend, holiday: weekend }], { sites: [{ id: 'main', timezone: 'America/Chicago' }] }),
    );
    expect(pairs[0]).toMatchObject({ people: ['ann', 'bob'], nights: 6, windows: ['after-hours'] });
    expect(pairSentence(pairs[0]!)).toContain('1 function is uncovered on 6 nights; first: fix at 2027-01-04T00:00:00-06:00');
  });

  test('that uncovers more rows for longer comes first', () => {
    const cell = (who: string) => ({ who: [who], mode: 'act' as const });
    const rows = [
      { id: 'R-1', always: cell('ann'), 'absence-cover': 'bob' },
      { id: 'R-2', function: 'other', always: cell('ann'), 'absence-cover': 'bob' },
      { id: 'R-3', scope: { app: 'ERP' }, always: cell('ann'), 'absence-cover': 'cat' },
    ];
    const { pairs } = find(testEngagement(rows));
    expect(pairs.map(({ people, rows: hurt }) => [...people, ...hurt].join(' '))).toEqual(['ann bob R-1 R-2', 'ann cat R-3']);
    expect(pairs[0]!.rowMinutesPerYear).toBe(2 * pairs[0]!.minutesPerYear);
  });
});

describe('the example', () => {
  const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
  const engagement = compile((parsed as { file: EngagementFile }).file);
  const { pairs, count, harmless } = twoAbsences(engagement, { from: '2027-01-01', to: '2028-01-01' });

  test('has one pair that may not be away together', () => {
    expect([count, harmless]).toEqual([6, 5]);
    expect(pairs[0]).toMatchObject({ people: ['dana', 'sam'], rows: ['A-11', 'A-18'], days: 365, nights: null });
    expect(pairs[0]!.minutesPerYear).toBe(525_600);
    const { witness } = pairs[0]!.examples[1]!;
    expect(who(engagement, witness).approvers).toEqual([]);
    expect(who(engagement, { ...witness, absent: [{ person: 'sam' }] }).approvers).toEqual(['dana']);
  });

  test('says so in a sentence', () => {
    expect(pairSentence(pairs[0]!)).toBe(
      'If dana and sam are away together, 2 functions are uncovered on 365 days; first: pt-schedule-approval at 2027-01-01T00:00:00-06:00.',
    );
    expect(exampleSentence(pairs[0]!.examples[1]!)).toBe('nobody is left to say yes in row A-18');
  });
});
