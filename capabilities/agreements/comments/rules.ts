/**
 * What a comment may stand on, whom it may mention, and who is told of it. Pure. Whoever cannot read a thread is never
 * told of it: somebody of the other side, for a private one, and an employee, for any.
 */
import { rowFieldWords } from '@tandem/core/commercial/change-words.ts';
import type { Terms } from '@tandem/core/commercial/terms.ts';
import { catalogueFunction } from '@tandem/core/responsibility/catalogue.ts';
import type { EngagementFile, Side } from '@tandem/core/responsibility/model.ts';
import { subDecisions } from '@tandem/core/responsibility/scoping.ts';
import type { DraftLine } from '../drafts/store.ts';
import { type Place, placeQuery, tabOf } from './contract.ts';

export type CommentAudience = 'shared' | Side;

export interface Person {
  memberId: string;
  name: string;
}

/** Why nothing can stand there; null when it can. */
export function reasonAgainstPlace(place: Place, draft: { file: EngagementFile; terms: Terms }): string | null {
  if (place.on === 'draft') return null;
  if (place.on === 'question')
    return subDecisions(draft.file, draft.terms).decisions.some(({ key }) => key === place.question)
      ? null
      : 'That question is not asked in this draft.';
  return (draft.file.matrix[0]?.rows ?? []).some(({ id }) => id === place.row)
    ? null
    : 'That row is not in this draft. It may have been withdrawn.';
}

const stateReasons: Record<Exclude<DraftLine['state'], 'open'>, string> = {
  offered:
    'The draft is offered for signature: what was written about it can be read, and nothing is added. Withdraw the offer to go on.',
  signed:
    'The draft is signed: what was written about it can be read, and nothing is added. Write on the amendment that changes it.',
  closed: 'The draft is closed: what was written about it can be read, and nothing is added. Open it again to go on.',
};

/** Why nobody writes on a draft; null while it is open. */
export function reasonAgainstWriting(state: DraftLine['state']): string | null {
  return state === 'open' ? null : stateReasons[state];
}

/** `Restore a backup, A-03, after hours`: where something stands, for somebody who does not see it. */
export function placeWords(place: Place, draft: { title: string; file: EngagementFile; terms: Terms }): string {
  if (place.on === 'draft') return draft.title;
  if (place.on === 'question') {
    const asked = subDecisions(draft.file, draft.terms).decisions.find(({ key }) => key === place.question);
    return asked?.question ?? 'a question that is no longer asked';
  }
  const row = draft.file.matrix[0]?.rows.find(({ id }) => id === place.row);
  if (row === undefined) return `row ${place.row}, which is no longer there`;
  const own = draft.file.functions?.find(({ id }) => id === row.function);
  const name = own?.name ?? catalogueFunction(row.function)?.name ?? row.function;
  return [name, row.id, ...(place.on === 'cell' ? [rowFieldWords[place.field]] : [])].join(', ');
}

interface Reader {
  id: string;
  side: Side;
  role: string;
  name: string;
}

const mayRead = (member: Reader, audience: CommentAudience): boolean =>
  member.role !== 'employee' && (audience === 'shared' || audience === member.side);

export type Mentioned =
  | { ok: true; people: Person[] }
  | { ok: false; code: 'invalid-input' | 'mention-cannot-read'; reason: string };

/** Those mentioned by name, each once, or why one of them cannot be. */
export function mentionedPeople(ids: readonly string[], members: readonly Reader[], audience: CommentAudience): Mentioned {
  const people: Person[] = [];
  for (const id of new Set(ids)) {
    const member = members.find((each) => each.id === id);
    if (member === undefined)
      return { ok: false, code: 'invalid-input', reason: 'Somebody mentioned is not a member of this engagement any more.' };
    if (!mayRead(member, audience)) return { ok: false, code: 'mention-cannot-read', reason: reasonAgainstReader(member) };
    people.push({ memberId: id, name: member.name });
  }
  return { ok: true, people };
}

function reasonAgainstReader({ name, role }: Reader): string {
  return role === 'employee'
    ? `${name} cannot read drafts of the agreement. Leave the mention out, or tell ${name} yourself.`
    : `${name} is of the other side and cannot read what is for your side only. Leave the mention out, or write to both sides.`;
}

export interface Spoken {
  memberId: string;
  mentioned: readonly Person[];
}

export interface Audience {
  mentioned: Reader[];
  /** Who wrote in the thread or was mentioned in it before. */
  others: Reader[];
}

/**
 * Who is told of something written by `by`: the people mentioned in it, then the others of its thread. Nobody twice,
 * never the writer, and nobody who has left or may not read it.
 */
export function toldOf(
  by: string,
  mentioned: readonly Person[],
  thread: readonly Spoken[],
  members: readonly Reader[],
  audience: CommentAudience,
): Audience {
  const ids = new Set(mentioned.map(({ memberId }) => memberId));
  const known = new Set(thread.flatMap((each) => [each.memberId, ...each.mentioned.map(({ memberId }) => memberId)]));
  const able = members.filter((member) => member.id !== by && mayRead(member, audience));
  return {
    mentioned: able.filter(({ id }) => ids.has(id)),
    others: able.filter(({ id }) => known.has(id) && !ids.has(id)),
  };
}

/** The screen that shows a place with its threads, below the engagement; the query is read by panel/comments. */
export function linkOf(draftId: string, place: Place, threadId: string): string {
  const query = new URLSearchParams({ ...placeQuery(place), thread: threadId });
  return `/agreement/${draftId}/${tabOf(place)}?${query}`;
}

/** The beginning of what was written, for a line that only points at it. */
export function excerptOf(body: string): string {
  const most = 280;
  return body.length <= most ? body : `${body.slice(0, most - 1).toWellFormed()}…`;
}
