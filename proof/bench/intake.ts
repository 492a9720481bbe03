/**
 * How many alerts a second the intake takes, each with its decision and committed to disk before it is answered: the whole
 * product as one process with its own PostgreSQL beside it, background work included, and a sender on the same machine
 * that posts one alert a request at a steady rate, whether or not the last was answered. Latency is from the instant at
 * which a request was due, so a sender that falls behind hides nothing.
 */
import { Agent, request } from 'node:http';
import { startProduct } from '../cast/process.ts';
import type { Bench, Figure } from './measure.ts';

const perSecond = 500;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const warmSeconds = 5;
const p99Below = 250;

interface Sent {
  latencies: number[];
  refused: number;
  seconds: number;
}

export const bench: Bench = {
  name: 'intake',
  run: async () => {
    const product = await startProduct();
    try {
      const { token } = await product.example();
      await send(product.url, token, 'warm', warmSeconds);
      const sent = await send(product.url, token, 'run', seconds);
      const [kept] = await product.query<{ alerts: number; decided: number }>(
        `select count(*)::int as alerts, count(receipt_id)::int as decided from alerts_alert where labels ->> 'bench' = 'run'`,
      );
      const answered = sent.latencies.length;
      if (sent.refused > 0 || kept?.alerts !== answered || kept.decided !== answered)
        throw new Error(`Answered ${answered}, refused ${sent.refused}, kept ${kept?.alerts}, decided ${kept?.decided}.`);
      return figuresOf(sent);
    } finally {
      await product.end();
    }
  },
};

function figuresOf({ latencies, seconds: took }: Sent): Figure[] {
  const sorted = latencies.toSorted((a, b) => a - b);
  const rate = sorted.length / took;
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toPrecision(3));
  const one = (name: string, unit: string, value: number): Figure => ({
    name,
    unit,
    median: value,
    slowest: value,
    fastest: value,
    rounds: 1,
  });
  return [
    {
      ...one('alerts taken, decided and committed', 'per second', Number(rate.toPrecision(3))),
      bar: { atLeast: perSecond * 0.98, kept: rate >= perSecond * 0.98 },
    },
    { ...one('time from a post to its answer, 99 of 100', 'ms', at(0.99)), bar: { below: p99Below, kept: at(0.99) < p99Below } },
    {
      name: 'time from a post to its answer',
      unit: 'ms',
      median: at(0.5),
      slowest: at(1),
      fastest: at(0),
      rounds: sorted.length,
    },
  ];
}

function send(url: string, token: string, run: string, forSeconds: number): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const total = perSecond * forSeconds;
  const sent: Sent = { latencies: [], refused: 0, seconds: 0 };
  const started = performance.now();
  return new Promise((resolve) => {
    let next = 0;
    const settle = (dueAt: number, status: number | undefined) => {
      if (status === 200) sent.latencies.push(performance.now() - dueAt);
      else sent.refused += 1;
      if (sent.latencies.length + sent.refused < total) return;
      sent.seconds = (performance.now() - started) / 1_000;
      agent.destroy();
      resolve(sent);
    };
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - started) / 1_000) * perSecond));
      for (; next < due; next += 1) {
        const dueAt = started + (next / perSecond) * 1_000;
        post(agent, `${url}/in/alerts/${token}`, bodyOf(run, next), (status) => settle(dueAt, status));
      }
      if (next === total) clearInterval(timer);
    }, 2);
  });
}

function post(agent: Agent, url: string, body: string, done: (status: number | undefined) => void): void {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const outgoing = request(url, { agent, method: 'POST', headers }, (answer) => {
    answer.resume();
    answer.once('end', () => done(answer.statusCode));
  });
  outgoing.once('error', () => done(undefined));
  outgoing.end(body);
}

/** One alert as Alertmanager posts it; every one is another alert. */
function bodyOf(run: string, index: number): string {
  const instance = `lt-${String((index % 40) + 1).padStart(3, '0')}.harbor.example:9100`;
  const labels = { alertname: 'InstanceDown', instance, job: 'node', severity: 'warning', bench: run, serial: String(index) };
  const annotations = {
    summary: `Instance ${instance} is down`,
    description: `${instance} of job node has been down for more than five minutes.`,
  };
  return JSON.stringify({
    version: '4',
    groupKey: `{}:{serial="${index}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'tandem',
    groupLabels: { serial: String(index) },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'http://alertmanager.harbor.example',
    alerts: [
      {
        status: 'firing',
        labels,
        annotations,
        startsAt: '2026-11-23T00:00:00Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.harbor.example/graph',
        fingerprint: `${run}${index.toString(16).padStart(12, '0')}`,
      },
    ],
  });
}
