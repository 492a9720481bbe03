/**
 * The life of an alert by table, and its laws: repeats and disorder change nothing that counts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTransition, isFlapping, isToldOf, type Standing, standingAfter, stepOf, transitionsLastHour } from './rules.ts';

const at = (time: string) => Temporal.Instant.from(`2027-05-29T${time}Z`);
const firing = (startsAt: string | null): Standing => ({
  state: 'firing',
  startsAt: startsAt === null ? null : at(startsAt),
  endsAt: null,
  resolvedAt: null,
});
const resolved = (startsAt: string | null, resolvedAt: string, endsAt: string | null = null): Standing => ({
  state: 'resolved',
  startsAt: startsAt === null ? null : at(startsAt),
  endsAt: endsAt === null ? null : at(endsAt),
  resolvedAt: at(resolvedAt),
});
const says = (state: 'firing' | 'resolved', startsAt: string | null = null, endsAt: string | null = null) => ({
  state,
  startsAt: startsAt === null ? null : at(startsAt),
  endsAt: endsAt === null ? null : at(endsAt),
});

describe('stepOf', () => {
  it.each([
    ['the first firing opens', null, says('firing', '02:00'), '02:01', 'open'],
    ['a resolve of nothing known is over', null, says('resolved', '02:00', '02:05'), '02:06', 'over'],
    ['firing while firing is seen', firing('02:00'), says('firing', '02:00'), '02:05', 'seen'],
    ['an older firing while firing is seen', firing('02:00'), says('firing', '01:00'), '02:05', 'seen'],
    ['a resolve resolves', firing('02:00'), says('resolved', '02:00', '02:10'), '02:11', 'resolve'],
    ['a resolve without times resolves', firing('02:00'), says('resolved'), '02:11', 'resolve'],
    ['a resolve of the episode before is late', firing('02:30'), says('resolved', '02:00', '02:10'), '02:31', 'late'],
    ['a resolve that ended before this episode began is late', firing('02:30'), says('resolved', null, '02:10'), '02:31', 'late'],
    ['a resolve said twice is late', resolved('02:00', '02:10'), says('resolved', '02:00', '02:10'), '02:11', 'late'],
    ['a firing of the episode that is over is late', resolved('02:00', '02:10'), says('firing', '02:00'), '02:11', 'late'],
    ['but not for ever', resolved('02:00', '02:10'), says('firing', '02:00'), '03:11', 'open'],
    ['a firing after a lone resolve is late', resolved(null, '02:10', '02:09'), says('firing', '02:00'), '02:11', 'late'],
    ['a new episode reopens', resolved('02:00', '02:10'), says('firing', '02:20'), '02:21', 'reopen'],
    ['firing without times reopens', resolved('02:00', '02:10'), says('firing'), '02:21', 'reopen'],
    ['after the source’s time it is a new occurrence', resolved('02:00', '02:10'), says('firing', '02:45'), '02:45', 'open'],
  ] as const)('%s', (_name, held, signal, now, step) => {
    expect(stepOf(held, signal, at(now), 30)).toBe(step);
  });

  it('with no time to reopen, the next episode is a new occurrence at once', () => {
    expect(stepOf(resolved('02:00', '02:10'), says('firing', '02:20'), at('02:20'), 0)).toBe('open');
  });
});

type Episode = { startsAt: number; endsAt: number | null };

/** What stands after a list of words about episodes, each heard a second after the one before. */
function outcomeOf(words: readonly { state: 'firing' | 'resolved'; episode: Episode }[]): string {
  const base = at('02:00').epochMilliseconds;
  const instant = (minute: number) => Temporal.Instant.fromEpochMilliseconds(base + minute * 60_000);
  let held: Standing | null = null;
  for (const [index, { state, episode }] of words.entries()) {
    const now = instant(100).add({ seconds: index });
    const endsAt = state === 'resolved' && episode.endsAt !== null ? instant(episode.endsAt) : null;
    const signal = { state, startsAt: instant(episode.startsAt), endsAt };
    held = standingAfter(held, signal, stepOf(held, signal, now, 60), now);
  }
  return held === null ? 'nothing' : `${held.state} ${held.startsAt}`;
}

describe('order', () => {
  it('does not matter, nor do repeats, when the last episode is among what came', () => {
    const histories = fc
      .uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 2, maxLength: 8 })
      .map((minutes) => minutes.sort((a, b) => a - b))
      .map((minutes) =>
        minutes.flatMap((minute, index) => (index % 2 === 0 ? [{ startsAt: minute, endsAt: minutes[index + 1] ?? null }] : [])),
      )
      .map((episodes: Episode[]) =>
        episodes.flatMap((episode) => [
          { state: 'firing' as const, episode },
          ...(episode.endsAt === null ? [] : [{ state: 'resolved' as const, episode }]),
        ]),
      );
    const disorder = histories.chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 })),
    );
    fc.assert(
      fc.property(disorder, ([history, delivered]) => {
        expect(outcomeOf(delivered)).toBe(outcomeOf(history));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('flapping', () => {
  it('counts the state changes of the last hour', () => {
    let transitions: string[] = [];
    for (const time of ['01:00', '02:05', '02:10', '02:15', '02:20']) transitions = addTransition(transitions, at(time));
    expect(transitionsLastHour(transitions, at('02:30'))).toBe(4);
    expect(isFlapping(transitions, at('02:30'))).toBe(false);
    transitions = addTransition(transitions, at('02:30'));
    expect(isFlapping(transitions, at('02:30'))).toBe(true);
    expect(isFlapping(transitions, at('03:30'))).toBe(false);
  });

  it('keeps a bounded memory', () => {
    let transitions: string[] = [];
    for (let second = 0; second < 500; second += 1)
      transitions = addTransition(transitions, at('02:00').add({ seconds: second }));
    expect(transitions.length).toBe(60);
  });
});

describe('isToldOf', () => {
  it('names the second, fourth, eighth delivery', () => {
    expect([1, 2, 3, 4, 5, 7, 8, 9, 1_023, 1_024].filter(isToldOf)).toEqual([2, 4, 8, 1_024]);
  });
});
