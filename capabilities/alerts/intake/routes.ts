/**
 * The door for senders: `POST /in/alerts/:token` takes foreign bodies, so it is no route of a contract. The token is
 * looked up before a byte of the body is read; a wrong one gets the answer of an address that does not exist, and an
 * address that tries many is made to wait. What a good token brings is either committed or kept in quarantine.
 */
import type { Readable } from 'node:stream';
import { systemActor } from '@tandem/platform/access/actor.ts';
import { nobody, systemSession, withSession } from '@tandem/platform/db/session.ts';
import type { Services } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { goFirst } from '@tandem/platform/jobs/precedence.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type RawBody, readRaw } from '../formats/index.ts';
import { bodyBytesKept, type Refused } from '../quarantine/store.ts';
import { compileRouting, type Routing } from '../routing/rules.ts';
import { selectTokenOwner, type TokenOwner, tokenHash } from '../sources/store.ts';
import type { Outcome } from './index.ts';
import { comeBack, createIntake, type Intake, isOutage } from './jobs.ts';
import type { Change } from './rules.ts';
import { type SourceInForce, selectSourceInForce } from './store.ts';

export const intakeBytesMax = 1_048_576;
/** What is read and thrown away of a body that is too large, so that its sender hears the answer. */
const drainedBytesMax = 8 * intakeBytesMax;
/** Wrong tokens of one address within a minute. */
const wrongTokensMax = 30;
const addressesMax = 10_000;
const sendersRemembered = 2_000;
const readingsMax = 3;

interface Sender extends TokenOwner {
  source: SourceInForce;
  routing: Routing;
}

interface Door {
  services: Services;
  intake: Intake;
  /** By hash of the token. A memory only: the intake's transaction checks token and revision again. */
  senders: Map<string, Sender>;
  /** Look-ups under way: a storm that begins with a token not yet remembered asks once. */
  lookups: Map<string, Promise<Sender | null>>;
  wrong: ReturnType<typeof createGate>;
}

export async function addIntake(app: FastifyInstance, services: Services): Promise<void> {
  const door: Door = {
    services,
    intake: createIntake(services),
    senders: new Map(),
    lookups: new Map(),
    wrong: createGate(wrongTokensMax, 60_000),
  };
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.addHook('onRequest', async (request) => readAnyType(request));
    scope.post('/in/alerts/:token', (request, reply) => takePost(door, request, reply));
  });
}

/** Whatever type a sender names, its body is read for what it holds; even a type that is none must not lose an alert. */
function readAnyType(request: FastifyRequest): void {
  const named = request.headers['content-type'];
  if (named !== undefined) namedTypes.set(request, named);
  request.headers['content-type'] = 'application/octet-stream';
}

const namedTypes = new WeakMap<FastifyRequest, string>();

async function takePost(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { token } = request.params as { token: string };
  for (let reading = 1; reading <= readingsMax; reading += 1) {
    const sender = await senderOf(door, token, request.ip);
    const raw = rawBodies.get(request) ?? (await readAll(request));
    rawBodies.set(request, raw);
    const { signals, refused } = await readRaw(sender.source, raw, door.services.clock.now());
    const { tokenId, source, routing } = sender;
    const outcome = await goFirst(() =>
      door.intake.submit(sender.engagementId, { tokenId, source, routing, signals, refused }, request.id),
    );
    if (outcome.kind === 'kept') return answer(reply, source, outcome, refused);
    door.senders.delete(tokenHash(token));
    if (outcome.kind === 'gone') throw wrongToken();
  }
  throw new Refusal('unavailable', 'The source is being changed. Send it again in a few seconds.', null);
}

/** A body is read from its connection once, however often the source changes meanwhile. */
const rawBodies = new WeakMap<FastifyRequest, RawBody>();

async function senderOf(door: Door, token: string, ip: string): Promise<Sender> {
  const hash = tokenHash(token);
  const known = door.senders.get(hash);
  if (known !== undefined) return known;
  const asked = door.lookups.get(hash);
  if (asked !== undefined) return (await asked.catch(() => Promise.reject(comeBack()))) ?? Promise.reject(wrongToken());
  if (!door.wrong.enter(ip, performance.now()))
    throw new Refusal('too-many-requests', 'Too many requests from this address. Wait a minute and try again.', null);
  const lookup = loadSender(door.services, token).finally(() => door.lookups.delete(hash));
  door.lookups.set(hash, lookup);
  const sender = await lookup.catch((error: unknown) => {
    throw isOutage(error) ? comeBack() : error;
  });
  if (sender === null) throw wrongToken();
  door.wrong.leave(ip);
  if (door.senders.size >= sendersRemembered) door.senders.delete(door.senders.keys().next().value ?? '');
  door.senders.set(hash, sender);
  return sender;
}

/** The answer of an address that does not exist: it tells nothing about tokens. */
function wrongToken(): Refusal {
  return new Refusal('missing', 'There is nothing at this address.', null);
}

async function loadSender(services: Services, token: string): Promise<Sender | null> {
  const owner = await withSession(services.db, nobody, (tx) => selectTokenOwner(tx, token));
  if (owner === undefined) return null;
  const source = await withSession(services.db, systemSession(owner.engagementId), (tx) =>
    selectSourceInForce(
      {
        tx,
        actor: systemActor(owner.engagementId, 'alert intake'),
        now: services.clock.now(),
        log: services.log,
        requestId: 'intake',
      },
      owner.sourceId,
    ),
  );
  return source === undefined ? null : { ...owner, source, routing: compileRouting(source.rules, source.priorities) };
}

async function readAll(request: FastifyRequest): Promise<RawBody> {
  const contentType = namedTypes.get(request) ?? null;
  const stream = request.body as Readable | null | undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream ?? []) {
      length += (chunk as Buffer).length;
      if (length <= intakeBytesMax) chunks.push(chunk as Buffer);
      if (length > drainedBytesMax) break;
    }
  } catch {
    throw new Refusal('malformed-body', 'The body ended before it was whole.', null);
  }
  const isWhole = length <= intakeBytesMax;
  const bytes = Buffer.concat(chunks);
  return { bytes: isWhole ? bytes : bytes.subarray(0, bodyBytesKept), length, isWhole, contentType };
}

/** A body of which nothing could be read is refused, and kept all the same. */
function answer(
  reply: FastifyReply,
  source: SourceInForce,
  outcome: Outcome & { kind: 'kept' },
  refused: readonly Refused[],
): unknown {
  const [first] = refused;
  if (first !== undefined && outcome.lost)
    throw new Refusal(
      'quarantine-full',
      'This cannot be read, and too many unreadable bodies of this source wait already. It was not kept.',
      first.field,
    );
  if (first !== undefined && outcome.changes.length === 0) throw new Refusal(first.code, first.message, first.field);
  return reply.status(200).send({
    alerts: outcome.changes.map((change) => ({
      id: change.alert.id,
      outcome: change.kind,
      ...(source.explains ? { decision: explain(change) } : {}),
    })),
    rejected: refused.map(({ code, field, message }) => ({ code, field, message })),
  });
}

function explain({ alert }: Change) {
  const { title, rule, facts, answer: why, contentHash, receiptId } = alert;
  return { title, rule, function: alert.function, priority: alert.priority, facts, answer: why, contentHash, receiptId };
}

/** Counts look-ups by address in fixed windows; bounded, and forgetful when it is full. */
export function createGate(max: number, windowMs: number) {
  const counts = new Map<string, { count: number; sinceMs: number }>();
  return {
    /** False when the address has used up its window. An entry counts until `leave` says that it was no guess. */
    enter: (key: string, nowMs: number): boolean => {
      const found = counts.get(key);
      const isCurrent = found !== undefined && nowMs - found.sinceMs < windowMs;
      const current = isCurrent ? found : { count: 0, sinceMs: nowMs };
      if (current.count >= max) return false;
      if (counts.size >= addressesMax && found === undefined) counts.clear();
      counts.set(key, { ...current, count: current.count + 1 });
      return true;
    },
    leave: (key: string): void => {
      const found = counts.get(key);
      if (found !== undefined) found.count -= 1;
    },
  };
}
