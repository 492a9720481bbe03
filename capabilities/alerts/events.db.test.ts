/**
 * What other capabilities and both sides' records hear of alerts: each event once, in order, with all that work needs.
 */
import type { OutboxEvent } from '@tandem/platform/record/outbox.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, createCast } from '../../proof/cast/cast.ts';
import { engagementsCapability } from '../engagements/index.ts';
import { responsibilityCapability } from '../responsibility/index.ts';
import { alertsCapability, sourceCreate } from './index.ts';

let cast: Cast;
let token: string;
const heard: OutboxEvent[] = [];
const topics = ['alerts.opened', 'alerts.updated', 'alerts.resolved', 'alerts.reopened', 'alerts.quarantined'];

beforeAll(async () => {
  const listener = {
    ...alertsCapability,
    subscribers: [
      {
        name: 'test.listener',
        topics,
        handle: async (_ctx: unknown, events: readonly OutboxEvent[]) => void heard.push(...events),
      },
    ],
  };
  cast = await createCast([engagementsCapability, responsibilityCapability, listener], '2027-05-29T02:10:00-05:00');
  ({ token } = await cast.asSystem((ctx) => sourceCreate(ctx, 'provider', { name: 'events', format: 'plain' })));
});
afterAll(() => cast.end());

const send = (more: object) =>
  cast.app.inject({
    method: 'POST',
    url: `/in/alerts/${token}`,
    payload: { title: 'Disk', key: 'disk', labels: { host: 'FS01' }, ...more },
  });

test('the story of an alert is told once each, in order, with its decision', async () => {
  const first = (await send({ severity: 'warning', link: 'https://grafana.example/d/1', group: 'disks' })).json().alerts[0].id;
  await send({ severity: 'warning' });
  await send({ severity: 'warning' });
  await send({ severity: 'critical' });
  await send({ state: 'resolved' });
  await send({ state: 'resolved' });
  await send({ severity: 'critical' });
  await send({ key: 7, labels: [] });
  await cast.settle();
  expect(heard.map(({ topic }) => topic)).toEqual([
    'alerts.opened',
    'alerts.updated',
    'alerts.updated',
    'alerts.resolved',
    'alerts.reopened',
    'alerts.quarantined',
  ]);
  expect(heard.slice(0, 5).every(({ payload }) => payload['alertId'] === first)).toBe(true);
  expect(heard[0]?.payload).toMatchObject({
    source: 'events',
    sourceSide: 'provider',
    title: 'Disk',
    labels: { host: 'FS01', severity: 'warning' },
    link: 'https://grafana.example/d/1',
    group: 'disks',
    function: 'sd-intake-triage',
    priority: 'P3',
    facts: { asset: 'FS01', priority: 'P3' },
    answer: { gap: true, trace: expect.any(Array) },
    contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    receiptId: expect.any(String),
    count: 1,
    flapping: false,
  });
  expect(heard[1]?.payload).toMatchObject({ changed: false, count: 2 });
  expect(heard[2]?.payload).toMatchObject({ changed: true, count: 4, priority: 'P1', answer: { priority: 'P1' } });
  expect(heard[4]?.payload).toMatchObject({ count: 5, transitionsLastHour: 3 });
});

test('both sides find every step on the shared record', async () => {
  const { rows } = await cast.database.pools.owner.query(
    `select chain, action from record_audit where action like 'alerts.%' order by seq`,
  );
  expect(rows.every((row) => row.chain === 'shared')).toBe(true);
  expect(rows.map((row) => row.action.replace('alerts.', ''))).toEqual([
    'source-created',
    'token-given',
    'alert-opened',
    'alert-updated',
    'alert-updated',
    'alert-resolved',
    'alert-reopened',
    'body-quarantined',
  ]);
});
