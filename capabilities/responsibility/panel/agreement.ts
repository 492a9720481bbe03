/**
 * The agreement as the screens of this panel know it: one overview, fetched once, shared, and fetched again when the
 * agreement changes. What the answers are made of is named here, from the contract.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { buildNames, type Names } from '@tandem/platform/ui/names.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import type { Party } from '@tandem/platform/ui/side.tsx';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { versionsContract } from '../../agreements/versions/contract.ts';
import { responsibilityContract } from '../contract.ts';

export const agreementApi = createApi(responsibilityContract);
/** What the signed document says of a row. */
export const readClause = createApi({ versions: versionsContract }).versions.clauses.call;

export type Overview = Awaited<ReturnType<typeof agreementApi.overview.call>>;
export type Answer = Awaited<ReturnType<typeof agreementApi.who.call>>['answer'];
export type Facts = Parameters<typeof agreementApi.who.call>[0]['facts'];
export type MatrixRow = Awaited<ReturnType<typeof agreementApi.matrix.call>>['rows'][number];
export type Proof = Awaited<ReturnType<typeof agreementApi.proof.call>>;
export type Finding = Proof['findings'][number];

export function useOverview() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const query = useQuery(agreementApi.overview.queryOptions({ input: { engagementId: engagement.id } }));
  useLive(['responsibility'], () => void queries.invalidateQueries({ queryKey: agreementApi.key() }));
  return query;
}

export function useNames(overview: Overview | undefined): Names {
  return useMemo(() => buildNames(overview), [overview]);
}

/** How an answer is coloured: by the side that has it, red when nobody does. */
export function partyOf(answer: Pick<Answer, 'gap' | 'responsible'>): Party {
  return answer.gap || answer.responsible === null ? 'gap' : answer.responsible;
}
