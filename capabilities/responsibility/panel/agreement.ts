/**
 * The agreement as the screens of this panel know it: one overview, fetched once and shared, and names for its ids. An id
 * that the overview does not know (of an older version, say) is shown as it is.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import type { Party } from '@tandem/platform/ui/side.tsx';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { responsibilityContract } from '../contract.ts';
import { createReadable, type Readable } from './readable.ts';

export const agreementApi = createApi(responsibilityContract);

export type Overview = Awaited<ReturnType<typeof agreementApi.overview.call>>;
export type Answer = Awaited<ReturnType<typeof agreementApi.who.call>>['answer'];
export type Facts = Parameters<typeof agreementApi.who.call>[0]['facts'];
export type MatrixRow = Awaited<ReturnType<typeof agreementApi.matrix.call>>['rows'][number];
export type Proof = Awaited<ReturnType<typeof agreementApi.proof.call>>;
export type Finding = Proof['findings'][number];

export interface Names {
  /** A sentence of the decision core with names for ids; `readAbout` also drops the function it begins with. */
  read: Readable;
  readAbout: Readable;
  /** `Dana Ruiz`, `Service desk`; the id itself when it is not known. */
  of(id: string): string;
  /** The short form for a crowded place: `Dana`, `Service desk`. */
  short(id: string): string;
  /** The side of a person, team or rota; null when it is not known. */
  sideOf(id: string): 'internal' | 'provider' | null;
  functionOf(id: string): string;
  groupOf(functionId: string): string;
}

export function useOverview() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const query = useQuery(agreementApi.overview.queryOptions({ input: { engagementId: engagement.id } }));
  useLive(['responsibility'], () => void queries.invalidateQueries({ queryKey: agreementApi.key() }));
  return query;
}

export function buildNames(overview: Overview | undefined): Names {
  const parties = new Map(overview?.parties.map((party) => [party.id, party]));
  const functions = new Map(overview?.functions.map((each) => [each.id, each]));
  const groups = new Map(overview?.groups.map((group) => [group.id, group.name]));
  const bare = (id: string): string => id.replace(/^rota:/, '');
  return {
    read: createReadable(overview),
    readAbout: createReadable(overview, true),
    of: (id) => parties.get(bare(id))?.name ?? bare(id),
    short: (id) => {
      const party = parties.get(bare(id));
      return party?.kind === 'person' ? (party.name.split(' ')[0] ?? party.name) : (party?.name ?? bare(id));
    },
    sideOf: (id) => parties.get(bare(id))?.side ?? null,
    functionOf: (id) => functions.get(id)?.name ?? id,
    groupOf: (id) => groups.get(functions.get(id)?.group ?? '') ?? 'Other work',
  };
}

export function useNames(overview: Overview | undefined): Names {
  return useMemo(() => buildNames(overview), [overview]);
}

/** How an answer is coloured: by the side that has it, red when nobody does. */
export function partyOf(answer: Pick<Answer, 'gap' | 'responsible'>): Party {
  return answer.gap || answer.responsible === null ? 'gap' : answer.responsible;
}
