/**
 * From alerts to items on real PostgreSQL, through the outbox: one item for each alert however it is delivered, whose it
 * is by the decision that came with it, and what becomes of it when the alert is seen again, changes, ends and returns.
 */
import { randomUUID } from 'node:crypto';
import type { Facts } from '@tandem/core/responsibility/model.ts';
import { receiptsAdd, record } from '@tandem/platform/record/record.ts';
import { type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast, type HarborPerson } from '../../../proof/cast/cast.ts';
import { engagementsCapability } from '../../engagements/index.ts';
import { decideWho, responsibilityCapability } from '../../responsibility/index.ts';
import { workCapability } from '../index.ts';

let cast: Cast;

beforeAll(async () => {
  cast = await createCast([engagementsCapability, responsibilityCapability, workCapability]);
});
afterAll(() => cast.end());

interface Told {
  topic: string;
  payload: Record<string, unknown>;
}

/** What the intake publishes about an alert, decided now. */
async function alertOf(
  what: Partial<Facts> & { title?: string; detail?: string; link?: string } = {},
): Promise<Record<string, unknown>> {
  const { title = 'Backup of FS01 failed', detail = 'exit code 3', link = null, ...given } = what;
  const facts = { at: cast.clock.now().toString(), function: 'bk-failure-fix', priority: 'P2', ...given } as Facts;
  return cast.asSystem(async (ctx) => {
    const { answer, contentHash } = await decideWho(ctx, facts);
    const [receiptId] = await receiptsAdd(ctx, [{ kind: 'who', contentHash, input: facts, output: answer }]);
    return {
      alertId: randomUUID(),
      sourceId: randomUUID(),
      title,
      detail,
      link,
      facts,
      answer,
      contentHash,
      receiptId,
      labels: {},
      count: 1,
    };
  });
}

async function publish(told: readonly Told[]): Promise<void> {
  await cast.asSystem((ctx) =>
    record(
      ctx,
      told.map(({ topic, payload }) => ({
        action: 'alerts.test',
        subject: { kind: 'alert', id: String(payload['alertId']) },
        audience: 'shared' as const,
        payload: {},
        publish: { topic, payload },
      })),
    ),
  );
}

async function tell(...told: Told[]): Promise<void> {
  await publish(told);
  await cast.settle();
}

const itemsOf = async (alertId: unknown) =>
  (
    await cast.asSystem((ctx) =>
      sql<{ key: string }>`select prefix || '-' || number as key from work_item where alert_id = ${alertId}`.execute(ctx.tx),
    )
  ).rows;

async function itemOf(alertId: unknown, by: HarborPerson = 'dana') {
  const rows = await itemsOf(alertId);
  expect(rows).toHaveLength(1);
  return (await cast.as(by).get(`~/work/items/${rows[0]?.key}`)).body;
}

const titles = async (number: string) =>
  (await cast.as('dana').get(`~/work/items/${number}/timeline?limit=200`)).body.items.map(
    (each: { title: string }) => each.title,
  );

test('an alert becomes one item of its owner, with the facts and the reasons both sides read', async () => {
  const alert = await alertOf({ asset: 'FS01', link: 'https://grafana.example/a' });
  await tell({ topic: 'alerts.opened', payload: alert }, { topic: 'alerts.opened', payload: alert });
  await tell({ topic: 'alerts.opened', payload: alert });
  const item = await itemOf(alert['alertId']);
  expect(item).toMatchObject({
    kind: 'incident',
    title: 'Backup of FS01 failed',
    detail: 'exit code 3',
    asset: 'FS01',
    urgent: true,
    custody: { side: 'provider', team: 'msp-noc' },
    alert: { id: alert['alertId'], count: 1 },
    authority: { receiptId: alert['receiptId'], row: 'A-16' },
    links: [{ url: 'https://grafana.example/a' }],
  });
  expect(await itemOf(alert['alertId'], 'jo')).toMatchObject({ number: item.number, authority: item.authority });
  expect(await titles(item.number)).toEqual(['Alert', 'Custody to provider, Operations centre']);
});

test('what comes from outside is text: cut, kept, never dropped', async () => {
  const odd: Record<string, unknown> = {
    ...(await alertOf({ title: `<b>${'x'.repeat(500)}`, detail: '\ud800 half', link: 'javascript:alert(1)' })),
    answer: null,
    facts: null,
  };
  await tell({ topic: 'alerts.opened', payload: odd });
  const item = await itemOf(odd['alertId']);
  expect(item).toMatchObject({ function: 'sd-intake-triage', gap: true, detail: '\ufffd half', links: [] });
  expect(item.title).toHaveLength(200);
});

test('re-sends are counted without disturbing who has it open', async () => {
  const alert = await alertOf();
  await tell({ topic: 'alerts.opened', payload: alert });
  const before = await itemOf(alert['alertId']);
  await tell(
    { topic: 'alerts.updated', payload: { ...alert, count: 2 } },
    { topic: 'alerts.updated', payload: { ...alert, count: 5 } },
  );
  const after = await itemOf(alert['alertId']);
  expect(after).toMatchObject({ alert: { count: 5 }, version: before.version });
  expect((await titles(after.number)).slice(2)).toEqual(['The alert was sent again']);
});

test('an alert that ends by itself ends what nobody took, and only that', async () => {
  const [left, taken, noted] = [await alertOf(), await alertOf(), await alertOf()];
  await tell(...[left, taken, noted].map((payload) => ({ topic: 'alerts.opened', payload })));
  const { number, version } = await itemOf(taken['alertId']);
  await cast.as('jo').post(`~/work/items/${number}/take`, { version });
  await cast
    .as('jo')
    .post(`~/work/items/${(await itemOf(noted['alertId'])).number}/notes`, { audience: 'provider', body: 'Looks harmless' });
  await tell(...[left, taken, noted].map(({ alertId }) => ({ topic: 'alerts.resolved', payload: { alertId } })));
  expect(await itemOf(left['alertId'])).toMatchObject({
    state: 'resolved',
    resolution: 'The alert resolved by itself before anybody took it.',
  });
  expect(await itemOf(taken['alertId'])).toMatchObject({ state: 'open', alert: { resolvedAt: expect.any(String) } });
  // A private note is no hand on it: were it one, the other side would see from the state that somebody wrote.
  expect(await itemOf(noted['alertId'])).toMatchObject({ state: 'resolved' });
});

test('an alert that returns is new work for whoever has it now, on the same item', async () => {
  const alert = await alertOf({ function: 'sd-tier1-support' });
  await tell({ topic: 'alerts.opened', payload: alert });
  const first = await itemOf(alert['alertId']);
  expect(first.custody).toMatchObject({ side: 'internal', memberName: 'Dana Ruiz' });
  await cast.as('dana').post(`~/work/items/${first.number}/resolve`, { version: first.version, resolution: 'Restarted' });
  const day = cast.clock.now();
  cast.clock.set(Temporal.Instant.from('2027-03-11T02:10:00-06:00'));
  await tell(
    { topic: 'alerts.resolved', payload: { alertId: alert['alertId'] } },
    { topic: 'alerts.reopened', payload: { ...alert, count: 2 } },
  );
  const again = await itemOf(alert['alertId']);
  expect(again).toMatchObject({
    number: first.number,
    state: 'open',
    resolution: null,
    custody: { side: 'provider', team: 'msp-desk', takenAt: null },
  });
  expect(again.response).toMatchObject({ state: 'met', dueAt: first.response.dueAt });
  cast.clock.set(day);
});

test('an alert that says something else moves what nobody touched; its target is never later', async () => {
  const [free, taken] = [await alertOf({ priority: 'P4' }), await alertOf({ priority: 'P4' })];
  await tell(...[free, taken].map((payload) => ({ topic: 'alerts.opened', payload })));
  const before = await itemOf(taken['alertId']);
  await cast.as('jo').post(`~/work/items/${before.number}/take`, { version: before.version });
  const worse = await alertOf({ priority: 'P1', function: 'sm-edr-triage', title: 'Ransomware' });
  const changed = (alert: Record<string, unknown>) => ({
    topic: 'alerts.updated',
    payload: { ...worse, alertId: alert['alertId'], changed: true },
  });
  await tell(changed(free), changed(taken));
  expect(await itemOf(free['alertId'])).toMatchObject({
    priority: 'P1',
    function: 'sm-edr-triage',
    custody: { team: 'msp-soc' },
    urgent: true,
  });
  expect(await itemOf(taken['alertId'])).toMatchObject({ priority: 'P4', custody: { memberName: 'Jo Marsh' } });
  expect((await titles(before.number)).at(-1)).toBe('The source says it is P1: Ransomware');
});

test('an event that cannot be handled holds up no other, and what failed half-way leaves nothing', async () => {
  const alerts = await Promise.all(Array.from({ length: 6 }, () => alertOf()));
  const [broken, ...sound] = alerts;
  const spoilt = { ...broken, facts: { at: 'never', function: 'bk-failure-fix', priority: 'P9' } };
  await tell(...[sound[0]!, spoilt, ...sound.slice(1)].map((payload) => ({ topic: 'alerts.opened', payload })));
  for (const alert of sound) expect(await itemsOf(alert['alertId'])).toHaveLength(1);
  expect(await itemsOf(broken?.['alertId'])).toEqual([]);
  const waiting = await cast.asSystem((ctx) =>
    sql<{ attempts: number }>`select attempts from record_outbox where subscriber = 'work.alerts'`.execute(ctx.tx),
  );
  expect(waiting.rows).toEqual([{ attempts: 1 }]);
  await cast.asSystem((ctx) => sql`delete from record_outbox`.execute(ctx.tx));
});

test('a storm is worked off in batches of a handful of statements', async () => {
  const template = await alertOf();
  const storm = Array.from({ length: 600 }, () => ({ topic: 'alerts.opened', payload: { ...template, alertId: randomUUID() } }));
  await publish(storm);
  const queries = await countQueries(() => cast.settle());
  const opened = await Promise.all([storm[0], storm[599]].map((told) => itemsOf(told?.payload['alertId'])));
  expect(opened.map((rows) => rows.length)).toEqual([1, 1]);
  expect(queries).toBeGreaterThan(30);
  expect(queries).toBeLessThan(130);
});

/** How many statements the product runs meanwhile. */
async function countQueries(work: () => Promise<void>): Promise<number> {
  const plain = cast.services.db;
  let count = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  cast.services.db = plain.withPlugin(counting);
  await work().finally(() => {
    cast.services.db = plain;
  });
  return count;
}
