/**
 * Routes of offers: what stands between a draft and its signatures, offering it, signing, declining, withdrawing, and
 * bringing a draft up to date with what counts by now. Client-safe.
 */
import { engagementPath, instant, pageOf, pageQuery, route, text } from '@tandem/platform/http/contract.ts';
import { z } from 'zod';
import { draftPath } from '../drafts/contract.ts';

/** How long ago, at most, a signer proved that it is them. */
export const signingProofMinutes = 10;
/** An emergency amendment counts for at most so many days, the first and the last among them. */
export const emergencyDaysMax = 7;
/** An offer may begin to count this far ahead. */
export const aheadDaysMax = 730;

export const offersProblems = {
  'not-ready': { status: 409, title: 'The draft cannot be offered yet' },
  'changes-nothing': { status: 409, title: 'Nothing would change except the dates' },
  'offer-dates': { status: 422, title: 'The dates do not fit' },
  'offer-closed': { status: 409, title: 'The offer is over' },
  'offer-other-content': { status: 409, title: 'This is not what was offered' },
  'not-signer': { status: 403, title: 'Somebody else signs for your side' },
  'signed-already': { status: 409, title: 'Your side has signed' },
  'own-offer': { status: 409, title: 'Your own side made this offer' },
} as const;

export const offerPath = engagementPath.extend({ offerId: z.uuid() });

const side = z.enum(['internal', 'provider']);
const localDate = z.iso.date('Give a date like 2027-06-01.');

/** Parts of a draft in which something can be missing; screens lead there. */
export const blockerPlaces = ['scope', 'matrix', 'proof', 'price', 'statement', 'sign'] as const;

const blocker = z.object({ place: z.enum(blockerPlaces), sentence: z.string() });
const person = z.object({ side, memberId: z.string(), name: z.string(), title: z.string() });

const signature = person.extend({
  signedAt: instant,
  hash: z.string(),
  address: z.string(),
  /** How the signer proved that it is them. */
  method: z.string(),
});

const price = z
  .object({ currency: z.string(), beforeMinor: z.number().nullable(), afterMinor: z.number().nullable() })
  .nullable();

export const offerLine = z.object({
  id: z.string(),
  draftId: z.string(),
  kind: z.enum(['agreement', 'amendment', 'emergency']),
  title: z.string(),
  reason: z.string(),
  version: z.string(),
  from: z.string(),
  /** Last day; null: until another version follows. */
  to: z.string().nullable(),
  hash: z.string(),
  side,
  offeredBy: z.string(),
  offeredAt: instant,
  lapsesAt: instant,
  state: z.enum(['open', 'signed', 'enacted', 'declined', 'withdrawn', 'lapsed', 'overtaken']),
  ended: z.object({ at: instant, by: z.string().nullable(), reason: z.string().nullable() }).nullable(),
  /** A month. */
  price,
  /** Who signs; empty for an emergency, which any lead on duty may sign. */
  signers: z.array(person),
  signatures: z.array(signature),
});

/** What is said differently; `words` compares two texts, the part before and the part after. */
export const change = z.object({
  path: z.string(),
  sentence: z.string(),
  words: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })).optional(),
  /** The heading under which it is read. */
  under: z.string().optional(),
});

const offer = offerLine.extend({
  /** Against the version that it follows. */
  changes: z.array(change),
  /** Why the caller may not, in a sentence; null: they may. */
  may: z.object({ sign: z.string().nullable(), decline: z.string().nullable(), withdraw: z.string().nullable() }),
});

const conflict = z.object({ path: z.string(), sentence: z.string() });

export const offersContract = {
  signing: route
    .route({
      method: 'GET',
      path: '/engagements/{engagementId}/drafts/{draftId}/signing',
      summary: 'What stands between a draft and its signatures',
    })
    .input(draftPath)
    .output(
      z.object({
        /** The offer that was made of it last; null: none yet. */
        offer: offer.nullable(),
        /** Empty: it can be offered. Only of a draft that is open. */
        blockers: z.array(blocker),
        /** Another agreement counts by now than the one it was begun from. */
        outdated: z.boolean(),
        changes: z.array(change),
        signers: z.array(person),
        /** Members who may be named as signers. */
        able: z.array(z.object({ side, memberId: z.string(), name: z.string(), title: z.string() })),
        suggestion: z.object({ version: z.string(), from: z.string(), to: z.string().nullable() }),
        /** Why the caller may not offer it; null: they may. */
        mayOffer: z.string().nullable(),
      }),
    ),
  create: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/offers',
      summary: 'Offer a draft for signature: it is frozen under its hash',
      successStatus: 201,
    })
    .input(
      draftPath.extend({
        /** The revision that was looked at. */
        revision: z.int().min(0),
        version: text(60).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'Letters, digits, dot, dash and underscore.'),
        from: localDate,
        to: localDate.nullable().default(null),
        /** Last day on which it can be signed; the first day on which it counts if not said. */
        lapsesOn: localDate.optional(),
        /** It is meant that nothing changes against what counts before it, except the dates. */
        renewal: z.boolean().default(false),
      }),
    )
    .output(offer),
  rebase: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/drafts/{draftId}/rebase',
      summary: 'Bring a draft up to date: its own changes on top of what counts by now',
      successStatus: 200,
    })
    .input(
      draftPath.extend({
        revision: z.int().min(0),
        /** What stands where both changed the same; without it, conflicts are told and nothing is written. */
        keep: z.enum(['draft', 'in-force']).optional(),
      }),
    )
    .output(z.object({ written: z.boolean(), revision: z.number(), conflicts: z.array(conflict) })),
  list: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/offers', summary: 'Offers, newest first' })
    .input(engagementPath.extend(pageQuery.shape))
    .output(pageOf(offerLine)),
  see: route
    .route({ method: 'GET', path: '/engagements/{engagementId}/offers/{offerId}', summary: 'An offer, with what it changes' })
    .input(offerPath)
    .output(offer),
  sign: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/offers/{offerId}/sign',
      summary: 'Sign for my side what has this hash',
      successStatus: 200,
    })
    .input(offerPath.extend({ hash: z.string().length(64), title: text(200).optional() }))
    .output(offer),
  decline: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/offers/{offerId}/decline',
      summary: 'Decline an offer, with a reason and perhaps a draft of a counter-offer',
      successStatus: 200,
    })
    .input(offerPath.extend({ reason: text(2_000), counter: z.boolean().default(false) }))
    .output(z.object({ offer, draftId: z.string().nullable() })),
  withdraw: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/offers/{offerId}/withdraw',
      summary: 'Take back an offer of my side',
      successStatus: 200,
    })
    .input(offerPath.extend({ reason: text(2_000) }))
    .output(offer),
  again: route
    .route({
      method: 'POST',
      path: '/engagements/{engagementId}/offers/{offerId}/drafts',
      summary: 'Begin a draft from what an offer that is over said',
      successStatus: 201,
    })
    .input(offerPath)
    .output(z.object({ draftId: z.string() })),
};
