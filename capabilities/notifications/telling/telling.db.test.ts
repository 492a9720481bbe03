/**
 * Privacy as a property. Two databases live through the same random history, but in the second one the provider's
 * private events never happened. Everything that people of the internal side can then read must be the same in both:
 * answers to what they do, queue, numbers, items, timelines, inbox, mail, findings, the record, and the live notices
 * their screens hear. The same the other way round.
 */
import type { Clock } from '@tandem/platform/clock/clock.ts';
import { withSession } from '@tandem/platform/db/session.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../../work/index.ts';
import { notificationsCapability } from '../index.ts';

type Side = 'internal' | 'provider';

interface World {
  cast: Cast;
  listener: pg.Client;
  notices: string[];
  numbers: string[];
}

let whole: World;
let dropped: World;
let minute = 0;

async function createWorld(): Promise<World> {
  const cast = await createCast([engagementsCapability, responsibilityCapability, workCapability, notificationsCapability]);
  const listener = new pg.Client({ connectionString: cast.database.url });
  await listener.connect();
  const notices: string[] = [];
  listener.on('notification', (message) => notices.push(message.payload ?? ''));
  await listener.query('listen tandem_live');
  // A clock that stands still, so that both worlds read the same time.
  const start = Temporal.Instant.from('2027-03-10T10:00:00-06:00');
  const clock: Clock = {
    now: () => start.add({ minutes: minute }),
    toWall: () => new Date('2100-01-01'),
    offsetMs: () => 0,
    set: () => undefined,
  };
  cast.services.clock = clock;
  return { cast, listener, notices, numbers: [] };
}

beforeAll(async () => {
  [whole, dropped] = await Promise.all([createWorld(), createWorld()]);
});
afterAll(async () => {
  for (const world of [whole, dropped]) {
    await world.listener.end();
    await world.cast.end();
  }
});

interface Step {
  by: HarborPerson;
  deed: 'open' | 'ask' | 'take' | 'note' | 'link' | 'attach' | 'resolve' | 'reopen' | 'offer' | 'accept' | 'wait' | 'tick';
  audience: 'own' | 'shared' | 'requester';
  item: number;
}

const sides: Record<string, Side> = {
  dana: 'internal',
  pat: 'internal',
  wes: 'internal',
  jo: 'provider',
  lee: 'provider',
  kim: 'provider',
};
const steps: fc.Arbitrary<Step> = fc.record({
  by: fc.constantFrom('dana', 'pat', 'wes', 'jo', 'lee', 'kim'),
  deed: fc.constantFrom(
    'open',
    'ask',
    'take',
    'note',
    'note',
    'note',
    'link',
    'attach',
    'resolve',
    'reopen',
    'offer',
    'accept',
    'wait',
    'tick',
  ),
  audience: fc.constantFrom('own', 'own', 'shared', 'requester'),
  item: fc.nat(3),
});

const audienceOf = (step: Step): string => (step.audience === 'own' ? sides[step.by]! : step.audience);
const isPrivateOf = (side: Side) => (step: Step) =>
  ['note', 'link', 'attach'].includes(step.deed) && audienceOf(step) === side && sides[step.by] === side;

/** Does a step in a world; gives what the one who did it was answered. */
async function run(world: World, step: Step): Promise<unknown> {
  const { cast, numbers } = world;
  const caller = cast.as(step.by);
  if (step.deed === 'open' || step.deed === 'ask') {
    const what = step.deed === 'ask' ? { kind: 'request' } : { kind: 'incident', function: 'bk-failure-fix', priority: 'P2' };
    const made = await caller.post('~/work/items', { title: `${step.deed} by ${step.by}`, ...what });
    if (made.status === 201) numbers.push(made.body.number);
    return made;
  }
  const number = numbers.at(-1 - (step.item % Math.max(numbers.length, 1)));
  if (number === undefined || step.deed === 'tick') return null;
  const path = `~/work/items/${number}`;
  if (step.deed === 'note')
    return caller.post(`${path}/notes`, { audience: audienceOf(step), body: `${audienceOf(step)} words` });
  if (step.deed === 'link')
    return caller.post(`${path}/links`, { audience: audienceOf(step), target: { url: 'https://example.com/' } });
  if (step.deed === 'attach') return attach(cast, step, number);
  const { version, offer } = (await caller.get(path)).body;
  if (step.deed === 'accept') return offer ? caller.post(`${path}/offers/${offer.id}/accept`) : null;
  const more = {
    offer: { to: {}, brief: { situation: 's', nextAction: 'n' } },
    resolve: { resolution: 'Done' },
    reopen: { reason: 'Not' },
    wait: { state: 'waiting-other-side', reason: 'You?' },
    take: {},
  }[step.deed];
  return caller.post(`${path}/${step.deed === 'offer' ? 'offers' : step.deed}`, { version: version ?? 1, ...more });
}

async function attach(cast: Cast, step: Step, number: string): Promise<unknown> {
  const edge = 'edge-of-a-test';
  const payload = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="a.log"\r\ncontent-type: text/plain\r\n\r\nwords\r\n--${edge}--\r\n`;
  const url = `/api/engagements/${cast.harborId}/work/items/${number}/attachments?audience=${audienceOf(step)}`;
  const headers = { 'x-test-user': cast.people[step.by].userId, 'content-type': `multipart/form-data; boundary=${edge}` };
  const { statusCode, body } = await cast.app.inject({ method: 'POST', url, headers, payload });
  return { status: statusCode, body };
}

/** Works off events and messages, also those due later. */
async function settle(world: World): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await world.cast.settle();
    await world.cast.database.pools.owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
  }
}

type Message = Record<string, unknown>;
const sortKey = (message: Message): string =>
  ['at', 'createdAt', 'title', 'subject', 'to', 'body'].map((key) => String(message[key])).join('|');

/** Everything that these people can read. */
async function readable(world: World, people: readonly HarborPerson[]): Promise<unknown> {
  const seen: Record<string, unknown> = {};
  for (const by of people) {
    const get = async (path: string) => {
      const { status, body } = await world.cast.as(by).get(path);
      // Messages that leave in the same instant arrive in any order.
      if (path.startsWith('~/notifications')) body.items?.sort((a: Message, b: Message) => (sortKey(a) < sortKey(b) ? -1 : 1));
      seen[`${by} ${path}`] = { status, body };
    };
    for (const view of ['all', 'mine', 'unassigned', 'waiting']) await get(`~/work/items?view=${view}&sort=updated&limit=200`);
    for (const number of world.numbers)
      for (const part of ['', '/timeline?limit=200', '/why']) await get(`~/work/items/${number}${part}`);
    for (const path of [
      '~/work/counts',
      '~/notifications?limit=200',
      '~/notifications/count',
      '~/notifications/mailbox?limit=200',
      '~/notifications/deliveries?limit=200',
      '~/notifications/findings',
    ])
      await get(path);
    seen[`${by} record`] = await recordOf(world, by);
  }
  return seen;
}

const roles: Partial<Record<HarborPerson, string>> = {
  dana: 'it',
  pat: 'leader',
  wes: 'employee',
  jo: 'engineer',
  lee: 'analyst',
  kim: 'dispatcher',
};

/** The record as the database shows it to this person, without the hashes, which hold ids. */
function recordOf({ cast }: World, by: HarborPerson): Promise<unknown> {
  const { memberId, userId } = cast.people[by];
  const session = { engagementId: cast.harborId, side: sides[by]!, role: roles[by] ?? '', memberId, personId: userId };
  return withSession(
    cast.services.db,
    session,
    async (tx) =>
      (
        await sql`select chain, seq, at, action, subject ->> 'label' as label from record_audit where action like 'work.%' or action like 'notifications.%' order by chain, seq`.execute(
          tx,
        )
      ).rows,
  );
}

/** Notices that reach screens of a side. */
function heard({ notices }: World, side: Side): string[] {
  return notices
    .map((notice) => JSON.parse(notice) as { a: string; t: string })
    .filter(({ a }) => a === 'shared' || a === 'requester' || a === side)
    .map(({ a, t }) => `${a} ${t}`);
}

/** Ids and addresses of a database become their order of appearance. */
function normal(value: unknown): string {
  const names = new Map<string, string>();
  const text = JSON.stringify(
    value,
    (key, each: unknown) => (key === 'headers' || key === 'requestId' || key === 'next' ? undefined : each),
    1,
  );
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    if (!names.has(id)) names.set(id, `id-${names.size}`);
    return names.get(id) ?? '';
  });
}

/** The first line that differs, with what surrounds it; null when none does. */
function difference(one: string, other: string): string | null {
  const [ones, others] = [one.split('\n'), other.split('\n')];
  const at = ones.findIndex((line, index) => line !== others[index]);
  if (at === -1) return ones.length === others.length ? null : 'one is longer';
  return `${ones.slice(Math.max(0, at - 12), at + 3).join('\n')}\n--- but ---\n${others.slice(at, at + 3).join('\n')}`;
}

async function live(history: readonly Step[], side: Side, people: readonly HarborPerson[]): Promise<void> {
  const other: Side = side === 'internal' ? 'provider' : 'internal';
  const isDropped = isPrivateOf(other);
  for (const world of [whole, dropped]) {
    world.notices.length = 0;
    world.numbers.length = 0;
  }
  const opening: Step = { by: 'kim', deed: 'open', audience: 'shared', item: 0 };
  for (const step of [opening, ...history]) {
    minute += 3;
    const answer = await run(whole, step);
    const again = isDropped(step) ? null : await run(dropped, step);
    if (sides[step.by] === side) expect(normal(again)).toBe(normal(answer));
    if (step.deed === 'tick') for (const world of [whole, dropped]) await settle(world);
  }
  minute += 3;
  for (const world of [whole, dropped]) await settle(world);
  expect(difference(normal(await readable(dropped, people)), normal(await readable(whole, people)))).toBe(null);
  expect(heard(dropped, side)).toEqual(heard(whole, side));
}

describe('what one side keeps to itself changes nothing that the other reads', () => {
  const histories = fc.array(steps, { minLength: 3, maxLength: 8 });

  test('the provider’s private events, for the internal side', async () => {
    await fc.assert(
      fc.asyncProperty(histories, (history) => live(history, 'internal', ['dana', 'pat', 'wes'])),
      { numRuns: 4, endOnFailure: true },
    );
  }, 120_000);

  test('and the internal side’s, for the provider', async () => {
    // The two worlds differ by now in what the provider wrote for itself: both start anew.
    for (const world of [whole, dropped]) {
      await world.listener.end();
      await world.cast.end();
    }
    [whole, dropped] = await Promise.all([createWorld(), createWorld()]);
    await fc.assert(
      fc.asyncProperty(histories, (history) => live(history, 'provider', ['jo', 'lee', 'kim'])),
      { numRuns: 4, endOnFailure: true },
    );
  }, 120_000);
});
