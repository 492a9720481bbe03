/**
 * The sign-in endpoints, mounted as they are below `/api/auth`, behind a list of those that are offered at all: what is
 * not on it does not exist. In front of the library stand the limits per account; behind it, its refusals become
 * problems like everybody else's. The client's address is told by our own edge, whatever the client claims.
 */
import { publicOrigin } from '@tandem/platform/config/config.ts';
import type { Edge, Services, SignedIn } from '@tandem/platform/http/edge.ts';
import { problemBody, Refusal } from '@tandem/platform/http/problem.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noteAuth, recordPasswordChanged } from '../events.ts';
import { refusalOf, steppedUpUntil } from '../rules.ts';
import { type AttemptLimit, attemptAdd, attemptsRemove, removeExpired, removeSession } from '../store.ts';
import { addressHeader, authOf } from './index.ts';

interface Offered {
  /** Counted and logged under this name when it succeeds. */
  deed?: string;
  /** Asks that the person proved themselves a short while ago. */
  fresh?: boolean;
  /** Attempts counted per account, by the address in the body. A success forgets them when `forgets`. */
  limit?: AttemptLimit & { forgets: boolean };
  /** Success makes a new session, so that the one the caller came with is over. */
  replaces?: boolean;
}

export const signInLimit: AttemptLimit = { what: 'sign-in', max: 20, windowMinutes: 15 };
export const resetLimit: AttemptLimit = { what: 'reset', max: 5, windowMinutes: 60 };

const offered: Record<string, Offered> = {
  'GET /get-session': {},
  'POST /sign-in/email': { deed: 'signed-in', limit: { ...signInLimit, forgets: true }, replaces: true },
  'POST /sign-out': { deed: 'signed-out' },
  'POST /request-password-reset': { deed: 'reset-asked', limit: { ...resetLimit, forgets: false } },
  'POST /reset-password': { deed: 'password-reset' },
  'POST /change-password': { deed: 'password-changed' },
  'POST /two-factor/enable': { deed: 'two-factor-prepared' },
  'POST /two-factor/verify-totp': { deed: 'code-accepted' },
  'POST /two-factor/verify-backup-code': { deed: 'recovery-code-used' },
  'POST /two-factor/generate-backup-codes': { deed: 'recovery-codes-made' },
  'POST /two-factor/disable': { deed: 'two-factor-disabled' },
  'GET /passkey/generate-authenticate-options': {},
  'POST /passkey/verify-authentication': { deed: 'signed-in', replaces: true },
  'GET /passkey/generate-register-options': { fresh: true },
  'POST /passkey/verify-registration': { deed: 'passkey-added', fresh: true },
  'POST /passkey/delete-passkey': { deed: 'passkey-removed', fresh: true },
};

const root = '/api/auth';

/** Adds the endpoints to the server. */
export function mountAuth(app: FastifyInstance, edgeOf: (request: FastifyRequest) => Edge, services: Services): void {
  app.all(`${root}/*`, async (request, reply) => {
    const path = request.url.slice(root.length).split('?')[0] ?? '';
    const endpoint = offered[`${request.method} ${path}`];
    if (endpoint === undefined) throw new Refusal('missing', 'There is nothing at this address.', null);
    const caller = await callerOf(edgeOf(request), endpoint);
    const account = await assertWithinLimit(services, endpoint, request.body);
    const response = await authOf(services).handler(toWeb(request, services));
    if (response.ok) await settle(services, endpoint, { request, caller, account });
    else noteAuth(services, 'refused', { ip: request.ip, status: response.status });
    return send(reply, response);
  });
}

/** Who asks, where that matters; refuses `step-up-needed`. */
async function callerOf(edge: Edge, endpoint: Offered): Promise<SignedIn | null> {
  if (endpoint.fresh !== true && endpoint.replaces !== true && endpoint.deed !== 'password-changed') return null;
  const caller = await edge.signedIn();
  if (endpoint.fresh === true) {
    if (caller === null) throw new Refusal('not-signed-in', 'Sign in first.', null);
    if (steppedUpUntil(caller.steppedUpAt, edge.clock.now()) === null)
      throw new Refusal('step-up-needed', 'Prove with your password or a code that it is you.', null);
  }
  return caller;
}

/** The account a body names, after counting an attempt on it. Counted before the password is looked at. */
async function assertWithinLimit(services: Services, endpoint: Offered, body: unknown): Promise<string | null> {
  if (endpoint.limit === undefined) return null;
  const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : null;
  if (typeof email !== 'string' || email.length > 254) throw new Refusal('invalid-input', 'An address is needed.', 'email');
  if (!(await attemptAdd(services.identityPool, endpoint.limit, email)))
    throw new Refusal(
      'too-many-requests',
      `Too many attempts for this account. Wait ${endpoint.limit.windowMinutes} minutes, or use a passkey.`,
      null,
    );
  return email;
}

interface Done {
  request: FastifyRequest;
  caller: SignedIn | null;
  account: string | null;
}

async function settle(services: Services, endpoint: Offered, { request, caller, account }: Done): Promise<void> {
  if (endpoint.deed !== undefined) noteAuth(services, endpoint.deed, { ip: request.ip, status: 200 });
  if (endpoint.limit?.forgets === true && account !== null) await attemptsRemove(services.identityPool, endpoint.limit, account);
  if (endpoint.deed === 'signed-in') await removeExpired(services.identityPool);
  if (caller === null) return;
  if (endpoint.replaces === true && caller.sessionId !== null)
    await removeSession(services.identityPool, caller.userId, caller.sessionId);
  if (endpoint.deed === 'password-changed')
    await recordPasswordChanged(services, { id: caller.userId, email: caller.email, name: caller.name }, 'change');
}

/** The request as the library reads it. The parsed body is written out again: nothing else of it survives. */
function toWeb(request: FastifyRequest, services: Services): Request {
  const origin = services.config.publicUrl === null ? `http://${request.host}` : publicOrigin(services.config);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith(':') || dropped.includes(name)) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(addressHeader, request.ip);
  const hasBody = request.method === 'POST';
  if (hasBody) headers.set('content-type', 'application/json');
  return new Request(`${origin}${request.url}`, {
    method: request.method,
    headers,
    ...(hasBody ? { body: JSON.stringify(request.body ?? {}) } : {}),
  });
}

const dropped = ['content-length', 'transfer-encoding', 'connection', addressHeader, 'x-forwarded-host', 'x-forwarded-proto'];

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  reply.header('cache-control', 'no-store');
  const text = await response.text();
  if (response.ok)
    return reply
      .status(response.status)
      .type('application/json; charset=utf-8')
      .send(text === '' ? '{}' : text);
  const retryAfter = response.headers.get('x-retry-after');
  if (retryAfter !== null) reply.header('retry-after', retryAfter);
  const said = parse(text);
  const refusal = refusalOf(response.status, said.code, said.message);
  const body = problemBody(refusal.code, refusal.detail, null);
  return reply.status(body.status).send(body);
}

function parse(text: string): { code?: string; message?: string } {
  try {
    return JSON.parse(text) as { code?: string; message?: string };
  } catch {
    return {};
  }
}
