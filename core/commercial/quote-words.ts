/**
 * A quote in words: the band that it falls in and why, and the three numbers that a buyer compares. Sentences for
 * people; amounts stay minor units.
 */
import type { EngagementFile } from '../responsibility/model.ts';
import { type OpenNight, openNights } from './coverage.ts';
import type { Quote } from './price.ts';

/** What a second hire covers, of a week; and one seat around the clock, in people. The same for every quote. */
export const secondHireHours = 40;
export const weekHours = 168;
export const seatPeople = '4.8';

export interface ThreeNumbers {
  feeMinor: number;
  /** Null: not told. */
  salariesMinor: number | null;
  /** Null while the salaries are not told: the fee alone is never shown as the total. */
  totalMinor: number | null;
}

/** A year of fee, of internal salaries, and of both. */
export function threeNumbers(quote: Quote, salariesAnnualMinor: number | null): ThreeNumbers {
  const feeMinor = quote.coManagedAnnualMinor;
  return {
    feeMinor,
    salariesMinor: salariesAnnualMinor,
    totalMinor: salariesAnnualMinor === null ? null : feeMinor + salariesAnnualMinor,
  };
}

export interface BandWords {
  band: Quote['band'];
  title: string;
  sentence: string;
  /** Below the band: round-the-clock work that nobody answers at night. Otherwise empty. */
  open: OpenNight[];
}

export function bandWords(file: EngagementFile, quote: Quote): BandWords {
  const share = `${(quote.ratioTenThousandths / 100).toFixed(1)} % of fully managed`;
  if (quote.band === 'in')
    return {
      band: 'in',
      title: 'Inside the usual band',
      sentence: `The fee is ${share}, where shared arrangements usually lie.`,
      open: [],
    };
  if (quote.band === 'above' && quote.minimumApplied)
    return {
      band: 'above',
      title: 'Lifted to the minimum of the card',
      sentence: `The fee is ${share}, because ${quote.lines.length === 0 ? 'nothing is bought yet' : 'what is bought comes to less than the card’s minimum'}.`,
      open: [],
    };
  if (quote.band === 'above')
    return {
      band: 'above',
      title: 'Above the usual band',
      sentence: `The fee is ${share}: nearly everything is bought. Compare it with a fully managed quote, or take out what the internal team does itself.`,
      open: [],
    };
  const open = openNights(file);
  return { band: 'below', title: 'Below the usual band', sentence: `The fee is ${share}: ${thin(open)}`, open };
}

function thin(open: OpenNight[]): string {
  const rows = open.filter(({ row }) => row !== null);
  if (rows.length > 0) {
    const listed = rows.map(({ row, name }) => `${row} (${name})`).join(', ');
    return `part of the price is missing because part of the cover is. At night nobody acts on ${listed}.`;
  }
  if (open.length > 0)
    return `every row that cannot wait is answered, but ${open.length} kinds of work that cannot wait have no row at all.`;
  return 'less is bought than usual, and still everything that cannot wait is answered at night.';
}
