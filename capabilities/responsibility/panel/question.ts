/**
 * A question in a few words, read as facts: `erp p1 saturday 2am without dana`. Pure; the caller gives the present and
 * what the agreement knows. Words that name nothing are handed back, so that the screen can say what it did not
 * understand instead of guessing. The reading is a proposal: every fact stands in the form below the box.
 */

export interface Vocabulary {
  functions: readonly { id: string; name: string; inMatrix: boolean }[];
  apps: readonly string[];
  assets: readonly string[];
  people: readonly { id: string; name: string }[];
}

export interface Reading {
  function: string | null;
  priority: 'P1' | 'P2' | 'P3' | 'P4' | null;
  /** ISO 8601 with offset; null when the words name no time. */
  at: string | null;
  app: string | null;
  asset: string | null;
  absent: string[];
  /** Words that were not understood, in order. */
  unread: string[];
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fillers = new Set([
  'who',
  'handles',
  'has',
  'does',
  'is',
  'the',
  'a',
  'an',
  'on',
  'at',
  'in',
  'for',
  'of',
  'and',
  'with',
  'what',
  'when',
  'about',
  'if',
]);
const absenceWords = new Set(['without', 'away', 'absent', 'minus']);

export function readQuestion(text: string, vocabulary: Vocabulary, now: Temporal.ZonedDateTime): Reading {
  const words = text
    .toLowerCase()
    .replace(/[?!;,“”"']/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
  const taken = new Set<number>();
  const priority = takePriority(words, taken);
  const absent = takeAbsent(words, taken, vocabulary.people);
  const at = takeMoment(words, taken, now);
  const app = takeNamed(words, taken, vocabulary.apps, false);
  const asset = takeNamed(words, taken, vocabulary.assets, true);
  const found = takeFunction(words, taken, vocabulary.functions);
  for (const [index, word] of words.entries()) if (word === app?.toLowerCase()) taken.add(index);
  const unread = words.filter((word, index) => !taken.has(index) && !fillers.has(word));
  return { function: found, priority, at, app, asset, absent, unread };
}

function takePriority(words: readonly string[], taken: Set<number>): Reading['priority'] {
  const index = words.findIndex((word) => /^p[1-4]$/.test(word));
  if (index < 0) return null;
  taken.add(index);
  return words[index]?.toUpperCase() as Reading['priority'];
}

/** `without dana`, `dana away`. */
function takeAbsent(words: readonly string[], taken: Set<number>, people: Vocabulary['people']): string[] {
  const absent: string[] = [];
  words.forEach((word, index) => {
    const person = people.find((each) => each.id === word || each.name.toLowerCase().split(' ').includes(word));
    if (!person) return;
    const sign = [index - 1, index + 1].find((near) => absenceWords.has(words[near] ?? ''));
    if (sign === undefined) return;
    taken.add(index).add(sign);
    absent.push(person.id);
  });
  return absent;
}

/** An app stays free for the function's words too: "erp" names both. Assets are names of their own. */
function takeNamed(words: readonly string[], taken: Set<number>, names: readonly string[], exclusive: boolean): string | null {
  for (const [index, word] of words.entries()) {
    const found = taken.has(index) ? undefined : names.find((name) => name.toLowerCase() === word);
    if (!found) continue;
    if (exclusive) taken.add(index);
    return found;
  }
  return null;
}

function takeFunction(words: readonly string[], taken: Set<number>, functions: Vocabulary['functions']): string | null {
  let best: { id: string; score: number; hits: number[] } | null = null;
  for (const each of functions) {
    const parts = new Set([...each.id.split('-'), ...each.name.toLowerCase().split(/[^a-z0-9]+/)]);
    const hits = words.flatMap((word, index) =>
      !taken.has(index) && !fillers.has(word) && matches(word, parts, each.id) ? [index] : [],
    );
    const score = hits.length * 10 + (each.inMatrix ? 5 : 0) - parts.size / 10;
    if (hits.length > 0 && (best === null || score > best.score)) best = { id: each.id, score, hits };
  }
  for (const hit of best?.hits ?? []) taken.add(hit);
  return best?.id ?? null;
}

function matches(word: string, parts: ReadonlySet<string>, id: string): boolean {
  if (word === id || parts.has(word) || parts.has(word.replace(/s$/, '')) || parts.has(`${word}s`)) return true;
  return word.length >= 4 && [...parts].some((part) => part.startsWith(word));
}

interface ClockTime {
  hour: number;
  minute: number;
}

function takeMoment(words: readonly string[], taken: Set<number>, now: Temporal.ZonedDateTime): string | null {
  const clock = takeClock(words, taken);
  const day = takeDay(words, taken, now);
  if (!clock && !day) return null;
  const date = day ?? now.toPlainDate();
  const time = clock ?? { hour: 12, minute: 0 };
  let at = date.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: Temporal.PlainTime.from(time) });
  if (!day && Temporal.ZonedDateTime.compare(at, now) < 0) at = at.add({ days: 1 });
  return at.toString({ timeZoneName: 'never', smallestUnit: 'minute' });
}

function takeClock(words: readonly string[], taken: Set<number>): ClockTime | null {
  for (const [index, word] of words.entries()) {
    const clock = taken.has(index) ? null : readClock(word, words[index + 1]);
    if (!clock) continue;
    taken.add(index);
    if (/^(am|pm)$/.test(words[index + 1] ?? '')) taken.add(index + 1);
    return clock;
  }
  return null;
}

/** `2am`, `2:10pm`, `02:10`, `14h`, `noon`, `midnight`, `2 am`. */
function readClock(word: string, next: string | undefined): ClockTime | null {
  if (word === 'noon') return { hour: 12, minute: 0 };
  if (word === 'midnight') return { hour: 0, minute: 0 };
  const joined = /^(am|pm)$/.test(next ?? '') ? `${word}${next}` : word;
  const found = joined.match(/^(\d{1,2})(?::(\d{2}))?(am|pm|h)?$/);
  if (!found || (found[2] === undefined && found[3] === undefined)) return null;
  const half = found[3];
  const hour = (Number(found[1]) % (half === 'am' || half === 'pm' ? 12 : 24)) + (half === 'pm' ? 12 : 0);
  const minute = Number(found[2] ?? 0);
  return minute < 60 && Number(found[1]) <= 24 ? { hour, minute } : null;
}

function takeDay(words: readonly string[], taken: Set<number>, now: Temporal.ZonedDateTime): Temporal.PlainDate | null {
  const today = now.toPlainDate();
  for (const [index, word] of words.entries()) {
    if (taken.has(index)) continue;
    const date =
      readDay(word, today) ?? readDayMonth(word, words[index + 1], today) ?? readDayMonth(words[index + 1], word, today);
    if (!date) continue;
    taken.add(index);
    if (!readDay(word, today)) taken.add(index + 1);
    return date;
  }
  return null;
}

/** `today`, `tomorrow`, `sat`, `saturday` (the next one, today included), `2027-05-29`. */
function readDay(word: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (word === 'now' || word === 'today' || word === 'tonight') return today;
  if (word === 'tomorrow') return today.add({ days: 1 });
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return readIso(word);
  const weekday = word.length >= 3 ? weekdays.findIndex((name) => name.startsWith(word)) : -1;
  return weekday < 0 ? null : today.add({ days: (weekday + 1 - today.dayOfWeek + 7) % 7 });
}

function readIso(word: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(word);
  } catch {
    return null;
  }
}

/** `29 may`, the next one. */
function readDayMonth(day: string | undefined, month: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const number = Number(day?.replace(/(st|nd|rd|th)$/, ''));
  const index = month && month.length >= 3 ? months.indexOf(month.slice(0, 3)) : -1;
  if (index < 0 || !Number.isInteger(number) || number < 1 || number > 31) return null;
  const date = Temporal.PlainDate.from({ year: today.year, month: index + 1, day: number }, { overflow: 'constrain' });
  return Temporal.PlainDate.compare(date, today) < 0 ? date.add({ years: 1 }) : date;
}
