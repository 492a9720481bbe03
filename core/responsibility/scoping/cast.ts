/**
 * Who is drafted for what: the internal person whose skills fit, the provider's team whose work it is, the executive for
 * what stays with the company. There is always somebody, so that every drafted row is valid.
 */
import type { CatalogueFunction } from '../catalogue.ts';
import type { Person, Team } from '../model.ts';
import type { ScopingFacts, TeamRole } from './facts.ts';

/** The team that a provider has when the facts name none. */
const onlyTeam: ScopingFacts['teams'][number] = { id: 'msp-desk', name: 'Service desk', does: 'desk' };

const roleOfGroup: ReadonlyMap<string, TeamRole> = new Map([
  ...(['service-desk', 'identity-access', 'vendor-lob', 'procurement-licensing', 'onboarding-offboarding'] as const).map(
    (group): [string, TeamRole] => [group, 'desk'],
  ),
  ...(['security-monitoring', 'incident-response', 'vulnerability-mgmt', 'email-security'] as const).map(
    (group): [string, TeamRole] => [group, 'security'],
  ),
  ...(['compliance', 'strategy', 'continuity'] as const).map((group): [string, TeamRole] => [group, 'account']),
]);

/** Words of a skill that make somebody the one to ask in a group. */
const skillOfGroup: ReadonlyMap<string, RegExp> = new Map([
  ['network', /network|firewall|wifi/i],
  ['servers-virtualisation', /server|virtual/i],
  ['identity-access', /identity|directory|entra/i],
  ['cloud-saas', /cloud|saas|365|azure/i],
  ['backup-dr', /backup/i],
  ['vendor-lob', /erp|ehr|application|vendor/i],
  ['service-desk', /desk|support/i],
]);

export interface Party {
  id: string;
  name: string;
  side: 'internal' | 'provider';
}

export interface Casting {
  facts: ScopingFacts;
  executive: Person;
  /** The internal side's own technicians; may be empty. */
  technicians: Person[];
  teams: ScopingFacts['teams'];
}

/** TypeError when the executive is not among the internal people: then the facts are not valid. */
export function castOf(facts: ScopingFacts): Casting {
  const internal = facts.people.filter(({ side }) => side === 'internal');
  const executive = internal.find(({ id }) => id === facts.executive);
  if (executive === undefined) throw new TypeError('The executive is not among the internal people.');
  const technicians = internal.filter(({ role }) => role === 'it');
  return { facts, executive, technicians, teams: facts.teams.length > 0 ? facts.teams : [onlyTeam] };
}

export function teamsOfFile({ teams }: Casting): Team[] {
  return teams.map(({ does: _, ...team }) => ({ ...team, side: 'provider' as const }));
}

export function teamFor({ teams }: Casting, role: TeamRole): Party {
  const { id, name } = teams.find(({ does }) => does === role) ?? teams[0]!;
  return { id, name, side: 'provider' };
}

export function teamOf(casting: Casting, { group }: CatalogueFunction): Party {
  return teamFor(casting, roleOfGroup.get(group) ?? 'operations');
}

/** The technician whose skills fit the group, or the first; null when there is none. */
export function technicianFor({ technicians }: Casting, { group }: CatalogueFunction): Party | null {
  const wanted = skillOfGroup.get(group);
  const skilled = wanted && technicians.find(({ skills = [] }) => skills.some((skill) => wanted.test(skill)));
  return skilled ?? technicians[0] ?? null;
}

/** Whoever is asked before the provider acts. */
export function approversOf({ facts, executive }: Casting, decides: string): 'chain' | string[] {
  return facts.approval === null || decides === 'internal-executive' ? [executive.id] : 'chain';
}

/** Whether the vendors talk to the party. */
export function mayCall(vendors: ScopingFacts['vendors'], party: string): boolean {
  return vendors.every(({ authorised }) => authorised.includes(party));
}
