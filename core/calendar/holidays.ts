/**
 * Holidays as local dates, from the `holidays` of an engagement file: the public holidays of a country and region
 * from the date-holidays library, without the skipped ones, plus added rules, plus plain dates.
 *
 * The library is asked for explicit years in a fixed zone, so neither the machine's clock nor its zone matters. It
 * gives spans, some of which begin at sunset or noon; a local date counts when more than half of it is covered, which
 * leaves half-day holidays open and gives a sunset feast its own date. A year's dates are asked of the years on both
 * sides as well, because an observed date may cross a year and a feast of several days may begin before it.
 */

import Library from 'date-holidays';
import type { Holidays } from '../responsibility/model.ts';
import { dayMs, formatDate, parseDate } from './civil.ts';
import type { DateSet } from './model.ts';

/** Dates that know their names and extend themselves over the years asked about. */
export interface HolidaySet extends DateSet {
  nameOf(date: string): string | null;
}

/** Names by date (`YYYY-MM-DD`) of the given years. A plain date without a name is called `holiday`. */
export function holidayDates(holidays: Holidays, years: Iterable<number>): Map<string, string> {
  const library = compileLibrary(holidays);
  const dates = new Map<string, string>();
  for (const year of years) for (const [date, name] of datesOfYear(library, holidays, year)) dates.set(date, name);
  return dates;
}

/** The holidays of every year, computed when a year is first asked about. Text that is no date is never a holiday. */
export function holidaySet(holidays: Holidays): HolidaySet {
  const library = compileLibrary(holidays);
  const years = new Map<string, Map<string, string>>();
  const nameOf = (date: string): string | null => {
    const year = date.slice(0, 4);
    let dates = years.get(year);
    if (!dates) {
      dates = /^\d{4}$/.test(year) ? datesOfYear(library, holidays, Number(year)) : new Map<string, string>();
      years.set(year, dates);
    }
    return dates.get(date) ?? null;
  };
  return { nameOf, has: (date) => nameOf(date) !== null };
}

/** One sentence for each thing that the library does not know or that is malformed; empty when all is well. */
export function checkHolidays(holidays: Holidays): string[] {
  const place = checkPlace(holidays);
  // The library cannot be asked for the holidays of a place that it does not know.
  const skips = place.length > 0 ? [] : checkSkips(holidays);
  return [...place, ...skips, ...checkRules(holidays), ...checkDates(holidays)];
}

function checkPlace({ country, region }: Holidays): string[] {
  if (country === undefined) return region === undefined ? [] : [`region ${region} needs a country`];
  const library = new Library();
  if (!Object.hasOwn(library.getCountries(), country)) return [`no holidays are known for country ${country}`];
  if (region === undefined) return [];
  const [state = '', part] = region.split('-');
  const states = library.getStates(country) ?? {};
  const regions = Object.hasOwn(states, state) ? (library.getRegions(country, state) ?? {}) : null;
  const known = regions !== null && (part === undefined || Object.hasOwn(regions, part));
  return known ? [] : [`no holidays are known for region ${region} of ${country}`];
}

function checkSkips(holidays: Holidays): string[] {
  const known = libraryRules(placeLibrary(holidays)).flatMap((rule) => rule.names);
  return (holidays.skip ?? []).filter((name) => !known.includes(name)).map((name) => `skip: no public holiday is called ${name}`);
}

function checkRules(holidays: Holidays): string[] {
  return (holidays.add ?? [])
    .filter(({ rule }) => !isRule(rule))
    .map(({ name, rule }) => `add: the rule of ${name} is not understood: ${rule}`);
}

function checkDates(holidays: Holidays): string[] {
  return (holidays.dates ?? []).filter((date) => parseDate(date) === null).map((date) => `dates: ${date} is not a date`);
}

/** Whether the library can compute the rule. Some malformed rules pass its parser and fail only when evaluated. */
function isRule(rule: string): boolean {
  const library = new Library();
  try {
    if (!library.setHoliday(rule, { name: { en: rule }, type: 'public' })) return false;
    library.getHolidays(2024);
    return true;
  } catch {
    return false;
  }
}

function placeLibrary({ country, region }: Holidays): Library {
  const place = country !== undefined && region !== undefined ? `${country}-${region}` : country;
  const library = place === undefined ? new Library() : new Library(place);
  // In UTC the library's instants read as the local wall clock of wherever the holiday is kept.
  library.setTimezone('UTC');
  return library;
}

function compileLibrary(holidays: Holidays): Library {
  const library = placeLibrary(holidays);
  const skip = new Set(holidays.skip ?? []);
  for (const { rule, names } of libraryRules(library)) {
    if (names.some((name) => skip.has(name))) library.unsetRule(rule);
  }
  // A rule that cannot be computed would make every later question throw; `checkHolidays` reports it.
  for (const { name, rule } of holidays.add ?? []) {
    if (isRule(rule)) library.setHoliday(rule, { name: { en: name }, type: 'public' });
  }
  return library;
}

/** The public holidays' rules with their names in every language, so that a skip may be written in any of them. */
function libraryRules(library: Library): { rule: string; names: string[] }[] {
  // The typed `HolidayRule` hides the fields that its own documentation names.
  const rules = library.getRules() as unknown as { rule: string; name?: Record<string, string> | string; type?: string }[];
  return rules
    .filter((rule) => rule.type === 'public')
    .map(({ rule, name }) => ({ rule, names: typeof name === 'string' ? [name] : Object.values(name ?? {}) }));
}

function datesOfYear(library: Library, holidays: Holidays, year: number): Map<string, string> {
  const dates = new Map<string, string>();
  const wanted = `${String(year).padStart(4, '0')}-`;
  const add = (date: string, name: string) => {
    if (date.startsWith(wanted) && !dates.has(date)) dates.set(date, name);
  };
  for (const asked of [year - 1, year, year + 1]) {
    for (const holiday of library.getHolidays(asked)) {
      if (holiday.type !== 'public') continue;
      for (const day of coveredDays(holiday.start.getTime(), holiday.end.getTime())) add(formatDate(day), holiday.name);
    }
  }
  for (const date of holidays.dates ?? []) add(date, 'holiday');
  return dates;
}

/** Day numbers of which more than half lies in the span. */
function coveredDays(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = Math.floor(from / dayMs); day * dayMs < to; day++) {
    const covered = Math.min(to, (day + 1) * dayMs) - Math.max(from, day * dayMs);
    if (covered > dayMs / 2) days.push(day);
  }
  return days;
}
