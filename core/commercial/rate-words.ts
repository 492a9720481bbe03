/**
 * What each line of a rate card is called. Lines of our own cards have words; a provider's own line reads as its id does.
 */

const words: Record<string, string> = {
  'platform-base': 'Platform',
  'platform-tech-seat': 'Seats of IT people',
  'rmm-workstation': 'Monitoring and management of workstations',
  'rmm-server': 'Monitoring and management of servers',
  'mdr-workstation': 'Detection and response on workstations',
  'mdr-server': 'Detection and response on servers',
  'siem-user': 'Log collection and analysis',
  'ah-base': 'Standing by after hours',
  'ah-user': 'People served after hours',
  'overflow-base': 'Help desk standing by',
  'overflow-user': 'People whose requests overflow',
  'expertise-block-hour': 'Hours of specialists',
  'backup-base': 'Stand-in for IT leadership',
  'backup-user': 'People led meanwhile',
  'compliance-programme': 'Support of the programme',
};

/** `mdr-workstation` → `Detection and response on workstations`; an unknown `line-id` → `Line id`. */
export function rateLineWords(id: string): string {
  const known = Object.hasOwn(words, id) ? words[id] : undefined;
  if (known !== undefined) return known;
  const plain = id.replaceAll('-', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
