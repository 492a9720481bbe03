/**
 * Silence as an alert. A source that should be heard regularly has a deadline, moved by every delivery that is read. When
 * the deadline passes, an alert opens in the source's own name; the next delivery resolves it. Time in which this
 * installation itself was not listening is not held against a source: each gets a whole interval again afterwards.
 */
import type { Signal } from '../formats/rules.ts';
import type { Draft } from '../routing/rules.ts';
import { expectedBy, type SourceSettings } from '../sources/rules.ts';

/** The watch runs every minute; a longer hole means that the product was not running, or its clock was moved. */
export const deafAfterMinutes = 3;
/** No sender can speak with this fingerprint: theirs begin with a letter and a colon. */
const silenceFingerprint = 'silence';

export interface Watched {
  heartbeat: SourceSettings['heartbeat'];
  retired: boolean;
  expectedBy: Temporal.Instant | null;
  watchedAt: Temporal.Instant | null;
  silentSince: Temporal.Instant | null;
}

export type Verdict =
  | { kind: 'wait'; expectedBy: Temporal.Instant | null }
  /** Open the alert. */
  | { kind: 'silent' }
  /** The silence ended because nobody listens for it any more. */
  | { kind: 'unwatched' };

/** What the watch finds at `now`. */
export function judgeSilence(source: Watched, now: Temporal.Instant): Verdict {
  if (source.heartbeat === null || source.retired)
    return source.silentSince === null ? { kind: 'wait', expectedBy: null } : { kind: 'unwatched' };
  const wasDeaf = source.watchedAt === null || source.watchedAt.until(now).total('minutes') > deafAfterMinutes;
  const deadline = wasDeaf ? later(source.expectedBy, expectedBy(source.heartbeat, now)) : source.expectedBy;
  const isOver = deadline !== null && Temporal.Instant.compare(deadline, now) < 0;
  return isOver && source.silentSince === null ? { kind: 'silent' } : { kind: 'wait', expectedBy: deadline };
}

function later(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (a === null || b === null) return a ?? b;
  return Temporal.Instant.compare(a, b) < 0 ? b : a;
}

/** The alert of a source's silence, or its end. */
export function silenceSignal(source: { name: string }, state: Signal['state'], heartbeat: SourceSettings['heartbeat']): Signal {
  const every =
    heartbeat === null
      ? ''
      : ` It should be heard every ${heartbeat.intervalMinutes} min, and had ${heartbeat.graceMinutes} min of grace.`;
  return {
    fingerprint: silenceFingerprint,
    state,
    title: `${source.name} is silent`,
    detail: `Nothing came from the alert source "${source.name}".${every} While it is silent, its alerts do not arrive.`,
    labels: { alertname: 'SourceSilent', source: source.name },
    link: null,
    group: null,
    startsAt: null,
    endsAt: null,
    cut: false,
  };
}

/** Whose work a silence is, as the source says. */
export function silenceDraft(heartbeat: SourceSettings['heartbeat']): Draft {
  return {
    rule: 'heartbeat',
    function: heartbeat?.function ?? 'sv-monitoring',
    priority: heartbeat?.priority ?? 'P3',
    severity: null,
    assets: [],
    apps: [],
    scope: {},
    notes: ['The source was not heard in time.'],
  };
}
