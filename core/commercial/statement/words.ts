/**
 * How a statement of work says the things of an engagement file: people by name, windows and modes as short phrases,
 * dates, money and durations in one form. Ids that the file does not explain are printed as they are, never left out.
 */
import { parseDuration } from '../../calendar/duration.ts';
import { catalogueFunction } from '../../responsibility/catalogue.ts';
import type { Cell, EngagementFile, Hours, Mode, Row, Side, Site, Weekday } from '../../responsibility/model.ts';
import { priorities, scopeKeys, weekdays } from '../../responsibility/model.ts';

export interface Names {
  /** A person, team, rota or side as people call it. */
  actor(id: string): string;
  fn(id: string): string;
  site(id: string): string;
  side(id: string): Side | null;
}

export function namesOf(file: EngagementFile): Names {
  const actors = new Map<string, { name: string; side: Side | null }>();
  for (const { id, name, side } of [...file.people, ...(file.teams ?? [])]) actors.set(id, { name, side });
  for (const { id, name } of file.vendors ?? []) if (!actors.has(id)) actors.set(id, { name, side: null });
  for (const { id } of file.rotas ?? []) actors.set(`rota:${id}`, { name: `on-call rota ${id}`, side: null });
  for (const side of ['internal', 'provider'] as const) actors.set(side, { name: file.parties[side].name, side });
  const own = new Map((file.functions ?? []).map(({ id, name }) => [id, name]));
  return {
    actor: (id) => actors.get(id)?.name ?? id,
    fn: (id) => own.get(id) ?? catalogueFunction(id)?.name ?? id,
    site: (id) => file.sites.find((site) => site.id === id)?.name ?? id,
    side: (id) => actors.get(id)?.side ?? null,
  };
}

/** Names by both files; what both name is called as `after` calls it. */
export function namesOfBoth(before: EngagementFile, after: EngagementFile): Names {
  const [old, own] = [namesOf(before), namesOf(after)];
  const either = (name: (names: Names) => string, id: string) => (name(own) === id ? name(old) : name(own));
  return {
    actor: (id) => either((names) => names.actor(id), id),
    fn: (id) => either((names) => names.fn(id), id),
    site: (id) => either((names) => names.site(id), id),
    side: (id) => own.side(id) ?? old.side(id),
  };
}

/** A site that nobody named is called by its id; the only one of a company is often just `main`. */
export const siteName = ({ id, name }: Pick<Site, 'id' | 'name'>): string => name ?? (id === 'main' ? 'Main site' : `Site ${id}`);

/** `Dana`, `Dana and Sam`, `Dana, Sam and Pat`; `nobody` for none. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? 'nobody') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `15 minutes`, `4 hours`, `2 days`; text that is no duration as it is. */
export function durationWords(text: string): string {
  const minutes = parseDuration(text);
  if (minutes === null) return text;
  if (minutes % 1440 === 0 && minutes > 0) return counted(minutes / 1440, 'day');
  return minutes % 60 === 0 && minutes > 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** `1 October 2026`; text that is no date as it is. */
export function dateWords(text: string): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  const month = months[Number(found?.[2]) - 1];
  return found && month !== undefined ? `${Number(found[3])} ${month} ${found[1]}` : text;
}

/** A day, and what is written beside it: `5 July 2027, 12:00`; an offset stays with it. */
export function momentWords(text: string): string {
  const [date = '', time] = text.split('T');
  return time === undefined ? dateWords(date) : `${dateWords(date)}, ${time}`;
}

/** `USD 5,500.00`, exactly, from minor units of two decimals. */
export function moneyWords(amountMinor: number, currency: string): string {
  const [sign, amount] = amountMinor < 0 ? ['−', -amountMinor] : ['', amountMinor];
  const whole = String(Math.trunc(amount / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${sign}${whole}.${String(amount % 100).padStart(2, '0')}`;
}

export const modeWords: Readonly<Record<Mode, string>> = {
  act: 'acts',
  queue: 'waits for opening',
  page: 'is paged',
  'approve-then-act': 'acts after approval',
  'vendor-case': 'opens a vendor case',
  advise: 'advises',
};

/** `Service desk acts; P3, P4 waits for opening`. */
export function cellWords(cell: Cell | undefined, names: Names): string {
  if (cell === undefined) return '';
  const byMode = new Map<Mode, string[]>();
  for (const priority of priorities) {
    const mode = cell[priority];
    if (mode !== undefined && mode !== cell.mode) byMode.set(mode, [...(byMode.get(mode) ?? []), priority]);
  }
  const special = [...byMode].map(([mode, which]) => `; ${which.join(', ')}: ${modeWords[mode]}`).join('');
  return `${listed(cell.who.map(names.actor))}: ${modeWords[cell.mode]}${special}`;
}

/** The same cell, whether the row gives it under its own name or under a wider one. */
export function windowCell(row: Row, window: 'business-hours' | 'after-hours' | 'weekend' | 'holiday'): Cell | undefined {
  const own = row[window];
  if (own) return own;
  return (window === 'weekend' || window === 'holiday' ? row['after-hours'] : undefined) ?? row.always;
}

export function scopeWords(row: Row, names: Names): string {
  const scope = row.scope ?? {};
  const parts = scopeKeys.flatMap((key) => {
    const value = scope[key];
    return value === undefined ? [] : [`${key.replace('-', ' ')} ${key === 'site' ? names.site(value) : value}`];
  });
  return parts.length === 0 ? 'everything' : parts.join(', ');
}

export const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** One pair for each weekday. */
export function hoursRows(hours: Hours): [string, string][] {
  return weekdays.map((day) => [dayNames[day], [hours[day] ?? []].flat().join(', ') || 'closed']);
}

/** What people wrote, as a sentence: with a capital and a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const begun = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
