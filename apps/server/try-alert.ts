/**
 * `npm run try:alert`: sends one alert to the running example as Alertmanager would, and prints where it went and why. The
 * address and token are those that the example wrote into its data folder. Exit code 1 when nothing was taken.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer, Facts } from '@tandem/core/responsibility/model.ts';
import { createClock } from '@tandem/platform/clock/clock.ts';

interface Asked {
  name: string;
  asset: string;
  severity: string;
  resolve: boolean;
}

interface Taken {
  id: string;
  outcome: string;
  decision?: {
    rule: string | null;
    facts: Facts | null;
    answer: Answer | null;
    contentHash: string | null;
    receiptId: string | null;
  };
}

const usage = `npm run try:alert [-- FLAGS]

  --name NAME          name of the alert (InstanceDown)
  --asset NAME         the machine it is about (ERP01)
  --severity WORD      critical, high, warning or info (critical)
  --resolve            say that it is over
  --data FOLDER        data folder of the running example (DATA_DIR, or ./data)
`;

const say = (text = '') => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string', default: 'InstanceDown' },
      asset: { type: 'string', default: 'ERP01' },
      severity: { type: 'string', default: 'critical' },
      resolve: { type: 'boolean', default: false },
      data: { type: 'string', default: process.env['DATA_DIR'] ?? 'data' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return 0;
  }
  const door = await readDoor(resolve(values.data));
  if (door === null) {
    say(`There is no running example in ${resolve(values.data)}. Start it with npm start, or name its folder with --data.`);
    return 1;
  }
  const response = await post(`${door.url}/in/alerts/${door.token}`, alertmanagerBody(values));
  if (response === null) {
    say(`Nothing answers at ${door.url}. Start the example with npm start.`);
    return 1;
  }
  say(
    `Sent to ${door.url} as Alertmanager would: ${values.name} on ${values.asset}, severity ${values.severity}${values.resolve ? ', resolved' : ''}.`,
  );
  if (response.status !== 200) {
    say(`It was refused with ${response.status}: ${(response.body as { detail?: string }).detail ?? 'no reason given'}`);
    return 1;
  }
  for (const taken of (response.body as { alerts: Taken[] }).alerts) say(describe(taken).join('\n'));
  return 0;
}

async function readDoor(dataDir: string): Promise<{ url: string; token: string } | null> {
  const text = await readFile(join(dataDir, 'try.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as { url: string; token: string });
}

async function post(url: string, body: object): Promise<{ status: number; body: unknown } | null> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, init).catch(() => null);
  return response === null ? null : { status: response.status, body: await response.json() };
}

/** What Alertmanager's webhook sends, version 4. Begin and end are left to the server's clock, which the example can move. */
function alertmanagerBody({ name, asset, severity, resolve: over }: Asked): object {
  const status = over ? 'resolved' : 'firing';
  const labels = { alertname: name, instance: `${asset.toLowerCase()}.harbor.example:9100`, job: 'node', severity };
  const annotations = { summary: `${name} on ${asset}`, description: `Tried by hand at ${createClock(null).now()}.` };
  return {
    version: '4',
    groupKey: `{}:{alertname="${name}"}`,
    truncatedAlerts: 0,
    status,
    receiver: 'tandem',
    groupLabels: { alertname: name },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'http://alertmanager.harbor.example',
    alerts: [{ status, labels, annotations, generatorURL: 'http://prometheus.harbor.example/graph' }],
  };
}

const outcomes: Record<string, string> = {
  opened: 'It is a new alert.',
  reopened: 'It had been resolved, and fires again.',
  seen: 'It was firing already, and was seen once more. Its owner stays.',
  changed: 'It was firing already, and what it is about changed.',
  resolved: 'It is over.',
  late: 'It is about an episode that is over, so it was counted and changes nothing.',
};

function describe({ id, outcome, decision }: Taken): string[] {
  const lines = ['', `${outcomes[outcome] ?? outcome} (${id})`];
  const answer = decision?.answer;
  if (decision === undefined || answer === undefined || answer === null) return lines;
  const list = (label: string, words: readonly string[]) =>
    words.length === 0 ? [] : [`  ${label.padEnd(12)} ${words.join('; ')}`];
  return [
    ...lines,
    '',
    '  Where it went',
    ...list('owner', [
      answer.gap
        ? `nobody by the agreement; held by ${answer.holder ?? 'nobody'}`
        : `${answer.responsible}: ${answer.who.join(', ')}`,
    ]),
    ...list('how', [answer.mode]),
    ...list('accountable', answer.accountable === null ? [] : [answer.accountable]),
    ...list('allowed now', answer.allowedNow),
    ...list('must not', answer.mustNot),
    ...list(
      'inform',
      answer.inform.map(({ who, within }) => `${who} within ${within}`),
    ),
    ...list('respond by', answer.responseDueAt === null ? [] : [answer.responseDueAt]),
    '',
    '  Why',
    `  The source's rule "${decision.rule ?? 'none'}" makes it ${answer.function}, ${answer.priority}.`,
    ...answer.trace.map((sentence) => `  ${sentence}`),
    `  Receipt ${decision.receiptId}, from the agreement ${decision.contentHash?.slice(0, 12)}.`,
  ];
}

process.exitCode = await main();
