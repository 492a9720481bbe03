/**
 * What alerts tell the rest of the product, one function for each event: the audit entry, what other capabilities act on,
 * and the notice to open screens, in one value. `record` writes the events of a batch together, in the transaction of
 * the change. Everything here is seen by both IT sides.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import { type Entry, record } from '@tandem/platform/record/record.ts';
import type { Change } from './intake/rules.ts';
import { flappingFrom } from './rules.ts';

interface SourceNamed {
  id: string;
  name: string;
}

/** Writes the events of one transaction. Call it last. */
export async function recordEvents(ctx: Ctx, entries: readonly Entry[]): Promise<void> {
  if (entries.length > 0) await record(ctx, entries);
}

/** The events of an arrival; a repeat that nobody is told of has none. */
export function eventsOfChange(change: Change): Entry[] {
  if (!change.isTold || change.alert.openedAt === null) return [];
  if (change.kind === 'opened' || change.kind === 'reopened') return [alertOpened(change)];
  return [change.kind === 'resolved' ? alertResolved(change) : alertUpdated(change)];
}

/**
 * `alerts.opened`, or `alerts.reopened` when it had been resolved: somebody has to own it from now on. The record names
 * the owner; facts, answer and reasons stand whole in the receipt.
 */
function alertOpened(change: Change): Entry {
  const { alert, decision } = change;
  const happened = change.kind === 'reopened' ? 'reopened' : 'opened';
  return {
    ...entryOf(change, `alerts.alert-${happened}`, {
      function: alert.function,
      priority: change.priority,
      row: decision?.answer?.row ?? null,
      responsible: decision?.answer?.responsible ?? null,
      who: decision?.answer?.who ?? [],
      receiptId: change.receiptId,
    }),
    publish: { topic: `alerts.${happened}`, payload: wholeAlert(change) },
  };
}

/** `alerts.updated`: seen again (not every time), or what it is about changed while it fires. */
function alertUpdated(change: Change): Entry {
  return {
    ...entryOf(change, 'alerts.alert-updated', { kind: change.kind, priority: change.priority, receiptId: change.receiptId }),
    publish: { topic: 'alerts.updated', payload: { ...wholeAlert(change), changed: change.kind === 'changed' } },
  };
}

function alertResolved(change: Change): Entry {
  const { alert } = change;
  return {
    ...entryOf(change, 'alerts.alert-resolved', {}),
    publish: {
      topic: 'alerts.resolved',
      payload: {
        alertId: alert.id,
        sourceId: alert.sourceId,
        title: alert.title,
        count: change.count,
        endsAt: alert.endsAt?.toString() ?? null,
        flapping: isFlappingThen(change),
      },
    },
  };
}

function entryOf({ alert, count }: Change, action: string, payload: Record<string, unknown>): Entry {
  return {
    action,
    subject: { kind: 'alert', id: alert.id, label: alert.title },
    audience: 'shared',
    payload: { sourceId: alert.sourceId, fingerprint: alert.fingerprint, occurrence: alert.occurrence, count, ...payload },
    live: { topic: 'alerts', id: alert.id },
  };
}

/** What work needs to make an item that shows both sides the same facts and why. */
function wholeAlert(change: Change): Record<string, unknown> {
  const { alert, source } = change;
  return {
    alertId: alert.id,
    sourceId: alert.sourceId,
    source: source.name,
    sourceSide: source.side,
    title: alert.title,
    detail: alert.detail,
    labels: alert.labels,
    link: alert.link,
    group: alert.groupKey,
    severity: alert.severity,
    function: alert.function,
    priority: change.priority,
    facts: alert.facts,
    answer: alert.answer,
    contentHash: alert.contentHash,
    receiptId: alert.receiptId,
    occurrence: alert.occurrence,
    count: change.count,
    transitionsLastHour: change.transitions,
    flapping: isFlappingThen(change),
  };
}

function isFlappingThen(change: Change): boolean {
  return change.transitions >= flappingFrom;
}

/** A body, or a part of one, could not be read and waits for somebody. */
export function bodyQuarantined(entry: {
  id: string;
  sourceId: string;
  code: string;
  field: string | null;
  bytes: number;
}): Entry {
  const { id, sourceId, code, field, bytes } = entry;
  const payload = { sourceId, code, field, bytes };
  return {
    action: 'alerts.body-quarantined',
    subject: { kind: 'alert-body', id },
    audience: 'shared',
    payload,
    publish: { topic: 'alerts.quarantined', payload: { entryId: id, ...payload } },
    live: { topic: 'alerts.quarantine', id },
  };
}

export function bodySettled(
  entryId: string,
  how: 'replayed' | 'dismissed',
  by: { memberId: string; name: string },
  alertIds: readonly string[],
): Entry {
  return {
    action: `alerts.body-${how}`,
    subject: { kind: 'alert-body', id: entryId },
    audience: 'shared',
    payload: { by, alertIds },
    live: { topic: 'alerts.quarantine', id: entryId },
  };
}

/** A source was set up, changed or retired. Its mapping and rules are told by name and number, not in full. */
export function sourceKept(
  source: SourceNamed,
  how: 'created' | 'changed' | 'retired',
  settings: Record<string, unknown>,
): Entry {
  return sourceEntry(source, `alerts.source-${how}`, settings);
}

export function tokenGiven(source: SourceNamed, tokenId: string, overlapMinutes: number | null): Entry {
  return sourceEntry(source, 'alerts.token-given', { tokenId, overlapMinutes });
}

export function tokenRevoked(source: SourceNamed, tokenId: string): Entry {
  return sourceEntry(source, 'alerts.token-revoked', { tokenId });
}

function sourceEntry(source: SourceNamed, action: string, payload: Record<string, unknown>): Entry {
  return {
    action,
    subject: { kind: 'alert-source', id: source.id, label: source.name },
    audience: 'shared',
    payload,
    live: { topic: 'alerts.sources', id: source.id },
  };
}
