/**
 * What is remembered of the queue, and what a decision is told of it. The rule is Harbor's: in at ten untouched or a P3 of
 * four hours, out after an hour with at most four and no P3 older than an hour. Times are minutes after ten.
 */
import { readFileSync } from 'node:fs';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import { overflowCause } from '@tandem/core/responsibility/overflow.ts';
import { parseEngagement } from '@tandem/core/responsibility/parse.ts';
import { describe, expect, test } from 'vitest';
import { judgeQueue, type QueueState, queueFacts, relievedSide, withQueue } from './rules.ts';

const parsed = parseEngagement(readFileSync(new URL('../../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example does not parse.');
const harbor = { engagement: compile(parsed.file), file: parsed.file };
const rule = harbor.engagement.overflow;
if (rule === null) throw new Error('The example has no overflow.');

const at = (minutes: number) => Temporal.Instant.from('2027-03-10T10:00:00-06:00').add({ minutes });
const ask = (minutes: number): Facts => ({ at: at(minutes).toString(), function: 'sd-tier1-support', priority: 'P4' });

/** `[minute, untouched, minute of the oldest P3]`, one change after another. */
type Change = [minutes: number, untouched: number, oldestP3?: number];

const after = (changes: readonly Change[]): QueueState =>
  changes.reduce<QueueState | null>((before, [minutes, untouched, oldestP3]) => {
    const oldestP3Since = oldestP3 === undefined ? null : at(oldestP3);
    return judgeQueue(rule, before, { untouched, oldestP3Since }, at(minutes));
  }, null) as QueueState;

describe('whether a decision finds overflow active', () => {
  test.each<[string, Change[], number, boolean]>([
    ['not before the tenth', [[0, 9]], 1, false],
    ['from the tenth', [[0, 10]], 1, true],
    [
      'while it has not fallen to four',
      [
        [0, 10],
        [10, 5],
      ],
      300,
      true,
    ],
    [
      'not before it has been calm for an hour',
      [
        [0, 10],
        [10, 4],
      ],
      69,
      true,
    ],
    [
      'no more after an hour of calm',
      [
        [0, 10],
        [10, 4],
      ],
      70,
      false,
    ],
    [
      'a fifth item ends the calm, and it begins anew',
      [
        [0, 10],
        [10, 4],
        [40, 5],
        [50, 4],
      ],
      109,
      true,
    ],
    [
      'until that calm has lasted too',
      [
        [0, 10],
        [10, 4],
        [40, 5],
        [50, 4],
      ],
      110,
      false,
    ],
    [
      'five items alone never began it',
      [
        [0, 4],
        [10, 5],
      ],
      20,
      false,
    ],
    ['from when a P3 is four hours old, though nothing changed', [[0, 1, 0]], 240, true],
    ['not a minute before', [[0, 1, 0]], 239, false],
    [
      'held after that P3 was taken, though nobody had noted it',
      [
        [0, 1, 0],
        [245, 0],
      ],
      246,
      true,
    ],
    [
      'until an hour after',
      [
        [0, 1, 0],
        [245, 0],
      ],
      305,
      false,
    ],
    [
      'a P3 that grows older than an hour ends the calm',
      [
        [0, 10],
        [10, 1, 0],
        [65, 1, 0],
        [70, 0],
      ],
      129,
      true,
    ],
    [
      'again after an hour',
      [
        [0, 10],
        [10, 1, 0],
        [65, 1, 0],
        [70, 0],
      ],
      130,
      false,
    ],
  ])('%s', (_, changes, minutes, expected) => {
    const facts = { ...ask(minutes), overflow: queueFacts(after(changes), at(minutes)) };
    expect(overflowCause(rule, facts, at(minutes).epochMilliseconds) !== null).toBe(expected);
  });
});

test('a P3 that waits for the opening is not old before it', () => {
  expect(queueFacts(after([[0, 1, 60]]), at(30))).toMatchObject({ 'oldest-untouched-p3': '0m' });
});

describe('the facts of a decision', () => {
  const queue = after([[0, 12]]);
  test('hold the queue where a row of the function takes part', () => {
    expect(withQueue(harbor, queue, ask(5), at(5)).overflow).toEqual({ 'was-active': true, untouched: 12 });
  });
  test('hold none where none does, and none of an earlier decision', () => {
    const stale: Facts = { ...ask(5), function: 'sm-edr-triage', overflow: { untouched: 99 } };
    expect(withQueue(harbor, queue, stale, at(5))).not.toHaveProperty('overflow');
  });
  test('hold none before anything was told, or without overflow in the agreement', () => {
    expect(withQueue(harbor, null, ask(5), at(5))).not.toHaveProperty('overflow');
    const { overflow: _none, ...rest } = harbor.file;
    const plain = { engagement: compile(rest), file: rest };
    expect(withQueue(plain, queue, ask(5), at(5))).not.toHaveProperty('overflow');
  });
});

test('the side that does not take it is the one relieved', () => {
  expect(relievedSide(rule.to)).toBe('internal');
  expect(relievedSide({ kind: 'team', id: 'desk', side: 'internal', members: [], rota: null })).toBe('provider');
});
