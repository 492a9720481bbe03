/**
 * The covered year of the example, what stays open, and the words for it.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { draftOf } from '../responsibility/draft.ts';
import type { EngagementFile, Row } from '../responsibility/model.ts';
import { parseEngagement } from '../responsibility/parse.ts';
import { coveredYear, openNights, permilleOf } from './coverage.ts';
import { price } from './price.ts';
import { bandWords, threeNumbers } from './quote-words.ts';
import { exampleRateCard } from './rate-card.ts';

const parsed = parseEngagement(readFileSync(new URL('../../examples/harbor.yaml', import.meta.url), 'utf8'), 'harbor.yaml');
if (!parsed.ok) throw new Error('The example is not valid.');
const file = draftOf(parsed.file, '2027-01-01');
const withRows = (rows: Row[]): EngagementFile => ({ ...file, matrix: [{ ...file.matrix[0]!, rows }] });
const rowsOf = (change: (row: Row) => Row[]) => withRows(file.matrix[0]!.rows.flatMap(change));

describe('the year', () => {
  test('the internal side has the hours of its working days, the provider the rest', () => {
    const year = coveredYear(file, '2027-01-01')!;
    expect(year.minutes).toBe(365 * 1440);
    expect(year.windows.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(year.minutes);
    const days = 261 - 11;
    expect(year.windows[0]).toEqual({ window: 'business-hours', minutes: days * 9 * 60, by: 'internal' });
    expect([permilleOf(year, 'internal'), permilleOf(year, 'provider'), permilleOf(year, null)]).toEqual([257, 743, 0]);
  });

  test('without the provider the nights are open', () => {
    const day = rowsOf((row) => [
      { ...row, 'business-hours': { who: ['dana'], mode: 'act' }, 'after-hours': { who: ['dana'], mode: 'queue' } },
    ]);
    for (const row of day.matrix[0]!.rows) delete row.always;
    expect(permilleOf(coveredYear(day, '2027-01-01')!, null)).toBe(743);
  });

  test('a file whose place or day cannot be told has no year', () => {
    expect(coveredYear({ ...file, sites: [{ id: 'main', timezone: 'Nowhere/At-All' }] }, '2027-01-01')).toBeNull();
    expect(coveredYear({ ...file, sites: [] }, '2027-01-01')).toBeNull();
    expect(coveredYear(file, 'soon')).toBeNull();
  });
});

const scope = { users: 75, workstations: 80, servers: 4, sites: 1, internalTech: 1, frameworks: [] };
const bought = (modules: string[]) => price({ ...scope, modules, afterHoursOption: 'fullDesk', blockHours: 40 }, exampleRateCard);

describe('words', () => {
  test('below the band the rows that nobody answers at night are named', () => {
    const open = rowsOf((row) => (row.id === 'A-04' ? [{ ...row, 'after-hours': { who: ['msp-soc'], mode: 'queue' } }] : [row]));
    expect(openNights(open)[0]).toEqual({ row: 'A-04', function: 'sm-edr-triage', name: 'EDR alert triage' });
    const words = bandWords(open, bought(['platform']));
    expect(words.band).toBe('below');
    expect(words.sentence).toContain('At night nobody acts on A-04 (EDR alert triage).');
  });

  test('with every row answered, work without a row is counted', () => {
    expect(openNights(file).every(({ row }) => row === null)).toBe(true);
    expect(bandWords(file, bought(['platform'])).sentence).toMatch(/\d+ kinds of work that cannot wait have no row at all/);
  });

  test('above the band says what to compare with, inside it names nothing', () => {
    expect(bandWords(file, bought(['platform', 'security-ops', 'after-hours', 'overflow', 'expertise']))).toMatchObject({
      band: 'above',
      sentence: expect.stringContaining('Compare it with a fully managed quote'),
    });
    expect(
      bandWords(file, price({ ...scope, modules: ['platform', 'security-ops', 'after-hours', 'overflow'] }, exampleRateCard)),
    ).toEqual({
      band: 'in',
      title: 'Inside the usual band',
      sentence: 'The fee is 55.0 % of fully managed, where shared arrangements usually lie.',
      open: [],
    });
  });

  test('a fee that is the minimum of the card is not told as much that was bought', () => {
    const small = { ...scope, users: 10, workstations: 10, servers: 0, frameworks: [] };
    const sentenceOf = (modules: string[]) => bandWords(file, price({ ...small, modules }, exampleRateCard)).sentence;
    expect(sentenceOf([])).toMatch(/because nothing is bought yet\.$/);
    expect(sentenceOf(['platform'])).toMatch(/because what is bought comes to less than the card’s minimum\.$/);
  });

  test('there is no total until the salaries are told', () => {
    const quote = bought(['platform']);
    expect(threeNumbers(quote, null)).toEqual({ feeMinor: quote.coManagedAnnualMinor, salariesMinor: null, totalMinor: null });
    expect(threeNumbers(quote, 9_000_000).totalMinor).toBe(quote.coManagedAnnualMinor + 9_000_000);
  });
});
