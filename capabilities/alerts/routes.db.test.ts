/**
 * Alerts as people read them: lists that go on, filters that mean what they say, a try that leaves no trace.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cast, createCast } from '../../proof/cast/cast.ts';
import { engagementsCapability } from '../engagements/index.ts';
import { responsibilityCapability } from '../responsibility/index.ts';
import { alertsById, alertsCapability, sourceCreate } from './index.ts';

let cast: Cast;
let sourceId: string;
let token: string;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, alertsCapability], '2027-05-29T02:10:00-05:00');
  ({ sourceId, token } = await cast.asSystem((ctx) =>
    sourceCreate(ctx, 'internal', {
      name: 'plain',
      rules: [{ name: 'backup', match: [{ label: 'kind', op: '=', value: 'backup' }], set: { function: 'bk-failure-fix' } }],
    }),
  ));
  for (const [index, state] of (['firing', 'resolved', 'firing', 'firing', 'firing'] as const).entries()) {
    const alert = {
      title: `Alert ${index}`,
      key: String(index),
      severity: index === 4 ? 'critical' : 'warning',
      labels: { kind: index === 2 ? 'backup' : '100%_sure' },
    };
    await send({ ...alert, state: 'firing' });
    if (state === 'resolved') await send({ ...alert, state });
  }
});
afterAll(() => cast.end());

const send = (payload: object) => cast.app.inject({ method: 'POST', url: `/in/alerts/${token}`, payload });
const titles = async (query: string) =>
  (await cast.as('pat').get(`~/alerts?${query}`)).body.items.map((item: { title: string }) => item.title);

describe('the list', () => {
  test('is newest first, and goes on where it ended', async () => {
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await cast.as('pat').get(`~/alerts?limit=2${after}`);
      seen.push(...body.items.map((item: { title: string }) => item.title));
      after = body.next === null ? '' : `&after=${body.next}`;
    } while (after !== '');
    expect(seen).toEqual(['Alert 4', 'Alert 3', 'Alert 2', 'Alert 1', 'Alert 0']);
  });

  test.each([
    ['state=resolved', ['Alert 1']],
    ['state=firing&limit=1', ['Alert 4']],
    ['priority=P1', ['Alert 4']],
    ['function=bk-failure-fix', ['Alert 2']],
    ['q=alert%203', ['Alert 3']],
    ['q=BACKUP', ['Alert 2']],
    ['q=%25', ['Alert 4', 'Alert 3', 'Alert 1', 'Alert 0']],
    ['q=_', ['Alert 4', 'Alert 3', 'Alert 1', 'Alert 0']],
    ['q=nothing', []],
    ['flapping=yes', []],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  test('knows sources, and refuses what is no filter', async () => {
    expect(await titles(`sourceId=${sourceId}`)).toHaveLength(5);
    expect((await cast.as('pat').get('~/alerts?sourceId=nonsense')).status).toBe(422);
    expect((await cast.as('pat').get('~/alerts?priority=P9')).status).toBe(422);
  });

  test('is for both IT sides, not for employees or the business', async () => {
    for (const person of ['dana', 'pat', 'mo', 'kim', 'jo', 'lee', 'ana'] as const)
      expect((await cast.as(person).get('~/alerts')).status, person).toBe(200);
    const [{ id }] = (await cast.as('pat').get('~/alerts?limit=1')).body.items;
    expect((await cast.as('wes').get('~/alerts')).status).toBe(403);
    expect((await cast.as('wes').get(`~/alerts/${id}`)).status).toBe(404);
    expect((await cast.as('helen').get('~/alerts')).status).toBe(403);
    expect((await cast.as(cast.neighbour.dora).get(`/api/engagements/${cast.neighbour.id}/alerts/${id}`)).status).toBe(404);
  });
});

describe('by id', () => {
  test('other capabilities read alerts as they are now', async () => {
    const [{ id, title }] = (await cast.as('pat').get('~/alerts?limit=1')).body.items;
    const found = await cast.asSystem((ctx) => alertsById(ctx, [id, '00000000-0000-7000-8000-000000000000']));
    expect([...found.values()]).toMatchObject([{ id, title, state: 'firing', count: 1, flapping: false }]);
  });
});

describe('trying a body', () => {
  const before = async () => {
    const { rows } =
      await cast.database.pools.owner.query(`select (select count(*) from record_audit) as audit, (select count(*) from record_receipt) as receipts,
      (select count(*) from alerts_quarantine) as bodies, (select sum(deliveries + refused) from alerts_pulse) as pulse`);
    return rows[0];
  };

  test('shows what each alert is, who owns it and why, and leaves no trace', async () => {
    const state = await before();
    const body = JSON.stringify([
      { title: 'A', key: 'a', labels: { kind: 'backup' }, severity: 'critical', asset: 'FS01' },
      { title: 'B' },
      { title: 'C', key: 'c' },
    ]);
    const answer = await cast.as('lee').post('~/alerts/try', { sourceId, body });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        format: 'plain',
        alerts: [
          {
            title: 'A',
            rule: 'backup',
            function: 'bk-failure-fix',
            priority: 'P1',
            facts: { asset: 'FS01' },
            answer: { row: 'A-16', who: ['msp-noc'] },
          },
          { title: 'C', rule: null, function: 'sd-intake-triage', answer: { gap: true } },
        ],
        rejected: [{ code: 'alert-malformed', field: 'alerts[1].key' }],
      },
    });
    expect(answer.body.alerts[0].answer.trace.length).toBeGreaterThan(3);
    expect(await before()).toEqual(state);
  });

  test('takes settings that are not kept yet, and another instant', async () => {
    const answer = await cast.as('dana').post('~/alerts/try', {
      format: 'mapping',
      mapping: '{"title": name, "key": name}',
      rules: [{ name: 'all', match: [], set: { function: 'sd-tier1-support', priority: 'P3' } }],
      at: '2027-06-01T10:00:00-05:00',
      body: '{"name": "Printer"}',
    });
    expect(answer.body.alerts).toMatchObject([{ rule: 'all', answer: { window: 'business-hours', who: ['dana'] } }]);
    expect((await cast.as('dana').post('~/alerts/try', { body: 'nonsense' })).body).toMatchObject({
      alerts: [],
      rejected: [{ code: 'alert-malformed' }],
    });
    expect(
      (
        await cast
          .as('dana')
          .post('~/alerts/try', { body: '{}', rules: [{ name: 'r', match: [{ label: 'a', op: '=~', value: '(' }], set: {} }] })
      ).body,
    ).toMatchObject({ code: 'source-invalid' });
    expect((await cast.as('pat').post('~/alerts/try', { body: '{}' })).status).toBe(403);
  });
});
