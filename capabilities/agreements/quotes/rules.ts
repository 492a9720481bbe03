/**
 * What a draft costs as it stands, or the sentence that says why it cannot be told.
 */
import { quoteOf } from '@tandem/core/commercial/allocation.ts';
import type { Quote } from '@tandem/core/commercial/price.ts';
import type { Agreement } from '@tandem/core/commercial/terms.ts';

export type Priced = { ok: true; quote: Quote; cardName: string } | { ok: false; problem: string };

export function priceDraft(agreement: Agreement): Priced {
  const { card } = agreement.terms;
  if (card === null) return { ok: false, problem: 'No rate card is chosen yet.' };
  try {
    const quote = quoteOf(agreement);
    return quote === null ? { ok: false, problem: 'No rate card is chosen yet.' } : { ok: true, quote, cardName: card.name };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problem: `${error.message}. Choose what is bought again.` };
  }
}

/** Why a card cannot be quoted on a local day; null when it can. */
export function reasonAgainstCard(effectiveFrom: string, today: string): string | null {
  return effectiveFrom <= today ? null : `This version of the card counts from ${effectiveFrom}.`;
}
