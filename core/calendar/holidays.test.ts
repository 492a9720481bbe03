import { describe, expect, test } from 'vitest';
import { checkHolidays, holidayDates, holidaySet } from './holidays.ts';

const dates = (holidays: Parameters<typeof holidayDates>[0], ...years: number[]) =>
  [...holidayDates(holidays, years).keys()].sort();

describe('where the dates come from', () => {
  test('only public holidays of the country count, observed days included', () => {
    expect(dates({ country: 'US' }, 2027)).toEqual([
      '2027-01-01',
      '2027-01-18',
      '2027-02-15',
      '2027-05-31',
      '2027-06-18',
      '2027-06-19',
      '2027-07-04',
      '2027-07-05',
      '2027-09-06',
      '2027-10-11',
      '2027-11-11',
      '2027-11-25',
      '2027-12-24',
      '2027-12-25',
      '2027-12-31',
    ]);
  });

  test('an observed date falls into the year before its holiday', () => {
    const set = holidaySet({ country: 'US' });
    expect([set.has('2021-12-31'), set.has('2022-01-01'), set.has('2022-12-31')]).toEqual([true, true, false]);
    expect(set.nameOf('2021-12-31')).toBe("New Year's Day (substitute day)");
  });

  test('a region adds its own', () => {
    const [country, region] = [holidaySet({ country: 'DE' }), holidaySet({ country: 'DE', region: 'BY' })];
    expect([country.has('2027-01-06'), region.has('2027-01-06')]).toEqual([false, true]);
    expect(region.nameOf('2027-01-06')).toBe('Heilige Drei Könige');
  });

  test('a skipped holiday goes with its observed day, under any of its names', () => {
    expect(dates({ country: 'US', skip: ['Veterans Day', 'Juneteenth'] }, 2027)).not.toEqual(
      expect.arrayContaining([expect.stringMatching('2027-11-11|2027-06-1[89]')]),
    );
    const set = holidaySet({ country: 'DE', skip: ['Neujahr', 'Labour Day'] });
    expect([set.has('2027-01-01'), set.has('2027-12-25')]).toEqual([false, true]);
  });

  test('added rules and plain dates join them', () => {
    const set = holidaySet({
      country: 'US',
      add: [{ name: 'Day after Thanksgiving', rule: 'friday after 4th thursday in November' }],
      dates: ['2027-08-13', '2027-11-25'],
    });
    expect(set.nameOf('2027-11-26')).toBe('Day after Thanksgiving');
    expect(set.nameOf('2028-11-24')).toBe('Day after Thanksgiving');
    expect(set.nameOf('2027-08-13')).toBe('holiday');
    expect(set.nameOf('2027-11-25')).toBe('Thanksgiving Day');
    expect(set.nameOf('2028-08-13')).toBeNull();
  });

  test('plain dates need no country', () => {
    expect(dates({ dates: ['2027-12-31', '2026-01-01'] }, 2025, 2026, 2027)).toEqual(['2026-01-01', '2027-12-31']);
    expect(dates({}, 2026)).toEqual([]);
  });

  test('a feast of several days covers each local date, from the date after its first sunset', () => {
    const set = holidaySet({ country: 'TR' });
    const feast = ['2027-03-08', '2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12'].map((date) => set.has(date));
    expect(feast).toEqual([false, true, true, true, false]);
  });

  test('a feast that begins before the year belongs to both', () => {
    const add = [{ name: 'Winter close', rule: '12-30 P4D' }];
    expect(dates({ add }, 2028)).toEqual(['2028-01-01', '2028-01-02', '2028-12-30', '2028-12-31']);
  });

  test('half a day is no holiday', () => {
    expect(holidaySet({ country: 'IS' }).has('2027-12-24')).toBe(false);
    expect(holidaySet({ country: 'IS' }).has('2027-12-25')).toBe(true);
  });

  test('a rule that cannot be computed is left out, the others stay', () => {
    const set = holidaySet({
      add: [
        { name: 'X', rule: '' },
        { name: 'Y', rule: '12-24' },
      ],
    });
    expect([set.nameOf('2027-12-24'), set.nameOf('2027-12-25')]).toEqual(['Y', null]);
  });

  test('text that is no date is no holiday', () => {
    expect(holidaySet({ country: 'US' }).has('soon')).toBe(false);
  });
});

describe('what is refused', () => {
  test.each([
    [{ country: 'US', region: 'TX', skip: ['Veterans Day'], add: [{ name: 'X', rule: '12-24' }], dates: ['2027-01-01'] }, []],
    [{ country: 'DE', region: 'BY-A' }, []],
    [{}, []],
    [{ country: 'XX' }, ['no holidays are known for country XX']],
    [{ country: 'US', region: 'ZZ' }, ['no holidays are known for region ZZ of US']],
    [{ country: 'DE', region: 'BY-ZZ' }, ['no holidays are known for region BY-ZZ of DE']],
    [{ region: 'TX' }, ['region TX needs a country']],
    [{ country: 'US', skip: ['Veterans'] }, ['skip: no public holiday is called Veterans']],
    [{ add: [{ name: 'X', rule: '' }] }, ['add: the rule of X is not understood: ']],
    [{ dates: ['2027-02-29'] }, ['dates: 2027-02-29 is not a date']],
  ])('%j', (holidays, problems) => {
    expect(checkHolidays(holidays)).toEqual(problems);
  });
});
