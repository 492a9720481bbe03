/**
 * What holds for every engagement and every question.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseTime } from '../calendar/zone.ts';
import { anyEngagement } from './arbitrary.test.ts';
import { compile } from './compile.ts';
import type { Answer, EngagementFile, Facts, Row, Scope } from './model.ts';
import { modes, priorities, scopeKeys, windowNames } from './model.ts';
import { anyFacts, anyInstant, anyScope, smallWorld } from './small-world.test.ts';
import { whoSpans } from './spans.ts';
import { who } from './who.ts';

// Random runs are long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const isMember = <T>(list: readonly T[], value: T) => list.includes(value);

/** What every answer promises, whatever was asked. */
function checkAnswer(answer: Answer, facts: Facts): void {
  expect(answer).toMatchObject({ function: facts.function, priority: facts.priority, gap: answer.mode === 'gap' });
  expect(windowNames).toContain(answer.window);
  expect(answer.gap || isMember(modes, answer.mode as never)).toBe(true);
  expect(answer.who.length === 0).toBe(answer.gap);
  expect(answer.responsible === null).toBe(answer.gap);
  expect(answer.accountable === null).toBe(answer.row === null);
  expect(answer.gap || (answer.row !== null && answer.version !== null)).toBe(true);
  expect(answer.workStartsAt !== null).toBe(answer.mode === 'queue');
  if (answer.gap) expect(answer).toMatchObject({ responseDueAt: null, blocked: null, approvers: [] });
  else expect(answer.holder).toBeNull();
  if (answer.blocked) expect(answer.blocked.page.length).toBeGreaterThan(0);
  expect(answer.conflict.length).not.toBe(1);
  expect(answer.trace.every((sentence) => /^[A-Z].*\.$/s.test(sentence))).toBe(true);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
}

describe('who is total', () => {
  test('for small worlds', () => {
    fc.assert(
      fc.property(smallWorld, fc.array(anyFacts, { minLength: 1, maxLength: 20 }), (file, questions) => {
        const engagement = compile(file);
        for (const facts of questions) checkAnswer(who(engagement, facts, { trace: true }), facts);
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  test('for every file that the parser accepts', () => {
    const anywhere = fc.record({
      day: fc.nat({ max: 900 }),
      minute: fc.nat({ max: 1439 }),
      priority: fc.constantFrom(...priorities),
    });
    fc.assert(
      fc.property(anyEngagement, fc.array(anywhere, { minLength: 1, maxLength: 8 }), (file, moments) => {
        const engagement = compile(file);
        const rows = file.matrix.flatMap((version) => version.rows);
        for (const [index, { day, minute, priority }] of moments.entries()) {
          const at = Temporal.Instant.from('2026-01-01T00:00Z')
            .add({ minutes: day * 1440 + minute })
            .toString();
          const row = rows[index % Math.max(1, rows.length)];
          const facts: Facts = { at, function: row?.function ?? 'none', priority, ...row?.scope };
          checkAnswer(who(engagement, facts, { trace: true }), facts);
        }
      }),
      { numRuns: 25, seed: 12 },
    );
  });
});

const timeless = (answer: Answer) => ({ ...answer, responseDueAt: null, workStartsAt: null, trace: [] });

test('the answer over a span is the answer at each instant of it', () => {
  fc.assert(
    fc.property(
      smallWorld,
      anyFacts,
      anyInstant,
      anyInstant,
      fc.array(fc.nat({ max: 999 }), { maxLength: 12 }),
      (file, facts, a, b, places) => {
        const engagement = compile(file);
        const [from, to] = [parseTime('UTC', a)!, parseTime('UTC', b)!].sort((x, y) => x - y) as [number, number];
        const spans = whoSpans(engagement, facts, from, to);
        expect(spans.map((span) => span.from)).toEqual(from === to ? [] : [from, ...spans.slice(0, -1).map((span) => span.to)]);
        expect(spans.at(-1)?.to ?? from).toBe(to);
        const edges = spans.flatMap((span) => [span.from, span.to - 1]);
        for (const at of [...edges, ...places.map((place) => from + Math.floor(((to - from) * place) / 1000))]) {
          const span = spans.find((other) => at >= other.from && at < other.to);
          if (!span) continue;
          const answer = who(engagement, { ...facts, at: new Temporal.Instant(BigInt(at) * 1_000_000n).toString() });
          expect(timeless(answer)).toEqual(timeless(span.answer));
        }
      },
    ),
    { numRuns: 100, seed: 13 },
  );
});

/** The same file with every list that is a set, and every key, in another order. */
function reordered(file: EngagementFile): EngagementFile {
  const [first, ...sites] = file.sites;
  const turned = {
    ...file,
    sites: [first!, ...sites.toReversed()],
    people: file.people.toReversed(),
    teams: file.teams?.toReversed(),
    absences: file.absences?.toReversed(),
    vendors: file.vendors?.toReversed(),
    matrix: file.matrix.map((version) => ({ ...version, rows: version.rows.toReversed() })).toReversed(),
  };
  const turnKeys = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turnKeys);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, item]) => [key, turnKeys(item)]),
    );
  };
  return turnKeys(turned) as EngagementFile;
}

test('the order of rows, versions, people and keys decides nothing', () => {
  fc.assert(
    fc.property(smallWorld, fc.array(anyFacts, { minLength: 1, maxLength: 20 }), (file, questions) => {
      const [one, other] = [compile(file), compile(reordered(file))];
      for (const facts of questions) {
        const turned = Object.fromEntries(Object.entries(facts).toReversed()) as unknown as Facts;
        expect(who(other, turned, { trace: true })).toEqual(who(one, facts, { trace: true }));
      }
    }),
    { numRuns: 100, seed: 14 },
  );
});

const matches = (scope: Scope, facts: Facts) =>
  scopeKeys.every((key) => scope[key] === undefined || scope[key] === (key === 'site' ? (facts.site ?? 'main') : facts[key]));

test('adding a narrower row changes only what it matches', () => {
  fc.assert(
    fc.property(smallWorld, anyScope, fc.array(anyFacts, { minLength: 1, maxLength: 20 }), (file, more, questions) => {
      const [version] = file.matrix;
      const wider = version!.rows[0]!;
      const scope = { ...more, ...wider.scope };
      fc.pre(Object.keys(scope).length > Object.keys(wider.scope ?? {}).length);
      const added: Row = {
        id: 'N-1',
        function: wider.function,
        scope,
        always: { who: ['fay'], mode: 'advise' },
        accountable: 'cat',
      };
      const rows = [...version!.rows, added];
      const before = compile(file);
      const after = compile({ ...file, matrix: [{ ...version!, rows }, ...file.matrix.slice(1)] });
      for (const facts of questions) {
        const [old, now] = [who(before, facts), who(after, facts)];
        const isAsked = facts.function === added.function && matches(scope, facts);
        if (!isAsked) expect(now).toEqual(old);
        // Where it does match, the row it narrows no longer decides.
        else if (now.version === '1') expect(now.row).not.toBe(wider.id);
      }
    }),
    { numRuns: 100, seed: 15 },
  );
});
