/**
 * How single values are written: ids, durations, hours, dates, times, zones. Each check gives null, or the sentence
 * that says what is expected. The meaning of these texts is core/calendar's; nothing is read in two ways.
 */
import { parseHours } from '../../calendar/calendar.ts';
import { parseDate } from '../../calendar/civil.ts';
import { parseDuration } from '../../calendar/duration.ts';
import { isZone, parseTime, parseTimeOfDay } from '../../calendar/zone.ts';
import { parseTurnLength } from '../../oncall/rotation.ts';
import { firstAnchorYear, lastAnchorYear } from '../rota-shifts.ts';
import { nearest } from './nearest.ts';
import { quote } from './shape.ts';

type Check = (value: string) => string | null;

/** Letters, digits, `.`, `_`, `-`; no colon, because `rota:` is a prefix. */
export const idText: Check = (value) =>
  /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(value)
    ? null
    : `${quote(value)} is no id: up to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit.`;

const reserved = new Set(['none', 'chain', 'data-owner']);

/** People and teams: words with a meaning of their own in a row cannot be their ids. */
export const partyIdText: Check = (value) =>
  reserved.has(value) ? `${quote(value)} has a meaning of its own in rows and cannot be an id.` : idText(value);

export const durationText: Check = (value) =>
  parseDuration(value) === null ? `${quote(value)} is no duration; write 15m, 4h or 2d.` : null;

export const dateText: Check = (value) =>
  parseDate(value) === null ? `${quote(value)} is no date; write YYYY-MM-DD, a day that exists.` : null;

export const timeText: Check = (value) =>
  parseTime('UTC', value) === null
    ? `${quote(value)} is no time; write a date, a local time such as 2027-05-24T08:00, or an instant with its offset.`
    : null;

/** The first hand-over of turns that go on without end: what is counted from it has to be countable. */
export const anchorText: Check = (value) => {
  const wrong = timeText(value);
  if (wrong !== null) return wrong;
  const year = Number(value.slice(0, 4));
  return year >= firstAnchorYear && year < lastAnchorYear
    ? null
    : `Turns are counted from a time in ${firstAnchorYear} or later, and before ${lastAnchorYear}.`;
};

export const turnLengthText: Check = (value) =>
  parseTurnLength(value) === null ? `${quote(value)} is no length of a turn; write 12h, 1d, 1w, 2w or 1mo.` : null;

export const clockText: Check = (value) =>
  parseTimeOfDay(value) === null ? `${quote(value)} is no time of day; write HH:MM, from 00:00 to 24:00.` : null;

export const hoursText: Check = (value) => {
  if (parseHours(value) !== null) return null;
  const [from, to] = value.split('-');
  const overnight = from !== undefined && to !== undefined && parseHours(`${to}-${from}`) !== null;
  const hint = overnight ? ' Hours past midnight are two spans, one on each day: to 24:00, and from 00:00.' : '';
  return `${quote(value)} is no span of hours; write HH:MM-HH:MM, the end after the start, 24:00 at most.${hint}`;
};

export const zoneText: Check = (value) => {
  const named = /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(value) && isZone(value);
  const known = named ? Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(value).timeZoneId : null;
  if (known === value) return null;
  const meant = known ?? nearest(value, commonZones);
  return `${quote(value)} is no time zone; write its IANA name, such as America/Chicago.${meant === null ? '' : ` Did you mean ${meant}?`}`;
};

/** Only for guessing what a misspelt zone meant. */
const commonZones = [
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage'],
  ...['America/Toronto', 'America/Sao_Paulo', 'Pacific/Honolulu', 'Europe/London', 'Europe/Paris', 'Europe/Berlin', 'UTC'],
  ...['Asia/Kolkata', 'Asia/Singapore', 'Asia/Tokyo', 'Australia/Sydney', 'Pacific/Auckland'],
];

export const countryText: Check = (value) =>
  /^[A-Z]{2}$/.test(value) ? null : `${quote(value)} is no country; write its two-letter code, such as US.`;

export const regionText: Check = (value) =>
  /^[A-Za-z0-9]{1,10}(-[A-Za-z0-9]{1,10})?$/.test(value) ? null : `${quote(value)} is no region code.`;

/** Long rules cannot be real ones, and they are handed to a library that searches them with patterns. */
export const holidayRuleText: Check = (value) =>
  value.length <= 120 && /^[\x20-\x7E]+$/.test(value) ? null : 'A holiday rule has at most 120 plain characters.';
