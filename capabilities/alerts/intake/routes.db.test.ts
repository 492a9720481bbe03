/**
 * The intake through the real server on PostgreSQL: what a sender posts is committed with its owner before it is
 * answered; repeats, disorder and storms change nothing that counts; what cannot be read is refused and kept.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../../proof/cast/cast.ts';
import { assetAdd, engagementsCapability } from '../../engagements/index.ts';
import { responsibilityCapability } from '../../responsibility/index.ts';
import { alertsCapability, sourceCreate } from '../index.ts';
import type { Rule } from '../routing/rules.ts';

let cast: Cast;
let sources = 0;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability], '2027-05-29T02:10:00-05:00');
  await cast.asSystem((ctx) => assetAdd(ctx, { name: 'ERP01', class: 'server', site: 'main', app: null, detail: '' }));
});
afterAll(() => cast.end());

const rules: Rule[] = [
  {
    name: 'servers',
    match: [{ label: 'alertname', op: '=~', value: 'Instance.*|Disk.*' }],
    set: { function: 'sv-monitoring', asset: '{instance|host}' },
  },
];

async function source(more: Partial<Parameters<typeof sourceCreate>[2]> = {}) {
  sources += 1;
  const name = `source ${sources}`;
  return cast.asSystem((ctx) => sourceCreate(ctx, 'provider', { name, rules, explains: true, ...more }));
}

async function send(token: string, body: unknown, headers: Record<string, string> = {}) {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const response = await cast.app.inject({
    method: 'POST',
    url: `/in/alerts/${token}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });
  return { status: response.statusCode, body: response.json(), type: String(response.headers['content-type']) };
}

const plain = (key: string, more: Record<string, unknown> = {}) => ({
  title: `Disk of ${key}`,
  key,
  labels: { alertname: 'DiskFull', instance: 'erp01:9100' },
  severity: 'critical',
  ...more,
});
const alertOf = async (id: string) => (await cast.as('dana').get(`~/alerts/${id}`)).body;
const kinds = async (id: string) =>
  (await alertOf(id)).history.map((event: { kind: string; count: number }) => `${event.kind} ${event.count}`);
const minutesLater = (minutes: number) => cast.clock.set(cast.clock.now().add({ minutes }));
const quarantine = async (sourceId: string) => (await cast.as('dana').get(`~/alerts/quarantine?sourceId=${sourceId}`)).body.items;
/** How many rows of the record and the outbox speak of these alerts. */
const count = async (statement: string, ids: string[]) =>
  Number((await cast.database.pools.owner.query(statement, [ids])).rows[0].n);

describe('an alert', () => {
  test('is committed with its owner, its reasons and its receipt', async () => {
    const { token } = await source();
    const answer = await send(token, plain('one'));
    expect(answer.status).toBe(200);
    const [taken] = answer.body.alerts;
    expect(taken).toMatchObject({ outcome: 'opened', decision: { rule: 'servers', function: 'sv-monitoring', priority: 'P1' } });
    for (const who of ['dana', 'lee'] as const) {
      const { body } = await cast.as(who).get(`~/alerts/${taken.id}`);
      expect(body).toMatchObject({
        state: 'firing',
        title: 'Disk of one',
        responsible: 'provider',
        who: ['msp-noc'],
        facts: { asset: 'ERP01', 'asset-class': 'server', site: 'main', function: 'sv-monitoring', priority: 'P1' },
        answer: {
          row: 'A-10',
          window: 'weekend',
          mode: 'act',
          allowedNow: expect.arrayContaining([expect.stringContaining('restart-service')]),
        },
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(body.answer.trace.length).toBeGreaterThan(3);
      const receipt = await cast.as(who).get(`~/receipts/${body.receiptId}`);
      expect(receipt.body).toMatchObject({ reproduced: true, facts: body.facts, hash: body.contentHash });
    }
  });

  test('that no rule takes is triage work, never dropped', async () => {
    const { token } = await source({ rules: [] });
    const [taken] = (await send(token, plain('unmapped'))).body.alerts;
    expect(await alertOf(taken.id)).toMatchObject({
      rule: null,
      function: 'sd-intake-triage',
      answer: { gap: true, holder: 'msp-noc' },
    });
  });

  test('of a site that the agreement does not know is decided without it', async () => {
    const { token } = await source();
    const [taken] = (await send(token, plain('elsewhere', { site: 'moon', labels: { alertname: 'DiskFull', host: 'NAS9' } })))
      .body.alerts;
    const alert = await alertOf(taken.id);
    expect(alert.facts).toEqual({ at: alert.facts.at, function: 'sv-monitoring', priority: 'P1' });
    expect(alert).toMatchObject({ who: ['msp-noc'], labels: { site: 'moon', host: 'NAS9' } });
  });

  test('tells senders no more than they need, unless the source says so', async () => {
    const { token } = await source({ explains: false });
    expect((await send(token, plain('quiet'))).body).toEqual({
      alerts: [{ id: expect.any(String), outcome: 'opened' }],
      rejected: [],
    });
  });
});

describe('identity', () => {
  test('is the fingerprint: a re-send with other words updates, a resolve resolves, another label is another alert', async () => {
    const { token } = await source();
    const body = (status: string, instance: string, summary: string, endsAt = '0001-01-01T00:00:00Z') => ({
      version: '4',
      groupKey: '{}:{alertname="InstanceDown"}',
      groupLabels: { alertname: 'InstanceDown' },
      status,
      receiver: 'tandem',
      alerts: [
        {
          status,
          labels: { alertname: 'InstanceDown', instance },
          annotations: { summary },
          startsAt: '2027-05-29T07:00:00Z',
          endsAt,
        },
      ],
    });
    const [first] = (await send(token, body('firing', 'erp01:9100', 'down'))).body.alerts;
    const [again] = (await send(token, body('firing', 'erp01:9100', 'still down'))).body.alerts;
    const [other] = (await send(token, body('firing', 'fs01:9100', 'down'))).body.alerts;
    expect([again, other.outcome]).toMatchObject([{ id: first.id, outcome: 'seen' }, 'opened']);
    expect(other.id).not.toBe(first.id);
    const [over] = (await send(token, body('resolved', 'erp01:9100', 'down', '2027-05-29T07:09:00Z'))).body.alerts;
    expect(over).toMatchObject({ id: first.id, outcome: 'resolved' });
    expect(await alertOf(first.id)).toMatchObject({
      state: 'resolved',
      count: 2,
      title: 'down',
      endsAt: '2027-05-29T07:09:00Z',
      group: '{}:{alertname="InstanceDown"}',
    });
    expect(await kinds(first.id)).toEqual(['opened 1', 'seen 2', 'resolved 2']);
    const [late] = (await send(token, body('firing', 'erp01:9100', 'down'))).body.alerts;
    expect(late).toMatchObject({ id: first.id, outcome: 'late' });
    expect(await alertOf(first.id)).toMatchObject({ state: 'resolved', count: 3 });
  });

  test('belongs to its source: the same key of another source is another alert', async () => {
    const [a, b] = await Promise.all([source(), source()]);
    const [one] = (await send(a.token, plain('same'))).body.alerts;
    const [two] = (await send(b.token, plain('same'))).body.alerts;
    expect(two).toMatchObject({ outcome: 'opened' });
    expect(two.id).not.toBe(one.id);
  });

  test('outlives a resolve for the time of its source, then begins a new occurrence', async () => {
    const { token } = await source({ reopenMinutes: 30 });
    const [opened] = (await send(token, plain('back'))).body.alerts;
    await send(token, plain('back', { state: 'resolved' }));
    minutesLater(20);
    const [reopened] = (await send(token, plain('back'))).body.alerts;
    expect(reopened).toMatchObject({ id: opened.id, outcome: 'reopened' });
    const { receiptId } = await alertOf(opened.id);
    expect((await alertOf(opened.id)).history.map((event: { receiptId: string | null }) => event.receiptId)).toEqual([
      expect.any(String),
      null,
      receiptId,
    ]);
    await send(token, plain('back', { state: 'resolved' }));
    minutesLater(31);
    const [next] = (await send(token, plain('back'))).body.alerts;
    expect(next.outcome).toBe('opened');
    expect(next.id).not.toBe(opened.id);
    expect(await alertOf(next.id)).toMatchObject({ occurrence: 2, count: 1 });
  });

  test('a resolve of what never fired is kept, and is nobody’s work', async () => {
    const { token } = await source();
    const [over] = (await send(token, plain('ghost', { state: 'resolved' }))).body.alerts;
    expect(over.outcome).toBe('resolved');
    expect(await alertOf(over.id)).toMatchObject({ state: 'resolved', function: null, answer: null });
    expect(await count(`select count(*) as n from record_audit where subject ->> 'id' = any($1)`, [over.id])).toBe(0);
    const [fired] = (await send(token, plain('ghost'))).body.alerts;
    expect(fired).toMatchObject({ id: over.id, outcome: 'opened' });
  });

  test('flaps when it keeps changing within an hour', async () => {
    const { token } = await source();
    let id = '';
    for (let turn = 0; turn < 3; turn += 1) {
      [{ id }] = (await send(token, plain('flap'))).body.alerts;
      expect((await alertOf(id)).flapping).toBe(turn === 2);
      await send(token, plain('flap', { state: 'resolved' }));
    }
    expect(await alertOf(id)).toMatchObject({ transitionsLastHour: 6, flapping: true });
    expect((await cast.as('dana').get('~/alerts?flapping=yes')).body.items.map((item: { id: string }) => item.id)).toContain(id);
    minutesLater(61);
    expect((await alertOf(id)).flapping).toBe(false);
  });

  test('decides again when what it is about changed, and says so', async () => {
    const { token } = await source();
    const [opened] = (await send(token, plain('worse', { severity: 'warning' }))).body.alerts;
    const [worse] = (await send(token, plain('worse', { severity: 'critical' }))).body.alerts;
    expect(worse).toMatchObject({ id: opened.id, outcome: 'changed', decision: { priority: 'P1' } });
    expect((await alertOf(opened.id)).history).toMatchObject([
      { kind: 'opened', priority: 'P3' },
      { kind: 'changed', priority: 'P1', receiptId: expect.any(String) },
    ]);
  });

  test('a sender that repeats for ever does not fill the record', async () => {
    const { token } = await source();
    let id = '';
    for (let turn = 0; turn < 20; turn += 1) [{ id }] = (await send(token, plain('drip'))).body.alerts;
    expect(await kinds(id)).toEqual(['opened 1', 'seen 2', 'seen 4', 'seen 8', 'seen 16']);
    expect((await alertOf(id)).count).toBe(20);
  });
});

describe('a batch', () => {
  test('of many senders at once loses none and doubles none', async () => {
    const { token } = await source();
    const keys = Array.from({ length: 120 }, (_, index) => `storm ${index % 60}`);
    const answers = await Promise.all(keys.map((key) => send(token, plain(key))));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    const outcomes = answers.map((answer) => answer.body.alerts[0].outcome);
    expect([
      outcomes.filter((outcome) => outcome === 'opened').length,
      outcomes.filter((outcome) => outcome === 'seen').length,
    ]).toEqual([60, 60]);
    const ids = [...new Set(answers.map((answer) => answer.body.alerts[0].id))];
    expect(ids).toHaveLength(60);
    expect(
      await count(
        `select count(*) as n from record_audit where action = 'alerts.alert-opened' and subject ->> 'id' = any($1)`,
        ids,
      ),
    ).toBe(60);
    expect(
      await count(
        'select count(*) as n from record_receipt r join alerts_alert a on a.receipt_id = r.id where a.id = any($1::uuid[])',
        ids,
      ),
    ).toBe(60);
  });

  test('may tell the same alert’s whole story in one body', async () => {
    const { token } = await source();
    const body = [plain('story'), plain('story', { state: 'resolved' }), plain('story')];
    const { alerts } = (await send(token, body)).body;
    expect(alerts.map((alert: { outcome: string }) => alert.outcome)).toEqual(['opened', 'resolved', 'reopened']);
    expect(await alertOf(alerts[0].id)).toMatchObject({ state: 'firing', count: 2 });
  });

  test('keeps the good alerts of a body, and the bad one in quarantine', async () => {
    const { token, sourceId } = await source();
    const answer = await send(token, { alerts: [plain('good'), { title: 'bad' }, plain('also good')] });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        alerts: [{ outcome: 'opened' }, { outcome: 'opened' }],
        rejected: [{ code: 'alert-malformed', field: 'alerts[1].key' }],
      },
    });
    const [entry] = await quarantine(sourceId);
    expect((await cast.as('dana').get(`~/alerts/quarantine/${entry.id}`)).body.body).toBe('{"alerts":[{"title":"bad"}]}');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['text', 'not json', 'alert-malformed', null, 422],
    ['half a body', '{"title": "A", ', 'alert-malformed', null, 422],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'alert-malformed', null, 422],
    ['a number', '7', 'alert-malformed', null, 422],
    ['nothing', '', 'alert-malformed', null, 422],
    ['no identity', '{"title":"A"}', 'alert-malformed', 'key', 422],
    ['deep nesting', '['.repeat(50_000), 'alert-malformed', null, 422],
    ['deep but whole', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'alert-malformed', 'alerts[0]', 422],
    [
      'too many alerts',
      JSON.stringify(Array.from({ length: 501 }, () => ({ title: 'A', key: 'k' }))),
      'alert-too-many',
      'alerts',
      422,
    ],
    ['too large', `{"title":"${'x'.repeat(1_100_000)}"}`, 'too-large', null, 413],
  ])('%s is refused with a code and kept', async (_name, body, code, field, status) => {
    const { token, sourceId } = await source();
    const answer = await send(token, body);
    expect(answer).toMatchObject({
      status,
      type: 'application/problem+json; charset=utf-8',
      body: { code, requestId: expect.any(String) },
    });
    expect(answer.body.field ?? null).toBe(field);
    const entries = await quarantine(sourceId);
    expect(entries).toMatchObject([
      { code, field, count: 1, cut: code === 'too-large', bytes: Buffer.byteLength(body as string) },
    ]);
    expect(await send(token, body)).toMatchObject({ status });
    expect(await quarantine(sourceId)).toMatchObject([{ id: entries[0].id, count: 2 }]);
    const { body: shown } = await cast.as('dana').get('~/alerts/sources');
    expect(shown.items.find((item: { id: string }) => item.id === sourceId)).toMatchObject({
      waiting: 1,
      pulse: { refused: 2, alerts: 0 },
    });
  });

  test('any content type is read for what it holds', async () => {
    const { token } = await source();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8', 'nonsense'])
      expect((await send(token, plain('typed'), { 'content-type': type })).status).toBe(200);
  });
});

describe('tokens', () => {
  test('an unknown one gets the answer of an address that does not exist, and too many are made to wait', async () => {
    const guess = (address: string, token = 'tda_guess') =>
      cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload: { title: 'A' }, remoteAddress: address });
    const nowhere = await cast.app.inject({ method: 'GET', url: '/api/nowhere' });
    const first = await guess('203.0.113.9');
    const strip = (response: { json(): Record<string, unknown> }) => ({ ...response.json(), requestId: null });
    expect([first.statusCode, strip(first)]).toEqual([404, strip(nowhere)]);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, turn) => guess('203.0.113.9', `tda_${turn}`)));
    expect(answers.map((answer) => answer.statusCode)).toContain(429);
    expect((await guess('203.0.113.10')).statusCode).toBe(404);
  });

  test('a good one works from an address that guessed too often', async () => {
    const { token } = await source();
    expect((await send(token, plain('known'))).status).toBe(200);
    const guess = () => cast.app.inject({ method: 'POST', url: '/in/alerts/tda_other', payload: {}, remoteAddress: '127.0.0.1' });
    for (let turn = 0; turn < 31; turn += 1) await guess();
    expect((await guess()).statusCode).toBe(429);
    expect((await send(token, plain('known'))).status).toBe(200);
  });
});
