/**
 * A quote for people: what is bought and which rows call for it, the three numbers, the comparisons, and the rows that
 * cost most. Amounts stand right-aligned so that they can be added by eye.
 */
import { allocate } from '@tandem/core/commercial/allocation.ts';
import type { Quote } from '@tandem/core/commercial/price.ts';
import { bandWords, seatPeople, secondHireHours, threeNumbers, weekHours } from '@tandem/core/commercial/quote-words.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import type { modulesCalledFor } from '@tandem/core/commercial/scope.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';
import { wrap } from './terminal.ts';

export interface Priced {
  agreement: Agreement;
  called: ReturnType<typeof modulesCalledFor>;
  quote: Quote;
  salariesMinor: number | null;
}

export function priceLines(priced: Priced, width: number): string[] {
  const { agreement, quote } = priced;
  const { file, terms } = agreement;
  const isExample = terms.card?.rates === undefined || JSON.stringify(terms.card.rates) === JSON.stringify(exampleRateCard);
  return [
    `${file.engagement.name}, a month, ${quote.currency}, by ${terms.card?.name}.`,
    ...(isExample ? wrap('', 'The rates are an example, calibrated to one published comparison, not surveyed.', width) : []),
    '',
    ...moduleLines(priced, width),
    '',
    ...yearLines(priced),
    '',
    ...comparisonLines(priced),
    '',
    ...bandLines(priced, width),
    '',
    ...shareLines(priced),
  ];
}

const amountWidth = 14;

/** Minor units as `5,500.00`. */
function money(amountMinor: number): string {
  return (amountMinor / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

const line = (label: string, amount: string) => `  ${label.padEnd(44)}${amount.padStart(amountWidth)}`;

function moduleLines({ agreement, called, quote }: Priced, width: number): string[] {
  const names = new Map(agreement.terms.card?.rates.modules.map(({ id, name }) => [id, name]));
  const bought = quote.modules.flatMap(({ id, amountMinor }) => {
    const why = Object.hasOwn(called, id) ? called[id as keyof typeof called]?.because : undefined;
    return [line(names.get(id) ?? id, money(amountMinor)), ...wrap('      ', why ?? 'No row calls for it.', width)];
  });
  const missing = Object.entries(called).filter(([id]) => !agreement.terms.modules.includes(id));
  return [
    ...bought,
    ...(quote.minimumApplied ? [line('Lifted to the minimum of the card', '')] : []),
    line('Fee', money(quote.coManagedMonthlyMinor)),
    line('  usually between', `${quote.coManagedLowMajor.toLocaleString('en')}–${quote.coManagedHighMajor.toLocaleString('en')}`),
    ...missing.flatMap(([id, { because }]) => wrap('  ! ', `${names.get(id) ?? id} is not bought. ${because}`, width)),
  ];
}

function yearLines({ quote, salariesMinor }: Priced): string[] {
  const year = threeNumbers(quote, salariesMinor);
  return [
    'A year',
    line('Fee', money(year.feeMinor)),
    line('Internal salaries', year.salariesMinor === null ? 'not told' : money(year.salariesMinor)),
    line('Both together', year.totalMinor === null ? 'not known' : money(year.totalMinor)),
    ...(quote.onboardingOneTimeMinor === 0 ? [] : [line('Onboarding, once', money(quote.onboardingOneTimeMinor))]),
  ];
}

function comparisonLines({ quote }: Priced): string[] {
  const full = `${quote.fullyManagedLowMajor.toLocaleString('en')}–${quote.fullyManagedHighMajor.toLocaleString('en')}`;
  return [
    'Instead',
    line('Fully managed, a month', money(quote.fullyManagedMonthlyMinor)),
    line('  usually between', full),
    line('A second hire, a year', `${money(quote.secondHireLowMinor)} to ${money(quote.secondHireHighMinor)}`),
    `      covers ${secondHireHours} of ${weekHours} hours a week; one seat around the clock needs ${seatPeople} people`,
  ];
}

function bandLines({ agreement, quote }: Priced, width: number): string[] {
  const words = bandWords(agreement.file, quote);
  const missing = words.open.filter(({ row }) => row === null).map(({ name }) => name);
  return [
    words.title,
    ...wrap('  ', words.sentence, width),
    ...(missing.length === 0 ? [] : wrap('  ', `Without a row, though it cannot wait: ${missing.join(', ')}.`, width)),
  ];
}

function shareLines({ agreement, quote }: Priced): string[] {
  const functions = new Map(agreement.file.matrix.at(-1)?.rows.map((row) => [row.id, row.function]));
  const shares = allocate(agreement, quote);
  return [
    'By row',
    ...shares.map(({ row, amountMinor }) =>
      line(row === null ? 'no row calls for it' : `${row}  ${functions.get(row) ?? ''}`, money(amountMinor)),
    ),
  ];
}
