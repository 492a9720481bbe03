/**
 * Comments as the screens sort them, pure: threads by place, how many are open on each row and field, the places in the
 * address, and the names behind an @.
 */
import { detailFields, type Place, placeKey, type RowField, rowFields } from '../../comments/contract.ts';
import type { agreementsApi } from '../draft-store.ts';

export type Comment = Awaited<ReturnType<typeof agreementsApi.comments.list.call>>['items'][number] & {
  /** Written on this page, and not known to the server yet. */
  sending?: true;
};
export type CommentAudience = Comment['audience'];

export interface Thread {
  first: Comment;
  replies: Comment[];
}

/** Threads in the order in which they were begun, each with its answers, oldest first. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const threads = new Map<string, Thread>();
  for (const first of comments) if (first.parentId === null) threads.set(first.id, { first, replies: [] });
  for (const reply of comments) if (reply.parentId !== null) threads.get(reply.parentId)?.replies.push(reply);
  return [...threads.values()];
}

export const isOpen = ({ first }: Thread): boolean => first.settled === null;

export const mentions = ({ first, replies }: Thread, memberId: string): boolean =>
  [first, ...replies].some(({ mentioned }) => mentioned.some((each) => each.memberId === memberId));

/** Open threads of a row: how many stand on the row itself (`function`) and on each of its fields. */
export type RowMarks = Partial<Record<RowField | 'function', number>>;

/** By row, computed once for the whole grid. */
export function marksByRow(threads: readonly Thread[]): ReadonlyMap<string, RowMarks> {
  const byRow = new Map<string, RowMarks>();
  for (const { first } of threads.filter(isOpen)) {
    const { place } = first;
    if (place.on !== 'row' && place.on !== 'cell') continue;
    const marks = byRow.get(place.row) ?? {};
    const column = place.on === 'cell' ? place.field : 'function';
    marks[column] = (marks[column] ?? 0) + 1;
    byRow.set(place.row, marks);
  }
  return byRow;
}

/** How many the grid counts on the row itself: those on what only the row in full shows too, so that none is hidden. */
export function markOfRow(marks: RowMarks): number {
  return (['function', ...detailFields] as const).reduce((sum, field) => sum + (marks[field] ?? 0), 0);
}

/** Open threads by question. */
export function marksByQuestion(threads: readonly Thread[]): ReadonlyMap<string, number> {
  const byQuestion = new Map<string, number>();
  for (const { first } of threads.filter(isOpen))
    if (first.place.on === 'question') byQuestion.set(first.place.question, (byQuestion.get(first.place.question) ?? 0) + 1);
  return byQuestion;
}

/** Null for what is no place. */
export function placeOfKey(key: string): Place | null {
  const [on = '', ...rest] = key.split('/');
  if (on === 'draft') return { on };
  const [first = ''] = rest;
  if (on === 'question' && first !== '') return { on, question: rest.join('/') };
  if (on === 'row' && first !== '') return { on, row: rest.join('/') };
  const field = rowFields.find((each) => each === first);
  return on === 'cell' && field !== undefined && rest.length > 1 ? { on, field, row: rest.slice(1).join('/') } : null;
}

/** Whether a thread is shown where a place is opened: a row shows those of its fields too. */
export function isWithin(thread: Place, opened: Place): boolean {
  if (opened.on === 'row') return (thread.on === 'row' || thread.on === 'cell') && thread.row === opened.row;
  return placeKey(thread) === placeKey(opened);
}

interface Named {
  memberId: string;
  name: string;
}

interface Part {
  text: string;
  /** Somebody is mentioned here. */
  person: Named | null;
}

/** A text cut at the names that stand behind an @; the longest name counts, and it ends where a word ends. */
export function partsOf(body: string, people: readonly Named[]): Part[] {
  const byLength = people.toSorted((a, b) => b.name.length - a.name.length);
  const parts: Part[] = [];
  let from = 0;
  for (let at = body.indexOf('@'); at >= 0; at = body.indexOf('@', at + 1)) {
    const person = byLength.find(
      ({ name }) => body.startsWith(name, at + 1) && !/^[\p{L}\p{N}]/u.test(body.slice(at + 1 + name.length)),
    );
    if (person === undefined || at < from) continue;
    if (at > from) parts.push({ text: body.slice(from, at), person: null });
    from = at + 1 + person.name.length;
    parts.push({ text: body.slice(at, from), person });
  }
  return from < body.length ? [...parts, { text: body.slice(from), person: null }] : parts;
}

/** Ids of those whom a text mentions. */
export function mentionedIn(body: string, people: readonly Named[]): string[] {
  const named = new Set(partsOf(body, people).flatMap(({ person }) => (person === null ? [] : [person.name])));
  return people.filter(({ name }) => named.has(name)).map(({ memberId }) => memberId);
}

export interface Asking {
  /** Where the @ stands. */
  from: number;
  /** What was typed behind it. */
  text: string;
}

/** The name that is being typed before the caret; null when none is. */
export function askingAt(body: string, caret: number): Asking | null {
  const from = body.lastIndexOf('@', caret - 1);
  if (from < 0 || caret <= from) return null;
  const text = body.slice(from + 1, caret);
  const begins = from === 0 || /[\s([{"'“‘]/.test(body.charAt(from - 1));
  return begins && /^[\p{L}\p{N}.'’-]*( [\p{L}\p{N}.'’-]*)?$/u.test(text) ? { from, text } : null;
}

/** Those whose name, or a part of it, begins with what was typed. */
export function matching<Person extends Named>(people: readonly Person[], text: string): Person[] {
  const wanted = text.toLowerCase();
  return people.filter(({ name }) => {
    const whole = name.toLowerCase();
    return whole.startsWith(wanted) || whole.split(' ').some((part) => part.startsWith(wanted));
  });
}

const stateReasons = {
  offered: 'The draft is offered for signature: its comments can be read, and nothing is added.',
  signed: 'The draft is signed: its comments can be read, and nothing is added.',
  closed: 'The draft is closed: its comments can be read, and nothing is added.',
};

/** Why nobody writes on a draft in that state; null while it is open. */
export function reasonOfState(state: 'open' | 'offered' | 'signed' | 'closed'): string | null {
  return state === 'open' ? null : stateReasons[state];
}

/** `123 characters left`, near the end; null when there is room. */
export function roomWords(length: number, most: number): string | null {
  const left = most - length;
  if (left > most / 10) return null;
  return left < 0 ? `${-left} characters too many` : `${left} characters left`;
}
