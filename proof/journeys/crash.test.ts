/**
 * Nothing lost. A sender posts alerts at a steady rate while the server is killed with -9 at random moments, fifty times,
 * and started again. Whatever was answered with 2xx is one work item afterwards, nothing is two, and whoever owns an item
 * was told of it at least once and at most once more for each crash that hit the telling.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, startProduct } from '../cast/process.ts';

const crashes = Number(process.env['CRASHES'] ?? 50);
const alertsPerSecond = 25;
const seed = Number(process.env['CRASH_SEED'] ?? 20_261_123);

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.end());

test(`an alert that was answered is one item, and its owner was told, through ${crashes} crashes`, {
  timeout: 900_000,
}, async () => {
  const { token } = await product.example();
  const random = mulberry(seed);
  const sender = startSender(product, token);
  for (let crash = 0; crash < crashes; crash += 1) {
    await wait(150 + random() * 1_200);
    await product.kill();
    await product.start();
  }
  await wait(500);
  const answered = await sender.stop();
  expect(answered.size).toBeGreaterThan(crashes);
  await quiet(product);

  const items = await itemsByAlert(product);
  const lost = [...answered].filter((id) => !items.has(id));
  expect(lost).toEqual([]);
  expect([...items.entries()].filter(([, count]) => count !== 1)).toEqual([]);

  const told = await tellingsByAlert(product);
  expect([...answered].filter((id) => (told.get(id) ?? 0) < 1)).toEqual([]);
  expect([...told.entries()].filter(([, times]) => times > 1 + crashes)).toEqual([]);
  const dead = await product.query<{ count: string }>('select count(*) from record_outbox');
  expect(Number(dead[0]?.count)).toBe(0);
  process.stdout.write(
    `crash: seed ${seed}, ${crashes} kills, ${answered.size} alerts answered, ${items.size} items, ${[...told.values()].filter((times) => times > 1).length} told more than once\n`,
  );
});

/** Posts one alert after the other whether or not the last was answered; keeps the ids that were answered with 2xx. */
function startSender(to: Product, token: string) {
  const answered = new Set<string>();
  const open = new Set<Promise<void>>();
  let next = 0;
  const post = async (id: string): Promise<void> => {
    const labels = { alertname: 'InstanceDown', instance: `crash-${id}:9100`, severity: 'warning', run: id };
    const body = {
      version: '4',
      status: 'firing',
      receiver: 'tandem',
      groupKey: id,
      groupLabels: {},
      commonLabels: labels,
      commonAnnotations: {},
      externalURL: 'http://am.example',
      truncatedAlerts: 0,
      alerts: [
        {
          status: 'firing',
          labels,
          annotations: { summary: `Instance ${id} is down` },
          startsAt: '2026-11-23T00:00:00Z',
          endsAt: '0001-01-01T00:00:00Z',
          generatorURL: '',
        },
      ],
    };
    const response = await fetch(`${to.url}/in/alerts/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (response !== null && response.status >= 200 && response.status < 300) answered.add(id);
    else if (response !== null && response.status < 500)
      throw new Error(`An alert was refused: ${response.status} ${await response.text()}`);
  };
  const timer = setInterval(() => {
    next += 1;
    const sent = post(`n${next}`);
    open.add(sent);
    void sent.finally(() => open.delete(sent)).catch(() => undefined);
  }, 1_000 / alertsPerSecond);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(open);
      return answered;
    },
  };
}

/** Waits until background work has nothing left to do. */
async function quiet(of: Product): Promise<void> {
  const until = performance.now() + 120_000;
  while (performance.now() < until) {
    const [left] = await of.query<{ waiting: string }>(
      `select (select count(*) from record_outbox where dead_at is null) + (select count(*) from notifications_delivery where state in ('queued', 'sending', 'unknown') and next_at is distinct from null) as waiting`,
    );
    if (Number(left?.waiting) === 0) return;
    await wait(250);
  }
  throw new Error('Background work did not come to rest.');
}

async function itemsByAlert(of: Product): Promise<Map<string, number>> {
  const rows = await of.query<{ id: string; count: string }>(
    `select a.labels ->> 'run' as id, count(i.id) as count from alerts_alert a left join work_item i on i.engagement_id = a.engagement_id and i.alert_id = a.id
     where a.labels ? 'run' group by 1`,
  );
  return new Map(rows.map((row) => [row.id, Number(row.count)]));
}

/** How often the owner's inbox was told of the item of each alert. */
async function tellingsByAlert(of: Product): Promise<Map<string, number>> {
  const rows = await of.query<{ id: string; times: string }>(
    `select a.labels ->> 'run' as id, max(n.times) as times from alerts_alert a
     join work_item i on i.engagement_id = a.engagement_id and i.alert_id = a.id
     join lateral (select member_id, sum(count) as times from notifications_inbox where engagement_id = i.engagement_id and about = i.id::text group by member_id) n on true
     where a.labels ? 'run' group by 1`,
  );
  return new Map(rows.map((row) => [row.id, Number(row.times)]));
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A small seeded generator: the moments of the kills can be told again. */
function mulberry(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
