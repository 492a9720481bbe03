/**
 * The timeline in words. An entry keeps what happened as data, with the names people had then; the phrase is made when
 * it is read. Times of day are left to the screen, which knows the reader's zone.
 */
import type { EntryRow } from './store.ts';

type Payload = Record<string, unknown>;

const text = (payload: Payload, key: string): string | null => {
  const value = payload[key];
  return typeof value === 'string' && value !== '' ? value : null;
};
const number = (payload: Payload, key: string): number | null => {
  const value = payload[key];
  return typeof value === 'number' ? value : null;
};

interface Phrase {
  title: string;
  aside: string | null;
}

const waitingFor: Record<string, string> = {
  'waiting-requester': 'the requester',
  'waiting-vendor': 'the vendor',
  'waiting-other-side': 'the other side',
};

const windowWords: Record<string, string> = {
  'business-hours': 'business hours',
  'after-hours': 'after hours',
  weekend: 'weekend',
  holiday: 'holiday',
};

/** `by` is the name of whoever did it, null for the product itself. */
const phrases: Record<string, (payload: Payload, by: string | null) => Phrase> = {
  opened: (payload, by) => ({ title: by === null ? 'Alert' : `${by} opened it`, aside: text(payload, 'source') }),
  decided: (payload) => ({ title: `Custody to ${custodyWords(payload)}`, aside: decisionWords(payload) }),
  taken: (payload, by) => ({ title: `${by} took it`, aside: responseWords(payload) }),
  assigned: (payload, by) => ({ title: `${by} assigned it to ${text(payload, 'to') ?? 'nobody yet'}`, aside: null }),
  offered: (payload, by) => ({
    title: `${by} offered it to ${text(payload, 'to')}`,
    aside: `they have ${durationWords((number(payload, 'minutes') ?? 0) * 60)}`,
  }),
  accepted: (payload, by) => ({ title: `${by} accepted the hand-over`, aside: responseWords(payload) }),
  declined: (_payload, by) => ({ title: `${by} declined the hand-over`, aside: null }),
  withdrawn: (_payload, by) => ({ title: `${by ?? 'The product'} took the offer back`, aside: null }),
  'timed-out': (payload) => ({ title: 'Nobody answered the hand-over', aside: `it stays with ${text(payload, 'stays')}` }),
  waiting: (payload, by) => ({ title: `${by} waits for ${waitingFor[text(payload, 'state') ?? ''] ?? 'somebody'}`, aside: null }),
  resumed: (_payload, by) => ({ title: by === null ? 'Work goes on' : `${by} goes on with it`, aside: null }),
  resolved: (_payload, by) => ({ title: by === null ? 'Resolved by itself' : `${by} resolved it`, aside: null }),
  reopened: (_payload, by) => ({ title: by === null ? 'Reopened: the alert came back' : `${by} reopened it`, aside: null }),
  closed: (_payload, by) => ({ title: `${by} closed it`, aside: null }),
  changed: (payload, by) => ({ title: `${by} changed ${changeWords(payload)}`, aside: null }),
  noted: (_payload, by) => ({ title: by ?? 'Tandem', aside: null }),
  linked: (payload, by) => ({ title: `${by ?? 'The alert'} linked ${text(payload, 'title')}`, aside: text(payload, 'target') }),
  unlinked: (payload, by) => ({ title: `${by} took a link away`, aside: text(payload, 'title') }),
  attached: (payload, by) => ({
    title: `${by} attached ${text(payload, 'name')}`,
    aside: sizeWords(number(payload, 'bytes') ?? 0),
  }),
  'alert-seen': (payload) => ({ title: 'The alert was sent again', aside: `${number(payload, 'count')} times so far` }),
  'alert-changed': (payload) => ({
    title: `The source says it is ${text(payload, 'priority')}: ${text(payload, 'title')}`,
    aside: null,
  }),
  'alert-resolved': () => ({ title: 'The alert resolved', aside: null }),
  'alert-reopened': () => ({ title: 'The alert fires again', aside: null }),
};

/** An entry as it is shown. Kinds of a newer version are named, not hidden. */
export function writeEntry(row: EntryRow, detail: string) {
  const by = row.actor?.name ?? null;
  const phrase = phrases[row.kind]?.(row.payload, by) ?? { title: row.kind, aside: null };
  return {
    id: row.id,
    at: row.at.toString(),
    kind: row.kind,
    audience: row.audience,
    side: row.actor?.side ?? null,
    by,
    ...phrase,
    body: row.kind === 'opened' && detail !== '' ? detail : row.body,
  };
}

function custodyWords(payload: Payload): string {
  const who = text(payload, 'holder');
  return who === null ? (text(payload, 'side') ?? '') : `${text(payload, 'side')}, ${who}`;
}

function decisionWords(payload: Payload): string {
  const window = windowWords[text(payload, 'window') ?? ''];
  const row = text(payload, 'row');
  const ground =
    payload['gap'] === true ? 'no row of the agreement covers it' : `row ${row} of version ${text(payload, 'version')}`;
  return [window, ground].filter(Boolean).join(', ');
}

function responseWords(payload: Payload): string | null {
  const after = number(payload, 'responseSeconds');
  if (after === null) return null;
  const target = number(payload, 'targetSeconds');
  const first = `first response after ${durationWords(after)}`;
  return target === null ? first : `${first}, target ${durationWords(target)}`;
}

function changeWords(payload: Payload): string {
  const parts = (['priority', 'function'] as const).flatMap((key) => {
    const from = text(payload, `${key}From`);
    return from === null ? [] : [`${key} from ${from} to ${text(payload, `${key}To`)}`];
  });
  return parts.join(' and ');
}

/** `1 min 35 s`, `3 h 5 min`, `2 d 4 h`: two units at most. */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return units(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  if (minutes < 48 * 60) return units(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(minutes / 60);
  return units(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function units(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function sizeWords(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1_024)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}
