/**
 * How messages leave, decided purely: what is put together so that one thing is one message, when a failed one is tried
 * again, and when it is given up. Nothing is thrown away to be quiet: what is put together is all in the text.
 */
export interface DeliveryNew {
  channel: 'email' | 'webhook';
  side: 'internal' | 'provider' | null;
  memberId: string | null;
  webhookId: string | null;
  recipient: string;
  address: string;
  /** Messages about the same thing to the same address within a minute become one. Null: always on its own. */
  about: string | null;
  topic: string;
  subject: string;
  body: string;
  place: string | null;
  urgent: boolean;
  secret: boolean;
  dueAt: string | null;
}

export const quietSeconds = 60;
/** More messages than this to one address within a minute: the rest become one that lists them. */
export const stormFrom = 20;
export const bodyMax = 20_000;
const stormAbout = 'storm';
const separator = '\n\n———\n\n';

export function joinBodies(first: string, second: string): string {
  const whole = `${first}${separator}${second}`;
  return whole.length <= bodyMax ? whole : `${whole.slice(0, bodyMax)}\n…`;
}

/** One delivery for each channel, address and thing, in the order in which they first came. */
export function foldDeliveries(deliveries: readonly DeliveryNew[]): DeliveryNew[] {
  const folded = new Map<string, DeliveryNew>();
  for (const [index, next] of deliveries.entries()) {
    const key = next.about === null ? String(index) : `${next.channel} ${next.address} ${next.about}`;
    const known = folded.get(key);
    if (known === undefined) folded.set(key, { ...next });
    else
      Object.assign(known, {
        subject: next.subject,
        place: next.place,
        topic: next.topic,
        body: joinBodies(known.body, next.body),
        urgent: known.urgent || next.urgent,
        dueAt: earlier(known.dueAt, next.dueAt),
      });
  }
  return [...folded.values()];
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) <= 0 ? one : other;
}

/** Beyond `stormFrom` within the minute, messages to an address are listed in one. `recent` counts those of the last minute. */
export function calmStorm(deliveries: readonly DeliveryNew[], recent: ReadonlyMap<string, number>): DeliveryNew[] {
  const counts = new Map(recent);
  const calmed = deliveries.map((delivery) => {
    const count = (counts.get(delivery.address) ?? 0) + 1;
    counts.set(delivery.address, count);
    if (count <= stormFrom || delivery.about === null || delivery.secret) return delivery;
    return { ...delivery, about: stormAbout, subject: 'Many updates at once', body: delivery.subject, place: '/work' };
  });
  return foldDeliveries(calmed);
}

export function isStorm(delivery: DeliveryNew): boolean {
  return delivery.about === stormAbout;
}

export const attemptsMax = 10;
const longestSeconds = 3_600;

/** Seconds until the next try after `attempts` tries. */
export function backoffSeconds(attempts: number, urgent: boolean): number {
  return Math.min((urgent ? 10 : 30) * 2 ** (attempts - 1), longestSeconds);
}

/** A delivery that has been under way for longer than any exchange may take: the process died with it. */
export const lostAfterSeconds = 120;

export type Verdict = { state: 'sent' } | { state: 'failed' } | { state: 'queued' | 'unknown'; inSeconds: number };

/** What becomes of a delivery after its `attempts`-th try. */
export function judgeAttempt(
  outcome: 'sent' | 'temporary' | 'permanent' | 'unknown',
  attempts: number,
  urgent: boolean,
): Verdict {
  if (outcome === 'sent') return { state: 'sent' };
  if (outcome === 'permanent' || attempts >= attemptsMax) return { state: 'failed' };
  return { state: outcome === 'unknown' ? 'unknown' : 'queued', inSeconds: backoffSeconds(attempts, urgent) };
}
