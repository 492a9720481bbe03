/**
 * Words of the calendar. Instants inside `core/` are whole milliseconds since the epoch (`EpochMs`), because a
 * decision is made hundreds of thousands of times a second and a binary search over numbers costs nothing;
 * `Temporal` does every civil-time computation once, at compile time. Spans are half-open: `from` is in, `to` is out.
 */

export type EpochMs = number;

export interface Span {
  from: EpochMs;
  to: EpochMs;
}

export interface DateSet {
  has(date: string): boolean;
}

/** Opening hours of one place. Times are minutes after local midnight; 1440 is the end of the day. */
export interface CalendarSpec {
  zone: string;
  /** Index 1 = Monday … 7 = Sunday, as Temporal's dayOfWeek. A missing day is closed. */
  weekly: Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, [number, number][]>>;
  /** Dated hours that replace the weekday's: key `YYYY-MM-DD`. */
  shifts?: Record<string, [number, number][]>;
  /** Dated spans cut out of the day's hours. */
  breaks?: Record<string, [number, number][]>;
  /** Local dates (`YYYY-MM-DD`) on which the place is closed: a set, or one that extends itself over the years asked about. */
  holidays?: DateSet;
  /** `MM-DD` closed every year. */
  recurringHolidays?: ReadonlySet<string>;
}
