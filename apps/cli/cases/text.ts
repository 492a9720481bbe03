/**
 * Times between case files and the core: ISO 8601 text there, milliseconds here. A text that is no time is an error
 * that names it, and so the failure of the one case that holds it.
 */

import type { EpochMs } from '@tandem/core/calendar/model.ts';
import { formatInstant, parseTime } from '@tandem/core/calendar/zone.ts';

/** A time without an offset is read in `zone`. */
export function instant(text: string, zone = 'UTC'): EpochMs {
  const at = parseTime(zone, text);
  if (at === null) throw new Error(`not a time: ${text}`);
  return at;
}

export function show(at: EpochMs | null, zone = 'UTC'): string | null {
  return at === null ? null : formatInstant(zone, at);
}
