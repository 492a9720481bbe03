/**
 * Days are those of the site, also where a day has 23 hours; the worst finding gives the letter.
 */
import type { DraftFinding } from '@tandem/core/responsibility/examine/finding.ts';
import { expect, it } from 'vitest';
import { datedOf, dayOf, dayStarts, lettersOf, without } from './proof-days.ts';

const finding = (severity: DraftFinding['severity'], person: string | null): DraftFinding => ({
  key: `${severity}${person}`,
  rule: 'gap',
  severity,
  rows: [],
  function: null,
  message: '',
  minutesPerYear: 0,
  witness: null,
  without: person,
  path: null,
  fixes: [],
  accepted: false,
});
const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[America/Chicago]`).epochMilliseconds;

it('counts days of the site across the change of clocks', () => {
  const starts = dayStarts('2027-03-13', '2027-03-16', 'America/Chicago');
  expect(starts).toHaveLength(4);
  expect(dayOf(starts, at('2027-03-14T23:59'))).toBe(1);
  expect(dayOf(starts, at('2027-03-15T00:00'))).toBe(2);
});

it('shades each day by its worst finding, and shows what one absence adds', () => {
  const starts = dayStarts('2027-03-13', '2027-03-16', 'America/Chicago');
  const span = (from: string, to: string) => [{ from: at(from), to: at(to) }];
  const findings = [finding('warning', null), finding('error', 'dana')];
  const spans = [span('2027-03-13T00:00', '2027-03-15T00:00'), span('2027-03-14T10:00', '2027-03-14T11:00')];
  const dated = datedOf({ findings, spans, examined: null, functions: {} }, starts);
  expect(lettersOf(dated, 3)).toBe('we.');
  expect(lettersOf(without(dated, null), 3)).toBe('ww.');
  expect(without(dated, 'dana')).toHaveLength(2);
});
