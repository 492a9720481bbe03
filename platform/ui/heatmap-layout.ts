/**
 * A year of days as weeks, Monday first, with the week in which each month begins. Pure.
 */

export type HeatLevel = 'none' | 'info' | 'warning' | 'error';

export interface HeatDay {
  /** `2027-05-29` */
  date: string;
  level: HeatLevel;
  /** Index of the week, then of the weekday (0 = Monday). */
  week: number;
  weekday: number;
}

export interface HeatYear {
  days: HeatDay[];
  weeks: number;
  months: { week: number; text: string }[];
}

const levels: Record<string, HeatLevel> = { e: 'error', w: 'warning', i: 'info', '.': 'none' };
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A month's name needs the room of about three columns. */
const leastWeeksApart = 3;

/** `letters`: one a day from `firstDay`: e error, w warning, i info, `.` nothing. */
export function layoutYear(firstDay: string, letters: string): HeatYear {
  const first = Temporal.PlainDate.from(firstDay);
  const shift = first.dayOfWeek - 1;
  const days = [...letters].map((letter, index): HeatDay => {
    const date = first.add({ days: index });
    return {
      date: date.toString(),
      level: levels[letter] ?? 'none',
      week: Math.floor((index + shift) / 7),
      weekday: date.dayOfWeek - 1,
    };
  });
  return { days, weeks: (days.at(-1)?.week ?? 0) + 1, months: layoutMonths(days) };
}

function layoutMonths(days: readonly HeatDay[]): HeatYear['months'] {
  const months: HeatYear['months'] = [];
  for (const day of days) {
    if (!day.date.endsWith('-01') && day !== days[0]) continue;
    const text = monthNames[Number(day.date.slice(5, 7)) - 1] ?? '';
    const before = months.at(-1);
    if (before && day.week - before.week < leastWeeksApart) months.pop();
    months.push({ week: day.week, text });
  }
  return months;
}

/** The day reached from index `at` by an arrow key: a day down or up, a week right or left; null for other keys. */
export function moveDay(at: number, key: string, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    ArrowRight: 7,
    ArrowLeft: -7,
    PageDown: 28,
    PageUp: -28,
    Home: -at,
    End: count - 1 - at,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const next = at + step;
  return next < 0 || next >= count ? at : next;
}
