/**
 * Work on real PostgreSQL, through the server: who holds what, who may do what about it and who is refused, and what an
 * employee, a stranger and the neighbour read (nothing that is not theirs).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type Cast, createCast, type HarborPerson } from '../../proof/cast/cast.ts';
import { engagementsCapability } from '../engagements/index.ts';
import { responsibilityCapability } from '../responsibility/index.ts';
import { workCapability } from './index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability]);
});
afterAll(() => cast.end());

async function open(by: HarborPerson, what: Record<string, unknown> = {}) {
  const answer = await cast
    .as(by)
    .post('~/work/items', { kind: 'incident', title: 'Backup failed', function: 'bk-failure-fix', ...what });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

const read = async (by: HarborPerson, number: string) => (await cast.as(by).get(`~/work/items/${number}`)).body;

/** Posts an action on an item at the version it has now. */
async function act(by: HarborPerson, number: string, action: string, more: Record<string, unknown> = {}): Promise<Answered> {
  const { version } = await read('dana', number);
  return cast.as(by).post(`~/work/items/${number}/${action}`, { version, ...more });
}

const timeline = async (by: HarborPerson, number: string) =>
  (await cast.as(by).get(`~/work/items/${number}/timeline?limit=200`)).body.items;
const titles = async (by: HarborPerson, number: string) =>
  (await timeline(by, number)).map((entry: { title: string }) => entry.title);
const note = (by: HarborPerson, number: string, audience: string, body = 'A word') =>
  cast.as(by).post(`~/work/items/${number}/notes`, { audience, body });

describe('opening', () => {
  test('the agreement decides who holds it, and the reasons are kept', async () => {
    const item = await open('dana', { priority: 'P2' });
    expect(item).toMatchObject({
      number: expect.stringMatching(/^HAR-1\d{3}$/),
      state: 'open',
      version: 1,
      gap: false,
      urgent: true,
    });
    expect(item.custody).toMatchObject({ side: 'provider', team: 'msp-noc', teamName: 'Operations centre', memberId: null });
    expect(item.authority).toMatchObject({
      row: 'A-16',
      agreementVersion: '3',
      accountable: 'Pat Lowe',
      inform: [{ who: 'Dana Ruiz', within: '60m' }],
    });
    expect(item.response.state).toBe('running');
    expect(Date.parse(item.response.dueAt) - Date.parse(item.openedAt)).toBe(3_600_000);
    const why = await cast.as('lee').get(`~/work/items/${item.number}/why`);
    expect(why.body).toMatchObject({
      facts: { function: 'bk-failure-fix', priority: 'P2' },
      answer: { row: 'A-16', who: ['msp-noc'] },
    });
    expect(why.body.trace.length).toBeGreaterThan(3);
    expect(why.body.parties).toContainEqual({ id: 'msp-noc', name: 'Operations centre', side: 'provider', kind: 'team' });
    expect(await titles('dana', item.number)).toEqual(['Dana Ruiz opened it', 'Custody to provider, Operations centre']);
  });

  test('a person of the agreement is the member who stands for them', async () => {
    const item = await open('lee', { function: 'pt-schedule-approval' });
    expect(item.custody).toMatchObject({ side: 'internal', memberName: 'Dana Ruiz', takenAt: null });
  });

  test('what no row covers goes to the holder of gaps, and is shown as one', async () => {
    const item = await open('dana', { function: 'nw-dns-dhcp', priority: 'P1' });
    expect(item).toMatchObject({
      gap: true,
      mode: 'gap',
      urgent: true,
      custody: { side: 'provider', team: 'msp-noc' },
      response: { state: 'none' },
    });
    const calm = await open('dana', { function: 'nw-dns-dhcp', priority: 'P4' });
    expect(calm).toMatchObject({ gap: true, urgent: false, custody: { side: 'internal', memberName: 'Dana Ruiz' } });
    const gaps = (await cast.as('jo').get('~/work/items?view=gaps')).body.items.map((each: { number: string }) => each.number);
    expect(gaps).toEqual(expect.arrayContaining([item.number, calm.number]));
  });

  test('numbers follow each other without a hole, also when requests race', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => open('kim')));
    const numbers = made.map((item) => Number(item.number.split('-')[1])).sort((a, b) => a - b);
    expect(numbers.at(-1)! - numbers[0]!).toBe(7);
  });

  test('an idempotency key opens one item, whatever the race, and stands for one request', async () => {
    const { userId } = cast.people.kim;
    const send = (title: string) =>
      cast.app.inject({
        method: 'POST',
        url: `/api/engagements/${cast.harborId}/work/items`,
        headers: { 'x-test-user': userId, 'idempotency-key': 'once-1' },
        payload: { kind: 'task', title, function: 'bk-monitor' },
      });
    const answers = await Promise.all([send('Once'), send('Once'), send('Once')]);
    expect(answers.map((each) => each.statusCode)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((each) => each.json().number)).size).toBe(1);
    const other = await send('Another thing');
    expect([other.statusCode, other.json().code]).toEqual([409, 'key-reused']);
  });

  test('input that says nothing is refused with its field', async () => {
    const send = (what: object) =>
      cast.as('dana').post('~/work/items', { kind: 'task', title: 'x', function: 'bk-monitor', ...what });
    expect(await send({ title: '  ' })).toMatchObject({ status: 422, body: { code: 'invalid-input', field: 'title' } });
    expect(await send({ site: 'atlantis' })).toMatchObject({ status: 422, body: { code: 'invalid-input', field: 'site' } });
    expect(await send({ requester: { memberId: cast.neighbour.dora.memberId } })).toMatchObject({
      status: 422,
      body: { field: 'requester.memberId' },
    });
    expect(await send({ title: 'x\u0000y' })).toMatchObject({ status: 422 });
  });
});

describe('an employee', () => {
  test('asks for help, reads their own and what is meant for them, and nothing else', async () => {
    const asked = await cast.as('wes').post('~/work/items', { kind: 'request', title: 'My printer', detail: 'It hums.' });
    expect(asked).toMatchObject({
      status: 201,
      body: { authority: null, offer: null, requester: { name: 'Wes Tran' }, custody: { memberName: 'Dana Ruiz' } },
    });
    const { number } = asked.body;
    await open('dana', { title: 'Not for Wes' });
    await note('dana', number, 'internal', 'Again him');
    await note('dana', number, 'shared', 'Desk, have a look');
    await note('dana', number, 'requester', 'Is it on?');
    expect((await cast.as('wes').get('~/work/items?view=all')).body.items).toHaveLength(1);
    expect((await cast.as('wes').get('~/work/counts')).body.views).toMatchObject({ all: 1, open: 1, gaps: 0 });
    expect((await timeline('wes', number)).map((entry: { kind: string; body: string }) => [entry.kind, entry.body])).toEqual([
      ['opened', 'It hums.'],
      ['noted', 'Is it on?'],
    ]);
    expect(await cast.as('una').get(`~/work/items/${number}`)).toMatchObject({ status: 404 });
    expect(await cast.as('una').get(`~/work/items/${number}/timeline`)).toMatchObject({ status: 404 });
    expect(await cast.as('wes').get(`~/work/items/${number}/why`)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  test('does not choose who works or how urgently, nor take work', async () => {
    const send = (what: object) => cast.as('wes').post('~/work/items', { kind: 'request', title: 'Help', ...what });
    expect(await send({ kind: 'change' })).toMatchObject({ status: 422, body: { field: 'kind' } });
    expect(await send({ function: 'bk-monitor' })).toMatchObject({ status: 422, body: { field: 'function' } });
    expect(await send({ priority: 'P1' })).toMatchObject({ status: 422, body: { field: 'priority' } });
    const { number } = (await send({})).body;
    expect(await act('wes', number, 'take')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await note('wes', number, 'shared')).toMatchObject({ status: 403, body: { code: 'audience-not-yours' } });
    expect(await cast.as('wes').get('~/work/colleagues')).toMatchObject({ status: 403 });
  });

  test('answers, and the waiting item goes on; reopens and closes their own', async () => {
    const { number } = (await cast.as('wes').post('~/work/items', { kind: 'incident', title: 'No sound' })).body;
    await act('dana', number, 'take');
    expect(await act('dana', number, 'wait', { state: 'waiting-requester', reason: 'Which room?' })).toMatchObject({
      body: { state: 'waiting-requester' },
    });
    expect(await note('wes', number, 'requester', 'Room 4')).toMatchObject({ status: 201 });
    expect(await read('dana', number)).toMatchObject({ state: 'open' });
    await act('dana', number, 'resolve', { resolution: 'Unmuted.' });
    expect(await act('wes', number, 'reopen', { reason: 'Still none' })).toMatchObject({
      status: 200,
      body: { state: 'open', resolution: null },
    });
    await act('dana', number, 'resolve', { resolution: 'New cable.' });
    expect(await act('wes', number, 'close')).toMatchObject({ status: 200, body: { state: 'closed' } });
    expect(await titles('wes', number)).toEqual([
      'Wes Tran opened it',
      'Dana Ruiz took it',
      'Dana Ruiz waits for the requester',
      'Wes Tran',
      'Dana Ruiz resolved it',
      'Wes Tran reopened it',
      'Dana Ruiz resolved it',
      'Wes Tran closed it',
    ]);
  });
});

describe('strangers and neighbours', () => {
  test('find nothing: 401 without a session, 404 from another engagement', async () => {
    const { number } = await open('dana');
    const paths = ['items', 'counts', 'colleagues', `items/${number}`, `items/${number}/timeline`, `items/${number}/why`];
    for (const path of paths) {
      expect(await cast.as(null).get(`~/work/${path}`)).toMatchObject({ status: 401 });
      expect(await cast.as(cast.neighbour.ned).get(`~/work/${path}`)).toMatchObject({ status: 404 });
      const inTheirs = await cast.as(cast.neighbour.ned).get(`/api/engagements/${cast.neighbour.id}/work/${path}`);
      if (path.startsWith('items/')) expect(inTheirs.status).toBe(404);
    }
    expect((await cast.as(cast.neighbour.ned).get(`/api/engagements/${cast.neighbour.id}/work/items`)).body.items).toEqual([]);
    const write = await cast
      .as(cast.neighbour.dora)
      .post(`/api/engagements/${cast.neighbour.id}/work/items/${number}/take`, { version: 1 });
    expect(write.status).toBe(404);
  });
});

describe('states', () => {
  test('move only as the table says, each refusal with its reason', async () => {
    const { number } = await open('dana');
    expect(await act('jo', number, 'close')).toMatchObject({
      status: 409,
      body: { code: 'state-forbids', detail: 'Resolve it first.' },
    });
    expect(await act('jo', number, 'resume')).toMatchObject({ status: 409, body: { code: 'state-forbids' } });
    expect(await act('jo', number, 'reopen', { reason: 'no' })).toMatchObject({ status: 409, body: { code: 'state-forbids' } });
    expect(await act('dana', number, 'resolve', { resolution: 'I did' })).toMatchObject({
      status: 409,
      body: { code: 'not-custodian', detail: 'Northline MSP holds it; only they can do that.' },
    });
    expect((await read('dana', number)).may).toMatchObject({
      resolve: 'Northline MSP holds it; only they can do that.',
      note: true,
    });
    expect(await act('jo', number, 'wait', { state: 'waiting-vendor', reason: 'Case 12' })).toMatchObject({
      body: { state: 'waiting-vendor' },
    });
    expect(await act('jo', number, 'resume')).toMatchObject({ body: { state: 'open' } });
    expect(await act('jo', number, 'resolve', { resolution: 'Ran again' })).toMatchObject({
      body: { state: 'resolved', resolution: 'Ran again' },
    });
    expect(await act('jo', number, 'take')).toMatchObject({ status: 409, body: { code: 'state-forbids' } });
    expect(await act('dana', number, 'close')).toMatchObject({
      body: { state: 'closed', may: { close: 'It is closed already.' } },
    });
  });

  test('a change on an older version is refused, and nothing happens', async () => {
    const item = await open('dana');
    await cast.as('jo').post(`~/work/items/${item.number}/take`, { version: item.version });
    const stale = await cast.as('lee').post(`~/work/items/${item.number}/take`, { version: item.version });
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale-version', field: 'version' } });
    expect((await read('dana', item.number)).custody.memberName).toBe('Jo Marsh');
  });

  test('of two who take at once, one is told that it changed', async () => {
    const item = await open('dana');
    const both = await Promise.all(
      (['jo', 'lee'] as const).map((by) => cast.as(by).post(`~/work/items/${item.number}/take`, { version: item.version })),
    );
    expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
  });

  test('the one who waits for the other side hears, and their note lets it go on', async () => {
    const { number } = await open('dana');
    await act('jo', number, 'wait', { state: 'waiting-other-side', reason: 'Which tape?' });
    await note('dana', number, 'shared', 'Number 4');
    expect(await read('jo', number)).toMatchObject({ state: 'open' });
  });
});

describe('the response target', () => {
  test('is met by taking it, once, and says how long it took', async () => {
    const item = await open('dana', { priority: 'P1' });
    const taken = await act('jo', item.number, 'take');
    expect(taken.body.response).toMatchObject({ state: 'met' });
    expect((await timeline('dana', item.number)).at(-1).aside).toMatch(/^first response after \d+ s, target 15 min$/);
    await act('lee', item.number, 'take');
    expect((await timeline('dana', item.number)).at(-1).aside).toBe(null);
  });

  test('is not met by a private note, nor by the side that does not hold it', async () => {
    const { number } = await open('dana');
    await note('jo', number, 'provider');
    await note('dana', number, 'shared');
    expect((await read('dana', number)).response.state).toBe('running');
    await note('jo', number, 'shared');
    expect((await read('dana', number)).response.state).toBe('met');
  });
});

describe('deciding again', () => {
  test('moves what nobody touched, by a new receipt, with the time used already', async () => {
    const item = await open('dana', { priority: 'P4' });
    const changed = await act('dana', item.number, 'redecide', {
      function: 'pt-schedule-approval',
      priority: 'P1',
      reason: 'It is about the window',
    });
    expect(changed.body).toMatchObject({
      priority: 'P1',
      custody: { side: 'internal', memberName: 'Dana Ruiz' },
      authority: { row: 'A-11' },
    });
    expect(changed.body.authority.receiptId).not.toBe(item.authority.receiptId);
    expect(Date.parse(changed.body.response.dueAt) - Date.parse(item.openedAt)).toBe(900_000);
    expect((await titles('dana', item.number)).slice(-2)).toEqual([
      'Dana Ruiz changed priority from P4 to P1 and function from bk-failure-fix to pt-schedule-approval',
      'Custody to internal, Dana Ruiz',
    ]);
  });

  test('leaves custody of what somebody has in hand', async () => {
    const item = await open('dana');
    await act('jo', item.number, 'take');
    const changed = await act('dana', item.number, 'redecide', { function: 'pt-schedule-approval', reason: 'Other kind' });
    expect(changed.body).toMatchObject({
      function: 'pt-schedule-approval',
      custody: { side: 'provider', memberName: 'Jo Marsh' },
      authority: { row: 'A-11' },
    });
    expect(await act('dana', item.number, 'redecide', { function: 'pt-schedule-approval', reason: 'Same' })).toMatchObject({
      status: 422,
    });
  });
});

describe('the queue', () => {
  test('has views of its reader, and pages that neither repeat nor skip', async () => {
    for (let count = 0; count < 5; count += 1) await open('ana', { title: `Fibre ${count}`, asset: 'FW01' });
    const { number } = await open('ana', { title: 'Fibre taken', asset: 'FW01' });
    await act('jo', number, 'take');
    const list = async (by: HarborPerson, query: string) => (await cast.as(by).get(`~/work/items?${query}`)).body;
    expect((await list('jo', 'view=mine&q=fibre')).items.map((each: { number: string }) => each.number)).toEqual([number]);
    expect((await list('jo', 'view=unassigned&asset=FW01')).items).toHaveLength(5);
    expect((await list('dana', 'view=unassigned&asset=FW01')).items).toEqual([]);
    for (const sort of ['newest', 'updated', 'due']) {
      const seen: string[] = [];
      let after: string | null = '';
      while (after !== null) {
        const page: { items: { number: string }[]; next: string | null } = await list(
          'jo',
          `asset=FW01&sort=${sort}&limit=2${after && `&after=${after}`}`,
        );
        seen.push(...page.items.map((each) => each.number));
        after = page.next;
      }
      expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 6, 6]);
    }
    const counts = (await cast.as('jo').get('~/work/counts')).body.views;
    expect(counts.mine).toBe((await list('jo', 'view=mine&limit=200')).items.length);
    expect(counts.open).toBe((await list('jo', 'view=open&limit=200')).items.length);
  });

  test('finds by words and number, and takes no pattern for one', async () => {
    const { number } = await open('dana', { title: '100% of disk_c used' });
    const find = async (q: string) =>
      (await cast.as('dana').get(`~/work/items?q=${encodeURIComponent(q)}`)).body.items.map(
        (each: { number: string }) => each.number,
      );
    expect(await find('disk_c 100%')).toEqual([number]);
    expect(await find(number)).toEqual([number]);
    expect(await find('100_')).toEqual([]);
  });

  test('refuses a cursor that is none', async () => {
    const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const bad = [cursor(['x', 'y']), cursor(['2027-99-99T99:00:00Z', 'a']), 'zz', cursor(['9999999999', cast.harborId])];
    for (const after of bad)
      for (const sort of ['newest', 'updated', 'due'])
        expect(await cast.as('dana').get(`~/work/items?sort=${sort}&after=${after}`)).toMatchObject({
          status: 422,
          body: { field: 'after' },
        });
  });
});

describe('links', () => {
  test('lead to items here or to addresses, and can be taken away', async () => {
    const one = await open('dana');
    const two = await open('dana', { title: 'The cause' });
    const link = (target: object, audience = 'shared') =>
      cast.as('dana').post(`~/work/items/${one.number}/links`, { audience, target });
    expect(await link({ item: two.number })).toMatchObject({ status: 201, body: { item: two.number, title: 'The cause' } });
    const made = await link({ url: 'https://grafana.example/d/1' });
    expect(made).toMatchObject({ status: 201, body: { url: 'https://grafana.example/d/1', title: 'grafana.example' } });
    expect(await link({ item: one.number })).toMatchObject({ status: 422 });
    expect(await link({ item: 'DOR-1001' })).toMatchObject({ status: 422 });
    expect(await link({ url: 'javascript:alert(1)' })).toMatchObject({ status: 422 });
    expect(await cast.as('lee').delete(`~/work/items/${two.number}/links/${made.body.id}`)).toMatchObject({ status: 404 });
    expect(await cast.as('lee').delete(`~/work/items/${one.number}/links/${made.body.id}`)).toMatchObject({ status: 200 });
    expect((await read('dana', one.number)).links).toHaveLength(1);
  });
});
