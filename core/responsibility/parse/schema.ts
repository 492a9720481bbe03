/**
 * The shape of an engagement file, key by key, as model.ts types it. Whether ids exist and rows make sense is decided
 * afterwards, in references.ts and matrix.ts.
 */
import { modes, priorities, type Row, scopeKeys, sides, weekdays } from '../model.ts';
import { didYouMean } from './nearest.ts';
import type { Problems } from './problems.ts';
import { amount, flag, isObject, list, listOr, mapOf, oneOf, open, record, type Shape, text } from './shape.ts';
import {
  anchorText,
  clockText,
  countryText,
  dateText,
  durationText,
  holidayRuleText,
  hoursText,
  idText,
  partyIdText,
  regionText,
  timeText,
  turnLengthText,
  zoneText,
} from './written.ts';

const id = text(idText);
const partyId = text(partyIdText);
const duration = text(durationText);
const date = text(dateText);
const time = text(timeText);
const zone = text(zoneText);
const count = amount({ whole: true });
const texts = list(text());
const ids = list(text(), { atLeast: 1 });

const forEach = (keys: readonly string[], shape: Shape): Record<string, Shape> =>
  Object.fromEntries(keys.map((key) => [key, shape]));

const span = text(hoursText);
const hours = record({}, forEach(weekdays, listOr(span, list(span))));

const holidays = record(
  {},
  {
    country: text(countryText),
    region: text(regionText),
    skip: texts,
    add: list(record({ name: text(), rule: text(holidayRuleText) })),
    dates: list(date),
  },
);

const partyCounts = ['users', 'workstations', 'servers'];
const partyShapes = new Map<string, Shape>([['name', text()], ...partyCounts.map((key): [string, Shape] => [key, count])]);
/** Other counts are welcome, because prices may depend on them; a near miss of a known key is a typing error. */
const party = open(['name'], partyShapes, (key, path, problems, value) => {
  const meant = didYouMean(key, partyShapes.keys());
  if (meant !== '') problems.add('unknown-key', path, `Unknown key ${JSON.stringify(key)}.${meant}`, 'key');
  return amount({ whole: false })(value, path, problems);
});

const site = record({ id, timezone: zone }, { name: text(), hours, holidays });

const person = record(
  { id: partyId, name: text(), side: oneOf(sides), role: oneOf(['it', 'executive', 'business', 'engineer']) },
  { title: text(), skills: texts, contacts: list(record({ kind: text(), value: text() }, { verified: flag })) },
);

const team = record({ id: partyId, side: oneOf(sides), name: text() }, { members: list(text()), rota: text() });

const turn = record({ people: ids }, { from: time, to: time });
const clock = text(clockText);
const rotaHours = record({ days: list(oneOf(weekdays), { atLeast: 1 }), from: clock, to: clock });
const layer = record(
  { turns: list(turn, { atLeast: 1 }), length: text(turnLengthText), anchor: text(anchorText) },
  { timezone: zone, restrictions: list(rotaHours, { atLeast: 1 }) },
);
const rota = record(
  { id, timezone: zone },
  { shifts: list(record({ from: time, to: time, people: ids })), layers: list(layer, { atLeast: 1 }), fallback: text() },
);

const exclusions = record({}, { 'user-groups': texts, categories: texts });
const overflow = record(
  {
    to: text(),
    enter: record({}, { untouched: count, 'oldest-untouched-p3': duration }),
    leave: record({}, { untouched: count, 'oldest-untouched-p3': duration, held: duration }),
  },
  { exclude: exclusions, events: list(record({ from: time, to: time }, { id, name: text(), exclude: exclusions })) },
);

const cell = record({ who: ids, mode: oneOf(modes) }, forEach(priorities, oneOf(modes)));

/** A list here is the commonest way to say "these two share it", which is exactly what the matrix must not say. */
const accountable: Shape = (value, path, problems) => {
  if (!Array.isArray(value)) return text()(value, path, problems);
  problems.add('wrong-type', path, 'Exactly one person is accountable; found a list.');
  return false;
};

const row = record(
  { id, function: text(), accountable } satisfies Partial<Record<keyof Row, Shape>>,
  {
    scope: record({}, forEach(scopeKeys, text())),
    ...forEach(['always', 'business-hours', 'after-hours', 'weekend', 'holiday'], cell),
    'absence-cover': text(),
    overflow: flag,
    'requires-skill': listOr(text(), ids),
    approvers: listOr(chainWord, ids),
    approve: oneOf(['any', 'all']),
    'pre-authorised': texts,
    'fail-safe': text(),
    'must-not': texts,
    inform: mapOf(duration),
    authorisers: ids,
    'needs-approval-of': listOr(text(), ids),
    evidence: listOr(text(), ids),
    handover: oneOf(['by-contract', 'on-acceptance']),
  } satisfies Partial<Record<keyof Row, Shape>>,
);

function chainWord(value: unknown, path: string, problems: Problems): boolean {
  if (value === 'chain') return true;
  if (typeof value === 'string') {
    problems.add('bad-value', path, `Approvers are the word chain or a list of people: [${value}].`);
    return true;
  }
  return text()(value, path, problems);
}

const version = record({ version: id, signed: date, from: date, rows: list(row) }, { to: date, amends: text(), withdraw: ids });

const file = record(
  {
    format: oneOf(['tandem/1']),
    engagement: record({ id, name: text() }, { summary: text() }),
    parties: record({ internal: party, provider: party }),
    sites: list(site, { atLeast: 1 }),
    people: list(person),
    matrix: list(version),
  },
  {
    hours,
    holidays,
    teams: list(team),
    rotas: list(rota),
    absences: list(record({ person: text(), from: time }, { to: time })),
    approval: record({ chain: ids, step: duration }),
    gaps: record({ urgent: text(), normal: text() }),
    targets: record({}, forEach(priorities, record({ respond: duration, clock: oneOf(['always', 'business']) }))),
    overflow,
    vendors: list(record({ id, name: text(), authorised: list(text()) }, { hours })),
    spending: record({ approvers: ids }, { 'emergency-cap': record({}, forEach(priorities, amount({ whole: false }))) }),
    functions: list(record({ id, name: text() }, { group: text() })),
  },
);

/** Whether the value is built as an engagement file throughout; every problem of shape is added. */
export function checkShape(value: unknown, problems: Problems): boolean {
  if (value === null || value === undefined) {
    problems.add('empty', '', 'The file is empty.');
    return false;
  }
  if (isObject(value) && Object.hasOwn(value, 'format') && value['format'] !== 'tandem/1') {
    problems.add('bad-value', 'format', 'The format must be tandem/1; no other is known.');
    return false;
  }
  return file(value, '', problems);
}
