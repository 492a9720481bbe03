/**
 * Words for the states of alerts and sources. Pure; the screens only place them.
 */
import { durationWords, minuteMs, relativeWords } from '@tandem/platform/ui/time-words.ts';

export const eventWords = {
  opened: 'Opened',
  reopened: 'Fired again',
  changed: 'Changed what it is about',
  seen: 'Seen again',
  late: 'A late word about an episode that was over',
  resolved: 'Resolved',
} as const;

/** `once`, `3 times`. */
export const timesWords = (count: number): string => (count === 1 ? 'once' : `${count} times`);

export const formatWords = {
  auto: 'Tell by the body',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
  plain: 'Plain JSON',
  mapping: 'Other JSON, through a mapping',
  heartbeat: 'Heartbeat only',
} as const;

export const codeWords: Record<string, string> = {
  'alert-malformed': 'Cannot be read',
  'alert-too-many': 'Too many alerts',
  'alert-mapping-failed': 'The mapping failed',
  'too-large': 'Too large',
};

export const factWords = {
  asset: 'System',
  'asset-class': 'Class',
  app: 'Application',
  site: 'Site',
  'user-group': 'User group',
  category: 'Category',
  vendor: 'Vendor',
} as const;

export type FactName = keyof typeof factWords;
export const factNames = Object.keys(factWords) as FactName[];

interface Pulse {
  heardAt: string | null;
  expectedBy: string | null;
  silentSince: string | null;
}

export interface PulseState {
  tone: 'good' | 'late' | 'quiet';
  text: string;
}

/** How a source is, in a few words: heard, silent, or never heard. `now` in milliseconds since the epoch. */
export function pulseState(pulse: Pulse, now: number): PulseState {
  const heard = pulse.heardAt === null ? 'never heard' : `heard ${relativeWords(Math.min(Date.parse(pulse.heardAt), now), now)}`;
  if (pulse.silentSince !== null)
    return { tone: 'late', text: `Silent for ${durationWords(now - Date.parse(pulse.silentSince))}, ${heard}` };
  if (pulse.expectedBy === null) return { tone: 'quiet', text: pulse.heardAt === null ? 'Never heard' : capital(heard) };
  return { tone: 'good', text: `${capital(heard)}, expected ${relativeWords(Math.max(Date.parse(pulse.expectedBy), now), now)}` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface Token {
  expiresAt: string | null;
  revokedAt: string | null;
}

/** Whether a token is still good, and until when. */
export function tokenState(token: Token, now: number): { good: boolean; text: string } {
  if (token.revokedAt !== null) return { good: false, text: 'Revoked' };
  if (token.expiresAt === null) return { good: true, text: 'Good' };
  const expires = Date.parse(token.expiresAt);
  return expires <= now
    ? { good: false, text: 'Replaced' }
    : { good: true, text: `Good for ${durationWords(expires - now)} more` };
}

/** `60` → `1 h`; `0` → `never`. */
export function minutesWords(minutes: number): string {
  return minutes === 0 ? 'never' : durationWords(minutes * minuteMs);
}

/** `2 firing, 1 unreadable body` */
export function sourceCounts(firing: number, waiting: number): string {
  const parts = [
    firing > 0 ? `${firing} firing` : '',
    waiting > 0 ? `${waiting} unreadable ${waiting === 1 ? 'body' : 'bodies'}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ') || '0 firing';
}
