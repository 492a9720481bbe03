/**
 * Metrics in Prometheus' text format on `/metrics`, which answers loopback only. Route templates are labels, never
 * addresses, so that ids cannot fill the registry.
 */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requestSeconds = new Histogram({
  name: 'tandem_http_request_seconds',
  help: 'Time to answer a request, by method, route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});

const events = new Counter({
  name: 'tandem_events_total',
  help: 'What happened, by event name.',
  labelNames: ['event'],
  registers: [registry],
});

export function countRequest(method: string, route: string, status: number, milliseconds: number): void {
  requestSeconds.observe({ method, route, status: String(status) }, milliseconds / 1_000);
}

/** Counts a published event; `name` comes from code, never from input. */
export function countEvent(name: string, by = 1): void {
  events.inc({ event: name }, by);
}

export function metricsText(): Promise<string> {
  return registry.metrics();
}
