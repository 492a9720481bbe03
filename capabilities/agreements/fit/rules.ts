/**
 * How long a link to the questionnaire is good, and who may close it.
 */

/** Links that are neither closed nor over, at most. */
export const linksMost = 50;

export interface FitLink {
  side: 'internal' | 'provider';
  expiresAt: Temporal.Instant;
  closedAt: Temporal.Instant | null;
}

/** Why a link cannot be answered any more; null when it can. */
export function reasonAgainstAnswering({ expiresAt, closedAt }: FitLink, now: Temporal.Instant): string | null {
  if (closedAt !== null) return 'This questionnaire was closed. Ask whoever sent you the link.';
  return Temporal.Instant.compare(now, expiresAt) < 0 ? null : 'This link has ended. Ask whoever sent it for a new one.';
}

/** Why a member may not close a link; null when they may. A link belongs to the side that made it. */
export function reasonAgainstClosing(link: FitLink, side: 'internal' | 'provider', now: Temporal.Instant): string | null {
  if (link.side !== side) return 'The other side made this link, and closes it.';
  return reasonAgainstAnswering(link, now) === null ? null : 'This link is closed already, or has ended.';
}
