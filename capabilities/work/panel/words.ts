/**
 * Words for what an item is in: states, clocks, kinds. Pure, so that a test reads them.
 */
import { durationWords } from '@tandem/platform/ui/time-words.ts';
import type { Item } from './work-data.ts';

export const stateWords: Record<Item['state'], string> = {
  open: 'open',
  'waiting-requester': 'waits for the requester',
  'waiting-vendor': 'waits for the vendor',
  'waiting-other-side': 'waits for the other side',
  resolved: 'resolved',
  closed: 'closed',
};

export const viewWords = {
  open: 'Open',
  mine: 'Mine',
  offered: 'Offered to my side',
  unassigned: 'My side, nobody yet',
  due: 'Answer due',
  waiting: 'Waiting',
  gaps: 'Gaps',
  all: 'All',
} as const;

export const emptyWords: Record<keyof typeof viewWords, { title: string; teach: string }> = {
  open: {
    title: 'Nothing is open.',
    teach: 'Alerts, requests and changes appear here the moment the agreement has named their owner.',
  },
  mine: {
    title: 'Nothing is yours right now.',
    teach: 'Take an item from “My side, nobody yet”, or wait until one is given to you.',
  },
  offered: {
    title: 'Nothing is offered to your side.',
    teach: 'A hand-over of the other side stands here with its brief until somebody accepts or declines it.',
  },
  unassigned: {
    title: 'Everything your side holds has somebody.',
    teach: 'New work of your side stands here until a person says “mine”.',
  },
  due: { title: 'No answer is due.', teach: 'Items stand here until their first response, the one due soonest on top.' },
  waiting: {
    title: 'Nothing waits for anybody.',
    teach: 'Items that wait for a requester, a vendor or the other side stand here.',
  },
  gaps: {
    title: 'No open work fell into a gap.',
    teach: 'Work that no row of the agreement covers stands here until it is done, and the agreement is mended.',
  },
  all: { title: 'Nothing matches.', teach: 'Change the words or the filter.' },
};

export const kindWords: Record<Item['kind'], string> = {
  incident: 'Incident',
  request: 'Request',
  problem: 'Problem',
  change: 'Change',
  task: 'Task',
};

export type ResponseWords = { text: string; tone: 'calm' | 'good' | 'late' };

/** The response clock in a few words. */
export function responseWords(response: Item['response'], openedAt: string, now: number): ResponseWords {
  const due = response.dueAt === null ? null : Date.parse(response.dueAt);
  const answered = response.answeredAt === null ? null : Date.parse(response.answeredAt);
  if (response.state === 'met' && answered !== null)
    return { text: `met after ${durationWords(answered - Date.parse(openedAt))}`, tone: 'good' };
  if (response.state === 'missed' && answered !== null && due !== null)
    return { text: `missed by ${durationWords(answered - due)}`, tone: 'late' };
  if (response.state === 'late' && due !== null) return { text: `late by ${durationWords(now - due)}`, tone: 'late' };
  if (response.state === 'running' && due !== null)
    return { text: due > now ? `${durationWords(due - now)} left` : 'due now', tone: due - now < 15 * 60_000 ? 'late' : 'calm' };
  return { text: 'no target', tone: 'calm' };
}
