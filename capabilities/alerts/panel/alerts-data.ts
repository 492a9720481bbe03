/**
 * What the screens of alerts read, and when they read it again. Names of functions and people come from the overview of
 * the agreement; an engagement without one shows ids.
 */
import type { Answer as CoreAnswer } from '@tandem/core/responsibility/model.ts';
import { createApi } from '@tandem/platform/ui/api.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { buildNames, type Names } from '@tandem/platform/ui/names.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { versionsContract } from '../../agreements/versions/contract.ts';
import { responsibilityContract } from '../../responsibility/contract.ts';
import { alertsContract } from '../contract.ts';

export const alertsApi = createApi(alertsContract);
const agreementApi = createApi(responsibilityContract);
/** What the signed document says of a row. */
export const readClause = createApi({ versions: versionsContract }).versions.clauses.call;

export type Source = Awaited<ReturnType<typeof alertsApi.sources.read.call>>;
export type AlertRow = Awaited<ReturnType<typeof alertsApi.alerts.list.call>>['items'][number];
export type AlertDetail = Awaited<ReturnType<typeof alertsApi.alerts.read.call>>;
export type Tried = Awaited<ReturnType<typeof alertsApi.trial.call>>;
export type TriedAlert = Tried['alerts'][number];
export type Entry = Awaited<ReturnType<typeof alertsApi.quarantine.list.call>>['items'][number];
export type Settings = Pick<
  Source,
  'name' | 'format' | 'mapping' | 'rules' | 'priorities' | 'reopenMinutes' | 'heartbeat' | 'explains'
>;
export type Rule = Source['rules'][number];
export type Answer = CoreAnswer;

/** Names of the agreement, and its functions for choosing one. */
export function useAgreement(): { names: Names; functions: readonly { id: string; name: string }[] } {
  const { engagement, reasonAgainst } = useSession();
  const overview = useQuery({
    ...agreementApi.overview.queryOptions({ input: { engagementId: engagement.id } }),
    enabled: reasonAgainst('responsibility.matrix.read') === null,
    staleTime: 300_000,
  });
  return useMemo(() => ({ names: buildNames(overview.data), functions: overview.data?.functions ?? [] }), [overview.data]);
}

/** The sources in use; read again when one changes or is heard. */
export function useSources(retired = false) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['alerts.sources', 'alerts.quarantine'], () => void queries.invalidateQueries({ queryKey: alertsApi.sources.key() }));
  return useQuery({
    ...alertsApi.sources.list.queryOptions({ input: { engagementId: engagement.id, retired: retired ? 'yes' : 'no' } }),
    refetchInterval: 60_000,
  });
}

export function useSource(sourceId: string) {
  const { engagement } = useSession();
  return useQuery({
    ...alertsApi.sources.read.queryOptions({ input: { engagementId: engagement.id, sourceId } }),
    refetchInterval: 60_000,
  });
}
