/**
 * Every route of the product, read from the contracts themselves, so that a proof over "all routes" cannot forget one.
 * The few that no contract can say are named by hand; a test compares them with what the server really answers.
 */
import type { Capability } from '@tandem/platform/http/capability.ts';

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
