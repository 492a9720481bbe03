/**
 * Sources over the real server: who may keep them, what a token is worth and for how long, and what never leaves.
 */
import { createHash } from 'node:crypto';
import { withSession } from '@tandem/platform/db/session.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { usualPriorities } from '../contract.ts';
import { alertsCapability } from '../index.ts';

let cast: Cast;
let made = 0;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability]);
});
afterAll(() => cast.end());

const settings = (more: Record<string, unknown> = {}) => {
  made += 1;
  return {
    name: `Source ${made}`,
    format: 'auto',
    mapping: null,
    rules: [],
    priorities: usualPriorities,
    reopenMinutes: 60,
    heartbeat: null,
    explains: false,
    ...more,
  };
};
const create = async (by: HarborPerson = 'mo', more: Record<string, unknown> = {}) => {
  const answer = await cast.as(by).post('~/alerts/sources', settings(more));
  expect(answer.status).toBe(201);
  return answer.body;
};
const send = async (token: string, key = 'k') =>
  (await cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload: { title: 'A', key } })).statusCode;
const settingsOf = ({
  name,
  format,
  mapping,
  rules,
  priorities,
  reopenMinutes,
  heartbeat,
  explains,
  revision,
}: Record<string, unknown>) => ({ name, format, mapping, rules, priorities, reopenMinutes, heartbeat, explains, revision });

describe('a source', () => {
  test('is set up with a token that is shown once and never again', async () => {
    const { token, address, source } = await create('dana');
    expect(token).toMatch(/^tda_[\w-]{43}$/);
    expect(address).toBe(`http://localhost:80/in/alerts/${token}`);
    expect(source).toMatchObject({
      side: 'internal',
      may: true,
      tokens: [{ hint: token.slice(-4), expiresAt: null, revokedAt: null }],
    });
    expect(await send(token)).toBe(200);
    const seen = JSON.stringify([
      (await cast.as('dana').get('~/alerts/sources')).body,
      (await cast.as('dana').get(`~/alerts/sources/${source.id}`)).body,
    ]);
    expect(seen).not.toContain(token);
    expect(seen).not.toContain(createHash('sha256').update(token).digest('hex'));
    const { rows } = await cast.database.pools.owner.query(
      `select coalesce(string_agg(payload::text || subject::text, ' '), '') as text from record_audit where action like 'alerts.%'`,
    );
    expect(rows[0].text).not.toContain(token.slice(4));
  });

  test('whose token’s hash the product itself cannot read', async () => {
    await create();
    await expect(cast.asSystem((ctx) => sql`select hash from alerts_token`.execute(ctx.tx))).rejects.toThrow(/permission denied/);
  });

  test.each([
    [{ name: ' ' }, 'name', 'invalid-input'],
    [{ format: 'mapping' }, 'mapping', 'source-invalid'],
    [{ format: 'mapping', mapping: '{"title": ' }, 'mapping', 'source-invalid'],
    [{ format: 'heartbeat' }, 'heartbeat', 'source-invalid'],
    [
      { rules: [{ name: 'r', match: [{ label: 'a', op: '=~', value: '(' }], set: {} }] },
      'rules.0.match.0.value',
      'source-invalid',
    ],
    [{ rules: [{ name: 'r', match: [{ label: 'a', op: '==', value: 'b' }], set: {} }] }, 'rules.0.match.0.op', 'invalid-input'],
    [{ rules: [{ name: 'r', match: [], set: { priority: 'P9' } }] }, 'rules.0.set.priority', 'source-invalid'],
    [{ reopenMinutes: 10_081 }, 'reopenMinutes', 'invalid-input'],
  ])('%j is refused at %s', async (more, field, code) => {
    expect((await cast.as('mo').post('~/alerts/sources', settings(more))).body).toMatchObject({ code, field });
  });

  test('has a name of its own, and is changed over the revision that was read', async () => {
    const { source } = await create();
    expect((await cast.as('mo').post('~/alerts/sources', settings({ name: source.name.toUpperCase() }))).body).toMatchObject({
      code: 'source-name-taken',
      field: 'name',
    });
    const changed = await cast
      .as('jo')
      .put(`~/alerts/sources/${source.id}`, { ...settingsOf(source), name: `${source.name} renamed` });
    expect(changed).toMatchObject({ status: 200, body: { revision: 2, name: `${source.name} renamed` } });
    expect((await cast.as('jo').put(`~/alerts/sources/${source.id}`, settingsOf(source))).body).toMatchObject({
      code: 'source-outdated',
    });
  });

  test('that is changed counts from the next body on', async () => {
    const { source, token } = await create('mo', { explains: true });
    const post = async (key: string) =>
      (await cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload: { title: 'A', key } })).json();
    expect((await post('before')).alerts[0].decision.function).toBe('sd-intake-triage');
    const rules = [{ name: 'all', match: [], set: { function: 'bk-monitor' } }];
    await cast.as('mo').put(`~/alerts/sources/${source.id}`, { ...settingsOf(source), rules });
    expect((await post('after')).alerts[0].decision.function).toBe('bk-monitor');
  });
});

describe('a token', () => {
  test('rotates: both are good for the overlap, then only the newer', async () => {
    const { source, token: first } = await create();
    const { body } = await cast.as('mo').post(`~/alerts/sources/${source.id}/tokens`, { overlapMinutes: 30 });
    expect(body.token).not.toBe(first);
    const [newer, older] = body.source.tokens;
    const minutesLeft = cast.clock.now().until(Temporal.Instant.from(older.expiresAt)).total('minutes');
    expect(newer.expiresAt).toBeNull();
    expect(Math.round(minutesLeft)).toBe(30);
    expect([await send(first), await send(body.token)]).toEqual([200, 200]);
    cast.clock.set(cast.clock.now().add({ minutes: 31 }));
    expect([await send(first), await send(body.token)]).toEqual([404, 200]);
  });

  test('without an overlap, or revoked, is worth nothing at once, however well it is remembered', async () => {
    const { source, token: first } = await create();
    expect(await send(first)).toBe(200);
    const { body } = await cast.as('mo').post(`~/alerts/sources/${source.id}/tokens`, { overlapMinutes: 0 });
    expect([await send(first), await send(body.token)]).toEqual([404, 200]);
    const [newest] = body.source.tokens;
    const revoked = await cast.as('mo').delete(`~/alerts/sources/${source.id}/tokens/${newest.id}`);
    expect(revoked.body.tokens[0].revokedAt).toEqual(expect.any(String));
    expect(await send(body.token)).toBe(404);
    expect((await cast.as('mo').delete(`~/alerts/sources/${source.id}/tokens/${newest.id}`)).status).toBe(404);
  });

  test('is worth nothing once its source is retired', async () => {
    const { source, token } = await create();
    expect(await send(token)).toBe(200);
    const { body } = await cast.as('mo').delete(`~/alerts/sources/${source.id}`);
    expect(body).toMatchObject({ retiredAt: expect.any(String), may: 'This source is retired.' });
    expect(await send(token)).toBe(404);
    expect((await cast.as('mo').post(`~/alerts/sources/${source.id}/tokens`, {})).body).toMatchObject({ code: 'source-retired' });
    expect((await cast.as('mo').get('~/alerts/sources')).body.items.map((item: { id: string }) => item.id)).not.toContain(
      source.id,
    );
  });

  test('belongs to its own source: another source’s token id revokes nothing', async () => {
    const [one, other] = [await create(), await create()];
    expect((await cast.as('mo').delete(`~/alerts/sources/${one.source.id}/tokens/${other.source.tokens[0].id}`)).status).toBe(
      404,
    );
    expect(await send(other.token)).toBe(200);
  });
});

describe('who may', () => {
  test('the side that set a source up changes it; the other side sees it and hears why not', async () => {
    const { source } = await create('dana');
    const seen = await cast.as('mo').get(`~/alerts/sources/${source.id}`);
    expect(seen.body.may).toBe('The internal side set this source up, and keeps it. You see it; you cannot change it.');
    const attempts = [
      await cast.as('mo').put(`~/alerts/sources/${source.id}`, settingsOf(source)),
      await cast.as('mo').post(`~/alerts/sources/${source.id}/tokens`, {}),
      await cast.as('mo').delete(`~/alerts/sources/${source.id}/tokens/${source.tokens[0].id}`),
      await cast.as('mo').delete(`~/alerts/sources/${source.id}`),
    ];
    expect(attempts.map(({ status, body }) => [status, body.code, body.detail])).toEqual(
      attempts.map(() => [403, 'not-allowed', seen.body.may]),
    );
  });

  test('roles that do not keep sources are refused with the reason they were shown', async () => {
    const { source } = await create();
    for (const person of ['pat', 'kim', 'lee', 'ana'] as const) {
      const list = await cast.as(person).get('~/alerts/sources');
      const refused = await cast.as(person).post('~/alerts/sources', settings());
      expect([refused.status, refused.body.detail], person).toEqual([403, list.body.mayCreate]);
      expect((await cast.as(person).delete(`~/alerts/sources/${source.id}`)).status, person).toBe(403);
    }
    for (const person of ['wes', 'helen'] as const)
      expect((await cast.as(person).get('~/alerts/sources')).status, person).toBe(403);
  });

  test('an employee finds none, a stranger is asked who they are, the neighbour sees nothing', async () => {
    const { source } = await create();
    const paths = [`~/alerts/sources/${source.id}`, '~/alerts/sources', '~/alerts', '~/alerts/quarantine'];
    expect((await cast.as('wes').get(paths[0]!)).status).toBe(404);
    for (const path of paths) {
      expect((await cast.as(null).get(path)).status, path).toBe(401);
      expect((await cast.as(cast.neighbour.dora).get(path)).status, path).toBe(404);
    }
    const other = `/api/engagements/${cast.neighbour.id}/alerts/sources/${source.id}`;
    expect((await cast.as(cast.neighbour.dora).get(other)).status).toBe(404);
  });

  test('the database refuses on its own what the application would not do', async () => {
    const { source } = await create('dana');
    const session = (side: 'internal' | 'provider', role: string) => ({
      engagementId: cast.harborId,
      side,
      role,
      memberId: null,
      personId: null,
    });
    const rename = (side: 'internal' | 'provider', role: string) =>
      withSession(cast.services.db, session(side, role), (tx) =>
        sql`update alerts_source set name = 'x' || name where id = ${source.id}`.execute(tx),
      );
    expect((await rename('provider', 'admin')).numAffectedRows).toBe(0n);
    expect((await rename('internal', 'employee')).numAffectedRows).toBe(0n);
    expect((await rename('internal', 'it')).numAffectedRows).toBe(1n);
    const write = (statement: string) =>
      withSession(cast.services.db, session('internal', 'it'), (tx) => sql.raw(statement).execute(tx));
    await expect(
      write(`insert into alerts_alert (engagement_id, source_id, fingerprint, occurrence, newest, state, title, detail, labels, cut, first_seen_at, last_seen_at, count, transitions)
        values ('${cast.harborId}', '${source.id}', 'x', 1, true, 'firing', 't', 'd', '{}', false, now(), now(), 1, '[]')`),
    ).rejects.toThrow(/row-level security/);
    const employee = await withSession(cast.services.db, session('internal', 'employee'), async (tx) => ({
      sources: (await sql`select 1 from alerts_source`.execute(tx)).rows.length,
      tokens: (await sql`select id from alerts_token`.execute(tx)).rows.length,
      alerts: (await sql`select 1 from alerts_alert`.execute(tx)).rows.length,
      bodies: (await sql`select 1 from alerts_quarantine`.execute(tx)).rows.length,
    }));
    expect(employee).toEqual({ sources: 0, tokens: 0, alerts: 0, bodies: 0 });
  });
});
