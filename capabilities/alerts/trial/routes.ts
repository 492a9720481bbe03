/**
 * Trying a body: it is read, routed and decided as the intake would at that instant, and nothing is kept. Settings that
 * are still being edited can be tried before they count.
 */
import { implement } from '@orpc/server';
import { authorise, load } from '@tandem/platform/access/access.ts';
import type { Ctx } from '@tandem/platform/access/actor.ts';
import type { Edge } from '@tandem/platform/http/edge.ts';
import { Refusal } from '@tandem/platform/http/problem.ts';
import { alertsAccess } from '../access.ts';
import { alertsContract, usualPriorities } from '../contract.ts';
import { readText } from '../formats/index.ts';
import type { Signal } from '../formats/rules.ts';
import { previewSignals } from '../intake/index.ts';
import { rulesProblem } from '../routing/rules.ts';
import type { SourceSettings } from '../sources/rules.ts';
import { sourceThing } from '../sources/store.ts';

const on = implement(alertsContract).$context<Edge>();

type Settings = Pick<SourceSettings, 'format' | 'mapping' | 'rules' | 'priorities'>;

export const trialRoute = on.trial.handler(({ input, context }) =>
  context.enter(input.engagementId, async (ctx) => {
    authorise(ctx, alertsAccess, 'body.try');
    const base =
      input.sourceId === undefined ? null : (await load(ctx, alertsAccess, sourceThing, input.sourceId, 'source.read')).row;
    const settings: Settings = {
      format: input.format ?? base?.format ?? 'auto',
      mapping: input.mapping === undefined ? (base?.mapping ?? null) : input.mapping,
      rules: input.rules ?? base?.rules ?? [],
      priorities: input.priorities ?? base?.priorities ?? usualPriorities,
    };
    const problem = rulesProblem(settings.rules);
    if (problem !== null) throw new Refusal('source-invalid', problem.message, problem.field);
    const at = input.at === undefined ? ctx.now : Temporal.Instant.from(input.at);
    const reading = await readText(settings, input.body, at);
    return {
      format: reading.format,
      alerts: await tried(ctx, settings, reading.signals, at),
      rejected: reading.rejected.map(({ code, field, message }) => ({ code, field, message })),
    };
  }),
);

async function tried(ctx: Ctx, settings: Settings, signals: readonly Signal[], at: Temporal.Instant) {
  const previews = await previewSignals(ctx, settings, signals, at);
  return signals.map((signal, index) => {
    const { title, detail, state, fingerprint, labels, link, group, cut } = signal;
    const preview = previews[index];
    if (preview === undefined) throw new Error('A tried alert has no preview.');
    const { rule, function: work, priority, severity, notes } = preview.route;
    const { facts, answer } = preview.decision;
    return {
      title,
      detail,
      state,
      fingerprint,
      labels,
      link,
      group,
      cut,
      severity,
      rule,
      function: work,
      priority,
      notes,
      facts: { ...facts },
      answer,
    };
  });
}
