/**
 * Pure rules of custody: what an offer looks like to its readers, whether work may be given to somebody, and what counts
 * as the first response. An automatic message and private writing never do.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import { memberName, teamName, type World } from '../items/rules.ts';
import type { Item } from '../items/store.ts';
import type { Offer } from './store.ts';

export function writeOffer(offer: Offer, world: World) {
  return {
    id: offer.id,
    from: { side: offer.fromSide, memberId: offer.fromMemberId, memberName: memberName(world, offer.fromMemberId) },
    to: {
      side: offer.toSide,
      team: offer.toTeam,
      teamName: teamName(world, offer.toTeam),
      memberId: offer.toMemberId,
      memberName: memberName(world, offer.toMemberId),
    },
    brief: offer.brief,
    offeredAt: offer.offeredAt.toString(),
    expiresAt: offer.expiresAt.toString(),
  };
}

export interface Refused {
  code: 'wrong-side' | 'invalid-input';
  reason: string;
  field: string;
}

/** Why work of `side` cannot be given to this member and team; null when it can. Both may be null: nobody yet. */
export function reasonAgainstTarget(
  world: World,
  side: Side,
  to: { memberId: string | null; team: string | null },
): Refused | null {
  const member = world.members.find((each) => each.id === to.memberId);
  if (to.memberId !== null && member === undefined)
    return { code: 'invalid-input', reason: 'Nobody here has that id.', field: 'memberId' };
  if (member !== undefined && member.side !== side)
    return {
      code: 'wrong-side',
      reason: `${member.name} is of ${world.parties[member.side]}. Offer a hand-over instead.`,
      field: 'memberId',
    };
  if (member?.role === 'employee')
    return { code: 'invalid-input', reason: `${member.name} asks for help here and holds no work.`, field: 'memberId' };
  const team = world.file.teams?.find((each) => each.id === to.team);
  if (to.team !== null && team === undefined)
    return { code: 'invalid-input', reason: `The agreement has no team ${to.team}.`, field: 'team' };
  if (team !== undefined && team.side !== side)
    return {
      code: 'wrong-side',
      reason: `${team.name} is of ${world.parties[team.side]}. Offer a hand-over instead.`,
      field: 'team',
    };
  return null;
}

export interface FirstResponse {
  responseSeconds: number;
  targetSeconds: number | null;
}

/** How long the first response took and how long it might have, in seconds; null when it was given before. */
export function firstResponse(item: Item, now: Temporal.Instant): FirstResponse | null {
  if (item.firstResponseAt !== null) return null;
  const seconds = (until: Temporal.Instant) => Math.round((until.epochMilliseconds - item.openedAt.epochMilliseconds) / 1_000);
  return { responseSeconds: seconds(now), targetSeconds: item.responseDueAt === null ? null : seconds(item.responseDueAt) };
}
