/**
 * What the rest of the product may call: alerts by id with what is known of them now, and the making of a source for
 * set-up and the example. News goes the other way, by the events in events.ts.
 */
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Capability } from '@tandem/platform/http/capability.ts';
import { alertsAccess } from './access.ts';
import { alertsContract, alertsProblems, usualPriorities } from './contract.ts';
import { heartbeatJob, watchAll } from './heartbeats/jobs.ts';
import { addIntake } from './intake/routes.ts';
import { quarantineJob } from './quarantine/jobs.ts';
import { alertsRoutes } from './routes.ts';

import { isFlapping } from './rules.ts';
import { sourceAdd } from './sources/routes.ts';
import type { SourceSettings } from './sources/rules.ts';
import { type AlertHappened, selectAlertsById, selectAlertsHappened } from './store.ts';

export const alertsCapability: Capability = {
  name: 'alerts',
  contract: alertsContract,
  problems: alertsProblems,
  routes: alertsRoutes,
  access: alertsAccess,
  jobs: [heartbeatJob, quarantineJob],
  plugin: async (app, _edgeOf, services) => {
    await addIntake(app, services);
    app.addHook('onReady', () =>
      watchAll(services).catch((error: unknown) => services.log.error({ err: error }, 'the first watch over heartbeats failed')),
    );
  },
};

export interface AlertNow {
  id: string;
  state: 'firing' | 'resolved';
  title: string;
  detail: string;
  labels: Record<string, string>;
  link: string | null;
  /** Deliveries that said it fires. */
  count: number;
  lastSeenAt: Temporal.Instant;
  resolvedAt: Temporal.Instant | null;
  flapping: boolean;
}

/** Alerts as they are now, by id; what is not there, or not for this session, is left out. */
export async function alertsById(ctx: Ctx, ids: readonly string[]): Promise<Map<string, AlertNow>> {
  const rows = ids.length === 0 ? [] : await selectAlertsById(ctx, ids);
  return new Map(
    rows.map((row) => {
      const { id, state, title, detail, labels, link, count, lastSeenAt, resolvedAt } = row;
      return [
        id,
        { id, state, title, detail, labels, link, count, lastSeenAt, resolvedAt, flapping: isFlapping(row.transitions, ctx.now) },
      ];
    }),
  );
}

/** Alerts that fired since then and were decided, with what was asked and answered last; the newest first, at most `limit`. */
export const alertsHappened: (ctx: Ctx, since: Temporal.Instant, limit: number) => Promise<AlertHappened[]> =
  selectAlertsHappened;

/**
 * Creates a source of a side and gives its token, the only time that it can be had. What is not given is as usual: any
 * known format, no rules, the usual words for priorities, an hour to reopen, no heartbeat, no explanations.
 */
export function sourceCreate(
  ctx: Ctx,
  side: 'internal' | 'provider',
  settings: Partial<SourceSettings> & { name: string },
): Promise<{ sourceId: string; token: string }> {
  const usual: Omit<SourceSettings, 'name'> = {
    format: 'auto',
    mapping: null,
    rules: [],
    priorities: usualPriorities,
    reopenMinutes: 60,
    heartbeat: null,
    explains: false,
  };
  return sourceAdd(ctx, { ...usual, ...settings }, side);
}
