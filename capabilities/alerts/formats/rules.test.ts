/**
 * Bodies as senders post them, in the shapes that are documented, and everything else that may arrive.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFormat, type ReadFormat, readBody } from './rules.ts';

/** As Alertmanager 0.25 posts it: two alerts of one group, one of them over. */
const alertmanagerBody = {
  receiver: 'tandem',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'InstanceDown', instance: 'ERP01:9100', job: 'node', severity: 'critical' },
      annotations: { description: 'ERP01:9100 of job node has been down for 5 minutes.', summary: 'Instance ERP01:9100 down' },
      startsAt: '2027-05-29T07:05:12.345Z',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.harbor.example/graph?g0.expr=up+%3D%3D+0',
      fingerprint: '5ef77f1f8a3ecfe2',
    },
    {
      status: 'resolved',
      labels: { alertname: 'InstanceDown', instance: 'FS01:9100', job: 'node', severity: 'critical' },
      annotations: { summary: 'Instance FS01:9100 down' },
      startsAt: '2027-05-29T06:00:00Z',
      endsAt: '2027-05-29T07:00:00Z',
      generatorURL: '',
      fingerprint: '9ef77f1f8a3ecfe2',
    },
  ],
  groupLabels: { alertname: 'InstanceDown' },
  commonLabels: { alertname: 'InstanceDown', job: 'node', severity: 'critical' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager.harbor.example',
  version: '4',
  groupKey: '{}:{alertname="InstanceDown"}',
  truncatedAlerts: 0,
};

/** As Grafana's webhook contact point posts it. */
const grafanaBody = {
  receiver: 'tandem',
  status: 'firing',
  orgId: 1,
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'Disk full', grafana_folder: 'Servers', host: 'FS01' },
      annotations: { summary: 'Disk of FS01 is 96 % full' },
      startsAt: '2027-05-29T02:00:00-05:00',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'https://grafana.harbor.example/alerting/1afz29v7z/edit',
      fingerprint: 'c6eadffa33fcdf37',
      silenceURL: 'https://grafana.harbor.example/alerting/silence/new',
      dashboardURL: '',
      panelURL: 'https://grafana.harbor.example/d/abc?viewPanel=2',
      values: { B: 96.3, C: 1 },
      valueString: "[ var='B' labels={host=FS01} value=96.3 ]",
    },
  ],
  groupLabels: { alertname: 'Disk full', grafana_folder: 'Servers' },
  commonLabels: { alertname: 'Disk full', host: 'FS01' },
  commonAnnotations: {},
  externalURL: 'https://grafana.harbor.example/',
  version: '1',
  groupKey: '{}:{alertname="Disk full", grafana_folder="Servers"}',
  truncatedAlerts: 0,
  title: '[FIRING:1] Disk full Servers (FS01)',
  state: 'alerting',
  message: '**Firing** …',
};

const read = (body: unknown, format: ReadFormat | null = null) => readBody(body, format);
const one = (body: unknown, format: ReadFormat | null = null) => {
  const reading = read(body, format);
  expect(reading.rejected).toEqual([]);
  return reading.signals[0]!;
};

describe('Alertmanager', () => {
  it('is told by its marks and read alert by alert', () => {
    expect(detectFormat(alertmanagerBody)).toBe('alertmanager');
    const { signals, rejected } = read(alertmanagerBody);
    expect(rejected).toEqual([]);
    expect(signals).toMatchObject([
      {
        fingerprint: 'f:5ef77f1f8a3ecfe2',
        state: 'firing',
        title: 'Instance ERP01:9100 down',
        detail: 'ERP01:9100 of job node has been down for 5 minutes.',
        labels: { alertname: 'InstanceDown', instance: 'ERP01:9100', severity: 'critical' },
        link: 'http://prometheus.harbor.example/graph?g0.expr=up+%3D%3D+0',
        group: '{}:{alertname="InstanceDown"}',
        endsAt: null,
        cut: false,
      },
      { fingerprint: 'f:9ef77f1f8a3ecfe2', state: 'resolved', link: null },
    ]);
    expect(signals[0]?.startsAt?.toString()).toBe('2027-05-29T07:05:12.345Z');
    expect(signals[1]?.endsAt?.toString()).toBe('2027-05-29T07:00:00Z');
  });

  it('without a fingerprint is identified by its labels, whatever their order and its words', () => {
    const [alert] = alertmanagerBody.alerts;
    const { fingerprint: _own, ...bare } = alert!;
    const first = one({ ...alertmanagerBody, alerts: [bare] });
    const labels = Object.fromEntries(Object.entries(bare.labels).reverse());
    const second = one({ ...alertmanagerBody, alerts: [{ ...bare, labels, annotations: { summary: 'Other words' } }] });
    const third = one({ ...alertmanagerBody, alerts: [{ ...bare, labels: { ...labels, instance: 'FS01:9100' } }] });
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(third.fingerprint).not.toBe(first.fingerprint);
  });

  it('that groups everything into one heap groups nothing', () => {
    expect(
      one({ ...alertmanagerBody, alerts: alertmanagerBody.alerts.slice(0, 1), groupLabels: {}, groupKey: '{}:{}' }).group,
    ).toBeNull();
  });
});

describe('Grafana', () => {
  it('is told by its organisation and read with its page and values', () => {
    expect(detectFormat(grafanaBody)).toBe('grafana');
    expect(one(grafanaBody)).toMatchObject({
      fingerprint: 'f:c6eadffa33fcdf37',
      title: 'Disk of FS01 is 96 % full',
      detail: "[ var='B' labels={host=FS01} value=96.3 ]",
      link: 'https://grafana.harbor.example/d/abc?viewPanel=2',
      labels: { alertname: 'Disk full', host: 'FS01' },
    });
    expect(one(grafanaBody).startsAt?.toString()).toBe('2027-05-29T07:00:00Z');
  });
});

describe('the plain shape', () => {
  it('is one alert, a list, or an object with a list', () => {
    const alert = {
      title: 'Backup of FS01 failed',
      key: 'backup-fs01',
      severity: 'high',
      asset: 'FS01',
      at: '2027-05-29T02:00:00-05:00',
    };
    for (const body of [alert, [alert], { alerts: [alert] }]) {
      expect(one(body)).toMatchObject({
        title: 'Backup of FS01 failed',
        state: 'firing',
        labels: { severity: 'high', asset: 'FS01' },
      });
    }
  });

  it('is identified by its key, or by labels, asset, app, site and category; never by title, detail or severity', () => {
    const base = { title: 'A', labels: { check: 'disk' }, asset: 'FS01' };
    const same = one({ ...base, title: 'B', detail: 'C', severity: 'P1' });
    expect(same.fingerprint).toBe(one(base).fingerprint);
    expect(one({ ...base, asset: 'FS02' }).fingerprint).not.toBe(one(base).fingerprint);
    expect(one({ title: 'A', key: 'k' }).fingerprint).toBe(one({ title: 'B', key: 'k', asset: 'FS02' }).fingerprint);
  });

  it.each([
    [{ title: 'A' }, 'key', /something that stays the same/],
    [{ key: 'k' }, 'title', /has a title/],
    [{ title: ' ', key: 'k' }, 'title', /has a title/],
    [{ title: 'A', key: 'k', host: 'FS01' }, 'host', /not part of the plain shape/],
    [{ title: 'A', key: 'k', state: 'alerting' }, 'state', /"firing" or "resolved"/],
    [{ title: 'A', key: 'k', at: 'yesterday' }, 'at', /an instant with its offset/],
    [{ title: 'A', key: 'k', at: '2027-05-29T02:00:00' }, 'at', /an instant with its offset/],
    [{ title: 'A', labels: { a: { b: 1 } } }, 'labels.a', /is a text/],
    [{ title: 'A', labels: ['a'] }, 'labels', /object of texts/],
    [{ title: ['A'], key: 'k' }, 'title', /is a text/],
    [{ title: 'A', key: '' }, 'key', /1 to 1000/],
    [7, null, /an alert object, a list/],
    [null, null, /an alert object, a list/],
    [[], 'alerts', /holds no alert/],
    [{ alerts: [1] }, 'alerts[0]', /is an object/],
  ])('refuses %j at %s', (body, field, message) => {
    const { signals, rejected } = read(body);
    expect(signals).toEqual([]);
    expect(rejected).toMatchObject([{ code: 'alert-malformed', field }]);
    expect(rejected[0]?.message).toMatch(message);
  });
});

describe('limits', () => {
  it('sets aside what is wrong and goes on with the rest', () => {
    const { signals, rejected } = read([{ title: 'A', key: 'a' }, { title: 'B' }, { title: 'C', key: 'c' }]);
    expect(signals.map((signal) => signal.title)).toEqual(['A', 'C']);
    expect(rejected).toMatchObject([{ field: 'alerts[1].key', piece: { title: 'B' } }]);
  });

  it('refuses a body of more than 500 alerts', () => {
    const many = Array.from({ length: 501 }, (_, index) => ({ title: 'A', key: String(index) }));
    expect(read(many).rejected).toMatchObject([{ code: 'alert-too-many' }]);
    expect(read(many.slice(1)).signals).toHaveLength(500);
  });

  it('cuts long texts and many labels after the fingerprint was made', () => {
    const labels = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`l${index}`, 'v'.repeat(2_000)]));
    const long = one({ title: 'T'.repeat(1_000), detail: 'D'.repeat(9_000), labels });
    expect([long.title.length, long.detail.length, Object.keys(long.labels).length, long.labels['l0']?.length]).toEqual([
      300, 4_000, 64, 1_000,
    ]);
    expect(long.cut).toBe(true);
    const other = one({ title: 'T', labels: { ...labels, l79: `${'v'.repeat(1_999)}w` } });
    expect(other.fingerprint).not.toBe(long.fingerprint);
  });

  it('cleans what PostgreSQL cannot keep, and what would turn a line around', () => {
    const signal = one({
      title: 'a\u0000b\nc\u202Ed',
      key: 'k\u0000',
      detail: 'x\uD800y\u0000',
      labels: { 'n\u0000': '\uDC00' },
    });
    expect(signal.title).toBe('a b cd');
    expect(signal.detail).toBe('x\uFFFDy\uFFFD');
    expect(signal.labels).toEqual({ n: '\uFFFD' });
  });

  it('takes only web addresses as links, and no times that say nothing', () => {
    const signal = one({ title: 'A', key: 'k', link: 'javascript:alert(1)', at: '0001-01-01T00:00:00Z' });
    expect([signal.link, signal.startsAt]).toEqual([null, null]);
    expect(one({ title: 'A', key: 'k', at: '+275760-01-01T00:00:00Z' }).startsAt).toBeNull();
  });

  it('does not take a label for the prototype of anything', () => {
    const body = JSON.parse('{"title":"A","labels":{"__proto__":"x","constructor":"y","hasOwnProperty":"z"}}');
    const { labels } = one(body);
    expect(Object.keys(labels).sort()).toEqual(['__proto__', 'constructor', 'hasOwnProperty']);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
  });
});

describe('anything', () => {
  it('is read or rejected, never thrown over, and reads the same twice', () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      fc.record(
        {
          title: fc.jsonValue(),
          key: fc.jsonValue(),
          labels: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })),
          state: fc.constantFrom<unknown>('firing', 'resolved', 1),
          at: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
      fc.record({
        version: fc.constant('4'),
        groupKey: fc.jsonValue(),
        groupLabels: fc.jsonValue(),
        alerts: fc.array(
          fc.record(
            {
              status: fc.constantFrom<unknown>('firing', 'resolved', null),
              labels: fc.jsonValue(),
              annotations: fc.jsonValue(),
              startsAt: fc.jsonValue(),
              fingerprint: fc.jsonValue(),
            },
            { requiredKeys: [] },
          ),
        ),
      }),
    );
    const formats = fc.constantFrom<(ReadFormat | null)[]>(null, 'alertmanager', 'grafana', 'plain');
    fc.assert(
      fc.property(anything, formats, (body, format) => {
        const reading = read(body, format);
        expect(reading.signals.length + reading.rejected.length).toBeGreaterThan(0);
        expect(JSON.stringify(read(body, format))).toBe(JSON.stringify(reading));
        for (const signal of reading.signals) {
          expect(JSON.stringify(signal).isWellFormed() && !JSON.stringify(signal).includes('\\u0000')).toBe(true);
          expect(signal.fingerprint.length).toBeLessThanOrEqual(130);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
