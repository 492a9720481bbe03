/**
 * Telling people on real PostgreSQL, through the outbox and the queue: who is told, by which way, once; what is put
 * together; and that what is private to a side reaches nobody else.
 */
import { record } from '@tandem/platform/record/record.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../proof/cast/cast.ts';
import { engagementsCapability } from '../engagements/index.ts';
import { responsibilityCapability } from '../responsibility/index.ts';
import { workCapability } from '../work/index.ts';
import { notificationsCapability } from './index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability, notificationsCapability]);
});
afterAll(() => cast.end());
beforeEach(async () => {
  // Each test in a minute of its own: nothing joins what the test before told.
  await settleAll();
  advance(600);
});

const advance = (seconds: number) => cast.clock.set(cast.clock.now().add({ seconds }));

/** Works off everything, also what is due later: the queue keeps wall time, and the test moves the product's clock. */
async function settleAll(): Promise<void> {
  await cast.settle();
  await cast.database.pools.owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
  await cast.settle();
}

async function open(what: Record<string, unknown> = {}, by: HarborPerson = 'dana'): Promise<string> {
  const made = await cast
    .as(by)
    .post('~/work/items', { kind: 'incident', title: 'Backup failed', function: 'bk-failure-fix', priority: 'P2', ...what });
  expect(made.status).toBe(201);
  return made.body.number;
}

async function act(by: HarborPerson, number: string, action: string, more: Record<string, unknown> = {}) {
  const { version } = (await cast.as('dana').get(`~/work/items/${number}`)).body;
  const done = await cast.as(by).post(`~/work/items/${number}/${action}`, { version, ...more });
  expect(done.status).toBeLessThan(300);
  return done.body;
}

const inbox = async (by: HarborPerson) => (await cast.as(by).get('~/notifications?limit=200')).body.items;
const mail = async (by: HarborPerson) => (await cast.as(by).get('~/notifications/mailbox?limit=200')).body.items;
// biome-ignore lint/suspicious/noExplicitAny: lines and letters alike, whatever else they hold.
const about = (items: any[], number: string): any[] =>
  items.filter((each) => `${each.title}${each.subject}${each.body}`.includes(number));

describe('an item', () => {
  test('is told to its owner, urgently, and to those whom the row informs, in time', async () => {
    const number = await open();
    await cast.settle();
    expect(about(await inbox('jo'), number)).toMatchObject([
      { title: `${number} P2 Backup failed`, urgent: true, place: `/work/${number}`, count: 1 },
    ]);
    expect(about(await inbox('lee'), number)).toEqual([]);
    const [letter] = about(await mail('jo'), number);
    expect(letter).toMatchObject({ to: 'jo@northline.example', subject: `URGENT ${number} P2 Backup failed` });
    expect(letter?.body).toContain('Row A-16 of version 3');
    expect(letter?.body).toContain(`/harbor/work/${number}`);
    // Dana opened it herself and is not told what she did; had Jo, she would be.
    expect(about(await inbox('dana'), number)).toEqual([]);
    const other = await open({}, 'jo');
    await cast.settle();
    expect(about(await inbox('dana'), other)).toMatchObject([
      { title: `For your information: ${other} P2 Backup failed`, urgent: false },
    ]);
    const due = await cast.asSystem((ctx) =>
      sql<{
        minutes: number;
      }>`select extract(epoch from due_at - created_at) / 60 as minutes from notifications_delivery where subject like ${`For your information: ${other}%`}`.execute(
        ctx.tx,
      ),
    );
    expect(Math.round(Number(due.rows[0]?.minutes))).toBe(60);
  });

  test('is told once, however often the job runs', async () => {
    const number = await open();
    await settleAll();
    const { rows } = await cast.database.pools.owner.query(
      "select graphile_worker.add_job('notifications.send', json_build_object('engagementId', $1::text))",
      [cast.harborId],
    );
    expect(rows).toHaveLength(1);
    await settleAll();
    expect(about(await mail('jo'), number)).toHaveLength(1);
    const told = await cast.asSystem((ctx) =>
      sql`select from record_audit where action = 'notifications.told' and subject ->> 'label' = ${number}`.execute(ctx.tx),
    );
    expect(told.rows).toHaveLength(1);
  });

  test('of a team without members goes to whoever looks after the side', async () => {
    const number = await open({ function: 'st-expertise' });
    await cast.settle();
    for (const keeper of ['mo', 'kim'] as const) expect(about(await inbox(keeper), number)).toHaveLength(1);
    for (const other of ['jo', 'lee', 'ana'] as const) expect(about(await inbox(other), number)).toEqual([]);
  });

  test('of a side without anybody is a finding that both sides see, until somebody is there', async () => {
    const number = await open();
    await settleAll();
    await removeProviders(async () => {
      await act('dana', number, 'redecide', { function: 'pt-schedule-approval', reason: 'Ours' });
      await act('dana', number, 'offers', { to: {}, brief: { situation: 's', nextAction: 'n' } });
      await cast.settle();
    });
    const found = (await cast.as('dana').get('~/notifications/findings')).body.items;
    expect(found).toMatchObject([{ kind: 'nobody-to-tell', side: 'provider', detail: expect.stringContaining(number) }]);
    expect((await cast.as('jo').get('~/notifications/findings')).body.items).toEqual(found);
    expect((await cast.as('wes').get('~/notifications/findings')).status).toBe(403);
  });
});

/** As if the provider had no members while `work` runs. */
async function removeProviders(work: () => Promise<void>): Promise<void> {
  const set = (value: string) =>
    cast.database.pools.owner.query(
      `update engagements_member set removed_at = ${value} where side = 'provider' and engagement_id = $1`,
      [cast.harborId],
    );
  await set('now()');
  await work().finally(() => set('null'));
}

describe('a hand-over', () => {
  test('tells the receiver, then the sender', async () => {
    const number = await open();
    await settleAll();
    advance(120);
    const { offer } = await act('jo', number, 'offers', {
      to: { memberId: cast.people.dana.memberId },
      brief: { situation: 'Stuck at 61 %', nextAction: 'Ask the vendor' },
    });
    await cast.settle();
    expect(about(await inbox('dana'), number)).toMatchObject([
      { title: `Hand-over offered: ${number} P2 Backup failed`, body: expect.stringContaining('Stuck at 61 %'), urgent: true },
    ]);
    advance(120);
    await cast.as('dana').post(`~/work/items/${number}/offers/${offer.id}/accept`);
    await cast.settle();
    expect(about(await inbox('jo'), number)[0]).toMatchObject({
      title: `Hand-over accepted: ${number} P2 Backup failed`,
      body: 'Dana Ruiz holds it now.',
    });
  });

  test('that times out tells both', async () => {
    const number = await open({ priority: 'P1' });
    await act('jo', number, 'offers', {
      to: { memberId: cast.people.dana.memberId },
      brief: { situation: 's', nextAction: 'n' },
    });
    await settleAll();
    advance(601);
    await settleAll();
    await settleAll();
    for (const by of ['dana', 'pat', 'jo'] as const)
      expect([by, about(await inbox(by), number)[0]?.title]).toEqual([
        by,
        `Nobody answered the hand-over: ${number} P1 Backup failed`,
      ]);
  });
});

describe('what is written', () => {
  test('for both sides reaches the holder; for the requester, the requester; for one side, nobody else', async () => {
    const asked = (await cast.as('wes').post('~/work/items', { kind: 'request', title: 'Printer' })).body.number;
    await act('dana', asked, 'take');
    await settleAll();
    advance(120);
    const note = (by: HarborPerson, audience: string, body: string) =>
      cast.as(by).post(`~/work/items/${asked}/notes`, { audience, body });
    await note('kim', 'provider', 'PRIVATE-P');
    await note('kim', 'shared', 'SHARED');
    await note('dana', 'internal', 'PRIVATE-I');
    await note('dana', 'requester', 'FOR-WES');
    await settleAll();
    const everything = async (by: HarborPerson) => JSON.stringify([await inbox(by), await mail(by)]);
    expect(await everything('dana')).toContain('SHARED');
    expect(await everything('wes')).toContain('FOR-WES');
    for (const by of ['dana', 'wes', 'una', 'pat'] as const) expect(await everything(by)).not.toContain('PRIVATE-P');
    for (const by of ['jo', 'lee', 'mo', 'kim', 'wes'] as const) expect(await everything(by)).not.toContain('PRIVATE-I');
    expect(await everything('wes')).not.toContain('SHARED');
  });

  test('a private note to one’s own side is told to its holder by a private entry of the record', async () => {
    const number = await open();
    await act('lee', number, 'take');
    await settleAll();
    advance(120);
    const before = (await cast.as('dana').get('~/notifications/deliveries')).body;
    await cast.as('jo').post(`~/work/items/${number}/notes`, { audience: 'provider', body: 'Second client' });
    await settleAll();
    expect(about(await inbox('lee'), number)[0]).toMatchObject({
      title: expect.stringContaining('Note'),
      body: expect.stringContaining('Second client'),
    });
    const chains = await cast.asSystem((ctx) =>
      sql<{
        chain: string;
      }>`select chain from record_audit where action = 'notifications.told' and subject ->> 'label' = ${number} order by at desc limit 1`.execute(
        ctx.tx,
      ),
    );
    expect(chains.rows).toEqual([{ chain: 'provider' }]);
    expect((await cast.as('dana').get('~/notifications/deliveries')).body).toEqual(before);
  });
});

describe('quiet', () => {
  test('updates of one item within a minute are one line and, after the first, one letter', async () => {
    const number = await open();
    await act('jo', number, 'take');
    await settleAll();
    advance(120);
    for (const body of ['One', 'Two', 'Three']) {
      await cast.as('dana').post(`~/work/items/${number}/notes`, { audience: 'shared', body });
      await cast.settle();
      advance(5);
    }
    expect(about(await inbox('jo'), number)[0]).toMatchObject({ count: 3, body: expect.stringContaining('Three') });
    const notes = async () =>
      about(await mail('jo'), number).filter((each: { subject: string }) => each.subject.startsWith('Note'));
    expect(await notes()).toHaveLength(1);
    advance(60);
    await settleAll();
    const letters = await notes();
    expect(letters).toHaveLength(2);
    expect(letters[0].body).toMatch(/Two[\s\S]*Three/);
  });

  test('a storm of items is a bounded number of letters that names them all', async () => {
    const numbers: string[] = [];
    for (let count = 0; count < 30; count += 1) numbers.push(await open({ title: `Storm ${count}` }));
    await cast.settle();
    const letters = () => mail('jo').then((all) => all.filter((each: { body: string }) => each.body.includes('Storm')));
    expect(await letters()).toHaveLength(20);
    advance(60);
    await settleAll();
    const all = await letters();
    expect(all).toHaveLength(21);
    for (const number of numbers) expect(all.some((each: { body: string }) => each.body.includes(number))).toBe(true);
    expect(
      await inbox('jo').then((lines) => lines.filter((line: { title: string }) => line.title.includes('Storm'))),
    ).toHaveLength(30);
  });
});

describe('a member', () => {
  test('reads and marks their own inbox, and nobody else’s', async () => {
    await cast.as('jo').post('~/notifications/read', { ids: 'all' });
    await open();
    await cast.settle();
    const [line] = await inbox('jo');
    expect((await cast.as('jo').get('~/notifications/count')).body).toEqual({ unread: 1, urgent: 1 });
    expect((await cast.as('lee').post('~/notifications/read', { ids: [line.id] })).status).toBe(200);
    expect((await cast.as('jo').get('~/notifications/count')).body.unread).toBe(1);
    expect((await cast.as('jo').post('~/notifications/read', { ids: [line.id] })).body).toEqual({ unread: 0 });
    expect((await cast.as('jo').get('~/notifications?unread=yes')).body.items).toEqual([]);
    const first = (await cast.as('jo').get('~/notifications?limit=1')).body;
    const second = (await cast.as('jo').get(`~/notifications?limit=1&after=${first.next}`)).body;
    expect(second.items[0].id).not.toBe(first.items[0].id);
    expect((await cast.as('jo').get('~/notifications?after=zzz')).status).toBe(422);
  });

  test('may do without mail for what can wait, not without what cannot', async () => {
    expect((await cast.as('jo').put('~/notifications/preference', { mailRoutine: false })).body).toMatchObject({
      email: 'jo@northline.example',
      mailRoutine: false,
    });
    const calm = await open({ priority: 'P4' });
    const urgent = await open({ priority: 'P1' });
    await cast.settle();
    expect([about(await mail('jo'), calm).length, about(await mail('jo'), urgent).length]).toEqual([0, 1]);
    expect(about(await inbox('jo'), calm)).toHaveLength(1);
    await cast.as('jo').put('~/notifications/preference', { mailRoutine: true });
  });

  test('proves an address with a code, within a few tries', async () => {
    const confirm = (code: string) => cast.as('lee').post('~/notifications/preference/confirm', { code });
    expect(await confirm('123456')).toMatchObject({ status: 409, body: { code: 'code-over' } });
    const askCode = async () => {
      await cast.as('lee').post('~/notifications/preference/code');
      await cast.settle();
      return (await mail('lee'))
        .find((each: { subject: string }) => each.subject.includes('your code'))
        .subject.match(/\d{6}/)[0];
    };
    const first = await askCode();
    const wrong = first === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1)
      expect(await confirm(wrong)).toMatchObject({ status: 422, body: { code: 'code-wrong' } });
    expect(await confirm(first)).toMatchObject({ status: 409, body: { code: 'code-over' } });
    advance(1);
    const second = await askCode();
    expect((await confirm(second)).body.verifiedAt).toEqual(expect.any(String));
    expect(await cast.as('lee').post('~/notifications/preference/code')).toMatchObject({
      status: 409,
      body: { code: 'verified-already' },
    });
  });

  test('who looks after a side sees how its messages went; a colleague and the other side do not', async () => {
    await open();
    await settleAll();
    const seen = (await cast.as('kim').get('~/notifications/deliveries')).body.items;
    expect(seen[0]).toMatchObject({
      channel: 'email',
      to: 'Jo Marsh',
      state: 'sent',
      attempts: [{ number: 1, outcome: 'sent' }],
    });
    expect((await cast.as('jo').get('~/notifications/deliveries')).status).toBe(403);
    const internal = (await cast.as('dana').get('~/notifications/deliveries?limit=200')).body.items;
    expect(internal.filter((each: { to: string }) => each.to === 'Jo Marsh')).toEqual([]);
  });
});

test('strangers are refused, the neighbour finds nothing', async () => {
  for (const path of ['', '/count', '/preference', '/webhooks', '/deliveries', '/findings', '/mailbox']) {
    expect([path, (await cast.as(null).get(`~/notifications${path}`)).status]).toEqual([path, 401]);
    expect([path, (await cast.as(cast.neighbour.ned).get(`~/notifications${path}`)).status]).toEqual([path, 404]);
  }
});

test('an event that cannot be read spoils no other, and none is told twice', async () => {
  const number = await open();
  await cast.settle();
  advance(600);
  const payload = (more: object) => ({
    itemId: crypto.randomUUID(),
    number,
    title: 'Twice?',
    priority: 'P3',
    audience: 'shared',
    to: [{ why: 'holder', side: 'provider', teams: [], memberIds: [cast.people.lee.memberId], urgent: false, within: null }],
    reason: 'r',
    by: null,
    excerpt: null,
    ...more,
  });
  const events = [payload({}), payload({ to: 'nobody' }), payload({ number: 'HAR-2' })];
  await cast.asSystem((ctx) =>
    record(
      ctx,
      events.map((each) => ({
        action: 'work.test',
        subject: { kind: 'item', id: each.itemId },
        audience: 'shared' as const,
        payload: {},
        publish: { topic: 'work.noted', payload: each },
      })),
    ),
  );
  await cast.settle();
  const lines = (await inbox('lee')).filter((each: { title: string }) => each.title.includes('Twice?'));
  expect(lines.map((each: { count: number }) => each.count)).toEqual([1, 1]);
  await cast.asSystem((ctx) => sql`delete from record_outbox`.execute(ctx.tx));
});
