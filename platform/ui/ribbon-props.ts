/**
 * What a ribbon is drawn from, whether as a grid or, on a narrow screen, as a list.
 */
import type { RibbonRow, RibbonSegment } from './ribbon-layout.ts';
import type { EpochMs } from './time-words.ts';

interface Shade {
  from: EpochMs;
  to: EpochMs;
  label: string;
}

export interface RibbonProps {
  /** What the rows are of, for screen readers: "Who has what, the next 7 days". */
  label: string;
  from: EpochMs;
  to: EpochMs;
  now: EpochMs;
  zone: string;
  rows: readonly RibbonRow[];
  /** Holidays; drawn behind the rows and named on the axis. */
  shades?: readonly Shade[];
  onOpen(row: RibbonRow, segment: RibbonSegment): void;
}
