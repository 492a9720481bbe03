/**
 * Every route × every role, through the real server. For each route: a stranger is told to sign in, whoever is no member
 * hears what they would hear of an engagement that does not exist, and each of the nine roles may do exactly what the
 * access rows say, which is what docs/access.md shows. The rights that a route asks for are not written down here: they
 * are noted as its handler asks for its proof. `UPDATE_ACCESS=1` writes the page anew.
 */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AccessRows, type ActionRow, reasonAgainst } from '@tandem/platform/access/access.ts';
import type { Ctx, MemberActor } from '@tandem/platform/access/actor.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { capabilities } from '../../apps/server/capabilities.ts';
import { type Cast, createCast, type HarborPerson, type Person } from '../cast/cast.ts';
import { watchRoutes } from '../cast/routes.ts';
import type { AskOf } from './ask.ts';
import { type AllRoutes, ask, type Heard, type Inside, nameOf, send, splitRoutes, withoutRequestId } from './asking.ts';
import { type Entry, type Mark, pageOf } from './page.ts';
import { casesOf, requestedRoutes } from './requests.ts';
import { type Caller, makeWorld, roles, type World } from './rows.ts';
import { undone } from './undone.ts';

/** Rights that handlers asked for on behalf of a member since the list was emptied, as `work.take`. */
const asked = vi.hoisted(() => ({ rights: [] as string[] }));

vi.mock('@tandem/platform/access/access.ts', async (original) => {
  const real = await original<typeof import('@tandem/platform/access/access.ts')>();
  const note = (ctx: Ctx, rows: AccessRows, action: string) => {
    if (ctx.actor.kind === 'member') asked.rights.push(`${rows.capability}.${action}`);
  };
  const authorise: typeof real.authorise = (ctx, rows, action) => {
    note(ctx, rows, action);
    return real.authorise(ctx, rows, action);
  };
  const load: typeof real.load = (ctx, rows, thing, id, action) => {
    note(ctx, rows, action);
    return real.load(ctx, rows, thing, id, action);
  };
  return { ...real, authorise, load };
});

/** Routes inside an engagement that ask for no right, each with the reason. */
const withoutRight: Record<string, string> = {
  'GET ~/me': 'Tells every member as whom they act and what they may do.',
};

/** Routes outside any engagement: who may, and what a stranger hears. */
const outside: Record<string, { who: string; stranger: number; body?: object; path?: string }> = {
  'GET /health/live': { who: 'anybody', stranger: 200 },
  'GET /health/ready': { who: 'anybody', stranger: 200 },
  'GET /metrics': { who: 'whoever asks from the machine itself', stranger: 404 },
  'GET /api/openapi.json': { who: 'anybody', stranger: 200 },
  'GET /api/reference': { who: 'anybody', stranger: 200 },
  'GET /api/reference/start.js': { who: 'anybody', stranger: 200 },
  'GET /api/reference/swagger-ui.css': { who: 'anybody', stranger: 200 },
  'GET /api/reference/swagger-ui-bundle.js': { who: 'anybody', stranger: 200 },
  'GET /api/setup': { who: 'anybody', stranger: 200 },
  'POST /api/setup': {
    who: 'anybody, once, while an installation without the example has no account; afterwards it does not exist',
    stranger: 404,
    body: { name: 'Eve', email: 'eve@nowhere.example', password: 'correct horse battery' },
  },
  'ANY /api/auth/*': { who: 'anybody, to sign in; what changes an account asks for its session', stranger: 404 },
  'GET /api/me': { who: 'whoever is signed in, about themselves', stranger: 401 },
  'GET /api/me/account': { who: 'whoever is signed in, about themselves; no API key', stranger: 401 },
  'POST /api/me/step-up': { who: 'whoever is signed in, for their own session', stranger: 401 },
  'GET /api/me/sessions': { who: 'whoever is signed in, their own', stranger: 401 },
  'DELETE /api/me/sessions': { who: 'whoever is signed in, their own', stranger: 401 },
  'DELETE /api/me/sessions/{sessionId}': { who: 'whoever is signed in, their own', stranger: 401 },
  'POST /api/engagements': {
    who: 'the person who set the installation up; a provider’s admin for that provider',
    stranger: 401,
    body: { slug: 'eve', name: 'Eve', prefix: 'EVE', parties: { internal: 'Eve', provider: 'Eve' }, side: 'internal' },
  },
  'GET /api/invitations/{token}': { who: 'whoever holds the token that was mailed', stranger: 404 },
  'POST /api/invitations/{token}': {
    who: 'whoever holds the token that was mailed, and its address',
    stranger: 404,
    body: { account: { name: 'Eve', password: 'correct horse battery' } },
  },
  'GET /api/fit/{token}': { who: 'whoever holds the link of a questionnaire', stranger: 404 },
  'POST /api/fit/{token}': { who: 'whoever holds the link of a questionnaire', stranger: 404, body: { answers: {} } },
  'GET /api/live': { who: 'members of the engagement they name', stranger: 401, path: '/api/live?engagement=' },
  'POST /in/alerts/{token}': { who: 'whoever holds a token of an alert source', stranger: 404, body: { title: 'Eve' } },
};

let cast: Cast;
let world: World;
let routes: AllRoutes;

beforeAll(async () => {
  const { built, routes: served } = await watchRoutes(() => createCast(capabilities));
  cast = built;
  await cast.app.ready();
  routes = splitRoutes(capabilities, served);
  world = await makeWorld(cast);
}, 120_000);
afterAll(() => cast.end());

interface Tried {
  heard: Heard;
  /** It succeeded, and shows the row it was to show. */
  reached: boolean;
  rights: string[];
}

/** Sends the request of a case that names rows of `whose`; nothing of it stays. */
async function tryAs(route: Inside, askOf: AskOf, caller: Caller, whose: HarborPerson): Promise<Tried> {
  const rows = world.rowsOf(whose);
  const good = askOf({ cast, world, caller, rows });
  const request = () => ask(cast, cast.people[caller.person], cast.harborId, route, good, rows);
  asked.rights.length = 0;
  const heard = route.method === 'GET' ? await request() : await undone(cast.services, request);
  const reached = heard.status < 300 ? heard.text.includes(good.shows ?? '') : heard.code === good.passes;
  return { heard, reached, rights: [...new Set(asked.rights)] };
}

/** Whether it makes a difference to the request whose rows it is about. */
function isAboutRows(route: Inside, askOf: AskOf, caller: Caller, another: HarborPerson): boolean {
  const [own, anothers] = [caller.person, another].map((whose) =>
    JSON.stringify(askOf({ cast, world, caller, rows: world.rowsOf(whose) })),
  );
  return namesRow(route) || own !== anothers;
}

/** Somebody whose rows are not the caller's: of the other side, and for an employee another employee. */
function anotherThan(caller: Caller): HarborPerson {
  if (caller.role === 'employee') return 'una';
  return caller.side === 'internal' ? 'mo' : 'dana';
}

/** The sentence that refuses a role one of these rights; null when it has them all. */
function reasonFor(caller: Caller, rights: readonly string[]): string | null {
  const actor = { kind: 'member', side: caller.side, role: caller.role, scopes: null } as MemberActor;
  const reasons = rights.map((right) => {
    const { rows, action } = rightOf(right);
    return reasonAgainst(actor, rows, action);
  });
  return reasons.find((reason) => reason !== null) ?? null;
}

function rightOf(right: string): { rows: AccessRows; action: string; row: ActionRow } {
  const [capability = '', ...rest] = right.split('.');
  const action = rest.join('.');
  const rows = capabilities.find(({ name }) => name === capability)?.access;
  const row = rows?.actions[action];
  if (rows === undefined || row === undefined) throw new Error(`There is no right ${right}.`);
  return { rows, action, row };
}

/** What a role may do at a route, or a complaint when what it heard is not what its rights say. */
async function markOf(
  route: Inside,
  askOf: AskOf,
  caller: Caller,
): Promise<{ mark: Mark; complaint: string | null; rights: string[] }> {
  const own = await tryAs(route, askOf, caller, caller.person);
  const { rights, heard } = own;
  const reason = reasonFor(caller, rights);
  if (reason !== null) {
    const told = heard.status === 403 && heard.code === 'not-allowed' && heard.detail === reason;
    const unseen = heard.status === 404 && heard.code === 'missing' && isUnseen(route, caller);
    return { mark: '–', complaint: told || unseen ? null : `may not (${reason}) and heard ${says(heard)}`, rights };
  }
  if (!own.reached) return { mark: '–', complaint: `may, and heard ${says(heard)}`, rights };
  const another = anotherThan(caller);
  if (!isAboutRows(route, askOf, caller, another)) return { mark: '✓', complaint: null, rights };
  const anothers = await tryAs(route, askOf, caller, another);
  if (anothers.reached) return { mark: '✓', complaint: null, rights };
  const refused = anothers.heard.status < 300 || ['missing', 'not-allowed'].includes(anothers.heard.code);
  if (refused) return { mark: 'own', complaint: null, rights };
  const held = stateRefusals.includes(anothers.heard.code);
  return { mark: '✓', complaint: held ? null : `heard of another's row ${says(anothers.heard)}`, rights };
}

/**
 * Rows that do not exist for a role that lacks the right: most for an employee, invitations for whoever keeps no people,
 * rate cards and clauses of the provider for the internal side.
 */
function isUnseen(route: Inside, caller: Caller): boolean {
  const isProviders = /\{(rateId|clauseId)\}/.test(route.path) && caller.side === 'internal';
  return namesRow(route) && (caller.role === 'employee' || route.path.includes('{invitationId}') || isProviders);
}

/** The right was there; which side holds the item, or to which it is offered, stood against it. */
const stateRefusals = ['not-custodian', 'wrong-side'];

/** Of the rights that a route asks for, those that decide: what the first one implies is left out. */
function decisive(rights: readonly string[]): string[] {
  const [first, ...others] = rights;
  if (first === undefined) return [];
  const holders = (right: string) => roles.filter((caller) => reasonFor(caller, [right]) === null);
  const implied = (right: string) => holders(first).every((caller) => holders(right).includes(caller));
  return [first, ...others.filter((right) => !implied(right))];
}

/** All cases of all routes inside an engagement, one after the other; gives what is wrong with them. */
async function complaintsOf(judge: (route: Inside, askOf: AskOf, name: string) => Promise<string[]>): Promise<string[]> {
  const complaints: string[] = [];
  for (const route of routes.inside) {
    for (const { case: words, ask: askOf } of casesOf(nameOf(route))) {
      complaints.push(...(await judge(route, askOf, words === '' ? nameOf(route) : `${nameOf(route)} (${words})`)));
    }
  }
  return complaints;
}

const [dana] = roles;
/** Everything after the engagement in a path that names a row. */
const namesRow = (route: Inside) => route.path.includes('{');
const says = ({ status, code, detail }: Heard) => `${status} ${code} ${detail}`;

describe('the list of routes', () => {
  test('holds every route that the server has, each with a request and a capability', () => {
    const all = routes.inside.map(nameOf);
    expect(all.filter((name) => !requestedRoutes.includes(name))).toEqual([]);
    expect(requestedRoutes.filter((name) => !all.includes(name))).toEqual([]);
    expect(routes.inside.filter((route) => route.capability === 'nobody').map(nameOf)).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(60);
  });

  test('outside an engagement is known by name, with who may', () => {
    expect(routes.outside).toEqual(Object.keys(outside).sort());
  });
});

describe('whoever is not of the engagement', () => {
  test('is told to sign in when nobody is signed in, whatever is sent', { timeout: 60_000 }, async () => {
    const complaints = await complaintsOf(async (route, askOf, name) => {
      const rows = world.rowsOf('dana');
      const good = await ask(cast, null, cast.harborId, route, askOf({ cast, world, caller: dana, rows }), rows);
      const empty = await ask(cast, null, cast.harborId, route, {}, rows);
      return [good, empty].every((heard) => heard.status === 401 && heard.code === 'not-signed-in')
        ? []
        : [`${name}: ${says(good)}, ${says(empty)}`];
    });
    expect(complaints).toEqual([]);
  });

  test('hears of it what is said of an engagement that does not exist', { timeout: 60_000 }, async () => {
    const nowhere = randomUUID();
    const complaints = await complaintsOf(async (route, askOf, name) => {
      const rows = world.rowsOf('dana');
      const good = askOf({ cast, world, caller: dana, rows });
      const { dora, ned } = cast.neighbour;
      const heard = await Promise.all([
        ask(cast, dora, nowhere, route, good, rows),
        ask(cast, dora, cast.harborId, route, good, rows),
        ask(cast, ned, cast.harborId, route, good, rows),
        ask(cast, ned, cast.harborId, route, {}, rows),
      ]);
      const [unknown, ...here] = heard.map(withoutRequestId);
      const same = here.every((each) => JSON.stringify(each) === JSON.stringify(unknown));
      return same && unknown?.status === 404 && unknown.code === 'missing' ? [] : [`${name}: ${heard.map(says).join(', ')}`];
    });
    expect(complaints).toEqual([]);
  });

  test('finds no row of it through an engagement of their own', { timeout: 60_000 }, async () => {
    const complaints = await complaintsOf(async (route, askOf, name) => {
      if (!namesRow(route)) return [];
      const rows = world.rowsOf('dana');
      const good = askOf({ cast, world, caller: dana, rows });
      const { id, dora, ned } = cast.neighbour;
      const heard = await undone(cast.services, async () => [
        await ask(cast, dora, id, route, good, rows),
        await ask(cast, ned, id, route, good, rows),
      ]);
      return heard.every((each) => each.status === 404 && each.code === 'missing')
        ? []
        : [`${name}: ${heard.map(says).join(', ')}`];
    });
    expect(complaints).toEqual([]);
  });
});

describe('outside an engagement', () => {
  const pathOf = (route: string) => {
    const path = outside[route]?.path ?? route.split(' ')[1] ?? '';
    const sessionId = world.rowsOf('dana').named['sessionId'] ?? '';
    return path.replace('{sessionId}', sessionId).replace('{token}', 'a-token-of-nobody').replace('*', 'no-such-endpoint');
  };

  test('a stranger hears what the page says', async () => {
    const complaints: string[] = [];
    for (const [route, { stranger, body }] of Object.entries(outside)) {
      const method = route.startsWith('ANY') ? 'GET' : (route.split(' ')[0] ?? '');
      const url = route === 'GET /api/live' ? `${pathOf(route)}${cast.harborId}` : pathOf(route);
      const heard = await send(cast, null, { method, url, ...(body === undefined ? {} : { payload: body }) });
      if (heard.status !== stranger) complaints.push(`${route}: ${says(heard)}`);
    }
    expect(complaints).toEqual([]);
  });

  test('a person has their own sessions and no other', async () => {
    const { dana: me } = cast.people;
    const sessionOf = (person: HarborPerson) => world.rowsOf(person).named['sessionId'] ?? '';
    const { text } = await send(cast, me, { method: 'GET', url: '/api/me/sessions' });
    expect([text.includes(sessionOf('dana')), text.includes(sessionOf('pat'))]).toEqual([true, false]);
    const end = (person: HarborPerson) => send(cast, me, { method: 'DELETE', url: `/api/me/sessions/${sessionOf(person)}` });
    expect([(await end('pat')).status, (await end('dana')).status, (await end('dana')).status]).toEqual([404, 200, 404]);
  });

  test('a token opens what it was given for, and another opens nothing', async () => {
    const { invitationToken, sourceToken } = world.rowsOf('mo');
    const see = (token: string) => send(cast, null, { method: 'GET', url: `/api/invitations/${token}` });
    expect([(await see(invitationToken)).status, (await see(sourceToken)).status]).toEqual([200, 404]);
    const post = (token: string) =>
      send(cast, null, { method: 'POST', url: `/in/alerts/${token}`, payload: { title: 'Disk full', key: 'd' } });
    expect([(await post(sourceToken)).status, (await post(invitationToken)).status]).toEqual([200, 404]);
  });

  test('live updates of an engagement are for its members', async () => {
    const listen = (person: Person, engagementId: string) =>
      send(cast, person, { method: 'GET', url: `/api/live?engagement=${engagementId}` });
    const [elsewhere, nowhere] = [
      await listen(cast.neighbour.dora, cast.harborId),
      await listen(cast.neighbour.dora, randomUUID()),
    ].map(withoutRequestId);
    expect([elsewhere?.status, elsewhere]).toEqual([404, nowhere]);
    const opened = await cast.app.inject({
      method: 'GET',
      url: `/api/live?engagement=${cast.harborId}`,
      headers: { 'x-test-user': cast.people.dana.userId },
      payloadAsStream: true,
    });
    opened.stream().destroy();
    expect(opened.statusCode).toBe(200);
  });
});

describe('the nine roles', () => {
  const entries: Entry[] = [];
  const rightsAsked = new Set<string>();

  test('may do at each route exactly what the rights it asks for say', { timeout: 300_000 }, async () => {
    const complaints = await complaintsOf(async (route, askOf, name) => {
      const found = [];
      for (const caller of roles) found.push({ caller, ...(await markOf(route, askOf, caller)) });
      const rights = [...new Set(found.flatMap((each) => each.rights))];
      for (const right of rights) rightsAsked.add(right);
      const deciding = decisive(rights);
      const scopes = [...new Set(deciding.map((right) => rightOf(right).row.scope))];
      entries.push({
        capability: route.capability,
        route: name,
        rights: deciding.map((right) => right.replace(`${route.capability}.`, '')),
        scope: scopes.includes(null) ? null : scopes.join(', '),
        marks: Object.fromEntries(found.map(({ caller, mark }) => [caller.role, mark])),
      });
      return found.flatMap(({ caller, complaint }) => (complaint === null ? [] : [`${name} as ${caller.role}: ${complaint}`]));
    });
    expect(complaints).toEqual([]);
  });

  test('meet no route that asks for no right, but those with a reason', () => {
    const free = entries.filter(({ rights }) => rights.length === 0).map(({ route }) => route);
    expect(free).toEqual(Object.keys(withoutRight));
  });

  test('have no right that no route asks for', () => {
    const declared = capabilities.flatMap(({ name, access }) => Object.keys(access.actions).map((action) => `${name}.${action}`));
    const held = declared.filter((right) => roles.some((caller) => reasonFor(caller, [right]) === null));
    expect(held.filter((right) => !rightsAsked.has(right))).toEqual([]);
  });

  test('stand on the page as they are', async () => {
    const path = join(import.meta.dirname, '..', '..', 'docs', 'access.md');
    const who = Object.fromEntries(Object.entries(outside).map(([route, row]) => [route, row.who]));
    const page = pageOf(capabilities, entries, who);
    if (process.env['UPDATE_ACCESS'] === '1') await writeFile(path, page);
    expect(await readFile(path, 'utf8').catch(() => '')).toBe(page);
  });
});
