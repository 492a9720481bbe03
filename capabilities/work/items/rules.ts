/**
 * Pure decisions about an item: what is asked of the agreement, whom its answer makes the custodian, whether that person
 * is to be woken, and how an item is shown. The answer's owner is a person or a team of the engagement file; a member
 * stands for the person if one is linked. Nobody is guessed: a gap goes to its holder, and where not even that is agreed
 * the internal side holds it, since what nobody took over has not left it.
 */
import type { Answer, EngagementFile, Facts, Priority, Side } from '@tandem/core/responsibility/model.ts';
import { responseState } from '../rules.ts';
import type { Custody, Decided, Item } from './store.ts';

/** What must be known of the engagement to speak of an item. */
export interface World {
  file: EngagementFile;
  contentHash: string;
  parties: Record<Side, string>;
  members: readonly { id: string; side: Side; name: string; role: string; person: string | null; teams: readonly string[] }[];
  functionName(id: string): string;
}

/** Support of first contact: what an employee's request is, until somebody knows better. */
export const firstContactFunction = 'sd-tier1-support';

export function sideOfId(file: EngagementFile, id: string): Side | null {
  return file.people.find((each) => each.id === id)?.side ?? file.teams?.find((each) => each.id === id)?.side ?? null;
}

/** Who holds the item by this answer. */
export function placeCustody(answer: Answer, world: World): Custody {
  const id = answer.gap ? answer.holder : answer.who[0];
  const side = (id ? sideOfId(world.file, id) : null) ?? answer.responsible ?? 'internal';
  if (!id) return { side, team: null, memberId: null };
  if (world.file.teams?.some((team) => team.id === id)) return { side, team: id, memberId: null };
  return { side, team: null, memberId: memberOfPerson(world, id, side) };
}

export function memberOfPerson(world: World, person: string, side: Side): string | null {
  return world.members.find((member) => member.person === person && member.side === side)?.id ?? null;
}

/** Whether the one who holds it is to be interrupted for it. */
export function isUrgent(answer: Answer): boolean {
  if (answer.mode === 'page') return true;
  return (answer.priority === 'P1' || answer.priority === 'P2') && answer.mode !== 'queue' && answer.mode !== 'advise';
}

/** A decision as the item keeps it. `dueAt` overrides the answer's, when time was used up before this decision. */
export function decidedBy(facts: Facts, answer: Answer, receiptId: string | null, world: World, dueAt?: string | null): Decided {
  const due = dueAt === undefined ? answer.responseDueAt : dueAt;
  return {
    facts: { ...facts },
    function: facts.function,
    priority: facts.priority,
    receiptId,
    mode: answer.mode,
    rowId: answer.row,
    agreementVersion: answer.version,
    gap: answer.gap,
    urgent: isUrgent(answer),
    responseDueAt: due === null ? null : Temporal.Instant.from(due),
    workStartsAt: answer.workStartsAt === null ? null : Temporal.Instant.from(answer.workStartsAt),
    custody: placeCustody(answer, world),
  };
}

/** The question for a new decision about an existing item. */
export function factsAgain(
  item: Item,
  at: Temporal.Instant,
  change: { function?: string | undefined; priority?: Priority | undefined },
): Facts {
  const { touched: _touched, ...known } = item.facts as unknown as Facts;
  return {
    ...known,
    at: at.toString(),
    function: change.function ?? item.function,
    priority: change.priority ?? item.priority,
    ...(item.touchedAt === null ? {} : { touched: true }),
  };
}

export function teamName(world: World, id: string | null): string | null {
  return id === null ? null : (world.file.teams?.find((team) => team.id === id)?.name ?? id);
}

export function memberName(world: World, id: string | null): string | null {
  return id === null ? null : (world.members.find((member) => member.id === id)?.name ?? 'a former member');
}

const instantText = (at: Temporal.Instant | null): string | null => at?.toString() ?? null;

/** A person, team or rota of the file by name; the id where the file does not know it. */
export function partyName(file: EngagementFile, id: string): string {
  return file.people.find((each) => each.id === id)?.name ?? file.teams?.find((each) => each.id === id)?.name ?? id;
}

function offeredTo(item: Item, world: World) {
  if (item.offerToSide === null || item.offerExpiresAt === null) return null;
  return {
    side: item.offerToSide,
    team: item.offerToTeam,
    teamName: teamName(world, item.offerToTeam),
    expiresAt: item.offerExpiresAt.toString(),
  };
}

/** An item as a row of the queue. */
export function writeRow(item: Item, world: World, now: Temporal.Instant) {
  return {
    id: item.id,
    number: item.key,
    kind: item.kind,
    title: item.title,
    function: item.function,
    functionName: world.functionName(item.function),
    priority: item.priority,
    state: item.state,
    asset: item.asset,
    app: item.app,
    site: item.site,
    userGroup: item.userGroup,
    requester: requesterOf(item, world),
    custody: {
      side: item.side,
      team: item.team,
      teamName: teamName(world, item.team),
      memberId: item.memberId,
      memberName: memberName(world, item.memberId),
      since: item.custodySince.toString(),
      takenAt: instantText(item.takenAt),
    },
    gap: item.gap,
    mode: item.mode,
    urgent: item.urgent,
    response: {
      state: responseState(item.responseDueAt, item.firstResponseAt, now),
      dueAt: instantText(item.responseDueAt),
      answeredAt: instantText(item.firstResponseAt),
    },
    workStartsAt: instantText(item.workStartsAt),
    offeredTo: offeredTo(item, world),
    openedAt: item.openedAt.toString(),
    updatedAt: item.updatedAt.toString(),
    version: item.revision,
  };
}

export function requesterOf(item: Item, world: World): { memberId: string | null; name: string } | null {
  if (item.requesterMemberId !== null)
    return { memberId: item.requesterMemberId, name: memberName(world, item.requesterMemberId) ?? '' };
  return item.requesterName === null ? null : { memberId: null, name: item.requesterName };
}
