/**
 * Bodies to try a source with, one for each shape that is understood without a mapping, and one that needs a mapping.
 */

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

export interface Sample {
  name: string;
  body: string;
  /** For a source that reads through a mapping. */
  mapping?: string;
}

export const samples: readonly Sample[] = [
  {
    name: 'Alertmanager',
    body: pretty({
      version: '4',
      groupKey: '{}:{alertname="InstanceDown"}',
      groupLabels: { alertname: 'InstanceDown' },
      status: 'firing',
      receiver: 'tandem',
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'InstanceDown', instance: 'erp01.harbor.example:9100', job: 'node', severity: 'critical' },
          annotations: { summary: 'ERP01 does not answer', description: 'No answer from erp01 for five minutes.' },
          startsAt: '2027-05-29T07:05:00Z',
          endsAt: '0001-01-01T00:00:00Z',
          generatorURL: 'http://prometheus.harbor.example/graph',
          fingerprint: '5ef77f1f8a3ecfe2',
        },
      ],
    }),
  },
  {
    name: 'Grafana',
    body: pretty({
      orgId: 1,
      version: '1',
      groupKey: '{}:{alertname="Disk full"}',
      groupLabels: { alertname: 'Disk full' },
      status: 'firing',
      state: 'alerting',
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'Disk full', host: 'FS01', severity: 'warning' },
          annotations: { summary: 'The disk of FS01 is 96 % full' },
          startsAt: '2027-05-29T07:00:00Z',
          endsAt: '0001-01-01T00:00:00Z',
          panelURL: 'https://grafana.harbor.example/d/abc?viewPanel=2',
          fingerprint: 'c6eadffa33fcdf37',
          valueString: "[ var='B' value=96.3 ]",
        },
      ],
    }),
  },
  {
    name: 'Plain JSON',
    body: pretty({
      title: 'Backup of FS01 failed',
      key: 'backup-FS01',
      severity: 'high',
      asset: 'FS01',
      detail: 'Exit code 2 after 41 minutes',
    }),
  },
  {
    name: 'Other JSON, with a mapping',
    body: pretty({ event: { id: 77, name: 'Disk full', severity: 4, recovered: false }, host: { name: 'FS01' } }),
    mapping: `{
  "title": event.name,
  "key": $string(event.id),
  "asset": host.name,
  "severity": event.severity > 3 ? "critical" : "warning",
  "state": event.recovered ? "resolved" : "firing"
}`,
  },
];
