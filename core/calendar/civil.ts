/**
 * Civil dates as day numbers: 0 is 1970-01-01, 1 the day after. The proleptic Gregorian calendar in whole-number
 * arithmetic, because a block of the calendar walks thousands of dates and `Temporal.PlainDate` would be built and
 * thrown away for each. No zone and no clock appear here; `zone.ts` connects dates to instants.
 */

export const dayMs = 86_400_000;
export const minuteMs = 60_000;
export const minutesPerDay = 1440;

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/** Days from 1970-01-01 to the given date. Months are 1–12; the day is not checked against the month. */
export function dayNumber(year: number, month: number, day: number): number {
  // Years that begin in March put the leap day last, so that month lengths follow one formula.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilDate(dayNo: number): CivilDate {
  const shifted = dayNo + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 1 = Monday … 7 = Sunday, as Temporal's `dayOfWeek`. */
export function weekdayOf(dayNo: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((dayNo + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
}

/** A look-up, because a decision writes two instants of five such numbers each. */
const twoDigits = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** Two digits of a whole number from 0 to 99. */
export function pad2(value: number): string {
  return twoDigits[value]!;
}

/** `YYYY-MM-DD`; years 0–9999. */
export function formatDate(dayNo: number): string {
  const { year, month, day } = civilDate(dayNo);
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`;
}

/** The day number of `YYYY-MM-DD`, or null when the text is not a date that exists. */
export function parseDate(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayNumber(year, month, day);
}
