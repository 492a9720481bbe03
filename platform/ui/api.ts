/**
 * A typed client for a capability's contract: `createApi(workContract)` gives, for each route, `queryOptions`,
 * `mutationOptions` and `call`, ready for TanStack Query. Every rejection is a `Problem` (problem-facts.ts) or a network
 * failure. Cookies go to our own origin only.
 */
import { createORPCClient, type NestedClient } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { decodeProblem } from './problem-facts.ts';

const headerOf = (headers: Record<string, unknown>, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
};

/** The link reads JSON under its plain name only; a problem is JSON under a name of its own (RFC 9457). */
function underPlainName(response: Response): Response {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** What may go with a request, for the routes that read it. */
interface Sending {
  /** Sent again under the same key, a request takes effect once. */
  idempotencyKey?: string;
}

export function createApi<Contract extends AnyContractRouter>(
  contract: Contract,
): RouterUtils<ContractRouterClient<Contract, Sending>> {
  const link = new OpenAPILink<Sending>(contract, {
    headers: ({ context }) => (context.idempotencyKey === undefined ? {} : { 'idempotency-key': context.idempotencyKey }),
    url: new URL('/api', globalThis.location.origin),
    fetch: async (request, init) => underPlainName(await globalThis.fetch(request, { ...init, credentials: 'same-origin' })),
    customErrorResponseBodyDecoder: (body, response) =>
      decodeProblem(body, response.status, headerOf(response.headers, 'x-request-id')),
  });
  const client = createORPCClient<ContractRouterClient<Contract, Sending> & NestedClient<Sending>>(link);
  return createTanstackQueryUtils(client);
}
