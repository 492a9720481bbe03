/**
 * Custody on real PostgreSQL: take, assign, hand over and its three ends, each beside what is refused; what the database
 * does not let happen even if the product tried; and random histories, alone and at once, after which exactly one side
 * held each item at every instant.
 */
import type { sessionOf } from '@tandem/platform/access/actor.ts';
import { withSession } from '@tandem/platform/db/session.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability]);
});
afterAll(() => cast.end());

const brief = {
  situation: 'The backup of FS01 stopped at 61 %.',
  nextAction: 'Start it again after 19:00',
  mustNot: 'Do not restart FS01',
};

async function open(what: Record<string, unknown> = {}): Promise<string> {
  const answer = await cast
    .as('dana')
    .post('~/work/items', { kind: 'incident', title: 'Backup failed', function: 'bk-failure-fix', ...what });
  return answer.body.number;
}

const read = async (by: HarborPerson, number: string) => (await cast.as(by).get(`~/work/items/${number}`)).body;

async function act(by: HarborPerson, number: string, action: string, more: Record<string, unknown> = {}): Promise<Answered> {
  const { version } = await read('dana', number);
  return cast.as(by).post(`~/work/items/${number}/${action}`, { version, ...more });
}

const offer = (by: HarborPerson, number: string, to: object = {}, more: object = {}) =>
  act(by, number, 'offers', { to, brief, ...more });
const advance = (minutes: number) => cast.clock.set(cast.clock.now().add({ minutes }));

describe('within a side', () => {
  test('somebody takes it, gives it to a colleague, or to a team', async () => {
    const number = await open();
    expect((await act('lee', number, 'take')).body.custody).toMatchObject({
      memberName: 'Lee Okafor',
      takenAt: expect.any(String),
    });
    expect(await act('lee', number, 'take')).toMatchObject({
      status: 409,
      body: { code: 'state-forbids', detail: 'It is yours already.' },
    });
    const assigned = await act('lee', number, 'assign', { memberId: cast.people.jo.memberId });
    expect(assigned.body.custody).toMatchObject({ memberName: 'Jo Marsh', takenAt: null });
    expect((await act('jo', number, 'assign', { memberId: null, team: 'msp-soc' })).body.custody).toMatchObject({
      teamName: 'Security operations',
      memberId: null,
    });
  });

  test('nobody gives it to the other side, to an employee or to nobody known', async () => {
    const number = await open();
    const give = (memberId: string | null, team?: string) => act('jo', number, 'assign', { memberId, ...(team && { team }) });
    expect(await give(cast.people.dana.memberId)).toMatchObject({ status: 409, body: { code: 'wrong-side', field: 'memberId' } });
    expect(await give(cast.people.wes.memberId)).toMatchObject({ status: 409, body: { code: 'wrong-side' } });
    expect(await give(cast.neighbour.ned.memberId)).toMatchObject({ status: 422 });
    expect(await give(null, 'no-such-team')).toMatchObject({ status: 422, body: { field: 'team' } });
    expect(await act('dana', number, 'assign', { memberId: cast.people.jo.memberId })).toMatchObject({
      status: 409,
      body: { code: 'not-custodian' },
    });
  });
});

describe('a hand-over', () => {
  test('moves custody when it is accepted, not before, and the brief travels', async () => {
    const number = await open();
    await act('jo', number, 'take');
    const offered = await offer('jo', number, { memberId: cast.people.dana.memberId });
    expect(offered).toMatchObject({
      status: 201,
      body: { custody: { side: 'provider', memberName: 'Jo Marsh' }, offer: { brief: { mustNot: 'Do not restart FS01' } } },
    });
    const seen = await read('dana', number);
    expect(seen).toMatchObject({
      offeredTo: { side: 'internal' },
      may: { accept: true, decline: true, take: expect.any(String) },
    });
    const waiting = async (by: HarborPerson) => (await cast.as(by).get('~/work/counts')).body.views.offered;
    expect([await waiting('dana'), await waiting('jo')]).toEqual([1, 0]);
    const accepted = await cast.as('dana').post(`~/work/items/${number}/offers/${seen.offer.id}/accept`);
    expect(accepted.body).toMatchObject({ custody: { side: 'internal', memberName: 'Dana Ruiz' }, offer: null, offeredTo: null });
    expect(await waiting('dana')).toBe(0);
    expect(await act('jo', number, 'resolve', { resolution: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'not-custodian' },
    });
  });

  test('is the receiver’s to answer, the sender’s to take back, and there is one at a time', async () => {
    const number = await open();
    expect(await offer('dana', number)).toMatchObject({ status: 409, body: { code: 'not-custodian' } });
    expect(await offer('jo', number, { team: 'msp-soc' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-side', field: 'to.team' },
    });
    const { id } = (await offer('jo', number)).body.offer;
    expect(await offer('lee', number)).toMatchObject({ status: 409, body: { code: 'offer-open' } });
    const answer = (by: HarborPerson, how: string) =>
      cast.as(by).post(`~/work/items/${number}/offers/${id}/${how}`, { reason: 'No time' });
    expect(await answer('lee', 'accept')).toMatchObject({ status: 409, body: { code: 'wrong-side' } });
    expect(await answer('dana', 'withdraw')).toMatchObject({ status: 409, body: { code: 'not-custodian' } });
    expect(await answer('wes', 'accept')).toMatchObject({ status: 404 });
    expect(await answer('dana', 'decline')).toMatchObject({ status: 200, body: { custody: { side: 'provider' }, offer: null } });
    expect(await answer('dana', 'accept')).toMatchObject({ status: 409, body: { code: 'offer-over' } });
    const again = (await offer('jo', number)).body.offer.id;
    expect(await answer('dana', 'accept')).toMatchObject({
      status: 409,
      body: { code: 'offer-over', detail: 'This offer was declined; another one is open.' },
    });
    expect(await cast.as('lee').post(`~/work/items/${number}/offers/${again}/withdraw`)).toMatchObject({
      status: 200,
      body: { offer: null },
    });
  });

  test('of two answers at once one counts', async () => {
    const number = await open();
    const { id } = (await offer('jo', number)).body.offer;
    const answers = await Promise.all([
      cast.as('dana').post(`~/work/items/${number}/offers/${id}/accept`),
      cast.as('pat').post(`~/work/items/${number}/offers/${id}/accept`),
      cast.as('jo').post(`~/work/items/${number}/offers/${id}/withdraw`),
    ]);
    expect(answers.filter((each) => each.status === 200)).toHaveLength(1);
  });

  test('that nobody answers ends by the clock: custody stays, and it is too late to accept', async () => {
    const number = await open({ priority: 'P1' });
    const { id, expiresAt, offeredAt } = (await offer('jo', number)).body.offer;
    expect(Date.parse(expiresAt) - Date.parse(offeredAt)).toBe(600_000);
    await cast.settle();
    expect((await read('dana', number)).offer.id).toBe(id);
    advance(10);
    expect(await cast.as('dana').post(`~/work/items/${number}/offers/${id}/accept`)).toMatchObject({
      status: 409,
      body: { code: 'offer-over' },
    });
    await ripen();
    await cast.settle();
    const after = await read('dana', number);
    expect(after).toMatchObject({ offer: null, custody: { side: 'provider' } });
    const last = (await cast.as('dana').get(`~/work/items/${number}/timeline`)).body.items.at(-1);
    expect(last).toMatchObject({ title: 'Nobody answered the hand-over', aside: 'it stays with Operations centre' });
  });

  test('is taken back when the item is resolved meanwhile', async () => {
    const number = await open();
    await offer('jo', number);
    expect(await act('jo', number, 'resolve', { resolution: 'Done after all' })).toMatchObject({
      body: { state: 'resolved', offer: null },
    });
  });
});

/** The queue keeps wall time; the test's clock has moved, so what is due by it is made due there. */
async function ripen(): Promise<void> {
  await cast.database.pools.owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
}

describe('the database', () => {
  const asDana = <T>(work: Parameters<typeof withSession<T>>[2]) =>
    withSession(
      cast.services.db,
      {
        engagementId: cast.harborId,
        side: 'internal',
        role: 'it',
        memberId: cast.people.dana.memberId,
        personId: cast.people.dana.userId,
      },
      work,
    );
  const idOf = async (number: string) => (await read('dana', number)).id as string;

  test('holds that the item names its newest turn', async () => {
    const id = await idOf(await open());
    const lone = cast.asSystem((ctx) =>
      sql`insert into work_custody (engagement_id, item_id, turn, side, since, how, previous_since)
        select engagement_id, item_id, 2, 'internal', since, 'decided', since from work_custody where item_id = ${id}`.execute(
        ctx.tx,
      ),
    );
    await expect(lone).rejects.toThrow(/newest turn/);
    const moved = cast.asSystem((ctx) => sql`update work_item set side = 'internal' where id = ${id}`.execute(ctx.tx));
    await expect(moved).rejects.toThrow(/work_item_custody/);
  });

  test('lets turns neither overlap, nor skip, nor go back, nor change', async () => {
    const id = await idOf(await open());
    const add = (turn: number, since: string, previous: string) =>
      cast.asSystem((ctx) =>
        sql`with t as (insert into work_custody (engagement_id, item_id, turn, side, since, how, previous_since)
          select engagement_id, item_id, ${turn}::int, 'internal', since + ${since}::interval, 'decided', since + ${previous}::interval from work_custody where item_id = ${id} and turn = 1)
          update work_item set custody_turn = ${turn}::int, side = 'internal' where id = ${id}`.execute(ctx.tx),
      );
    await expect(add(1, '1 min', '0')).rejects.toThrow();
    await expect(add(3, '1 min', '0')).rejects.toThrow(/foreign key/);
    await expect(add(2, '-1 min', '0')).rejects.toThrow(/check/);
    await expect(add(2, '2 min', '1 min')).rejects.toThrow(/foreign key/);
    await expect(
      cast.asSystem((ctx) => sql`update work_custody set side = 'internal' where item_id = ${id}`.execute(ctx.tx)),
    ).rejects.toThrow(/permission denied/);
    await expect(cast.asSystem((ctx) => sql`delete from work_custody where item_id = ${id}`.execute(ctx.tx))).rejects.toThrow(
      /permission denied/,
    );
    await add(2, '1 min', '0');
  });

  test('lets nobody put custody on the other side', async () => {
    const id = await idOf(await open());
    const push = asDana((tx) =>
      sql`insert into work_custody (engagement_id, item_id, turn, side, since, how, previous_since)
        select engagement_id, item_id, 2, 'provider', since, 'accepted', since from work_custody where item_id = ${id} and turn = 1`.execute(
        tx,
      ),
    );
    await expect(push).rejects.toThrow(/row-level security/);
  });

  test('shows nothing without a session, nor to the neighbour', async () => {
    await open();
    const count = (work: ReturnType<typeof sessionOf>) =>
      withSession(
        cast.services.db,
        work,
        async (tx) =>
          (
            await sql<{
              n: number;
            }>`select (select count(*) from work_item) + (select count(*) from work_custody) + (select count(*) from work_event) as n`.execute(
              tx,
            )
          ).rows[0]?.n,
      );
    expect(await count({ engagementId: null, side: '', role: '', memberId: null, personId: null })).toBe(0);
    expect(await count({ engagementId: cast.neighbour.id, side: 'system', role: 'system', memberId: null, personId: null })).toBe(
      0,
    );
  });
});

type Deed = readonly [
  by: HarborPerson,
  deed:
    | 'take'
    | 'assign'
    | 'team'
    | 'offer'
    | 'accept'
    | 'decline'
    | 'withdraw'
    | 'late'
    | 'resolve'
    | 'reopen'
    | 'redecide'
    | 'note',
  minutes: number,
];

const deeds: fc.Arbitrary<Deed> = fc.tuple(
  fc.constantFrom('dana', 'pat', 'jo', 'lee', 'kim'),
  fc.constantFrom(
    'take',
    'assign',
    'team',
    'offer',
    'offer',
    'accept',
    'accept',
    'decline',
    'withdraw',
    'late',
    'resolve',
    'reopen',
    'redecide',
    'note',
  ),
  fc.integer({ min: 0, max: 90 }),
);

async function run(number: string, [by, deed, minutes]: Deed): Promise<Answered | undefined> {
  const side = (person: HarborPerson) => (['dana', 'pat'].includes(person) ? 'internal' : 'provider');
  const offerId = (await read('dana', number)).offer?.id;
  const answer = (how: string) =>
    offerId === undefined ? undefined : cast.as(by).post(`~/work/items/${number}/offers/${offerId}/${how}`, { reason: 'No' });
  if (deed === 'late') return void advance(minutes);
  if (deed === 'offer') return offer(by, number);
  if (deed === 'accept' || deed === 'decline' || deed === 'withdraw') return answer(deed);
  if (deed === 'assign')
    return act(by, number, 'assign', { memberId: cast.people[side(by) === 'internal' ? 'pat' : 'kim'].memberId });
  if (deed === 'team') return act(by, number, 'assign', { memberId: null, ...(side(by) === 'provider' && { team: 'msp-desk' }) });
  if (deed === 'resolve') return act(by, number, 'resolve', { resolution: 'Done' });
  if (deed === 'reopen') return act(by, number, 'reopen', { reason: 'Not' });
  if (deed === 'redecide')
    return act(by, number, 'redecide', { function: minutes % 2 === 0 ? 'pt-schedule-approval' : 'bk-monitor', reason: 'Kind' });
  if (deed === 'note')
    return cast.as(by).post(`~/work/items/${number}/notes`, { audience: minutes % 2 === 0 ? 'shared' : side(by), body: 'n' });
  return act(by, number, deed);
}

interface Turn {
  turn: number;
  side: string;
  how: string;
  since: Temporal.Instant;
}

/** Every turn of an item, and what the item itself says of the present one. */
async function custodyOf(number: string): Promise<{ turns: Turn[]; side: string; turn: number }> {
  const { id } = await read('dana', number);
  return cast.asSystem(async (ctx) => {
    const turns = await sql<Turn>`select turn, side, how, since from work_custody where item_id = ${id} order by turn`.execute(
      ctx.tx,
    );
    const item = await sql<{
      side: string;
      turn: number;
    }>`select side, custody_turn as turn from work_item where id = ${id}`.execute(ctx.tx);
    return { turns: turns.rows, ...item.rows[0]! };
  });
}

async function assertOneCustodian(number: string): Promise<void> {
  const { turns, side, turn } = await custodyOf(number);
  expect(turns.map((each) => each.turn)).toEqual(turns.map((_each, index) => index + 1));
  expect([turn, side]).toEqual([turns.at(-1)?.turn, turns.at(-1)?.side]);
  for (const [index, each] of turns.slice(1).entries()) {
    const before = turns[index]!;
    expect(Temporal.Instant.compare(before.since, each.since)).toBeLessThanOrEqual(0);
    // The side changes when the other side accepts, or when the agreement decides about what nobody touched.
    if (before.side !== each.side) expect(['accepted', 'decided']).toContain(each.how);
  }
}

describe('after any history', () => {
  test('exactly one side held the item at every instant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deeds, { minLength: 3, maxLength: 14 }), async (history) => {
        const number = await open();
        for (const deed of history) {
          const answer = await run(number, deed);
          if (answer !== undefined) expect(answer.status).toBeLessThan(500);
        }
        await assertOneCustodian(number);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);

  test('also when everybody acts at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(deeds, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (rounds) => {
          const number = await open();
          for (const round of rounds) {
            const answers = await Promise.all(round.map((deed) => run(number, deed)));
            for (const answer of answers) if (answer !== undefined) expect(answer.status).toBeLessThan(500);
          }
          await assertOneCustodian(number);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 60_000);
});
