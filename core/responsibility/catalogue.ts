/**
 * The function catalogue: the kinds of IT work that every engagement can name without declaring them, with typical
 * owners and controls as suggestions for whoever writes a matrix. It never decides an answer. An engagement adds its
 * own functions under `functions`.
 */
import data from './function-catalogue.json' with { type: 'json' };
import type { Side } from './model.ts';

export type CatalogueParty = Side | 'vendor' | 'internal-executive' | 'internal-business';

export interface CatalogueFunction {
  id: string;
  group: string;
  name: string;
  description: string;
  typicalOwner: Side | 'vendor' | 'shared';
  timeSensitive24x7: boolean;
  typicalTriggers: string[];
  controlFamilies: { hipaa: string[]; pciDss4: string[]; soc2: string[]; cmmcL2: string[] };
  /** How shared work is split; null when one party has it whole. */
  sharedBasis: 'phase' | 'window' | 'scope' | null;
  /** Exactly one party per phase. */
  defaultPhases: Record<'detect' | 'decide' | 'act' | 'verify' | 'inform', CatalogueParty>;
  afterHoursDefault: string;
  overflowEligible: boolean;
  evidence: string;
  ambiguousSubDecisions: string[];
  /** Set when the decision never leaves the internal side; says which kind of decision it is. */
  internalOnly: 'risk-acceptance' | 'breach-determination' | 'extortion' | 'spending' | null;
}

/** Groups in the order of the catalogue; functions in the order of their groups. */
export const catalogue = data as { groups: string[]; functions: CatalogueFunction[] };

const byId: ReadonlyMap<string, CatalogueFunction> = new Map(catalogue.functions.map((entry) => [entry.id, entry]));

export function catalogueFunction(id: string): CatalogueFunction | undefined {
  return byId.get(id);
}

const groupNames: ReadonlyMap<string, string> = new Map([
  ['service-desk', 'Service desk'],
  ['identity-access', 'Identity and access'],
  ['endpoints', 'Computers and phones'],
  ['patching', 'Patching'],
  ['servers-virtualisation', 'Servers and virtualisation'],
  ['network', 'Network'],
  ['cloud-saas', 'Cloud and SaaS'],
  ['backup-dr', 'Backup and disaster recovery'],
  ['security-monitoring', 'Security monitoring'],
  ['incident-response', 'Incident response'],
  ['vulnerability-mgmt', 'Vulnerability management'],
  ['email-security', 'E-mail security'],
  ['vendor-lob', 'Vendors and business applications'],
  ['procurement-licensing', 'Procurement and licences'],
  ['onboarding-offboarding', 'Joiners and leavers'],
  ['change-mgmt', 'Change management'],
  ['documentation', 'Documentation'],
  ['tooling-platforms', 'Tools and platforms'],
  ['compliance', 'Compliance'],
  ['strategy', 'Strategy'],
  ['continuity', 'Continuity'],
]);

/** The group's name as people read it; a group that only one engagement knows is shown as it is written. */
export function groupName(group: string): string {
  return groupNames.get(group) ?? group;
}
