/**
 * Instants and durations in words, pure: the caller gives the zone and the present. Days are written day first and hours
 * from 00 to 23, because a night desk reads "02:10" and nothing else without a second look. Instants are milliseconds
 * since the epoch; text instants (ISO 8601 with an offset) are turned with `instantMs` at the edge.
 */

export type EpochMs = number;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, style: WallStyle): Intl.DateTimeFormat {
  const key = `${zone}|${style}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-GB', { ...wallStyles[style], timeZone: zone, hourCycle: 'h23' });
  formatters.set(key, made);
  return made;
}

const wallStyles = {
  /** 02:14 */
  time: { hour: '2-digit', minute: '2-digit' },
  /** 02:14:05 */
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  /** Sat */
  weekday: { weekday: 'short' },
  /** Sat 29 May */
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 29 May 2027 */
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  /** Sat 02:14 */
  near: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  /** Sat 29 May, 02:14 */
  moment: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  /** Sat 29 May 2027, 02:14 */
  full: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type WallStyle = keyof typeof wallStyles;

/** What the clock on the wall of `zone` shows at `at`. */
export function formatWall(at: EpochMs, zone: string, style: WallStyle): string {
  const parts = formatter(zone, style).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? '';
  const date = [part('weekday'), part('day'), part('month').replace('Sept', 'Sep'), part('year')].filter(Boolean).join(' ');
  const time = [part('hour'), part('minute'), part('second')].filter(Boolean).join(':');
  if (!date || !time) return date || time;
  return part('day') ? `${date}, ${time}` : `${date} ${time}`;
}

/** A date without a time in words: `2027-06-30` → `30 Jun 2027`. */
export function dateWords(date: string): string {
  return formatWall(Date.parse(`${date}T12:00:00Z`), 'UTC', 'date');
}

export function instantMs(text: string): EpochMs {
  return Date.parse(text);
}

/** `5 h 50 min`, `22 h`, `3 d 4 h`, `1 min 35 s`, `40 s`: as exact as the length deserves, the sign dropped. */
export function durationWords(spanMs: number): string {
  const seconds = Math.round(Math.abs(spanMs) / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600 && seconds % 60 !== 0) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 10 * 60) return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  const hours = Math.round(minutes / 60);
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `in 5 h 50 min`, `4 min ago`, `now` within half a minute. */
export function relativeWords(at: EpochMs, now: EpochMs): string {
  const ahead = at - now;
  if (Math.abs(ahead) < 30_000) return 'now';
  const rounded = Math.abs(ahead) < 600_000 ? Math.round(ahead / minuteMs) * minuteMs || Math.sign(ahead) * minuteMs : ahead;
  return ahead > 0 ? `in ${durationWords(rounded)}` : `${durationWords(rounded)} ago`;
}

/** The city of a zone id: `America/Argentina/Buenos_Aires` → `Buenos Aires`; `UTC` stays. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** The offset of `zone` at `at` in minutes east of Greenwich. */
export function offsetMinutes(at: EpochMs, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((found) => found.type === type)?.value);
  const wall = Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'));
  return Math.round((wall - Math.floor(at / minuteMs) * minuteMs) / minuteMs);
}

/** Whether two zones show different wall clocks at `at`. */
export function zonesDiffer(at: EpochMs, zone: string, other: string): boolean {
  return zone !== other && offsetMinutes(at, zone) !== offsetMinutes(at, other);
}

/** The instants of local midnight in `[from, to)`, in order. */
export function midnights(from: EpochMs, to: EpochMs, zone: string): EpochMs[] {
  const found: EpochMs[] = [];
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).startOfDay();
  if (day.epochMilliseconds < from) day = day.add({ days: 1 }).startOfDay();
  while (day.epochMilliseconds < to) {
    found.push(day.epochMilliseconds);
    day = day.add({ days: 1 }).startOfDay();
  }
  return found;
}
