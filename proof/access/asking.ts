/**
 * Asking a route: the request from its table, sent through the real server as somebody, and what came of it. Each request
 * comes from an address of its own, so that limits per address do not add up between requests.
 */
import type { Capability } from '@tandem/platform/http/capability.ts';
import type { Cast, Person } from '../cast/cast.ts';
import { contractRoutes } from '../cast/routes.ts';
import type { Ask } from './ask.ts';
import type { Rows } from './rows.ts';

/** A route inside an engagement: `~` stands for the engagement. */
export interface Inside {
  capability: string;
  method: string;
  path: string;
}

export const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** The capability of a raw route is told by its place; one whose place is not known here fails by name. */
const rawOwners: readonly [RegExp, string][] = [
  [/^~\/file$/, 'responsibility'],
  [/^~\/audit\.jsonl$/, 'audit'],
  [/^~\/work\/items\/\{number\}\/attachments/, 'work'],
  [/^~\/(drafts\/\{draftId\}\/|agreement\/versions\/\{version\}\/)?(matrix|statement)[./]/, 'agreements'],
];

export interface AllRoutes {
  inside: Inside[];
  /** Everything else, as `GET /api/me`. */
  outside: string[];
}

/** Contract routes and raw ones together, split by whether an engagement is in their address. */
export function splitRoutes(capabilities: readonly Capability[], served: readonly string[]): AllRoutes {
  const within = /^\/api\/engagements\/\{engagementId\}/;
  const contract = contractRoutes(capabilities).map((route) => ({ ...route, path: `/api${route.path}` }));
  // A contract route that takes more than the usual body stands on the server by itself as well; it is one route.
  const known = new Set(['ANY /api/*', ...contract.map(nameOf)]);
  const raw = served
    .filter((route) => !known.has(route))
    .map((route) => {
      const [method = '', path = ''] = route.split(' ');
      return { method, path };
    });
  const inside = [
    ...contract.filter(({ path }) => within.test(path)).map((route) => ({ ...route, path: route.path.replace(within, '~') })),
    ...raw
      .filter(({ path }) => within.test(path))
      .map(({ method, path }) => ({ method, path: path.replace(within, '~') }))
      .map((route) => ({ capability: rawOwners.find(([place]) => place.test(route.path))?.[1] ?? 'nobody', ...route })),
  ];
  const outside = [...contract, ...raw].filter(({ path }) => !within.test(path)).map(nameOf);
  return { inside, outside: [...new Set(outside)].sort() };
}

export interface Heard {
  status: number;
  /** Of a problem; empty otherwise. */
  code: string;
  detail: string;
  text: string;
}

let addresses = 0;

function nextAddress(): string {
  addresses += 1;
  return `10.${Math.floor(addresses / 62_500) % 250}.${Math.floor(addresses / 250) % 250}.${addresses % 250}`;
}

interface Sent {
  method: string;
  url: string;
  headers?: Record<string, string>;
  payload?: object | string;
}

/** One request as `person`, or as nobody. */
export async function send(cast: Cast, person: Person | null, { method, url, headers, payload }: Sent): Promise<Heard> {
  const response = await cast.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: nextAddress(),
    headers: { ...headers, ...(person === null ? {} : { 'x-test-user': person.userId }) },
    ...(payload === undefined ? {} : { payload }),
  });
  const problem = String(response.headers['content-type'] ?? '').includes('problem+json') ? response.json() : {};
  return { status: response.statusCode, code: problem.code ?? '', detail: problem.detail ?? '', text: response.body };
}

/** Sends the request of a route in that engagement. */
export function ask(
  cast: Cast,
  person: Person | null,
  engagementId: string,
  route: Inside,
  asked: Ask,
  rows: Rows,
): Promise<Heard> {
  const item = asked.item ?? rows.items.open;
  const named: Record<string, string> = { ...rows.named, number: item.number, offerId: item.offerId, ...asked.named };
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = named[name];
    if (value === undefined) throw new Error(`No row is known for {${name}} in ${nameOf(route)}.`);
    return value;
  });
  const url = `${path.replace('~', `/api/engagements/${engagementId}`)}${asked.query === undefined ? '' : `?${asked.query}`}`;
  const payload = asked.raw?.payload ?? asked.body ?? (route.method === 'GET' || route.method === 'DELETE' ? undefined : {});
  return send(cast, person, {
    method: route.method,
    url,
    ...(asked.raw === undefined ? {} : { headers: asked.raw.headers }),
    ...(payload === undefined ? {} : { payload }),
  });
}

/** What two refusals must have in common to tell nothing apart: everything but the id of the request. */
export function withoutRequestId(heard: Heard): Omit<Heard, 'text'> & { body: unknown } {
  const { text, ...rest } = heard;
  const { requestId: _requestId, ...body } = JSON.parse(text) as Record<string, unknown>;
  return { ...rest, body };
}
