/**
 * Signing as its screens know it: what blocks a draft or waits in its offer, read again when anything happens to it.
 */
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { agreementsApi } from '../draft-store.ts';

export type Signing = Awaited<ReturnType<typeof agreementsApi.offers.signing.call>>;
export type Offer = NonNullable<Signing['offer']>;
export type OfferLine = Awaited<ReturnType<typeof agreementsApi.offers.list.call>>['items'][number];

/**
 * `revision` of the draft as it is shown: what blocks it is asked again when that changes. Meanwhile the last answer stays, as
 * placeholder data, so that nothing goes from under the hands of whoever is choosing.
 */
export function useSigning(draftId: string, revision: number) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['agreements', 'responsibility'], () => void queries.invalidateQueries({ queryKey: agreementsApi.offers.key() }));
  const options = agreementsApi.offers.signing.queryOptions({ input: { engagementId: engagement.id, draftId } });
  return useQuery({
    ...options,
    queryKey: [...options.queryKey, revision],
    placeholderData: (last, query) => (isAbout(query?.queryKey, options.queryKey) ? last : undefined),
  });
}

/** Whether a key, without its revision, asks about the same draft. */
const isAbout = (key: readonly unknown[] | undefined, asked: readonly unknown[]): boolean =>
  JSON.stringify(key?.slice(0, -1)) === JSON.stringify(asked);

export const offerStateWords: Record<OfferLine['state'], string> = {
  open: 'waits for signatures',
  signed: 'signed by both sides',
  enacted: 'signed by both sides',
  declined: 'declined',
  withdrawn: 'withdrawn',
  lapsed: 'not signed in time',
  overtaken: 'overtaken by another version',
};

/** Minor units as an amount of money. */
export function moneyWords(amountMinor: number, currency: string): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amountMinor / 100);
}

/** The price of a month before and after, in words; null where nothing was priced. */
export function priceWords(price: OfferLine['price']): string | null {
  if (price === null || price.afterMinor === null) return null;
  const after = moneyWords(price.afterMinor, price.currency);
  if (price.beforeMinor === null) return `${after} a month`;
  const delta = price.afterMinor - price.beforeMinor;
  if (delta === 0) return `${after} a month, as before`;
  return `${after} a month, ${moneyWords(Math.abs(delta), price.currency)} ${delta > 0 ? 'more' : 'less'} than before`;
}
