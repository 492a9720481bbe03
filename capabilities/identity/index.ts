/**
 * What the rest of the product may call: the door that finds who is behind a request, accounts for invitations and the
 * example, API keys, and the question whether the caller proved themselves a moment ago. Everybody else knows a person
 * by id, name and address alone.
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import type { Services, SignedIn } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { identityAccess } from './access.ts';
import { authOf, keyHeader } from './auth/index.ts';
import { mountAuth } from './auth/routes.ts';
import { identityContract, identityProblems, stepUpMinutes } from './contract.ts';
import { recordAccountMade } from './events.ts';
import { insertKey, instantOf, type Key, type KeyNew, removeKey, selectKeys, verifyKey } from './keys/store.ts';
import { identityRoutes } from './routes.ts';
import { steppedUpUntil } from './rules.ts';
import { insertAccount, selectAccount, selectAccountByEmail, selectFirstPersonId, updatePasswordHash } from './store.ts';

export { identityEngagementId } from './events.ts';
export type { Key, KeyNew };

export const identityCapability: Capability = {
  name: 'identity',
  contract: identityContract,
  problems: identityProblems,
  routes: identityRoutes,
  access: identityAccess,
  plugin: (app, edgeOf, services) => mountAuth(app, edgeOf, services),
};

/**
 * Who is behind a request; null for nobody. A key in the header speaks even beside a cookie, since it may do less.
 * Sessions and keys are looked up each time: one that was revoked is refused by the next request.
 */
export async function signedInDoor(services: Services, headers: Headers): Promise<SignedIn | null> {
  const secret = headers.get(keyHeader);
  if (secret !== null) return keyDoor(services, secret);
  if (!(headers.get('cookie') ?? '').includes('tandem.session_token=')) return null;
  const found = await authOf(services).api.getSession({ headers, query: { disableRefresh: true } });
  if (found === null) return null;
  const { user, session } = found;
  const steppedUpAt = session.steppedUpAt ?? null;
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    sessionId: session.id,
    key: null,
    steppedUpAt: steppedUpAt === null ? null : instantOf(services, steppedUpAt),
  };
}

async function keyDoor(services: Services, secret: string): Promise<SignedIn | null> {
  const holder = await verifyKey(services, secret);
  if (holder === null) return null;
  const account = await selectAccount(services.identityPool, holder.userId);
  if (account === undefined) return null;
  const { engagementId, scopes } = holder;
  return {
    userId: account.id,
    name: account.name,
    email: account.email,
    sessionId: null,
    key: { scopes, engagementId },
    steppedUpAt: null,
  };
}

/** Refuses `step-up-needed` unless the caller proved themselves within the last `minutes` (`stepUpMinutes` if not said). */
export function assertSteppedUp(
  caller: { steppedUpAt: Temporal.Instant | null },
  now: Temporal.Instant,
  minutes = stepUpMinutes,
): void {
  if (steppedUpUntil(caller.steppedUpAt, now, minutes) === null)
    throw new Refusal('step-up-needed', 'Prove with your password, a code or a passkey that it is you.', null);
}

/** Whether an address has an account. Ask only for whoever holds a secret sent to that address. */
export async function hasAccount(services: Services, email: string): Promise<boolean> {
  return (await selectAccountByEmail(services.identityPool, email)) !== undefined;
}

export interface AccountMake {
  name: string;
  /** Proved to be theirs by a link that was mailed to it. */
  email: string;
  /** 12 to 128 characters. */
  password: string;
}

/** Makes an account and gives its id; null when the address has one already. */
export async function accountMake(services: Services, account: AccountMake): Promise<string | null> {
  const userId = await insertAccount(services.identityPool, {
    name: account.name,
    email: account.email,
    passwordHash: await hash(services, account.password),
  });
  if (userId !== null) await recordAccountMade(services, userId, 'invitation');
  return userId;
}

/**
 * A sign-in of the example, made or brought back to its known password. Throws unless the example is asked for and the
 * server answers on this machine only: a known password must never be reachable from outside.
 */
export async function identityExampleUser(services: Services, account: AccountMake): Promise<string> {
  const { config, identityPool } = services;
  if (!config.example || !isLoopback(config.host))
    throw new Error('Example sign-ins exist only in the example, on a server that answers on loopback (HOST).');
  if (!account.email.endsWith('.example'))
    throw new Error("An example sign-in has an address that can be nobody's: it ends in .example.");
  const passwordHash = await hash(services, account.password);
  const made = await insertAccount(identityPool, { name: account.name, email: account.email, passwordHash });
  if (made !== null) return made;
  const known = await selectAccountByEmail(identityPool, account.email);
  if (known === undefined) throw new Error('An account exists by its address and cannot be read.');
  await updatePasswordHash(identityPool, known.id, passwordHash);
  return known.id;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function hash(services: Services, password: string): Promise<string> {
  return (await authOf(services).$context).password.hash(password);
}

/** Whether this person set the installation up. */
export async function isFirstPerson(services: Services, userId: string): Promise<boolean> {
  return (await selectFirstPersonId(services.identityPool)) === userId;
}

/** Makes an API key; `secret` is shown once. The caller has decided that the scopes fit the holder's role. */
export function keyMake(services: Services, key: KeyNew): Promise<Key & { secret: string }> {
  return insertKey(services, key);
}

/** A person's keys for one engagement that are still good, newest first. */
export function keysOf(services: Services, userId: string, engagementId: string): Promise<Key[]> {
  return selectKeys(services, userId, engagementId);
}

/** Ends a key at once; gives its name, undefined when the person has no such key there. */
export function keyRevoke(services: Services, userId: string, engagementId: string, keyId: string): Promise<string | undefined> {
  return removeKey(services, userId, engagementId, keyId);
}
