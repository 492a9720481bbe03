/**
 * When a source makes sense, and who may change it. The sentences are those that the screens show beside a disabled
 * control and those that the server refuses with.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { z } from 'zod';
import type { settingsSchema } from '../contract.ts';
import { rulesProblem } from '../routing/rules.ts';

/** Sources in use of one engagement. */
export const sourcesMax = 200;
/** Tokens of one source that are good at the same time. */
export const tokensMax = 5;

export type SourceSettings = z.infer<typeof settingsSchema>;

/** The first thing that makes no sense, as a field and a sentence. The mapping's own language is checked by its thread. */
export function settingsProblem(settings: SourceSettings): { field: string; message: string } | null {
  if (settings.format === 'mapping' && (settings.mapping ?? '').trim() === '')
    return { field: 'mapping', message: 'A source that reads through a mapping needs one.' };
  if (settings.format === 'heartbeat' && settings.heartbeat === null)
    return { field: 'heartbeat', message: 'A heartbeat source needs to know how often it should be heard.' };
  if (Object.keys(settings.priorities.map).length > 50)
    return { field: 'priorities.map', message: 'A source knows at most 50 words for a priority.' };
  return rulesProblem(settings.rules);
}

/** null when the source belongs to the caller's own side. */
export function reasonAgainstSide(actorSide: Side | 'system', sourceSide: Side): string | null {
  if (actorSide === 'system' || actorSide === sourceSide) return null;
  return `The ${sourceSide} side set this source up, and keeps it. You see it; you cannot change it.`;
}

/** When a source that should be heard regularly counts as silent. */
export function expectedBy(heartbeat: SourceSettings['heartbeat'], from: Temporal.Instant): Temporal.Instant | null {
  return heartbeat === null ? null : from.add({ minutes: heartbeat.intervalMinutes + heartbeat.graceMinutes });
}
