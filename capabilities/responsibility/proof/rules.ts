/**
 * The proof of the coming year, as the Proof screen shows it. The proof itself is pure and runs in a thread beside the
 * event loop; its result depends on the document and the day alone, so it is kept for both.
 */
import type { Span } from '@tandem/core/calendar/model.ts';
import { compile } from '@tandem/core/responsibility/compile.ts';
import type { EngagementFile, Finding } from '@tandem/core/responsibility/model.ts';
import { prove } from '@tandem/core/responsibility/prove.ts';
import { type PairAway, type TwoAbsences, twoAbsences } from '@tandem/core/responsibility/two-absences.ts';
import { runInThread } from '@tandem/platform/threads/thread.ts';
import { dateIn, zoneOf } from '../rules.ts';

export interface YearProof {
  from: string;
  to: string;
  firstDay: string;
  findings: Finding[];
  /** When each finding stands, in the order of `findings`. */
  spans: Span[][];
  /** What tells each finding from others of its kind, in the order of `findings`. */
  about: string[];
  examined: Record<string, number>;
  /** Which two people may not be away together. */
  away: TwoAbsences;
  milliseconds: number;
}

const keptMax = 50;
const kept = new Map<string, Promise<YearProof>>();

/** The proof from the start of today, local, over twelve months. */
export function yearProof(file: EngagementFile, contentHash: string, now: Temporal.Instant): Promise<YearProof> {
  return yearProofFrom(file, contentHash, dateIn(zoneOf(file), now));
}

/** The proof over twelve months from the start of a local day. */
export function yearProofFrom(file: EngagementFile, contentHash: string, firstDay: string): Promise<YearProof> {
  const key = `${contentHash} ${firstDay}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const proof = runInThread<YearProof>(import.meta.url, 'proveYear', [file, firstDay]);
  if (kept.size >= keptMax) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, proof);
  proof.catch(() => kept.delete(key));
  return proof;
}

/**
 * Runs in the thread, which finds it by name.
 * @public
 */
export function proveYear(file: EngagementFile, firstDay: string): YearProof {
  const zone = zoneOf(file);
  const first = Temporal.PlainDate.from(firstDay);
  const from = first.toZonedDateTime(zone).toInstant().toString();
  const to = first.add({ years: 1 }).toZonedDateTime(zone).toInstant().toString();
  const started = performance.now();
  const engagement = compile(file);
  const { findings, spans, about, examined } = prove(engagement, { from, to });
  const away = twoAbsences(engagement, { from, to });
  return {
    from,
    to,
    firstDay,
    findings,
    spans,
    about,
    examined: { ...examined },
    away,
    milliseconds: Math.round(performance.now() - started),
  };
}

/** What stands with everybody present and, when `without` names somebody, what stands in that person's absence too. */
export function showProof(proof: YearProof, file: EngagementFile, contentHash: string, without: string | null) {
  const starts = dayStarts(zoneOf(file), proof.firstDay);
  const shown = proof.findings
    .map((finding, index) => ({ finding, days: dayRanges(proof.spans[index] ?? [], starts) }))
    .filter(({ finding }) => finding.without === null || finding.without === without);
  const { spans: _spans, about: _about, ...facts } = proof;
  return {
    ...facts,
    contentHash,
    away: { ...proof.away, pairs: proof.away.pairs.slice(0, pairsMost).map(showPair) },
    findings: shown.map(({ finding, days }) => ({
      ...finding,
      witness: finding.witness === null ? null : { ...finding.witness },
      days,
    })),
    days: daysOf(shown, starts.length - 1),
    people: file.people.map((person) => person.id),
  };
}

/** The worst are what a screen shows; the counts stay those of all. */
const pairsMost = 50;

function showPair({ examples, ...pair }: PairAway) {
  return { ...pair, examples: examples.map((example) => ({ ...example, witness: { ...example.witness } })) };
}

const letters = { error: 'e', warning: 'w', info: 'i' } as const;
const weight = { e: 3, w: 2, i: 1, '.': 0 } as const;

/** The instants at which the local days of the year begin, and the one at which the year ends. */
function dayStarts(zone: string, firstDay: string): number[] {
  const first = Temporal.PlainDate.from(firstDay);
  const count = first.until(first.add({ years: 1 })).days;
  return Array.from({ length: count + 1 }, (_, day) => first.add({ days: day }).toZonedDateTime(zone).epochMilliseconds);
}

/** The days that the spans touch, as first and last index, joined where they follow one another. */
function dayRanges(spans: readonly Span[], starts: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  const last = starts.length - 2;
  for (const span of spans) {
    const from = Math.max(0, firstAfter(starts, span.from) - 1);
    const to = Math.min(last, firstAfter(starts, span.to - 1) - 1);
    const before = ranges.at(-1);
    if (to < from) continue;
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else ranges.push([from, to]);
  }
  return ranges;
}

/** The worst finding of each local day of the year, as one letter. */
function daysOf(shown: readonly { finding: Finding; days: readonly [number, number][] }[], count: number): string {
  const days: (keyof typeof weight)[] = Array.from({ length: count }, () => '.');
  for (const { finding, days: ranges } of shown) {
    const letter = letters[finding.severity];
    for (const [from, to] of ranges) {
      for (let day = from; day <= to; day += 1) if (weight[letter] > weight[days[day] ?? '.']) days[day] = letter;
    }
  }
  return days.join('');
}

/** Index of the first start later than `at`. */
function firstAfter(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
