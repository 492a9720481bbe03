/**
 * The edge of the product: what a route handler gets before any capability is involved. Who is signed in is found once
 * per request; `enter` opens the transaction in which the caller acts as one member of one engagement. What identity
 * and membership mean is told by the composition root, since the platform knows no capability.
 */
import type pg from 'pg';
import { type Actor, type Ctx, type MemberActor, sessionOf, systemActor } from '../access/actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import type { Db } from '../db/pool.ts';
import { nobody, type Session, type Tx, withSession } from '../db/session.ts';
import type { Log } from '../log/log.ts';
import { Refusal } from './problem.ts';

/** A person behind a request, before any engagement is chosen. */
export interface SignedIn {
  userId: string;
  name: string;
  email: string;
  /** null when an API key speaks. */
  sessionId: string | null;
  /** An API key's scopes and the one engagement it is for; null for a session. */
  key: { scopes: string[]; engagementId: string } | null;
  steppedUpAt: Temporal.Instant | null;
}

export interface Services {
  db: Db;
  /** Accounts and sessions live behind this pool alone (role tandem_identity). */
  identityPool: pg.Pool;
  clock: Clock;
  log: Log;
  config: Config;
  /** Signs sessions and links: from the settings, or made once and kept in the data folder. */
  secret: string;
}

/** The two questions the composition root answers. */
export interface Doors {
  signedIn(headers: Headers): Promise<SignedIn | null>;
  /** The member that this person is in the engagement, or null. Runs under a session that knows only the person. */
  member(tx: Tx, signedIn: SignedIn, engagementId: string): Promise<MemberActor | null>;
}

export interface PersonCtx extends Omit<Ctx, 'actor'> {
  signedIn: SignedIn;
}

export interface Edge extends Services {
  requestId: string;
  ip: string;
  headers: Headers;
  /** The member the caller is there, found once per request. Refuses `not-signed-in` (401) and `missing` (404). */
  member(engagementId: string): Promise<MemberActor>;
  /** Acts as a member of the engagement. Refuses `not-signed-in` (401) and `missing` (404: not a member). */
  enter<T>(engagementId: string, work: (ctx: Ctx & { actor: MemberActor }) => Promise<T>): Promise<T>;
  /** Acts as the signed-in person outside any engagement. Refuses `not-signed-in`. */
  asPerson<T>(work: (ctx: PersonCtx) => Promise<T>): Promise<T>;
  /** Acts as the system in one engagement, for senders that are no person (an alert source with its token). */
  asSystem<T>(engagementId: string, name: string, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Acts as nobody: only what needs no session at all (first-run set-up, health). */
  asNobody<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  signedIn(): Promise<SignedIn | null>;
}

export function createEdge(services: Services, doors: Doors, request: { id: string; ip: string; headers: Headers }): Edge {
  let found: Promise<SignedIn | null> | undefined;
  const signedIn = () => (found ??= doors.signedIn(request.headers));
  const needed = async (): Promise<SignedIn> => {
    const person = await signedIn();
    if (person === null) throw new Refusal('not-signed-in', 'Sign in to see this.', null);
    return person;
  };
  const contextOf = <A extends Actor>(tx: Tx, actor: A): Ctx & { actor: A } => ({
    tx,
    actor,
    now: services.clock.now(),
    log: services.log,
    requestId: request.id,
  });
  const personSession = (person: SignedIn): Session => ({ ...nobody, personId: person.userId });
  const members = new Map<string, Promise<MemberActor>>();
  const member = (engagementId: string): Promise<MemberActor> => {
    const known = members.get(engagementId);
    if (known !== undefined) return known;
    const asked = findMember(services, doors, needed, engagementId);
    members.set(engagementId, asked);
    return asked;
  };
  return {
    ...services,
    requestId: request.id,
    ip: request.ip,
    headers: request.headers,
    signedIn,
    member,
    enter: async (engagementId, work) => {
      const actor = await member(engagementId);
      return withSession(services.db, sessionOf(actor), (tx) => work(contextOf(tx, actor)));
    },
    asPerson: async (work) => {
      const person = await needed();
      return withSession(services.db, personSession(person), (tx) =>
        work({ tx, signedIn: person, now: services.clock.now(), log: services.log, requestId: request.id }),
      );
    },
    asSystem: (engagementId, name, work) => {
      const actor = systemActor(engagementId, name);
      return withSession(services.db, sessionOf(actor), (tx) => work(contextOf(tx, actor)));
    },
    asNobody: (work) => withSession(services.db, nobody, work),
  };
}

async function findMember(
  services: Services,
  doors: Doors,
  needed: () => Promise<SignedIn>,
  engagementId: string,
): Promise<MemberActor> {
  const person = await needed();
  const actor = await withSession(services.db, { ...nobody, personId: person.userId }, (tx) =>
    doors.member(tx, person, engagementId),
  );
  if (actor === null) throw new Refusal('missing', 'There is no such engagement for you.', null);
  return actor;
}
