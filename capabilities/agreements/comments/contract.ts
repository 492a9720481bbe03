/**
 * Routes of comments on a draft. Client-safe. A comment begins a thread at a place of the draft (the whole, a row, one
 * field of it, an open question), and others answer below it. A thread is for both sides or for its writer's side alone; the
 * other side is told nothing of a private one. A list holds what the reader may see, oldest first.
 */
import { scopeKeys } from '@tandem/core/responsibility/model.ts';
import { instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { draftPath } from '../drafts/contract.ts';

export const commentsProblems = {
  'mention-cannot-read': { status: 422, title: 'Somebody mentioned cannot read this' },
  'too-many-comments': { status: 409, title: 'The draft has too many comments' },
  'key-reused': { status: 409, title: 'The idempotency key was used for something else' },
} as const;

/** Most characters of a comment. */
export const commentCharactersMost = 4_000;
/** Most comments that a draft may hold, as far as their writer sees them. */
export const commentsMost = 2_000;

/** The fields of a row that people can point at: the cells of the grid, then what only the row in full shows. */
export const cellFields = ['business-hours', 'after-hours', 'weekend', 'holiday', 'accountable', 'absence-cover'] as const;
export const detailFields = [
  ...scopeKeys,
  'approvers',
  'pre-authorised',
  'must-not',
  'fail-safe',
  'inform',
  'requires-skill',
  'evidence',
] as const;
export const rowFields = [...cellFields, ...detailFields] as const;
export type RowField = (typeof rowFields)[number];

/** Whether a field is a cell of the grid, and not seen in the full row only. */
export const isCell = (field: RowField): field is (typeof cellFields)[number] => cellFields.some((each) => each === field);

const side = z.enum(['internal', 'provider']);
const id = z.string().min(1).max(200);
const person = z.object({ memberId: z.string(), name: z.string() });

const place = z.discriminatedUnion('on', [
  z.object({ on: z.literal('draft') }),
  z.object({ on: z.literal('row'), row: id }),
  z.object({ on: z.literal('cell'), row: id, field: z.enum(rowFields) }),
  /** `function#index`, the key of a decision in the terms. */
  z.object({ on: z.literal('question'), question: id }),
]);

export type Place = z.infer<typeof place>;

/** A place as an address says it, on screen and in messages: `cell/after-hours/A-03`. */
export function placeKey(at: Place): string {
  if (at.on === 'draft') return 'draft';
  if (at.on === 'question') return `question/${at.question}`;
  return at.on === 'row' ? `row/${at.row}` : `cell/${at.field}/${at.row}`;
}

/** What the address of the tab says to show a place: its threads, and the row in full where only that shows the field. */
export function placeQuery(at: Place): { comments: string; row?: string } {
  const comments = placeKey(at);
  return at.on === 'cell' && !isCell(at.field) ? { comments, row: at.row } : { comments };
}

/** The tab of a draft on which a place is seen. */
export const tabOf = (at: Place): 'matrix' | 'decisions' => (at.on === 'question' ? 'decisions' : 'matrix');

const comment = z.object({
  id: z.string(),
  /** The comment that begins the thread; null for that one itself. */
  parentId: z.string().nullable(),
  /** Where the thread stands. A row that it names may have been withdrawn since. */
  place,
  audience: z.enum(['shared', 'internal', 'provider']),
  author: person.extend({ side }),
  /** Empty once it was taken back. */
  body: z.string(),
  mentioned: z.array(person),
  writtenAt: instant,
  editedAt: instant.nullable(),
  takenBack: z.boolean(),
  /** Of the thread, on its first comment. */
  settled: z.object({ at: instant, name: z.string(), side }).nullable(),
});

const words = {
  body: text(commentCharactersMost),
  /** Ids of members. */
  mentioned: z.array(z.uuid()).max(50).default([]),
};

const commentPath = draftPath.extend({ commentId: z.uuid() });
const path = '/engagements/{engagementId}/drafts/{draftId}/comments' as const;

export const commentsContract = {
  list: route
    .route({ method: 'GET', path, summary: 'Comments on a draft, oldest first' })
    .input(draftPath.extend(pageQuery.shape))
    .output(pageOf(comment)),
  create: route
    .route({
      method: 'POST',
      path,
      summary: 'Begin a thread; the header idempotency-key lets it be sent again',
      successStatus: 201,
    })
    .input(draftPath.extend({ place, audience: z.enum(['shared', 'internal', 'provider']).default('shared'), ...words }))
    .output(comment),
  reply: route
    .route({ method: 'POST', path: `${path}/{commentId}/replies`, summary: 'Answer in a thread', successStatus: 201 })
    .input(commentPath.extend(words))
    .output(comment),
  change: route
    .route({ method: 'PATCH', path: `${path}/{commentId}`, summary: 'Change your own comment' })
    .input(commentPath.extend(words))
    .output(comment),
  takeBack: route
    .route({ method: 'DELETE', path: `${path}/{commentId}`, summary: 'Take your own comment back' })
    .input(commentPath)
    .output(z.object({ done: z.literal(true) })),
  settle: route
    .route({ method: 'POST', path: `${path}/{commentId}/settle`, summary: 'Settle a thread', successStatus: 200 })
    .input(commentPath)
    .output(comment),
  reopen: route
    .route({ method: 'POST', path: `${path}/{commentId}/reopen`, summary: 'Open a settled thread again', successStatus: 200 })
    .input(commentPath)
    .output(comment),
};
