/**
 * Names for the ids of a draft: its own people, teams and vendors, its functions, and those of the catalogue.
 */
import { catalogue, groupName } from '@tandem/core/responsibility/catalogue.ts';
import type { EngagementFile } from '@tandem/core/responsibility/model.ts';
import { buildNames, type Known, type Names } from '@tandem/platform/ui/names.ts';
import { useMemo } from 'react';

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
  };
}

export function useDraftNames(file: EngagementFile): Names {
  const { people, teams, rotas, vendors, functions, sites } = file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: names depend on these parts of the file alone
  return useMemo(() => buildNames(knownOf(file)), [people, teams, rotas, vendors, functions, sites]);
}
