/**
 * A rate card at the edge: the only way from an unknown value to rates that price can be computed from. Strict on
 * purpose: a key that nothing reads would be a rate that somebody believes is charged. Every problem names its place,
 * such as `modules[2].lines[0].rate`.
 */
import { plainCopy } from '../responsibility/parse/plain.ts';
import { childPath, createProblems, type Problems } from '../responsibility/parse/problems.ts';
import { list, mapOf, oneOf, record, type Shape, text } from '../responsibility/parse/shape.ts';
import type { Band, RateCard, RateModule } from './rate-card.ts';
import { moduleIds } from './scope.ts';

export interface CardProblem {
  /** Path of the value; empty for the whole card. */
  field: string;
  message: string;
}

export type CardResult = { ok: true; card: RateCard } | { ok: false; problems: CardProblem[] };

/** Up to nine digits before and six after the point: larger than any rate, and small enough to stay exact. */
const decimalText = /^\d{1,9}(\.\d{1,6})?$/;

const rate = text((value) =>
  decimalText.test(value) ? null : 'Write an amount as digits, such as 9.00; at most six after the point.',
);
const factor = rate;
const factorAboveZero = text((value) =>
  decimalText.test(value) && /[1-9]/.test(value) ? null : 'Write a factor above zero as digits, such as 0.95.',
);
const currency = text((value) => (/^[A-Z]{3}$/.test(value) ? null : 'Name a currency by its three letters, such as USD.'));
const plainId = text((value) =>
  /^[a-zA-Z0-9][a-zA-Z0-9-]{0,59}$/.test(value) ? null : 'Use letters, digits and hyphens, at most 60.',
);
const name = text((value) => (value.length <= 120 ? null : 'At most 120 characters.'));
const whole =
  (max: number): Shape =>
  (value, path, problems) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max) return true;
    problems.add('bad-value', path, `Give a whole number from 0 to ${max.toLocaleString('en')}.`);
    return false;
  };

const upTo: Shape = (value, path, problems) => value === null || whole(10_000_000)(value, path, problems);
const bands: Shape = (value, path, problems) => {
  if (!list(record({ upTo, factor: factorAboveZero }), { atLeast: 1 })(value, path, problems)) return false;
  return checkBands(value as Band[], path, problems);
};

/** Ascending, and the last one open: a quantity above every band would otherwise be charged at none. */
function checkBands(value: Band[], path: string, problems: Problems): boolean {
  for (const [index, band] of value.entries()) {
    const place = childPath(childPath(path, index), 'upTo');
    const before = value[index - 1]?.upTo ?? 0;
    const isLast = index === value.length - 1;
    if (isLast && band.upTo !== null) problems.add('bad-value', place, 'The last band has no upper end: leave it empty (null).');
    if (!isLast && (band.upTo === null || band.upTo <= before))
      problems.add('wrong-order', place, `Give a number above ${before}.`);
  }
  return true;
}

const range = record({ low: factorAboveZero, high: factorAboveZero });
const unit = oneOf(['flat', 'perInternalTech', 'perWorkstation', 'perServer', 'perUser', 'perBlockHour']);
const module = record(
  { id: oneOf(moduleIds), name },
  {
    lines: list(record({ id: plainId, unit, rate }), { atLeast: 1 }),
    options: mapOf(factorAboveZero),
    loadFactor: record({ bands, appliesTo: plainId }),
    sharedFactor: factor,
    secondFrameworkFactor: factor,
    frameworks: mapOf(record({ base: rate, perUser: rate })),
  },
);

const card = record({
  currency,
  estimateBand: record({ fullyManaged: range, coManaged: range }),
  targetRatio: range,
  volumeTiers: record({ tiers: bands }),
  fullyManagedReference: record({ perUser: rate, perServer: rate, perSite: rate, minimumMonthly: rate }),
  modules: list(module, { atLeast: 1 }),
  coManagedMinimumMonthly: rate,
  onboarding: record({ onboardingMonths: factor, waivedFromTermMonths: whole(600) }),
  secondHire: record({ salaryLow: rate, salaryHigh: rate, loadFactor: factorAboveZero, toolsAndTrainingPerYear: rate }),
});

/** The card as a copy that shares nothing with `value`, or up to a hundred problems. */
export function readRateCard(value: unknown): CardResult {
  const problems = createProblems();
  const copy = plainCopy(value, problems);
  if (problems.found.length === 0 && card(copy, '', problems)) checkWhole(copy as RateCard, problems);
  if (problems.found.length === 0) return { ok: true, card: copy as RateCard };
  return { ok: false, problems: problems.found.map(({ path, message }) => ({ field: path, message })) };
}

function checkWhole(given: RateCard, problems: Problems): void {
  for (const key of ['targetRatio', 'estimateBand.coManaged', 'estimateBand.fullyManaged'] as const)
    if (isReversed(rangeAt(given, key))) problems.add('wrong-order', `${key}.high`, 'The upper end lies below the lower one.');
  if (Number(given.secondHire.salaryHigh) < Number(given.secondHire.salaryLow))
    problems.add('wrong-order', 'secondHire.salaryHigh', 'The upper end lies below the lower one.');
  const seen = new Set<string>();
  for (const [index, one] of given.modules.entries()) {
    const path = childPath('modules', index);
    if (seen.has(one.id)) problems.add('duplicate-id', childPath(path, 'id'), `There are two modules ${one.id}.`);
    seen.add(one.id);
    checkModule(one, path, problems);
  }
}

function rangeAt(given: RateCard, key: 'targetRatio' | 'estimateBand.coManaged' | 'estimateBand.fullyManaged') {
  if (key === 'targetRatio') return given.targetRatio;
  return key === 'estimateBand.coManaged' ? given.estimateBand.coManaged : given.estimateBand.fullyManaged;
}

const isReversed = ({ low, high }: { low: string; high: string }) => Number(high) < Number(low);

function checkModule(one: RateModule, path: string, problems: Problems): void {
  const isProgramme = one.id === 'compliance';
  if (isProgramme !== (one.frameworks !== undefined))
    problems.add('bad-value', childPath(path, 'frameworks'), 'The compliance module, and only it, is priced by framework.');
  if (isProgramme !== (one.lines === undefined))
    problems.add('bad-value', childPath(path, 'lines'), 'Every module but compliance is priced by lines.');
  if (one.options !== undefined && !['p1p2', 'fullDesk'].every((option) => Object.hasOwn(one.options ?? {}, option)))
    problems.add('bad-value', childPath(path, 'options'), 'The options are p1p2 (what is urgent) and fullDesk (everything).');
  if (one.loadFactor !== undefined && !(one.lines ?? []).some((line) => line.id === one.loadFactor?.appliesTo))
    problems.add('unknown-id', `${path}.loadFactor.appliesTo`, 'The module has no line with this id.');
  const ids = (one.lines ?? []).map((line) => line.id);
  for (const [index, id] of ids.entries())
    if (ids.indexOf(id) !== index) problems.add('duplicate-id', `${path}.lines[${index}].id`, `There are two lines ${id}.`);
}
