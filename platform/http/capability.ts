/**
 * What a capability hands to the composition root. The root is one short array of these; nothing is found by scanning.
 */
import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import type { FastifyInstance } from 'fastify';
import type { AccessRows } from '../access/access.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Subscriber } from '../record/outbox.ts';
import type { Edge, Services } from './edge.ts';
import type { Problems } from './problem.ts';

export interface Capability {
  name: string;
  contract: AnyContractRouter;
  // biome-ignore lint/suspicious/noExplicitAny: the router's own type is kept by its contract; here only its context matters.
  routes: Router<any, Edge>;
  problems: Problems;
  access: AccessRows;
  /** Bytes that a contract route takes when it is more than the server's usual limit; by its path: `/engagements/{engagementId}/…`. */
  bodyBytesMax?: Readonly<Record<string, number>>;
  subscribers?: readonly Subscriber[];
  jobs?: readonly Job[];
  /** Raw routes that no contract can say: an intake of foreign shapes, a file download, a sign-in handler. */
  plugin?(app: FastifyInstance, edgeOf: (request: FastifyRequestLike) => Edge, services: Services): void | Promise<void>;
}

export interface FastifyRequestLike {
  id: string;
  ip: string;
  headers: Record<string, string | string[] | undefined>;
}
