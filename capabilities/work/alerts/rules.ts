/**
 * What an alert brings along, read strictly but dropped never: a title too long is cut, a link that is no web address is
 * left out, an alert without facts is triage work. Everything in it was written by somebody else's machine.
 */
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import { z } from 'zod';
import { decidedBy, type World } from '../items/rules.ts';
import type { Item, ItemNew } from '../items/store.ts';

const titleMax = 200;
const detailMax = 20_000;
const linkMax = 2_000;

const priority = z.enum(['P1', 'P2', 'P3', 'P4']);

export const resolvedSchema = z.looseObject({ alertId: z.uuid() });
export const alertSchema = z.looseObject({
  alertId: z.uuid(),
  title: z.string(),
  detail: z.string().nullish(),
  facts: z.looseObject({ at: z.string(), function: z.string(), priority }).nullish(),
  answer: z.looseObject({ mode: z.string() }).nullish(),
  receiptId: z.uuid().nullish(),
  /** The name of the source. */
  source: z.string().nullish(),
  link: z.string().nullish(),
  count: z.number().int().nullish(),
  /** What the alert is about is not what it was. */
  changed: z.boolean().nullish(),
});

export type WholeAlert = z.infer<typeof alertSchema>;

export interface DecidedAlert {
  alert: WholeAlert;
  facts: Facts;
  answer: Answer;
  receiptId: string | null;
}

/** The first telling of each alert, in order. */
export function firstOfEach(alerts: readonly WholeAlert[]): WholeAlert[] {
  const seen = new Set<string>();
  return alerts.filter(({ alertId }) => !seen.has(alertId) && seen.add(alertId));
}

/** Work that nobody could tell the kind of. */
export function triageFacts(at: Temporal.Instant): Facts {
  return { at: at.toString(), function: 'sd-intake-triage', priority: 'P3' };
}

export function newItemOf({ alert, facts, answer, receiptId }: DecidedAlert, world: World, now: Temporal.Instant): ItemNew {
  return {
    kind: 'incident',
    title: alert.title.slice(0, titleMax).toWellFormed().trim() || 'An alert without a title',
    detail: (alert.detail ?? '').slice(0, detailMax).toWellFormed(),
    asset: facts.asset ?? null,
    app: facts.app ?? null,
    site: facts.site ?? null,
    userGroup: facts['user-group'] ?? null,
    requesterMemberId: null,
    requesterName: null,
    alertId: alert.alertId,
    openedBy: null,
    idempotencyKey: null,
    idempotencyHash: null,
    openedAt: now,
    decided: decidedBy(facts, answer, receiptId, world),
  };
}

/** Only an ordinary web address becomes a link on an item. */
export function linkOf(text: string | null): string | null {
  if (text === null || text.length > linkMax || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}

export function isDone(item: Pick<Item, 'state'>): boolean {
  return item.state === 'resolved' || item.state === 'closed';
}

/** The earlier of the target that stands and the one a new decision gives. */
export function earlierDue(stands: Temporal.Instant | null, given: string | null): string | null {
  if (stands === null || given === null) return given ?? stands?.toString() ?? null;
  return Temporal.Instant.compare(stands, Temporal.Instant.from(given)) <= 0 ? stands.toString() : given;
}
