/**
 * Words of the notification screens, pure: counts, states of a message, and what became of its tries.
 */
import type { Delivery } from './notifications-api.ts';

export function unreadWords(unread: { unread: number; urgent: number } | undefined): string {
  if (unread === undefined) return 'being read';
  if (unread.unread === 0) return 'nothing unread';
  return unread.urgent === 0 ? `${unread.unread} unread` : `${unread.unread} unread, ${unread.urgent} of them urgent`;
}

const stateFaces: Record<Delivery['state'], { word: string; tone: 'good' | 'wait' | 'bad'; means: string }> = {
  queued: { word: 'waiting', tone: 'wait', means: 'It leaves at its time, or is tried again then.' },
  sending: { word: 'under way', tone: 'wait', means: 'It is being handed over right now.' },
  sent: { word: 'sent', tone: 'good', means: 'The other end took it.' },
  failed: { word: 'given up', tone: 'bad', means: 'It was refused for good, or every try failed.' },
  unknown: { word: 'unknown', tone: 'bad', means: 'It may have arrived; it is sent again and says that it may be a repeat.' },
};

export function stateFace(state: Delivery['state']) {
  return stateFaces[state];
}

const outcomeWords: Record<string, string> = {
  sending: 'under way',
  sent: 'taken',
  temporary: 'refused for now',
  permanent: 'refused for good',
  unknown: 'no answer',
};

/** `2nd try: refused for now, 450 greylisted`. */
export function attemptWords(attempt: Delivery['attempts'][number]): string {
  const word = outcomeWords[attempt.outcome] ?? attempt.outcome;
  const what = attempt.detail === '' ? word : `${word}, ${attempt.detail}`;
  return `${ordinal(attempt.number)} try: ${what}`;
}

function ordinal(number: number): string {
  const teen = number % 100 >= 11 && number % 100 <= 13;
  const ending = teen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10];
  return `${number}${ending ?? 'th'}`;
}
