/**
 * Cases of kind `price`: a scope priced with the example rate card. The core counts in minor units; the file gives
 * amounts in the currency itself, so this file moves the point and nothing else.
 */

import { price, type QuoteScope } from '@tandem/core/commercial/price.ts';
import { exampleRateCard } from '@tandem/core/commercial/rate-card.ts';
import { type CaseFile, judge, type Outcome } from './outcome.ts';

interface PriceFile extends CaseFile {
  cases: { id: string; input: QuoteScope; expected: unknown }[];
}

export function runPriceCases(file: CaseFile): Outcome[] {
  return (file as PriceFile).cases.map(({ id, input, expected }) => judge(id, expected, () => columns(input)));
}

function columns(scope: QuoteScope): Record<string, unknown> {
  const quote = price(scope, exampleRateCard);
  return {
    modules: Object.fromEntries(quote.modules.map(({ id, amountMinor }) => [id, amountMinor / 100])),
    coManagedMonthly: quote.coManagedMonthlyMinor / 100,
    coManagedLow: quote.coManagedLowMajor,
    coManagedHigh: quote.coManagedHighMajor,
    coManagedAnnual: quote.coManagedAnnualMinor / 100,
    fullyManagedMonthly: quote.fullyManagedMonthlyMinor / 100,
    fullyManagedLow: quote.fullyManagedLowMajor,
    fullyManagedHigh: quote.fullyManagedHighMajor,
    ratio: quote.ratioTenThousandths / 10_000,
    inBand: quote.band === 'in',
    perUserCoManaged: quote.perUserCoManagedMinor === null ? null : quote.perUserCoManagedMinor / 100,
    perUserFullyManaged: quote.perUserFullyManagedMinor === null ? null : quote.perUserFullyManagedMinor / 100,
    onboardingOneTime: quote.onboardingOneTimeMinor / 100,
    minimumApplied: quote.minimumApplied,
    secondHireLoadedLow: quote.secondHireLowMinor / 100,
    secondHireLoadedHigh: quote.secondHireHighMinor / 100,
  };
}
