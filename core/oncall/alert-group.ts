/**
 * The identity of an alert and the state of a group. An alert is its labels, in whatever order they come: never its
 * summary, which two different alerts may share. A re-send updates, a resolve closes that alert alone, and a group is
 * resolved when every alert in it is.
 */

export type Labels = Record<string, string>;

export interface AlertNotice {
  labels: Labels;
  status: 'firing' | 'resolved';
}

/** The same text for the same labels, whatever their order; an empty label is no label. */
export function alertKey(labels: Labels): string {
  const given = Object.entries(labels).filter(([, value]) => value !== '');
  return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The latest status of each alert of a group, by key, after the notices in order. */
export function groupStatus(notices: readonly AlertNotice[]): Map<string, AlertNotice['status']> {
  return new Map(notices.map(({ labels, status }) => [alertKey(labels), status]));
}

/** A group that has no alert yet is not resolved: nothing was wrong. */
export function isGroupResolved(notices: readonly AlertNotice[]): boolean {
  const statuses = [...groupStatus(notices).values()];
  return statuses.length > 0 && statuses.every((status) => status === 'resolved');
}
