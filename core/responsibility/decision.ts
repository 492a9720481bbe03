/**
 * What the steps of an answer found, kept as they found it. `who` takes the steps, the trace and the proof read them; this
 * record is all that they share.
 */

import type { EpochMs } from '../calendar/model.ts';
import type { Block } from './authority.ts';
import type { CompiledSite, CompiledTarget, CompiledVersion } from './compile.ts';
import type { Facts, Mode, WindowName } from './model.ts';
import type { OverflowCause } from './overflow.ts';
import type { CompiledRow, Duty } from './row.ts';

/** Why nobody acts: what the agreement lacks, from the outside in. */
export type GapCause = 'site' | 'version' | 'row' | 'cell' | 'never-opens' | 'nobody';

/** What overflow did: moved the work, or which condition kept it where it is. */
export interface OverflowStep {
  cause: OverflowCause;
  outcome: 'moved' | 'not-eligible' | 'touched' | 'excluded' | 'nobody';
  exclusion: string | null;
}

/** What the steps found. Instants are epoch milliseconds. */
export interface Decision {
  at: EpochMs;
  facts: Facts;
  site: CompiledSite;
  window: WindowName;
  version: CompiledVersion | null;
  row: CompiledRow | null;
  conflict: readonly string[];
  duty: Duty | null;
  mode: Mode | 'gap';
  gap: GapCause | null;
  who: readonly string[];
  byCover: boolean;
  overflow: OverflowStep | null;
  approvers: readonly string[];
  blocks: readonly Block[];
  /** The opening that queued work waits for; null for everything else. */
  startsAt: EpochMs | null;
  target: CompiledTarget | null;
  dueAt: EpochMs | null;
}
