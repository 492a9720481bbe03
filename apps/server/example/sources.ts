/**
 * The alert sources of the example, as a provider would set them up: monitoring through Alertmanager, endpoint security
 * as plain JSON, and the nightly backup as a heartbeat.
 */

const severities = {
  label: 'severity',
  map: { page: 'P1', critical: 'P1', high: 'P2', warning: 'P3', medium: 'P3', info: 'P4', low: 'P4' },
  otherwise: 'P3',
};

const rule = (name: string, match: [string, string, string][], set: Record<string, string>) => ({
  name,
  match: match.map(([label, op, value]) => ({ label, op, value })),
  set,
});

export const monitoringName = 'Monitoring (Alertmanager)';
export const endpointName = 'Endpoint security';

const settings = { mapping: null, priorities: severities, reopenMinutes: 60, heartbeat: null, explains: true };

export const exampleSources = [
  {
    ...settings,
    name: monitoringName,
    format: 'alertmanager',
    rules: [
      rule('Failed backups', [['alertname', '=~', 'Backup.*']], { function: 'bk-failure-fix', asset: '{instance|host}' }),
      rule('Circuits', [['alertname', '=~', 'Circuit.*|Wan.*']], { function: 'nw-isp-circuits', vendor: '{carrier}' }),
      rule('ERP application', [['app', '=', 'ERP']], { function: 'vl-erp-escalation', app: 'ERP', asset: '{instance|host}' }),
      rule('Servers', [['alertname', '=~', 'Instance.*|Disk.*|Cpu.*|Memory.*']], {
        function: 'sv-monitoring',
        asset: '{instance|host}',
      }),
    ],
  },
  {
    ...settings,
    name: endpointName,
    format: 'plain',
    rules: [
      rule(
        'Ransomware on a server',
        [
          ['category', '=', 'ransomware'],
          ['class', '=', 'server'],
        ],
        { function: 'ir-server-containment', asset: '{host}' },
      ),
      rule('Ransomware on a device', [['category', '=', 'ransomware']], { function: 'ir-containment', asset: '{host}' }),
      rule('Mailbox taken over', [['category', '=', 'bec']], { function: 'em-bec' }),
      rule('Everything else', [['category', '=~', '.+']], { function: 'sm-edr-triage', asset: '{host}' }),
    ],
  },
  {
    ...settings,
    name: 'Nightly backup',
    format: 'heartbeat',
    rules: [],
    heartbeat: { intervalMinutes: 1_440, graceMinutes: 120, function: 'bk-monitor', priority: 'P3' },
  },
];
