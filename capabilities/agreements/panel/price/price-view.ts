/**
 * What the price tab shows of a draft, computed: the quote at its own card, or at the example card while the provider
 * has chosen none, or the sentence that says why there is none; modules bought and called for; amounts as text.
 */
import { allocate, quoteOf, type RowShare } from '@tandem/core/commercial/allocation.ts';
import type { Quote } from '@tandem/core/commercial/price.ts';
import { exampleRateCard, type RateCard } from '@tandem/core/commercial/rate-card.ts';
import { type CalledFor, modulesCalledFor } from '@tandem/core/commercial/scope.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';

export interface ModuleLine {
  id: string;
  name: string;
  isBought: boolean;
  /** Null when it is not bought, or nothing can be priced. */
  amountMinor: number | null;
  /** Why rows call for it; null when none does. */
  because: string | null;
  rows: string[];
}

export interface PriceView {
  /** With the example card in place of none. */
  agreement: Agreement;
  card: { name: string; rates: RateCard };
  /** True while nobody chose a card. */
  isExample: boolean;
  quote: Quote | null;
  problem: string | null;
  modules: ModuleLine[];
  /** What the rows call for and the terms do not buy, or the other way round. */
  differs: boolean;
  called: Partial<Record<string, CalledFor>>;
  shares: RowShare[];
}

export function priceView(draft: Agreement): PriceView {
  const card = draft.terms.card ?? { name: 'Example card (calibrated, not surveyed)', rates: exampleRateCard };
  const agreement = { file: draft.file, terms: { ...draft.terms, card } };
  const called: Partial<Record<string, CalledFor>> = modulesCalledFor(draft.file);
  const { quote, problem } = tryQuote(agreement);
  const modules = modulesOf(agreement, card.rates, called, quote);
  return {
    agreement,
    card,
    isExample: draft.terms.card === null,
    quote,
    problem,
    modules,
    differs:
      modules.some(({ isBought, because }) => isBought !== (because !== null)) ||
      optionCalled(called) !== (draft.terms.afterHoursOption ?? 'p1p2'),
    called,
    shares: quote === null ? [] : allocate(agreement, quote),
  };
}

function tryQuote(agreement: Agreement): { quote: Quote | null; problem: string | null } {
  try {
    return { quote: quoteOf(agreement), problem: null };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { quote: null, problem: `This cannot be priced: ${error.message}.` };
  }
}

const optionCalled = (called: PriceView['called']): string => called['after-hours']?.option ?? 'p1p2';

function modulesOf({ terms }: Agreement, rates: RateCard, called: PriceView['called'], quote: Quote | null): ModuleLine[] {
  const names = new Map(rates.modules.map(({ id, name }) => [id, name]));
  const ids = [...new Set([...names.keys(), ...terms.modules, ...Object.keys(called)])];
  return ids.map((id) => ({
    id,
    name: names.get(id) ?? `${id} (not on the card)`,
    isBought: terms.modules.includes(id),
    amountMinor: quote?.modules.find((one) => one.id === id)?.amountMinor ?? null,
    because: called[id]?.because ?? null,
    rows: called[id]?.rows ?? [],
  }));
}

/** The terms with exactly the modules that the rows call for, as far as the card has them. */
export function followingScope(draft: Agreement, rates: RateCard): Agreement {
  const called: PriceView['called'] = modulesCalledFor(draft.file);
  const modules = rates.modules.map(({ id }) => id).filter((id) => called[id] !== undefined);
  return { ...draft, terms: { ...draft.terms, modules, afterHoursOption: optionCalled(called) } };
}

/** `$5,500.00`, or without cents where they say nothing. */
export function money(amountMinor: number, currency: string, cents = true): string {
  const digits = cents ? 2 : 0;
  return (amountMinor / 100).toLocaleString('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** `$4,015 to $6,985`, from whole units. */
export function moneyRange(low: number, high: number, currency: string): string {
  return `${money(low * 100, currency, false)} to ${money(high * 100, currency, false)}`;
}
