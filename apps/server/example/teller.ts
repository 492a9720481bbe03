/**
 * Tells the story of the example: a server of its own that is never listened to, whose clock stands wherever the story
 * is and whose callers are the example's people. Every step is a real request, so the example holds nothing that the
 * product could not have made.
 */
import type { Role } from '@tandem/platform/access/actor.ts';
import { createClock } from '@tandem/platform/clock/clock.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';
import type { Doors, Services } from '@tandem/platform/http/edge.ts';
import type { Live } from '@tandem/platform/http/live.ts';
import { createServer } from '@tandem/platform/http/server.ts';
import { type Job, runJobsOnce } from '@tandem/platform/jobs/jobs.ts';
import type pg from 'pg';

export interface StoryPerson {
  key: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
}

export interface TellerParts {
  services: Services;
  ownerPool: pg.Pool;
  capabilities: readonly Capability[];
  jobs: readonly Job[];
  live: Live;
  member: Doors['member'];
  people: readonly StoryPerson[];
  engagementId: string;
}

type Method = 'GET' | 'POST' | 'PUT';

export interface Teller {
  /** Moves the story's clock; it never goes back. */
  at(instant: Temporal.Instant): void;
  /** A request as a person of the story, path after the engagement. Throws with the problem when it is refused. */
  // biome-ignore lint/suspicious/noExplicitAny: a script reads what it just made.
  as(key: string, method: Method, path: string, body?: unknown): Promise<any>;
  /** A body to the intake of a token. */
  send(token: string, body: unknown): Promise<void>;
  /** Works off what followed from the last steps. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function createTeller(parts: TellerParts): Promise<Teller> {
  const clock = createClock(parts.services.clock.now());
  const services: Services = { ...parts.services, clock };
  const byKey = new Map(parts.people.map((person) => [person.key, person]));
  const app = await createServer({
    services,
    doors: { signedIn: async (headers) => signedInAs(byKey.get(headers.get('x-story-person') ?? '')), member: parts.member },
    capabilities: parts.capabilities,
    live: parts.live,
    ready: async () => true,
  });
  const request = async (method: Method, url: string, headers: Record<string, string>, body: unknown) => {
    const response = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body as object }) });
    if (response.statusCode >= 400) throw new Error(`The example's story was refused at ${method} ${url}: ${response.body}`);
    return response.body === '' ? null : JSON.parse(response.body);
  };
  return {
    at: (instant) => clock.set(instant),
    as: (key, method, path, body) =>
      request(method, `/api/engagements/${parts.engagementId}${path}`, { 'x-story-person': key }, body),
    send: (token, body) => request('POST', `/in/alerts/${token}`, {}, body),
    settle: () => runJobsOnce(parts.ownerPool, parts.jobs, services),
    close: () => app.close(),
  };
}

function signedInAs(person: StoryPerson | undefined) {
  return person === undefined
    ? null
    : { userId: person.userId, name: person.name, email: person.email, sessionId: 'story', key: null, steppedUpAt: null };
}
