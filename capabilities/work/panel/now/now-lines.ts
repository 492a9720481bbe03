/**
 * The ribbon's answers as rows to draw, and what they say about this moment. Pure. Neighbours that read the same are one
 * segment: the window changed, the owner did not.
 */
import type { Names } from '@tandem/platform/ui/names.ts';
import type { RibbonRow, RibbonSegment } from '@tandem/platform/ui/ribbon-layout.ts';
import { type EpochMs, hourMs, instantMs } from '@tandem/platform/ui/time-words.ts';
import type { RibbonAnswer } from './now-data.ts';

export type Line = RibbonAnswer['lines'][number];
export type LineSegment = Line['segments'][number];

/** A row of the ribbon whose segments still know what to ask, and the window of any instant. */
export interface NowRow extends RibbonRow {
  segments: readonly NowSegment[];
  windowAt(at: EpochMs): LineSegment['window'];
}

export interface NowSegment extends RibbonSegment {
  source: LineSegment;
}

export function rowsOf(lines: readonly Line[], names: Names): NowRow[] {
  return lines.map((line) => {
    const segments = line.segments.map((segment) => segmentOf(segment, names));
    return {
      id: line.group,
      name: line.name,
      segments: joinSegments(segments),
      windowAt: (at) => segmentAt(segments, at)?.source.window ?? 'business-hours',
    };
  });
}

function segmentOf(segment: LineSegment, names: Names): NowSegment {
  return {
    from: instantMs(segment.from),
    to: instantMs(segment.to),
    party: segment.gap || segment.side === null ? 'gap' : segment.side,
    labels: labelsOf(segment, names),
    detail: segment.mixed ? 'Some work of this group has another owner then.' : undefined,
    source: segment,
  };
}

function labelsOf(segment: LineSegment, names: Names): [string, ...string[]] {
  if (segment.gap) return ['nobody owns this', 'nobody', '!'];
  const full = segment.who.map(names.of).join(', ');
  const short = segment.who.map(names.short).join(', ');
  const waits = segment.mode === 'queue' ? 'waits for ' : '';
  const more = segment.mixed ? ' and others' : '';
  return [`${waits}${full}${more}`, `${waits}${short}${more}`, `${waits}${short}`, short, short.split(' ')[0] ?? short];
}

function joinSegments(segments: readonly NowSegment[]): NowSegment[] {
  const joined: NowSegment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (last && last.party === segment.party && last.labels[0] === segment.labels[0] && last.to === segment.from)
      last.to = segment.to;
    else joined.push({ ...segment });
  }
  return joined;
}

export const segmentAt = <Piece extends { from: EpochMs; to: EpochMs }>(
  segments: readonly Piece[],
  at: EpochMs,
): Piece | undefined => segments.find((segment) => segment.from <= at && at < segment.to);

export interface Coverage {
  groups: number;
  /** Groups that have an owner at this moment. */
  owned: number;
  /** Whole hours of the span, and those in which every group has an owner throughout. */
  hours: number;
  coveredHours: number;
}

export function computeCoverage(rows: readonly NowRow[], from: EpochMs, to: EpochMs, now: EpochMs): Coverage {
  const gaps = rows.flatMap((row) => row.segments.filter((segment) => segment.party === 'gap'));
  const hours = Math.floor((to - from) / hourMs);
  let coveredHours = 0;
  for (let hour = 0; rows.length > 0 && hour < hours; hour += 1) {
    const start = from + hour * hourMs;
    if (!gaps.some((gap) => gap.from < start + hourMs && gap.to > start)) coveredHours += 1;
  }
  const owned = rows.filter((row) => segmentAt(row.segments, now)?.party !== 'gap').length;
  return { groups: rows.length, owned, hours, coveredHours };
}
