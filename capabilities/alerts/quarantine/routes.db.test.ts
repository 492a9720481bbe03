/**
 * Unreadable bodies on a real database: kept, shown as they came, taken in after all, bounded, and dropped when old.
 */
import { withSession } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { alertsCapability, sourceCreate } from '../index.ts';
import { quarantineJob } from './jobs.ts';

let cast: Cast;
let made = 0;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability], '2027-05-29T02:10:00-05:00');
});
afterAll(() => cast.end());

const source = (more: Record<string, unknown> = {}) => {
  made += 1;
  const name = `source ${made}`;
  return cast.asSystem((ctx) => sourceCreate(ctx, 'provider', { name, ...more }));
};
const send = async (token: string, payload: object | string) => {
  const response = await cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload });
  return { status: response.statusCode, body: response.json() };
};
const entriesOf = async (sourceId: string, more = '') =>
  (await cast.as('dana').get(`~/alerts/quarantine?sourceId=${sourceId}${more}`)).body;
const zabbix = { event: { name: 'Disk full', id: 77 }, host: 'FS01' };
const mapping = '{"title": event.name, "key": $string(event.id), "asset": host}';

describe('a body in quarantine', () => {
  test('is shown as it came, with the reason', async () => {
    const { sourceId, token } = await source();
    const body = '{"title": "<script>alert(1)</script>"}';
    await send(token, body);
    const { items } = await entriesOf(sourceId);
    expect(items).toMatchObject([
      { state: 'waiting', code: 'alert-malformed', field: 'key', count: 1, bytes: body.length, cut: false },
    ]);
    const { body: shown } = await cast.as('lee').get(`~/alerts/quarantine/${items[0].id}`);
    expect(shown).toMatchObject({ body, may: true, message: expect.stringContaining('stays the same') });
  });

  test('is taken in through a mapping, once, and the record names who did it', async () => {
    const { sourceId, token } = await source();
    await send(token, zabbix);
    const { id } = (await entriesOf(sourceId)).items[0];
    const wrong = await cast.as('jo').post(`~/alerts/quarantine/${id}/replay`, { mapping: '{"title": nothing}' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'alert-mapping-failed' } });
    const { status, body } = await cast.as('jo').post(`~/alerts/quarantine/${id}/replay`, { mapping });
    expect([status, body.alerts]).toMatchObject([200, [{ outcome: 'opened' }]]);
    expect((await cast.as('dana').get(`~/alerts/${body.alerts[0].id}`)).body).toMatchObject({
      title: 'Disk full',
      facts: { asset: 'FS01' },
      answer: { trace: expect.any(Array) },
    });
    expect((await cast.as('jo').post(`~/alerts/quarantine/${id}/replay`, { mapping })).body).toMatchObject({
      code: 'quarantine-settled',
    });
    expect((await entriesOf(sourceId)).items).toEqual([]);
    expect((await entriesOf(sourceId, '&state=settled')).items).toMatchObject([{ id, state: 'replayed' }]);
    const { rows } = await cast.database.pools.owner.query(
      `select payload from record_audit where action = 'alerts.body-replayed' and subject ->> 'id' = $1`,
      [id],
    );
    expect(rows).toMatchObject([{ payload: { by: { name: 'Jo Marsh' }, alertIds: [body.alerts[0].id] } }]);
  });

  test('is taken in as its source reads it now', async () => {
    const { sourceId, token } = await source({ format: 'mapping', mapping: '{"title": event.label, "key": "k"}' });
    expect((await send(token, zabbix)).body).toMatchObject({ code: 'alert-mapping-failed', field: 'mapping → title' });
    const { body: shown } = await cast.as('mo').get(`~/alerts/sources/${sourceId}`);
    const { name, format, rules, priorities, reopenMinutes, heartbeat, explains, revision } = shown;
    await cast.as('mo').put(`~/alerts/sources/${sourceId}`, {
      name,
      format,
      mapping,
      rules,
      priorities,
      reopenMinutes,
      heartbeat,
      explains,
      revision,
    });
    const { id } = (await entriesOf(sourceId)).items[0];
    expect((await cast.as('mo').post(`~/alerts/quarantine/${id}/replay`)).body.alerts).toMatchObject([{ outcome: 'opened' }]);
  });

  test('may be laid aside, once', async () => {
    const { sourceId, token } = await source();
    await send(token, 'spam');
    const { id } = (await entriesOf(sourceId)).items[0];
    expect((await cast.as('kim').post(`~/alerts/quarantine/${id}/dismiss`)).body).toMatchObject({ state: 'dismissed' });
    expect((await cast.as('kim').post(`~/alerts/quarantine/${id}/dismiss`)).body).toMatchObject({ code: 'quarantine-settled' });
    await send(token, 'spam');
    expect((await entriesOf(sourceId)).items).toMatchObject([{ count: 1 }]);
  });

  test('of which only the beginning was kept cannot be taken in, and says so', async () => {
    const { sourceId, token } = await source();
    expect((await send(token, `"${'x'.repeat(80_000)}"`)).status).toBe(422);
    const [entry] = (await entriesOf(sourceId)).items;
    expect(entry).toMatchObject({ cut: true, bytes: 80_002 });
    const { body } = await cast.as('jo').get(`~/alerts/quarantine/${entry.id}`);
    expect([body.body.length, body.may]).toEqual([65_536, expect.stringContaining('Only the beginning')]);
    expect((await cast.as('jo').post(`~/alerts/quarantine/${entry.id}/replay`)).body).toMatchObject({ code: 'quarantine-cut' });
  });

  test('is read and settled by those who operate, and by nobody else', async () => {
    const { sourceId, token } = await source();
    await send(token, 'private?');
    const { id } = (await entriesOf(sourceId)).items[0];
    for (const person of ['pat', 'helen', 'ana'] as const) {
      expect((await cast.as(person).get('~/alerts/quarantine')).status, person).toBe(403);
      expect((await cast.as(person).post(`~/alerts/quarantine/${id}/dismiss`)).status, person).toBe(403);
      expect((await cast.as(person).post(`~/alerts/quarantine/${id}/replay`)).status, person).toBe(403);
    }
    expect((await cast.as('wes').get(`~/alerts/quarantine/${id}`)).status).toBe(404);
    expect((await cast.as(null).get(`~/alerts/quarantine/${id}`)).status).toBe(401);
    expect(
      (await cast.as(cast.neighbour.ned).post(`/api/engagements/${cast.neighbour.id}/alerts/quarantine/${id}/replay`, {})).status,
    ).toBe(404);
  });
});

describe('a mapping', () => {
  test('that gives an empty list says that there is no alert; one that gives nothing is refused', async () => {
    const { sourceId, token } = await source({ format: 'mapping', mapping: 'kind = "test" ? [] : {"title": name, "key": name}' });
    expect(await send(token, { kind: 'test' })).toEqual({ status: 200, body: { alerts: [], rejected: [] } });
    expect(await send(token, { kind: 'real', name: 'A' })).toMatchObject({
      status: 200,
      body: { alerts: [{ outcome: 'opened' }] },
    });
    expect((await send(token, { kind: 'real' })).status).toBe(422);
    expect((await entriesOf(sourceId)).items).toHaveLength(1);
  });

  test('that does not end is stopped, the body kept, and other sources go on meanwhile', async () => {
    const hostile = await source({ format: 'mapping', mapping: '($f := function($n){ $f($n + 1) }; $f(0))' });
    const honest = await source({ format: 'mapping', mapping });
    const answers = await Promise.all([
      send(hostile.token, { a: 1 }),
      send(hostile.token, { a: 2 }),
      send(honest.token, zabbix),
      send((await source()).token, { title: 'A', key: 'k' }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([422, 422, 200, 200]);
    expect((await entriesOf(hostile.sourceId)).items).toHaveLength(2);
  });
});

describe('room', () => {
  test('is bounded: a source whose quarantine is full is told that nothing was kept', async () => {
    const { sourceId, token } = await source();
    await withSession(
      cast.services.db,
      { engagementId: cast.harborId, side: 'system', role: 'system', memberId: null, personId: null },
      (tx) =>
        sql`insert into alerts_quarantine (engagement_id, source_id, state, code, message, body, bytes, body_hash, first_at, last_at)
        select ${cast.harborId}, ${sourceId}, 'waiting', 'alert-malformed', 'm', '\\x00', 1, n::text, ${cast.clock.now()}, ${cast.clock.now()} from generate_series(1, 1000) n`.execute(
          tx,
        ),
    );
    expect(await send(token, 'one more')).toMatchObject({ status: 429, body: { code: 'quarantine-full' } });
    expect(await send(token, { title: 'A', key: 'k' })).toMatchObject({ status: 200 });
    cast.clock.set(cast.clock.now().add({ hours: 24 * 31 }));
    expect(await send(token, 'one more')).toMatchObject({ status: 422, body: { code: 'alert-malformed' } });
    expect((await entriesOf(sourceId, '&limit=200')).items).toHaveLength(1);
  });

  test('bodies are dropped after thirty days, not before', async () => {
    const { sourceId, token } = await source();
    await send(token, 'old');
    cast.clock.set(cast.clock.now().add({ hours: 24 * 29 }));
    await quarantineJob.run(cast.services, {});
    expect((await entriesOf(sourceId)).items).toHaveLength(1);
    cast.clock.set(cast.clock.now().add({ hours: 25 }));
    await quarantineJob.run(cast.services, {});
    expect((await entriesOf(sourceId)).items).toEqual([]);
  });

  test('lists go on where they ended, and a forged cursor is refused', async () => {
    const { sourceId, token } = await source();
    for (const body of ['a', 'b', 'c']) await send(token, body);
    const first = await entriesOf(sourceId, '&limit=2');
    const second = await entriesOf(sourceId, `&limit=2&after=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    const forged = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url');
    expect((await cast.as('dana').get(`~/alerts/quarantine?after=${forged}`)).status).toBe(422);
    expect((await cast.as('dana').get(`~/alerts?after=${Buffer.from('["x"]').toString('base64url')}`)).status).toBe(422);
  });
});
