import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from './compile.ts';
import { draftOf } from './draft.ts';
import { heldAllAlong, type ReplayEvent, replay, replayHash, replayJson } from './replay.ts';
import { type RowChanges, testEngagement, testFile } from './test-engagement.ts';
import { who } from './who.ts';

/** Monday 4 January 2027: in hours at 10:00, out of hours at 22:00. */
const day = '2027-01-04T10:00-06:00';
const night = '2027-01-04T22:00-06:00';

const fee = { known: false, reason: 'No card.' } as const;
const compared = (rows: RowChanges[], hash = 'x') => ({ engagement: testEngagement(rows), hash, fee });
const event = (changes: Partial<ReplayEvent> & { at?: string; priority?: 'P1' | 'P3' } = {}): ReplayEvent => {
  const { at = night, priority = 'P1', ...rest } = changes;
  const facts = { at, function: 'fix', priority };
  return { id: 'e-1', title: 'Disk full', facts, recorded: null, firstResponseAt: null, resolvedAt: null, ...rest };
};

const desk: RowChanges[] = [{}];
const ann: RowChanges[] = [
  { 'business-hours': { who: ['ann'], mode: 'act' }, 'after-hours': { who: ['ann'], mode: 'page', P3: 'queue' } },
];
const asks: RowChanges[] = [{ always: { who: ['desk'], mode: 'approve-then-act' } }];

describe('who is woken', () => {
  test.each([
    ['whoever begins at once out of hours', desk, event(), ['desk']],
    ['nobody in hours', desk, event({ at: day }), []],
    ['nobody for what waits', ann, event({ priority: 'P3' }), []],
    ['the person who is paged', ann, event(), ['ann']],
    ['the first approver too', asks, event(), ['desk', 'ann']],
    ['the holder of gaps for what is urgent', [], event(), ['noc']],
    ['and nobody for what is not', [], event({ priority: 'P3' }), []],
  ])('%s', (_, rows, happened, woken) => {
    expect(replay([happened], compared(rows), compared(desk)).events[0]!.before.woken).toEqual(woken);
  });
});

describe('totals', () => {
  test('minutes go to the side that answers for it, for as long as it took', () => {
    const took = event({ resolvedAt: '2027-01-04T23:30-06:00' });
    const { totals, changed } = replay([took], compared(ann), compared(desk));
    expect(totals.before.custodyMinutes).toEqual({ internal: 90, provider: 0, nobody: 0 });
    expect(totals.after.custodyMinutes).toEqual({ internal: 0, provider: 90, nobody: 0 });
    expect([totals.before.woken, totals.after.woken, changed]).toEqual([{ ann: 1 }, { desk: 1 }, 1]);
  });

  test('a target is missed by the response that really came', () => {
    const late = event({ priority: 'P3', at: night, firstResponseAt: '2027-01-05T09:00-06:00' });
    const missed = (firstResponseAt: string | null) =>
      replay([{ ...late, firstResponseAt }], compared(ann), compared(desk)).events[0]!.before.missed;
    expect(missed('2027-01-05T12:00-06:00')).toBe(false);
    expect(missed('2027-01-05T12:01-06:00')).toBe(true);
    expect(missed(null)).toBeNull();
  });

  test('overflow that moved the work is counted', () => {
    const overflow = { to: 'desk', enter: { untouched: 10 }, leave: { untouched: 4 } };
    const rows: RowChanges[] = [
      { 'business-hours': { who: ['ann'], mode: 'act' }, 'after-hours': { who: ['ann'], mode: 'queue' }, overflow: true },
    ];
    const busy = { ...event({ at: day }).facts, overflow: { untouched: 12 } };
    const flows = { engagement: testEngagement(rows, { overflow }), hash: 'x', fee };
    const { totals } = replay([event({ facts: busy })], flows, compared(desk));
    expect([totals.before.overflow, totals.after.overflow]).toEqual([1, 0]);
  });
});

describe('a draft', () => {
  test('decides what happened before its first day', () => {
    const draft = draftOf(testFile(desk), '2030-01-01');
    const after = (file: typeof draft) =>
      replay([event()], compared(desk), { engagement: compile(file), hash: 'y', fee }).events[0]!.after;
    expect(after(draft).mode).toBe('gap');
    expect(after(heldAllAlong(draft))).toMatchObject({ mode: 'act', row: 'R-1' });
  });

  test('that says the same changes nothing', () => {
    const same = { engagement: compile(heldAllAlong(draftOf(testFile(ann), '2027-01-01'))), hash: 'y', fee };
    expect(replay([event(), event({ id: 'e-2', at: day })], compared(ann), same).changed).toBe(0);
  });
});

describe('the price', () => {
  const costs = (feeMinor: number, currency = 'USD') => ({
    ...compared(desk),
    fee: { known: true, feeMinor, currency } as const,
  });

  test.each([
    ['is the difference of two fees', costs(100_00), costs(80_00), -20_00],
    ['is not known without both', compared(desk), costs(80_00), null],
    ['is not computed across currencies', costs(100_00), costs(80_00, 'EUR'), null],
  ])('%s', (_, before, after, differenceMinor) => {
    expect(replay([], before, after).price).toEqual({ before: before.fee, after: after.fee, differenceMinor });
  });
});

describe('recorded answers', () => {
  test('are given again by the agreement that gave them, and by no other', () => {
    const before = compared(ann);
    const happened = event({ recorded: who(before.engagement, event().facts, { trace: true }) });
    expect(replay([happened], before, compared(desk)).reproduced).toEqual({ same: 1, different: 0 });
    expect(replay([happened], compared(desk), before).reproduced).toEqual({ same: 0, different: 1 });
    expect(replay([event()], before, before).events[0]!.reproduced).toBeNull();
  });
});

test('the order in which events are given does not matter, and the hash shows it', () => {
  const anyEvents = fc.uniqueArray(
    fc.record({ id: fc.uuid(), minute: fc.nat({ max: 20_000 }) }).map(({ id, minute }) => {
      const at = Temporal.Instant.from('2027-01-01T00:00Z').add({ minutes: minute }).toString();
      return event({ id, at });
    }),
    { selector: ({ id }) => id, maxLength: 20 },
  );
  fc.assert(
    fc.property(anyEvents, (events) => {
      const [forth, back] = [events, events.toReversed()].map((each) => replay(each, compared(ann), compared(desk)));
      expect(replayJson(forth!)).toBe(replayJson(back!));
      expect(replayHash(forth!)).toMatch(/^[0-9a-f]{64}$/);
      const totals = forth!.totals.before;
      expect(Object.values(totals.woken).reduce((sum, times) => sum + times, 0)).toBeGreaterThanOrEqual(totals.nights);
    }),
    { numRuns: 40 },
  );
});
