/**
 * From an event to people and words, purely. Whoever is addressed is told: a person; else the members of a team; else
 * whoever looks after that side. If a side has nobody at all, that is itself something to tell, never silence. What is
 * private to a side reaches members of that side alone, whatever the event says.
 */
import { audiences } from '@tandem/core/record/audience.ts';
import type { Side } from '@tandem/core/responsibility/model.ts';
import { z } from 'zod';

const side = z.enum(['internal', 'provider']);

const addressee = z.object({
  why: z.enum(['holder', 'receiver', 'sender', 'requester', 'inform']),
  side,
  teams: z.array(z.string()),
  memberIds: z.array(z.string()),
  urgent: z.boolean(),
  within: z.string().nullable(),
});

export const workSchema = z.looseObject({
  itemId: z.uuid(),
  number: z.string(),
  title: z.string(),
  priority: z.string(),
  audience: z.enum(audiences),
  to: z.array(addressee),
  reason: z.string(),
  by: z.object({ memberId: z.string(), name: z.string(), side }).nullable(),
  excerpt: z.string().nullable(),
});

export type WorkTold = z.infer<typeof workSchema>;
type Addressee = z.infer<typeof addressee>;

export interface Reachable {
  id: string;
  side: Side;
  role: string;
  name: string;
  email: string;
  teams: readonly string[];
}

export interface Recipient {
  member: Reachable;
  why: Addressee['why'];
  urgent: boolean;
  within: string | null;
}

export interface Resolved {
  told: Recipient[];
  /** Team channels that hear of it. */
  teams: { side: Side; team: string; urgent: boolean; why: Addressee['why'] }[];
  /** Sides in which nobody could be found. */
  nobody: Side[];
}

/** Who looks after a side when nobody else can be found. */
export const keeperRoles: Record<Side, readonly string[]> = { internal: ['it', 'leader'], provider: ['dispatcher', 'admin'] };

export function resolveRecipients(event: WorkTold, members: readonly Reachable[]): Resolved {
  const resolved: Resolved = { told: [], teams: [], nobody: [] };
  for (const to of event.to) {
    if (isOtherSides(event.audience, to.side)) continue;
    const able = members.filter((member) => member.side === to.side && mayRead(member, event.audience));
    const found = find(to, able);
    if (found.length === 0) resolved.nobody.push(to.side);
    for (const member of found)
      if (member.id !== event.by?.memberId) tell(resolved.told, { member, why: to.why, urgent: to.urgent, within: to.within });
    for (const team of to.teams) resolved.teams.push({ side: to.side, team, urgent: to.urgent, why: to.why });
  }
  return resolved;
}

function isOtherSides(audience: string, of: Side): boolean {
  return (audience === 'internal' || audience === 'provider') && audience !== of;
}

function mayRead(member: Reachable, audience: string): boolean {
  return member.role !== 'employee' || audience === 'requester';
}

function find(to: Addressee, able: readonly Reachable[]): readonly Reachable[] {
  const named = able.filter((member) => to.memberIds.includes(member.id));
  if (named.length > 0) return named;
  const inTeams = able.filter((member) => member.teams.some((team) => to.teams.includes(team)));
  if (inTeams.length > 0) return inTeams;
  return able.filter((member) => keeperRoles[to.side].includes(member.role));
}

/** Somebody addressed twice is told once, as urgently as either. */
function tell(told: Recipient[], next: Recipient): void {
  const known = told.find((each) => each.member.id === next.member.id);
  if (known === undefined) told.push(next);
  else known.urgent ||= next.urgent;
}

export interface Message {
  title: string;
  body: string;
  place: string;
}

const openings: Record<string, string> = {
  'work.assigned': 'Assigned',
  'work.offered': 'Hand-over offered',
  'work.accepted': 'Hand-over accepted',
  'work.declined': 'Hand-over declined',
  'work.timed-out': 'Nobody answered the hand-over',
  'work.noted': 'Note',
  'work.resolved': 'Resolved',
  'work.reopened': 'Open again',
  'work.waiting': 'Waits for you',
};

/** What somebody is told of an event. One line of title, then why it concerns them, then what was written. */
export function writeMessage(topic: string, event: WorkTold, why: Addressee['why']): Message {
  const opening = why === 'inform' ? 'For your information' : openings[topic];
  const name = `${event.number} ${event.priority} ${event.title}`;
  const reason = why === 'inform' ? 'The agreement says that you are to know of it.' : event.reason;
  return {
    title: opening === undefined ? name : `${opening}: ${name}`,
    body: event.excerpt === null ? reason : `${reason}\n\n${event.excerpt}`,
    place: `/work/${event.number}`,
  };
}

export const invitedSchema = z.looseObject({
  side: side.nullish(),
  email: z.string().max(254),
  name: z.string(),
  engagement: z.string(),
  invitedBy: z.string(),
  link: z.string(),
  expiresAt: z.string(),
});

export function invitationLetter(invited: z.infer<typeof invitedSchema>): { subject: string; body: string } {
  return {
    subject: `${invited.invitedBy} invites you to ${invited.engagement}`,
    body: [
      `Hello ${invited.name},`,
      '',
      `${invited.invitedBy} invites you to ${invited.engagement} on Tandem. Accept here:`,
      '',
      invited.link,
      '',
      `The link is for you alone and works once, until ${invited.expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    ].join('\n'),
  };
}

export const accountMailSchema = z.looseObject({
  kind: z.string(),
  email: z.string().max(254),
  name: z.string(),
  subject: z.string(),
  text: z.string(),
});

/** Mail that holds a link or code which must not stay readable once it is sent. */
export const secretKinds = ['password-reset'];

/** `30m`, `4h`, `2d` after `from`. */
export function withinAfter(from: Temporal.Instant, within: string): Temporal.Instant | null {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(within) ?? [];
  const minutes = { m: 1, h: 60, d: 1_440 }[unit];
  return minutes === undefined ? null : from.add({ minutes: Number(count) * minutes });
}

const told = z.object({
  side,
  memberIds: z.array(z.string()),
  roles: z.array(z.string()),
  /** What it is for them, where that is something else than for the others. */
  title: z.string().optional(),
});

/** What happens to the agreement, already in words, and whom it concerns. */
export const agreementSchema = z.looseObject({
  id: z.uuid(),
  about: z.string(),
  audience: z.enum(audiences).default('shared'),
  title: z.string(),
  body: z.string(),
  place: z.string(),
  urgent: z.boolean(),
  to: z.array(told),
  by: z.object({ memberId: z.string() }).nullable(),
});

export type AgreementTold = z.infer<typeof agreementSchema>;

interface AgreementRecipients {
  told: { member: Reachable; title: string }[];
  nobody: Side[];
}

/**
 * The members meant, each once (as the first that names them says), and the sides in which there is nobody. Who did it
 * is not told of it, and neither is whoever may not read it.
 */
export function agreementRecipients(event: AgreementTold, members: readonly Reachable[]): AgreementRecipients {
  const { audience, title, by } = event;
  const able = members.filter((member) => !isOtherSides(audience, member.side) && mayRead(member, audience));
  const meant = event.to.filter((to) => !isOtherSides(audience, to.side));
  const found = meant.map((to) => ({ ...to, members: agreementMembers(to, able) }));
  const told = new Map<string, AgreementRecipients['told'][number]>();
  for (const to of found)
    for (const member of to.members)
      if (member.id !== by?.memberId && !told.has(member.id)) told.set(member.id, { member, title: to.title ?? title });
  return { told: [...told.values()], nobody: found.filter((each) => each.members.length === 0).map((each) => each.side) };
}

/** Those named or in that role; somebody named who has left is stood in for by whoever looks after the side. */
function agreementMembers(to: z.infer<typeof told>, members: readonly Reachable[]): Reachable[] {
  const own = members.filter((member) => member.side === to.side);
  const meant = own.filter((member) => to.memberIds.includes(member.id) || to.roles.includes(member.role));
  return meant.length > 0 ? meant : own.filter((member) => keeperRoles[to.side].includes(member.role));
}
