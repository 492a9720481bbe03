/**
 * The clause library for its screens, read again when anybody changes it. Null for whoever may not read it: the other side
 * has no library here.
 */
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { agreementsApi } from '../draft-store.ts';
import { everyPage } from '../every-page.ts';
import { clausesBy, type LibraryClause } from './clauses-view.ts';

export function useLibrary(): { library: LibraryClause[] | null; error: unknown; retry(): void } {
  const { engagement, reasonAgainst } = useSession();
  const queries = useQueryClient();
  useLive(['agreements'], () => void queries.invalidateQueries({ queryKey: agreementsApi.clauses.key() }));
  const enabled = reasonAgainst('agreements.clause.read') === null;
  const engagementId = engagement.id;
  const { data, error, refetch } = useQuery({
    queryKey: [...agreementsApi.clauses.list.key({ input: { engagementId } }), 'every page'],
    queryFn: () => everyPage((page) => agreementsApi.clauses.list.call({ engagementId, ...page })),
    enabled,
  });
  const library = useMemo(() => (data ? clausesBy(data) : null), [data]);
  return { library, error, retry: () => void refetch() };
}
