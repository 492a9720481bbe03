/**
 * Topics about the grid of hand-offs: where they fall, how long a step is, whose turn it is on the days that count, and
 * what clock changes and short months do to it. Local times are wall clocks of the zone that the case names.
 */

import { civilDate, dayMs, formatDate, parseDate, weekdayOf } from '@tandem/core/calendar/civil.ts';
import { civilToInstant, instantToCivil, localToInstant } from '@tandem/core/calendar/zone.ts';
import { layerDuties } from '@tandem/core/oncall/layer.ts';
import { handoff, handoffCivilMs, type Rotation, type RotationUnit, stepAt, stepsOver } from '@tandem/core/oncall/rotation.ts';
import { instant, show } from '../text.ts';
import { weekdayNumber } from './schedule.ts';
import type { Topic } from './topic.ts';

const units: Record<string, RotationUnit> = { hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month' };

interface Grid {
  timezone: string;
  unit: string;
  length: number;
  anchor_local: string;
}

function rotationOf({ timezone, unit, length, anchor_local }: Grid): Rotation {
  const rotationUnit = units[unit];
  if (!rotationUnit) throw new Error(`no rotation unit ${unit}`);
  return { zone: timezone, unit: rotationUnit, length, anchorCivilMs: instant(anchor_local) };
}

function handoffs(given: Grid & { walk_from_local: string; walk_to_local: string }): unknown {
  const rotation = rotationOf(given);
  const [from, to] = [instant(given.walk_from_local, rotation.zone), instant(given.walk_to_local, rotation.zone)];
  const steps = stepsOver(rotation, from, to);
  const ends = [...new Set(steps.flatMap((step) => [step.from, step.to]))];
  return { distinct_handoffs: ends.map((at) => show(at, rotation.zone)) };
}

interface LengthRow {
  unit: string;
  start_local: string;
  length: number;
}

function shiftLengths({ timezone }: { timezone: string }, rows: LengthRow[]): unknown {
  return rows.map((row) => {
    const rotation = rotationOf({ ...row, timezone, anchor_local: row.start_local });
    const [from, to] = [handoff(rotation, 0), handoff(rotation, 1)];
    const end = civilText(instantToCivil(timezone, to));
    return {
      unit: row.unit,
      start_local: row.start_local,
      length: row.length,
      end_local: end,
      elapsed_hours: (to - from) / 3_600_000,
    };
  });
}

function civilText(civilMs: number): string {
  return show(civilMs)!.slice(0, 16);
}

interface EligibleDays {
  first_day: string;
  weekdays: string[];
  unit: string;
  every: number;
  order: string[];
  days_total: number;
  week_starts?: string;
  timezone?: string;
}

function eligibleDays(given: EligibleDays): unknown {
  const zone = given.timezone ?? 'UTC';
  const firstDay = parseDate(given.first_day);
  if (firstDay === null) throw new Error(`not a date: ${given.first_day}`);
  const [from, to] = [firstDay, firstDay + given.days_total].map((day) => civilToInstant(zone, day * dayMs));
  const anchorDay = firstDay - daysIntoUnit(given, firstDay);
  const duties = layerDuties(
    {
      rotation: { ...rotationOf({ timezone: zone, unit: given.unit, length: given.every, anchor_local: formatDate(anchorDay) }) },
      turns: given.order.map((person) => ({ id: person, people: [person] })),
      restrictions: [{ weekdays: given.weekdays.map(weekdayNumber), fromMinute: 0, toMinute: 1440 }],
      startsAt: from!,
    },
    from!,
    to!,
  );
  return Object.fromEntries(
    duties.map((duty) => [formatDate(Math.floor(instantToCivil(zone, duty.from) / dayMs)), duty.people.join(' ')]),
  );
}

/** How far the first day lies inside its week or month: turns of weeks begin with the week. */
function daysIntoUnit({ unit, week_starts = 'Mon' }: EligibleDays, day: number): number {
  if (unit === 'weekly') return (weekdayOf(day) - weekdayNumber(week_starts) + 7) % 7;
  return unit === 'monthly' ? civilDate(day).day - 1 : 0;
}

interface WeeklyShift {
  timezone: string;
  anchor_local: string;
  length_days: number;
}

/** `asked` is a range of dates, `2024-11-04..05`; the shift is the one that holds its first midnight. */
function shiftAcrossDst({ timezone, anchor_local, length_days }: WeeklyShift, rows: { asked: string }[]): unknown {
  const rotation = rotationOf({ timezone, unit: 'daily', length: length_days, anchor_local });
  return rows.map(({ asked }) => {
    const step = stepAt(rotation, instant(asked.slice(0, 10), timezone));
    return { asked, start: show(step.from), end: show(step.to) };
  });
}

/** The rotation is given in words: `monthly x1 anchored on the 31st (2025-01-31), asked 2025-12-29`. */
function monthEndGrid({ rotation: words }: { rotation: string }, { grid }: { grid: string[] }): unknown {
  const match = /^(\w+) x(\d+) .*\((\d{4}-\d\d-\d\d)\), asked (\d{4}-\d\d-\d\d)/.exec(words);
  if (!match) throw new Error(`not understood: ${words}`);
  const rotation = rotationOf({ timezone: 'UTC', unit: match[1]!, length: Number(match[2]), anchor_local: match[3]! });
  const dates = grid.map((_, i) => formatDate(handoffCivilMs(rotation, i) / dayMs));
  const asked = stepAt(rotation, instant(match[4]!));
  const fromStart = stepsOver(rotation, instant(match[3]!), asked.to).at(-1);
  const agrees = fromStart?.index === asked.index && fromStart.from === asked.from && fromStart.to === asked.to;
  return { grid: dates, invariant: agrees ? 'the same from any query window' : 'depends on the query window' };
}

function wallClock(_given: unknown, rows: { local: string; zone: string }[]): unknown {
  return rows.map(({ local, zone }) => ({
    local,
    zone,
    instant: show(localToInstant(zone, local.slice(0, 10), local.slice(11)), zone),
  }));
}

export const rotationTopics: Record<string, Topic> = {
  'rotation-handoffs': handoffs,
  'rotation-shift-length': shiftLengths,
  'rotation-over-eligible-days': eligibleDays,
  'weekly-shift-across-dst': shiftAcrossDst,
  'month-end-grid': monthEndGrid,
  'wallclock-to-instant-ical': wallClock,
};
