/**
 * What needs the reader, most pressing first, pure: hand-overs offered to their side, urgent work of their side that
 * nobody has taken, and their own work whose answer is late or due within the hour. An item stands there once.
 */
import { type EpochMs, hourMs, instantMs } from '@tandem/platform/ui/time-words.ts';
import type { Row } from '../work-data.ts';

export type NeedKind = 'offer' | 'untaken' | 'due';

export interface Need {
  kind: NeedKind;
  item: Row;
  /** When it becomes worse: the offer ends, the answer is due. */
  until: EpochMs | null;
}

interface Waiting {
  offered: readonly Row[];
  unassigned: readonly Row[];
  mine: readonly Row[];
  now: EpochMs;
}

const soonMs = hourMs;

export function findNeeds({ offered, unassigned, mine, now }: Waiting): Need[] {
  const dueAt = (item: Row): EpochMs | null =>
    (item.response.state === 'running' || item.response.state === 'late') && item.response.dueAt
      ? instantMs(item.response.dueAt)
      : null;
  const pressing = (item: Row): boolean =>
    item.urgent || item.response.state === 'late' || (dueAt(item) ?? Number.POSITIVE_INFINITY) - now < soonMs;
  const needs: Need[] = [
    ...offered.map((item) => ({
      kind: 'offer' as const,
      item,
      until: item.offeredTo ? instantMs(item.offeredTo.expiresAt) : null,
    })),
    ...unassigned.filter(pressing).map((item) => ({ kind: 'untaken' as const, item, until: dueAt(item) })),
    ...mine
      .filter((item) => dueAt(item) !== null && pressing(item))
      .map((item) => ({ kind: 'due' as const, item, until: dueAt(item) })),
  ];
  const seen = new Set<string>();
  return needs
    .filter(({ item }) => !seen.has(item.id) && seen.add(item.id))
    .sort((a, b) => (a.until ?? Number.POSITIVE_INFINITY) - (b.until ?? Number.POSITIVE_INFINITY));
}
