/**
 * The clause library for its screens, read again when anybody changes it. Null for whoever may not read it: the other side
 * has no library here.
 */
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { agreementsApi } from '../draft-store.ts';
import { clausesBy, type LibraryClause } from './clauses-view.ts';

export function useLibrary(): { library: LibraryClause[] | null; error: unknown; retry(): void } {
  const { engagement, reasonAgainst } = useSession();
  const queries = useQueryClient();
  useLive(['agreements'], () => void queries.invalidateQueries({ queryKey: agreementsApi.clauses.key() }));
  const enabled = reasonAgainst('agreements.clause.read') === null;
  const read = useInfiniteQuery({
    ...agreementsApi.clauses.list.infiniteOptions({
      input: (after: string | undefined) => ({ engagementId: engagement.id, limit: 200, ...(after !== undefined && { after }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    enabled,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = read;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const library = useMemo(() => (data ? clausesBy(data.pages.flatMap(({ items }) => items)) : null), [data]);
  return { library, error: read.error, retry: () => void read.refetch() };
}
