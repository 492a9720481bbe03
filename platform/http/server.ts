/**
 * The HTTP server: one Fastify instance with the guards every route stands behind. Contract routes answer below `/api`;
 * raw routes are added by capabilities; everything else is the web app. Limits are named here: body size, requests per
 * minute, header and request time. A failure of any kind leaves as an RFC 9457 problem with the request's id.
 */
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError } from '@orpc/server';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { MemberActor } from '../access/actor.ts';
import type { Capability, FastifyRequestLike } from './capability.ts';
import { createEdge, type Doors, type Edge, type Services } from './edge.ts';
import type { Live } from './live.ts';
import { countRequest, metricsText } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { allProblems, problemBody, problemOf, Refusal } from './problem.ts';
import { addReference } from './reference.ts';

const bodyBytesMax = 1_048_576;
const requestsPerMinuteMax = 1_200;
const requestTimeoutMs = 30_000;
/** How long the sender of a body that is too large may read the answer. */
const lingerMs = 1_000;

export interface ServerParts {
  services: Services;
  doors: Doors;
  capabilities: readonly Capability[];
  live: Live;
  /** Requests a minute from one address; 1,200 unless told. */
  requestsPerMinute?: number;
  /** True when the database answers and its migrations are this version's. */
  ready(): Promise<boolean>;
}

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { services } = parts;
  const app = fastify({
    logger: false,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    trustProxy: services.config.trustProxy,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
  const edges = new WeakMap<object, Edge>();
  const edgeOf = (request: FastifyRequestLike): Edge => {
    const known = edges.get(request);
    if (known !== undefined) return known;
    const edge = createEdge(services, parts.doors, { id: request.id, ip: request.ip, headers: headersOf(request.headers) });
    edges.set(request, edge);
    return edge;
  };

  await guard(app, services, parts.requestsPerMinute ?? requestsPerMinuteMax);
  app.addHook('onRequest', async (request) => refuseOutsiders(request, edgeOf(request)));
  addHealth(app, parts);
  addLive(app, parts.live, edgeOf);
  await addContracts(app, parts, edgeOf);
  for (const capability of parts.capabilities) await capability.plugin?.(app, edgeOf, services);
  return app;
}

/** Headers, rates, origin, request ids, problems: before any route. */
async function guard(app: FastifyInstance, services: Services, requestsPerMinute: number): Promise<void> {
  await app.register(helmet, {
    enableCSPNonces: false,
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    hsts: services.config.publicUrl?.startsWith('https:') ?? false,
  });
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: (request) => request.url.startsWith('/in/'),
    errorResponseBuilder: () =>
      new Refusal('too-many-requests', 'Too many requests from this address. Wait a minute and try again.', null),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('content-security-policy', apiPolicy);
    refuseForeignOrigin(request);
  });
  app.addHook('onResponse', async (request, reply) =>
    countRequest(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime),
  );
  app.addHook('onSend', async (request, reply, payload) => withRequestId(request, reply, payload));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const body = error instanceof Refusal ? problemOf(error) : fastifyProblem(error);
    if (body.status >= 500) services.log.error({ err: error, requestId: request.id, url: request.url }, 'a request failed');
    if (body.status === 413) closeAfterAnswer(request, reply);
    return reply.status(body.status).send(body);
  });
}

/**
 * Ends the connection of a body that is too large, but not before the answer can be read there: an end with bytes unread
 * would reach the sender as a reset, and the answer never. What still comes is thrown away for a moment, never kept.
 */
function closeAfterAnswer({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection');
  reply.raw.once('finish', () => setTimeout(() => raw.complete || raw.destroy(), lingerMs).unref());
}

const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** A browser tells where a request comes from; one that changes something must come from our own pages. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin;
  if (origin === undefined || request.method === 'GET' || request.method === 'HEAD' || request.headers.cookie === undefined)
    return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.host)
    throw new Refusal('not-allowed', 'This request comes from a page of another site.', null);
}

/**
 * Whoever is not a member of the engagement in the address is told so before anything else is read: not the body, not
 * whether the rest of the address exists.
 */
async function refuseOutsiders(request: FastifyRequest, edge: Edge): Promise<void> {
  const engagementId = /^\/api\/engagements\/([^/?]+)/.exec(request.url)?.[1];
  if (engagementId !== undefined) {
    if ((await edge.signedIn()) === null) throw new Refusal('not-signed-in', 'Sign in to see this.', null);
    await edge.member(uuidOr404(engagementId));
  } else if (/^\/api\/me([/?]|$)/.test(request.url) && (await edge.signedIn()) === null) {
    throw new Refusal('not-signed-in', 'Sign in to see this.', null);
  }
}

function fastifyProblem(error: FastifyError) {
  if (error.statusCode === 413) return problemBody('too-large', 'The body is larger than this route takes.', null);
  if (error.statusCode === 415) return problemBody('unsupported-media-type', 'This media type is not read here.', null);
  if (error.statusCode === 429)
    return problemBody('too-many-requests', 'Too many requests from this address. Wait a minute and try again.', null);
  if (error.statusCode === 400) return problemBody('malformed-body', 'The body cannot be read as JSON.', null);
  return problemBody('internal-error', 'Something went wrong on our side. Nothing was changed.', null);
}

/** Every problem carries the request's id, whoever made it. */
function withRequestId(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode < 400 || typeof payload !== 'string' || !payload.startsWith('{"type":"/docs/problems#')) return payload;
  reply.header('content-type', 'application/problem+json; charset=utf-8');
  reply.removeHeader('content-length');
  return `${payload.slice(0, -1)},"requestId":"${request.id}"}`;
}

function addHealth(app: FastifyInstance, parts: ServerParts): void {
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await parts.ready().catch(() => false);
    return reply.status(ready ? 200 : 503).send({ ready });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(request.ip)) throw new Refusal('missing', 'There is nothing at this address.', null);
    return reply.type('text/plain; version=0.0.4').send(await metricsText());
  });
}

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
}

function addLive(app: FastifyInstance, live: Live, edgeOf: (request: FastifyRequestLike) => Edge): void {
  app.get('/api/live', async (request, reply) => {
    const { engagement } = request.query as { engagement?: string };
    let actor: MemberActor | null = null;
    await edgeOf(request).enter(uuidOr404(engagement), async (ctx) => {
      actor = ctx.actor;
    });
    if (actor === null || !live.open(actor, reply.raw))
      throw new Refusal('too-many-requests', 'Too many open screens for one person.', null);
    return reply.hijack();
  });
}

/** An id that is no id names nothing. */
export function uuidOr404(text: string | undefined): string {
  if (text === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new Refusal('missing', 'There is no such engagement for you.', null);
  return text;
}

async function addContracts(
  app: FastifyInstance,
  parts: ServerParts,
  edgeOf: (request: FastifyRequestLike) => Edge,
): Promise<void> {
  const { services, capabilities } = parts;
  const router = Object.fromEntries(capabilities.map((capability) => [capability.name, capability.routes]));
  const handler = new OpenAPIHandler<Edge>(router, {
    customErrorResponseBodyEncoder: (error) => error.data,
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          const body = problemOf(error);
          if (body.status >= 500) services.log.error({ err: error, requestId: context.requestId }, 'a request failed');
          throw new ORPCError(body.code, { status: body.status, message: body.detail, data: body });
        }
      },
    ],
  });
  const document = await openApiDocument(
    Object.fromEntries(capabilities.map((capability) => [capability.name, capability.contract])),
    allProblems(),
  );
  app.get('/api/openapi.json', async () => document);
  await addReference(app);
  app.all('/api/*', contractRoute);
  for (const { bodyBytesMax = {} } of capabilities)
    for (const [path, bodyLimit] of Object.entries(bodyBytesMax))
      app.post(`/api${path.replaceAll('{', ':').replaceAll('}', '')}`, { bodyLimit }, contractRoute);

  async function contractRoute(request: FastifyRequest, reply: FastifyReply) {
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context: edgeOf(request) });
    if (!matched) throw new Refusal('missing', 'There is nothing at this address.', null);
    return reply;
  }
}

function headersOf(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}
