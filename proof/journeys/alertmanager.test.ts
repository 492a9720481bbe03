/**
 * The real Alertmanager, as Debian packages it, pointed at the real product: alerts posted through its own API arrive
 * grouped, are sent again while they fire, and resolve. Each alert is one item with its updates, whatever is repeated.
 * Where the program is not installed the journey says so and does not run.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, type Product, startProduct } from '../cast/process.ts';

const binary = ['prometheus-alertmanager', 'alertmanager'].find((name) => spawnSync(name, ['--version']).status === 0);
if (binary === undefined)
  process.stdout.write('alertmanager: not installed (Debian package prometheus-alertmanager), so this journey did not run.\n');

let product: Product;
let alertmanager: { url: string; end(): Promise<void> };

beforeAll(async () => {
  if (binary === undefined) return;
  product = await startProduct();
  const { token } = await product.example();
  alertmanager = await startAlertmanager(binary, `${product.url}/in/alerts/${token}`);
});
afterAll(async () => {
  await alertmanager?.end();
  await product?.end();
});

interface Seen {
  instance: string;
  state: string;
  count: number;
  group_key: string;
  function: string;
  items: number;
  item_state: string | null;
  item_count: number | null;
  item_resolved: boolean;
  side: string | null;
}

test.skipIf(binary === undefined)(
  'grouping, re-send and resolve arrive as one item for each alert, and its updates',
  async () => {
    const disks = ['erp01:9100', 'fs01:9100'].map((instance) => alert('DiskFull', instance, 'critical'));
    const backup = alert('BackupFailed', 'fs01:9100', 'high');
    await tell([...disks, backup]);

    const opened = await until('three items', (rows) => rows.length === 3 && rows.every((row) => row.items === 1));
    expect(opened.map((row) => [row.instance, row.function, row.state, row.item_state])).toEqual([
      ['BackupFailed fs01:9100', 'bk-failure-fix', 'firing', 'open'],
      ['DiskFull erp01:9100', 'sv-monitoring', 'firing', 'open'],
      ['DiskFull fs01:9100', 'sv-monitoring', 'firing', 'open'],
    ]);
    expect(opened.every((row) => row.side === 'provider')).toBe(true);
    expect(opened[1]?.group_key).toBe(opened[2]?.group_key);
    expect(opened[0]?.group_key).not.toBe(opened[1]?.group_key);

    const again = await until('re-sends', (rows) => rows.every((row) => row.count >= 2 && (row.item_count ?? 0) >= 2));
    expect(again.map((row) => row.items)).toEqual([1, 1, 1]);

    await tell([{ ...disks[0], endsAt: new Date().toISOString() }]);
    const one = await until('one resolve', (rows) => rows.some((row) => row.state === 'resolved' && row.item_resolved));
    expect(one.map((row) => [row.instance, row.state, row.item_state])).toEqual([
      ['BackupFailed fs01:9100', 'firing', 'open'],
      ['DiskFull erp01:9100', 'resolved', 'resolved'],
      ['DiskFull fs01:9100', 'firing', 'open'],
    ]);

    await tell([disks[1], backup].map((each) => ({ ...each, endsAt: new Date().toISOString() })));
    const over = await until('the end', (rows) => rows.every((row) => row.state === 'resolved' && row.item_state === 'resolved'));
    expect(over.map((row) => row.items)).toEqual([1, 1, 1]);
  },
);

const began = new Date(Date.now() - 60_000).toISOString();

function alert(alertname: string, instance: string, severity: string) {
  return {
    labels: { alertname, instance, severity, journey: 'alertmanager' },
    annotations: { summary: `${alertname} on ${instance}`, description: 'Told by the real Alertmanager.' },
    startsAt: began,
    generatorURL: 'http://prometheus.harbor.example/graph',
  };
}

async function tell(alerts: object[]): Promise<void> {
  const response = await fetch(`${alertmanager.url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  });
  expect(response.status).toBe(200);
}

/** The journey's alerts with their items, by name, as soon as they are as asked. */
async function until(what: string, isSo: (rows: Seen[]) => boolean): Promise<Seen[]> {
  let rows: Seen[] = [];
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    rows =
      await product.query<Seen>(`select (a.labels ->> 'alertname') || ' ' || (a.labels ->> 'instance') as instance, a.state, a.count, a.group_key, a.function,
        (select count(*)::int from work_item w where w.engagement_id = a.engagement_id and w.alert_id = a.id) as items, i.state as item_state,
        i.alert_count as item_count, i.alert_resolved_at is not null as item_resolved, i.side
      from alerts_alert a left join work_item i on i.engagement_id = a.engagement_id and i.alert_id = a.id
      where a.labels ->> 'journey' = 'alertmanager' order by 1`);
    if (isSo(rows)) return rows;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Waited in vain for ${what}: ${JSON.stringify(rows)}`);
}

async function startAlertmanager(program: string, webhook: string) {
  const dir = await mkdtemp(join(tmpdir(), 'tandem-alertmanager-'));
  const port = await freePort();
  const config = {
    route: { receiver: 'tandem', group_by: ['alertname'], group_wait: '1s', group_interval: '2s', repeat_interval: '3s' },
    receivers: [{ name: 'tandem', webhook_configs: [{ url: webhook, send_resolved: true }] }],
  };
  await writeFile(join(dir, 'config.yml'), JSON.stringify(config));
  const args = [`--config.file=${dir}/config.yml`, `--storage.path=${dir}/data`, `--web.listen-address=127.0.0.1:${port}`];
  const child = spawn(program, [...args, '--cluster.listen-address='], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await readyAt(url, child);
  return {
    url,
    end: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function readyAt(url: string, child: ChildProcess): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended at start with ${child.exitCode}.`);
    const answer = await fetch(`${url}/-/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Alertmanager was not ready in time.');
}
