/**
 * Routes of drafts: begin one, read it, edit it, close it. Client-safe. An edit is a list of differences made at a
 * revision: what still fits is applied, what does not is given back as a conflict. The file of a draft may be incomplete while people work
 * on it, so it travels as data and is read with the types of the core.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';

export const draftPath = engagementPath.extend({ draftId: z.uuid() });

const draftKind = z.enum(['agreement', 'amendment', 'emergency']);

const draftLine = z.object({
  id: z.string(),
  kind: draftKind,
  title: z.string(),
  reason: z.string(),
  state: z.enum(['open', 'offered', 'signed', 'closed']),
  revision: z.number(),
  createdBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
});

/** Most changes that one edit may hold; a longer one is sent in parts. */
export const changesMost = 2_000;

const changes = z
  .array(
    z.object({
      action: z.enum(['added', 'removed', 'changed', 'first']),
      steps: z.array(z.string().max(1_000)).min(1).max(16),
      path: z.string().max(4_000),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
    }),
  )
  .max(changesMost)
  .default([]);

const conflict = z.object({
  in: z.enum(['file', 'terms']),
  path: z.string(),
  steps: z.array(z.string()),
  /** What the edit would have put there; absent: nothing. */
  yours: z.unknown().optional(),
  /** What stands there; absent: nothing. */
  theirs: z.unknown().optional(),
});

const editor = z.object({ memberId: z.string(), name: z.string(), side: z.enum(['internal', 'provider']), at: instant });

export const draftsContract = {
  list: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/drafts', summary: 'Drafts of the agreement, newest first' })
    .input(engagementPath.extend(pageQuery.shape))
    .output(pageOf(draftLine)),
  current: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/in-force',
      summary: 'What is in force today, as a draft of it would begin, or what a draft of a kind follows',
    })
    .input(
      engagementPath.extend({
        /** The version that a draft of this kind comes after, which may begin later; if not said, the one of today. */
        before: draftKind.optional(),
      }),
    )
    .output(
      z.object({
        /** Null: no version holds on that day. */
        version: z.string().nullable(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        /** The file with one version `draft` that holds every row; null before the first agreement. */
        file: z.record(z.string(), z.unknown()).nullable(),
      }),
    ),
  create: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts',
      summary: 'Begin a draft from what is in force, or from nothing',
      successStatus: 201,
    })
    .input(
      engagementPath.extend({
        kind: draftKind,
        title: text(200),
        reason: z.string().trim().max(2_000).default(''),
      }),
    )
    .output(draftLine),
  see: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/drafts/{draftId}', summary: 'A draft, whole' })
    .input(draftPath)
    .output(
      draftLine.extend({
        baseHash: z.string().nullable(),
        /** An engagement file whose matrix is the one version `draft`. */
        file: z.record(z.string(), z.unknown()),
        terms: z.record(z.string(), z.unknown()),
        /** Who edited it, the latest first, at most ten people. */
        editors: z.array(editor),
      }),
    ),
  change: route
    .route({
      method: 'PATCH',
      path: '/engagements/{engagementId}/drafts/{draftId}',
      summary: 'Rename a draft, say why it is made, close it or open it again',
    })
    .input(
      draftPath.extend({
        title: text(200).optional(),
        reason: z.string().trim().max(2_000).optional(),
        state: z.enum(['open', 'closed']).optional(),
      }),
    )
    .output(draftLine),
  edit: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/edits',
      summary: 'Change a draft; what no longer fits is given back',
      successStatus: 200,
    })
    .input(draftPath.extend({ revision: z.int().min(0), file: changes, terms: changes }))
    .output(z.object({ revision: z.number(), conflicts: z.array(conflict) })),
  edits: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/drafts/{draftId}/edits',
      summary: 'Who changed what in a draft, newest first',
    })
    .input(draftPath.extend(pageQuery.shape))
    .output(pageOf(editor.extend({ revision: z.number(), sentences: z.array(z.string()), more: z.number() }))),
  acceptRisk: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/risks',
      summary: 'Accept what the proof finds as a named risk',
      successStatus: 200,
    })
    .input(
      draftPath.extend({
        /** The key of the finding. */
        key: text(200),
        /** The finding in words. */
        sentence: text(2_000),
        /** A person of the file. */
        owner: text(100),
        reviewOn: z.iso.date(),
        reason: text(2_000, 10),
      }),
    )
    .output(z.object({ revision: z.number() })),
  withdrawRisk: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/risks/withdrawals',
      summary: 'No longer accept a risk',
      successStatus: 200,
    })
    .input(draftPath.extend({ key: text(200) }))
    .output(z.object({ revision: z.number() })),
};
