/**
 * Names for the ids of a draft: its own people, teams and vendors, its functions, and those of the catalogue.
 */
import { catalogue, groupName } from '@tandem/core/responsibility/catalogue.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { buildNames, type Known, type Names } from '@tandem/platform/ui/names.ts';
import { useMemo } from 'react';
import { useInForce } from './draft-data.ts';

export function knownOf(file: EngagementFile): Known {
  const own = (file.functions ?? []).map(({ id, name, group }) => ({ id, name, group: group ?? '' }));
  const groups = [...new Set([...catalogue.groups, ...own.map(({ group }) => group)])].filter((id) => id !== '');
  const teams = file.teams ?? [];
  return {
    zone: file.sites[0]?.timezone ?? 'UTC',
    parties: [
      ...file.people.map(({ id, name, side }) => ({ id, name, side, kind: 'person' as const })),
      ...teams.map(({ id, name, side }) => ({ id, name, side, kind: 'team' as const })),
      ...(file.rotas ?? []).map(({ id }) => {
        const team = teams.find((each) => each.rota === id);
        return {
          id,
          name: team ? `${team.name} rota` : `Rota ${id}`,
          side: team?.side ?? ('provider' as const),
          kind: 'rota' as const,
        };
      }),
    ],
    functions: [...catalogue.functions, ...own].map(({ id, name, group }) => ({ id, name, group })),
    groups: groups.map((id) => ({ id, name: groupName(id) })),
    vendors: (file.vendors ?? []).map(({ id, name }) => ({ id, name })),
    sites: file.sites.map(({ id, name }) => ({ id, name: name ?? id })),
  };
}

/** What both know; where both name the same id, the first counts. */
function knownOfBoth(file: EngagementFile, also: EngagementFile): Known {
  const [own, other] = [knownOf(file), knownOf(also)];
  const joined = <T extends { id: string }>(a: readonly T[], b: readonly T[]): T[] => [...b, ...a];
  return {
    ...own,
    parties: joined(own.parties, other.parties),
    functions: joined(own.functions, other.functions),
    groups: joined(own.groups, other.groups),
    vendors: joined(own.vendors, other.vendors),
  };
}

/** Names of the draft; what only the agreement in force knows, such as a person whom the draft lets go, has its name too. */
export function useDraftNames(file: EngagementFile): Names {
  const { people, teams, rotas, vendors, functions, sites } = file;
  const inForce = useInForce().data?.file as EngagementFile | null | undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: names depend on these parts of the file alone
  return useMemo(
    () => buildNames(inForce ? knownOfBoth(file, inForce) : knownOf(file)),
    [people, teams, rotas, vendors, functions, sites, inForce],
  );
}

/** Names of the agreement in force, for screens about no draft. */
export function useNamesInForce(): Names {
  const inForce = useInForce().data?.file as EngagementFile | null | undefined;
  return useMemo(() => buildNames(inForce ? knownOf(inForce) : undefined), [inForce]);
}
