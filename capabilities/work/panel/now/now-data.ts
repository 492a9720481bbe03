/**
 * What the Now screen asks the server for, and how it stays current: the ribbon, the open work, and what waits for me.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useNow } from '@tandem/platform/ui/clock.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { buildNames } from '@tandem/platform/ui/names.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { dayMs, hourMs } from '@tandem/platform/ui/time-words.ts';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { responsibilityContract } from '../../../responsibility/contract.ts';
import type { ItemSort, ItemView } from '../../contract.ts';
import { workApi } from '../work-data.ts';

export const agreementApi = createApi(responsibilityContract);

export type RibbonAnswer = Awaited<ReturnType<typeof agreementApi.ribbon.call>>;

const behindMs = 6 * hourMs;

/** The seven days that begin at a whole hour some hours ago; the hour turns the page, so that the answer can be kept. */
export function useRibbon() {
  const { engagement } = useSession();
  const hour = useNow(hourMs);
  const from = hour - behindMs;
  const to = from + 7 * dayMs;
  const iso = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
  const input = { engagementId: engagement.id, from: iso(from), to: iso(to), priority: 'P2' as const };
  const query = useQuery({ ...agreementApi.ribbon.queryOptions({ input }), placeholderData: keepPreviousData });
  return { query, from, to };
}

export function useNames() {
  const { engagement } = useSession();
  const { data } = useQuery(agreementApi.overview.queryOptions({ input: { engagementId: engagement.id } }));
  return useMemo(() => buildNames(data), [data]);
}

/** The first page of a view. */
export function useItems(view: ItemView, sort: ItemSort, limit: number) {
  const { engagement } = useSession();
  return useQuery(workApi.items.list.queryOptions({ input: { engagementId: engagement.id, view, sort, limit } }));
}

/** How many errors stand against signing; undefined while the proof is being made. */
export function useProofErrors(): number | undefined {
  const { engagement } = useSession();
  const { data } = useQuery(agreementApi.proof.queryOptions({ input: { engagementId: engagement.id } }));
  return data?.findings.filter((finding) => finding.severity === 'error').length;
}

export function useNowUpdates(): void {
  const queries = useQueryClient();
  useLive(['work'], () => void queries.invalidateQueries({ queryKey: workApi.key() }));
  useLive(['responsibility'], () => void queries.invalidateQueries({ queryKey: agreementApi.key() }));
}
