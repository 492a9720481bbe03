/**
 * Work as its screens know it: the typed client, the shapes, and the two queries every screen begins with. A live
 * notice makes counts and the open item fresh at once; the queue itself waits for the reader (see queue.tsx).
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { versionsContract } from '../../agreements/versions/contract.ts';
import { workContract } from '../contract.ts';

export const workApi = createApi(workContract);
/** What the signed document says of a row. */
export const readClause = createApi({ versions: versionsContract }).versions.clauses.call;

export type Row = Awaited<ReturnType<typeof workApi.items.list.call>>['items'][number];
export type Item = Awaited<ReturnType<typeof workApi.items.read.call>>;
export type Entry = Awaited<ReturnType<typeof workApi.items.timeline.call>>['items'][number];

export function useCounts() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const options = workApi.items.counts.queryOptions({ input: { engagementId: engagement.id } });
  useLive(['work'], () => void queries.invalidateQueries({ queryKey: options.queryKey }));
  return useQuery(options);
}

export function useItem(number: string) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const input = { engagementId: engagement.id, number };
  const item = useQuery(workApi.items.read.queryOptions({ input }));
  const timeline = useQuery(workApi.items.timeline.queryOptions({ input: { ...input, limit: 200 } }));
  useLive(['work'], (events) => {
    if (events.length > 0 && item.data && !events.some((event) => event.id === item.data.id || event.id === '')) return;
    void queries.invalidateQueries({ queryKey: workApi.items.read.key({ input }) });
    void queries.invalidateQueries({ queryKey: workApi.items.timeline.key() });
  });
  return { item, timeline };
}

export function useColleagues() {
  const { engagement } = useSession();
  return useQuery(workApi.colleagues.queryOptions({ input: { engagementId: engagement.id } }));
}

/** The reason against an action of an item; null when it may be done. */
export function reasonFor(item: Item, action: keyof Item['may']): string | null {
  const may = item.may[action];
  return may === true ? null : (may ?? 'The server does not offer this here.');
}
