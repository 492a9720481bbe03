/**
 * What a batch of arrivals does to the alerts it meets, decided in memory before a row is written: arrivals are taken in
 * their order, so that two about the same identity in one batch meet each other's outcome. Every firing that needs an
 * owner carries its decision; what only repeats carries none.
 */
import { canonicalJson } from '@tandem/core/responsibility/canonical.ts';
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import type { Signal } from '../formats/rules.ts';
import type { Route } from '../routing/rules.ts';
import { addTransition, isToldOf, type Step, standingAfter, stepOf, transitionsLastHour } from '../rules.ts';
import type { AlertRow, EventNew } from './store.ts';

export interface Arrival {
  source: { id: string; name: string; side: 'internal' | 'provider'; reopenMinutes: number };
  signal: Signal;
  route: Route;
}

export interface Decision {
  facts: Facts;
  /** null while the engagement has no agreement: the alert is kept, and nobody owns it yet. */
  answer: Answer | null;
  contentHash: string | null;
}

export interface Working extends AlertRow {
  isNew: boolean;
}

/** What one arrival did. `count` and `priority` are as of then; the alert may have moved on within the batch. */
export interface Change {
  alert: Working;
  source: Arrival['source'];
  kind: EventNew['kind'];
  count: number;
  priority: string | null;
  /** State changes within the last hour. */
  transitions: number;
  decision: Decision | null;
  receiptId: string | null;
  /** The history, the record and other capabilities hear of it. */
  isTold: boolean;
}

export interface Plan {
  /** One for each arrival, in order. */
  changes: Change[];
  inserts: Working[];
  updates: Working[];
}

export function planArrivals(
  arrivals: readonly Arrival[],
  held: readonly AlertRow[],
  decide: (facts: Facts) => Decision,
  now: Temporal.Instant,
): Plan {
  const standing = new Map<string, Working>(
    held.map((alert) => [keyOf(alert.sourceId, alert.fingerprint), { ...alert, isNew: false }]),
  );
  const touched = new Set<Working>();
  const changes = arrivals.map((arrival) => {
    const key = keyOf(arrival.source.id, arrival.signal.fingerprint);
    const before = standing.get(key) ?? null;
    const change = applyArrival(before, arrival, decide, now);
    if (before !== null) touched.add(before);
    touched.add(change.alert);
    standing.set(key, change.alert);
    return change;
  });
  const all = [...touched];
  return { changes, inserts: all.filter((alert) => alert.isNew), updates: all.filter((alert) => !alert.isNew) };
}

function keyOf(sourceId: string, fingerprint: string): string {
  return `${sourceId} ${fingerprint}`;
}

function applyArrival(
  before: Working | null,
  arrival: Arrival,
  decide: (facts: Facts) => Decision,
  now: Temporal.Instant,
): Change {
  const { signal } = arrival;
  const step = stepOf(before, signal, now, arrival.source.reopenMinutes);
  const isFresh = before === null || step === 'open';
  const alert = isFresh ? occurrenceAfter(before, arrival, now) : before;
  const wasOpened = alert.openedAt !== null;
  Object.assign(alert, standingAfter(isFresh ? null : alert, signal, step, now));
  alert.lastSeenAt = now;
  if (signal.state === 'firing') alert.count += 1;
  if (step !== 'late') describe(alert, arrival);
  const decision = decisionFor(step, alert, arrival, decide);
  if (step === 'open' || step === 'reopen') alert.openedAt ??= now;
  if (step === 'open' || step === 'reopen' || step === 'resolve') alert.transitions = addTransition(alert.transitions, now);
  return {
    alert,
    source: arrival.source,
    kind: kindOf(step, wasOpened, decision !== null),
    count: alert.count,
    priority: alert.priority,
    transitions: transitionsLastHour(alert.transitions, now),
    decision,
    receiptId: null,
    isTold: isTold(step, signal.state, alert.count, decision !== null),
  };
}

/** A new row; the occurrence before it is no longer the one that deliveries reach. Flapping is remembered across them. */
function occurrenceAfter(before: Working | null, { source, signal }: Arrival, now: Temporal.Instant): Working {
  if (before !== null) before.newest = false;
  return {
    id: '',
    isNew: true,
    sourceId: source.id,
    fingerprint: signal.fingerprint,
    occurrence: (before?.occurrence ?? 0) + 1,
    newest: true,
    state: 'firing',
    title: '',
    detail: '',
    labels: {},
    link: null,
    severity: null,
    groupKey: null,
    cut: false,
    openedAt: null,
    resolvedAt: null,
    firstSeenAt: now,
    lastSeenAt: now,
    startsAt: null,
    endsAt: null,
    count: 0,
    transitions: before?.transitions ?? [],
    rule: null,
    function: null,
    priority: null,
    facts: null,
    answer: null,
    contentHash: null,
    receiptId: null,
  };
}

/** The newest words of the sender about the alert. */
function describe(alert: Working, { signal, route }: Arrival): void {
  alert.title = signal.title;
  alert.detail = signal.detail;
  alert.labels = signal.labels;
  alert.link = signal.link;
  alert.groupKey = signal.group;
  alert.cut = signal.cut;
  alert.severity = route.severity;
}

/** A decision is made when an alert opens, and again when what it is about changed while it fires. */
function decisionFor(step: Step, alert: Working, { route }: Arrival, decide: (facts: Facts) => Decision): Decision | null {
  const isOpening = step === 'open' || step === 'reopen';
  if (!isOpening && step !== 'seen') return null;
  if (!isOpening && alert.facts !== null && isSameQuestion(alert.facts, route.facts)) return null;
  const decision = decide(route.facts);
  alert.rule = route.rule;
  alert.function = route.function;
  alert.priority = route.priority;
  alert.facts = decision.facts;
  alert.answer = decision.answer;
  alert.contentHash = decision.contentHash;
  return decision;
}

/** Neither the time nor the queue is what an alert is about: a long queue alone asks nothing anew. */
function isSameQuestion(a: Facts, b: Facts): boolean {
  const about = (facts: Facts) => canonicalJson({ ...facts, at: '', overflow: {} });
  return about(a) === about(b);
}

function kindOf(step: Step, wasOpened: boolean, decided: boolean): Change['kind'] {
  if (step === 'open' || (step === 'reopen' && !wasOpened)) return 'opened';
  if (step === 'reopen') return 'reopened';
  if (step === 'seen') return decided ? 'changed' : 'seen';
  return step === 'late' ? 'late' : 'resolved';
}

function isTold(step: Step, state: Signal['state'], count: number, decided: boolean): boolean {
  if (decided || step === 'resolve' || step === 'over') return true;
  return state === 'firing' && isToldOf(count);
}
