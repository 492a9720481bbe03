/**
 * Facts at the edge: the only way from an unknown value to a question. Everything is refused that `who` could only
 * guess about: unknown keys, a time without an offset, a site that the engagement does not have. Each problem names
 * the field. Limits keep a hostile question as cheap as an honest one.
 */

import { parseDuration } from '../calendar/duration.ts';
import { hasOffset, parseTime } from '../calendar/zone.ts';
import type { Engagement } from './compile.ts';
import type { Facts } from './model.ts';
import { priorities } from './model.ts';

export type FactsProblemCode = 'required' | 'unknown-key' | 'wrong-type' | 'malformed' | 'out-of-range' | 'unknown-id';

export interface FactsProblem {
  code: FactsProblemCode;
  /** Path of the key, such as `overflow.untouched` or `absent[0].from`; empty for the whole value. */
  field: string;
  message: string;
}

export type FactsResult = { ok: true; facts: Facts } | { ok: false; problems: FactsProblem[] };

export const maxTextLength = 200;
export const maxAbsences = 100;
const maxAmount = 1e12;
const maxUntouched = 1e6;
/** Questions outside these years are refused: calendars are computed for the years asked about. */
const firstYear = 1970;
const lastYear = 2199;

/** Refuses a value with these problems; an empty list accepts it. */
type Check = (value: unknown, field: string) => FactsProblem[];

const problem = (code: FactsProblemCode, field: string, message: string): FactsProblem[] => [{ code, field, message }];

const text: Check = (value, field) => {
  if (typeof value !== 'string') return problem('wrong-type', field, `${field} must be text`);
  if (value === '') return problem('malformed', field, `${field} must not be empty`);
  if (value.length > maxTextLength) return problem('out-of-range', field, `${field} is longer than ${maxTextLength} characters`);
  return [];
};

const flag: Check = (value, field) =>
  typeof value === 'boolean' ? [] : problem('wrong-type', field, `${field} must be true or false`);

const amount: Check = (value, field) => {
  if (typeof value !== 'number' || Number.isNaN(value)) return problem('wrong-type', field, `${field} must be a number`);
  return value >= 0 && value <= maxAmount ? [] : problem('out-of-range', field, `${field} must be from 0 to ${maxAmount}`);
};

const count: Check = (value, field) => {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return problem('wrong-type', field, `${field} must be a whole number`);
  return value >= 0 && value <= maxUntouched ? [] : problem('out-of-range', field, `${field} must be from 0 to ${maxUntouched}`);
};

const duration: Check = (value, field) => {
  if (typeof value !== 'string') return problem('wrong-type', field, `${field} must be a duration such as 15m, 4h or 2d`);
  return parseDuration(value) === null ? problem('malformed', field, `${field} must be a duration such as 15m, 4h or 2d`) : [];
};

const priority: Check = (value, field) =>
  priorities.some((known) => known === value)
    ? []
    : problem('malformed', field, `${field} must be one of ${priorities.join(', ')}`);

const time: Check = (value, field) => {
  if (typeof value !== 'string') return problem('wrong-type', field, `${field} must be a time such as 2027-05-29T02:10`);
  if (parseTime('UTC', value) === null)
    return problem('malformed', field, `${field} is not a date or time: ${value.slice(0, 40)}`);
  const year = Number(value.slice(0, 4));
  return year >= firstYear && year <= lastYear
    ? []
    : problem('out-of-range', field, `${field} must be in the years ${firstYear} to ${lastYear}`);
};

const instant: Check = (value, field) => {
  const problems = time(value, field);
  if (problems.length > 0 || hasOffset(value as string)) return problems;
  return problem('malformed', field, `${field} needs an offset from UTC, such as 2027-05-29T02:10-05:00`);
};

const absence = record({ person: text, from: time, to: time }, ['person']);

const absences: Check = (value, field) => {
  if (!Array.isArray(value)) return problem('wrong-type', field, `${field} must be a list`);
  if (value.length > maxAbsences) return problem('out-of-range', field, `${field} has more than ${maxAbsences} entries`);
  return value.flatMap((item, index) => absence(item, `${field}[${index}]`));
};

const queue = record({ 'was-active': flag, untouched: count, 'oldest-untouched-p3': duration, 'leave-held': duration }, []);

const facts = record(
  {
    at: instant,
    function: text,
    priority,
    site: text,
    asset: text,
    'asset-class': text,
    app: text,
    'user-group': text,
    category: text,
    vendor: text,
    requester: text,
    subject: text,
    amount,
    touched: flag,
    confirmed: flag,
    'data-owner': text,
    absent: absences,
    overflow: queue,
  } satisfies Record<keyof Facts, Check>,
  ['at', 'function', 'priority'],
);

/** A check for an object with these keys and no others. A key that is `undefined` counts as missing. */
function record(checks: Record<string, Check>, required: string[]): Check {
  const known = new Map(Object.entries(checks));
  const inside = (field: string, key: string) => (field === '' ? key : `${field}.${key}`);
  return (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return problem('wrong-type', field, `${field || 'facts'} must be an object`);
    }
    const given = Object.entries(value).filter(([, item]) => item !== undefined);
    const missing = required.filter((key) => !given.some(([name]) => name === key));
    return [
      ...missing.flatMap((key) => problem('required', inside(field, key), `${inside(field, key)} is required`)),
      ...given.slice(0, known.size + 1).flatMap(([key, item]) => {
        const check = known.get(key);
        const path = inside(field, key.slice(0, 40));
        return check ? check(item, path) : problem('unknown-key', path, `${path} is not a fact that the engagement file knows`);
      }),
    ];
  };
}

/** Checks the form of a question. Ids are not looked up: `checkFacts` does that with an engagement at hand. */
export function validateFacts(value: unknown): FactsResult {
  const problems = facts(value, '');
  return problems.length === 0 ? { ok: true, facts: value as Facts } : { ok: false, problems };
}

/**
 * Refuses facts that name a site the engagement does not have. Everything else may be unknown to the file: an asset
 * nobody wrote a row for is matched by the rows for everything, and a function without rows is a gap.
 */
export function checkFacts(engagement: Engagement, asked: Facts): FactsProblem[] {
  if (asked.site === undefined || engagement.sites.has(asked.site)) return [];
  const known = [...engagement.sites.keys()].join(', ');
  return problem('unknown-id', 'site', `the engagement has no site ${asked.site}; its sites are ${known}`);
}
