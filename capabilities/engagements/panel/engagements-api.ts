/**
 * The API as these screens use it, and the agreement's people and teams by name, for those who may read it.
 */
import { createApi } from '@tandem/platform/ui/api.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useQuery } from '@tanstack/react-query';
import { responsibilityContract } from '../../responsibility/contract.ts';
import { engagementsContract } from '../contract.ts';

export const engagementsApi = createApi(engagementsContract);
const responsibilityApi = createApi(responsibilityContract);

export type Member = Awaited<ReturnType<typeof engagementsApi.members.list.call>>['items'][number];
export type Invitation = Awaited<ReturnType<typeof engagementsApi.invitations.list.call>>['items'][number];
export type Asset = Awaited<ReturnType<typeof engagementsApi.assets.list.call>>['items'][number];
export type App = Awaited<ReturnType<typeof engagementsApi.apps.list.call>>['items'][number];
export type Side = Member['side'];
export type Role = Member['role'];

interface Named {
  value: string;
  label: string;
}

export interface Agreement {
  /** Name of a person or team of the agreement; the id itself when it is not known. */
  nameOf(id: string): string;
  peopleOf(side: Side): Named[];
  teamsOf(side: Side): Named[];
  sites: Named[];
  vendors: Named[];
}

/** Empty lists where there is no agreement yet, or the reader may not read it. */
export function useAgreement(): Agreement {
  const { engagement } = useSession();
  const overview = useQuery({
    ...responsibilityApi.overview.queryOptions({ input: { engagementId: engagement.id } }),
    retry: false,
  });
  const parties = overview.data?.parties ?? [];
  const of = (side: Side, kind: string): Named[] =>
    parties
      .filter((party) => party.side === side && party.kind === kind)
      .map((party) => ({ value: party.id, label: party.name }));
  return {
    nameOf: (id) => parties.find((party) => party.id === id)?.name ?? id,
    peopleOf: (side) => of(side, 'person'),
    teamsOf: (side) => of(side, 'team'),
    sites: overview.data?.sites.map((site) => ({ value: site.id, label: site.name })) ?? [],
    vendors: overview.data?.vendors.map((vendor) => ({ value: vendor.id, label: vendor.name })) ?? [],
  };
}
