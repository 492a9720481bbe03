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

/**
 * Why a card cannot price a draft; null when it can. It prices what begins on its day or later, and from the moment at
 * which its day has begun anywhere: whoever wrote the card need not sit in the zone of the site.
 */
export function reasonAgainstCard(effectiveFrom: string, begins: string, now: Temporal.Instant): string | null {
  const newest = now.add({ hours: 14 }).toZonedDateTimeISO('UTC').toPlainDate().toString();
  if (effectiveFrom <= newest || effectiveFrom <= begins) return null;
  return `This version of the card counts from ${effectiveFrom}, after the day on which the draft begins.`;
}
