/**
 * The sentence of the Now screen, pure: who has this hour, who takes over next, and what nobody has. It speaks of the
 * service desk, which is where people call first, and names the other groups only when nobody owns them.
 */
import type { Side } from '@tandem/core/responsibility/model.ts';
import type { Names } from '@tandem/platform/ui/names.ts';
import type { SentencePart } from '@tandem/platform/ui/sentence.tsx';
import { dayMs, type EpochMs, formatWall, relativeWords } from '@tandem/platform/ui/time-words.ts';
import { type LineSegment, type NowRow, type NowSegment, segmentAt } from './now-lines.ts';

interface Moment {
  rows: readonly NowRow[];
  now: EpochMs;
  zone: string;
  names: Names;
  /** The two organisations. */
  parties: Record<Side, string>;
  /** Names of holidays by local date. */
  holidays: ReadonlyMap<string, string>;
}

const deskGroup = 'service-desk';

export function nowSentence(moment: Moment): SentencePart[] {
  const desk = moment.rows.find((row) => row.id === deskGroup) ?? moment.rows[0];
  const here = desk && segmentAt(desk.segments, moment.now);
  if (!desk || !here) return ['No agreement is in force now.'];
  const bare = moment.rows.filter((row) => row !== desk && segmentAt(row.segments, moment.now)?.party === 'gap');
  return [
    ...hasSentence(here, windowWords(desk.windowAt(moment.now), moment), moment),
    ...nextSentence(desk, here, moment),
    ...gapSentence(bare),
  ];
}

function hasSentence(here: NowSegment, window: string, moment: Moment): SentencePart[] {
  return [here.party === 'gap' ? { side: 'gap', text: 'Nobody' } : holder(here, moment), ` has ${window}.`];
}

/** A single person by name, otherwise the organisation. */
function holder(segment: NowSegment, { names, parties }: Moment): SentencePart {
  const side = segment.source.side ?? 'provider';
  const [only, ...others] = segment.source.who;
  const person = side === 'internal' && only !== undefined && others.length === 0 ? names.short(only) : null;
  return { side, text: person ?? shortParty(parties[side]) };
}

/** `Northline MSP` → `Northline`. */
export function shortParty(name: string): string {
  return name.split(' ')[0] ?? name;
}

function windowWords(window: LineSegment['window'], { now, zone, holidays }: Moment): string {
  const hour = Number(formatWall(now, zone, 'time').slice(0, 2));
  if (window === 'holiday') return holidays.get(localDate(now, zone)) ?? 'the holiday';
  if (window === 'weekend') return hour < 6 || hour >= 21 ? 'the weekend night' : 'the weekend';
  if (window === 'business-hours') return 'the day';
  return hour >= 6 && hour < 12 ? 'the early morning' : hour >= 12 && hour < 21 ? 'the evening' : 'the night';
}

function localDate(at: EpochMs, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** ` Dana is back Tue 1 Jun at 08:00 (in 3 d 5 h).` */
function nextSentence(desk: NowRow, here: NowSegment, moment: Moment): SentencePart[] {
  const next = desk.segments.find((segment) => segment.from > moment.now && segment.party !== here.party);
  if (!next) return [];
  const { now, zone } = moment;
  const soon = next.from - now < dayMs && formatWall(next.from, zone, 'day') === formatWall(now, zone, 'day');
  const when = `${soon ? '' : `${formatWall(next.from, zone, 'day')} `}at ${formatWall(next.from, zone, 'time')} (${relativeWords(next.from, now)})`;
  if (next.party === 'gap') return [' From ', { side: 'gap', text: when.replace('at ', '') }, ' nobody has it.'];
  return [' ', holder(next, moment), next.party === 'internal' ? ` is back ${when}.` : ` takes over ${when}.`];
}

function gapSentence(bare: readonly NowRow[]): SentencePart[] {
  if (bare.length === 0) return [];
  const named = bare.length === 1 ? (bare[0]?.name ?? '') : `${bare.length} kinds of work`;
  return [' ', { side: 'gap', text: 'Nobody' }, ` owns ${named}.`];
}

/** `Two things need you.`; `Nothing needs you.` */
export function needsWords(count: number): string {
  const words = [
    'Nothing needs',
    'One thing needs',
    'Two things need',
    'Three things need',
    'Four things need',
    'Five things need',
  ];
  return `${words[count] ?? `${count} things need`} you.`;
}
