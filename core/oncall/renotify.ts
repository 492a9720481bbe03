/**
 * Whether a group of alerts that changed, or did not, is worth another notification. Somebody who was told about alerts
 * is told about new ones at once, about resolved ones if they asked for it, and about unchanged ones after the repeat
 * interval. That everything is resolved is always sent on, even to those who did not ask for resolved notices, because
 * it is what clears the record of what they believe to be firing.
 */

export type AlertId = number | string;

/** What was sent last, and how long ago. */
export interface LastNotice {
  firing: AlertId[];
  resolved: AlertId[];
  ageMinutes: number;
}

export interface GroupNow {
  firing: AlertId[];
  resolved: AlertId[];
}

export interface RenotifyPolicy {
  repeatMinutes: number;
  sendResolved: boolean;
}

export function shouldNotify(last: LastNotice | null, now: GroupNow, policy: RenotifyPolicy): boolean {
  if (last === null) return now.firing.length > 0;
  if (!contains(last.firing, now.firing)) return true;
  if (now.firing.length === 0) return last.firing.length > 0;
  if (policy.sendResolved && !contains(last.resolved, now.resolved)) return true;
  return last.ageMinutes > policy.repeatMinutes;
}

function contains(known: readonly AlertId[], ids: readonly AlertId[]): boolean {
  return ids.every((id) => known.includes(id));
}
