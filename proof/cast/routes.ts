/**
 * Every route of the product, read from the contracts themselves and from the server as it is put together, so that a
 * proof over "all routes" cannot forget one: neither one of a contract, nor a raw one that a capability adds by hand.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Capability } from '@tandem/platform/http/capability.ts';
import type { FastifyInstance } from 'fastify';

export interface Route {
  capability: string;
  method: string;
  /** Below `/api`, parameters in braces. */
  path: string;
}

export function contractRoutes(capabilities: readonly Capability[]): Route[] {
  return capabilities
    .flatMap((capability) => walk(capability.contract).map((route) => ({ capability: capability.name, ...route })))
    .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));
}

function walk(node: unknown): { method: string; path: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const procedure = (node as { '~orpc'?: { route?: { method?: string; path?: string } } })['~orpc'];
  if (procedure?.route?.path !== undefined) return [{ method: procedure.route.method ?? 'POST', path: procedure.route.path }];
  return Object.values(node).flatMap(walk);
}

/**
 * Runs `build`, which makes a server, and gives with it every route that the server was given, as `GET /health/live`:
 * parameters in braces, `ANY` for a route of all methods, without the HEAD that stands beside each GET.
 */
export async function watchRoutes<Built>(build: () => Promise<Built>): Promise<{ built: Built; routes: string[] }> {
  const routes = new Set<string>();
  const watch = (message: unknown): void => {
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      const methods = [method].flat();
      const shown = methods.length > 3 ? ['ANY'] : methods.filter((each) => each !== 'HEAD');
      for (const each of shown) routes.add(`${each} ${url.replaceAll(/:([a-zA-Z]+)/g, '{$1}')}`);
    });
  };
  subscribe('fastify.initialization', watch);
  try {
    return { built: await build(), routes: [...routes].sort() };
  } finally {
    unsubscribe('fastify.initialization', watch);
  }
}
