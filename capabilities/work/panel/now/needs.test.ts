import { hourMs, minuteMs } from '@tandem/platform/ui/time-words.ts';
import { describe, expect, it } from 'vitest';
import type { Row } from '../work-data.ts';
import { findNeeds } from './needs.ts';

const now = Date.parse('2027-05-29T02:14:00-05:00');
const after = (ms: number): string => new Date(now + ms).toISOString();

const item = (id: string, change: object = {}): Row =>
  ({
    id,
    urgent: false,
    response: { state: 'none', dueAt: null, answeredAt: null },
    offeredTo: null,
    ...change,
  }) as unknown as Row;
const due = (ms: number, state = 'running') => ({ response: { state, dueAt: after(ms), answeredAt: null } });

const find = (waiting: { offered?: Row[]; unassigned?: Row[]; mine?: Row[] }) =>
  findNeeds({ offered: [], unassigned: [], mine: [], now, ...waiting }).map((need) => [need.item.id, need.kind]);

describe('findNeeds', () => {
  it('puts what becomes worse first on top', () => {
    const offered = [item('offer', { offeredTo: { expiresAt: after(16 * minuteMs) } })];
    const unassigned = [item('late', due(-5 * minuteMs, 'late')), item('urgent', { urgent: true })];
    const mine = [item('mine', due(11 * minuteMs))];
    expect(find({ offered, unassigned, mine })).toEqual([
      ['late', 'untaken'],
      ['mine', 'due'],
      ['offer', 'offer'],
      ['urgent', 'untaken'],
    ]);
  });

  it('leaves calm work alone', () => {
    expect(
      find({
        unassigned: [item('a', due(3 * hourMs))],
        mine: [item('b'), item('c', due(3 * hourMs)), item('d', { ...due(1, 'met'), urgent: true })],
      }),
    ).toEqual([]);
  });

  it('names an item once', () => {
    const both = item('a', { urgent: true, ...due(minuteMs) });
    expect(find({ unassigned: [both], mine: [both] })).toEqual([['a', 'untaken']]);
  });
});
