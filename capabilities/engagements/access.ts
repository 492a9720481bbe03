/**
 * Who may do what with an engagement's people and register. Each side keeps its own people: the rows below say which
 * roles may, the member rules and row-level security say "of their own side only".
 */
import { type AccessRows, accessRows } from '@tandem/platform/access/access.ts';

const itSides = {
  internal: ['it', 'leader', 'business'],
  provider: ['admin', 'dispatcher', 'engineer', 'analyst', 'account'],
} as const;

export const engagementsAccess = accessRows({
  capability: 'engagements',
  actions: {
    'overview-read': {
      about: 'read the overview of the engagement',
      internal: ['it', 'leader', 'business', 'employee'],
      provider: itSides.provider,
      scope: 'engagement:read',
    },
    'members-read': { about: 'see the people of both sides', ...itSides, scope: 'engagement:read' },
    'members-manage': {
      about: 'manage the people of your side',
      internal: ['it', 'leader'],
      provider: ['admin'],
      scope: null,
    },
    'register-read': { about: 'read the register of assets', ...itSides, scope: 'register:read' },
    'apps-read': {
      about: 'read the register of applications',
      internal: ['it', 'leader', 'business', 'employee'],
      provider: itSides.provider,
      scope: 'register:read',
    },
    'register-edit': {
      about: 'change the register',
      internal: ['it'],
      provider: ['admin', 'dispatcher', 'engineer'],
      scope: 'register:write',
    },
    'keys-own': {
      about: 'have API keys',
      internal: ['it', 'leader'],
      provider: ['admin', 'dispatcher', 'engineer', 'analyst'],
      scope: null,
    },
  },
  tables: {
    engagements_organisation: 'members of an engagement see its two organisations',
    engagements_engagement: 'its members, and the person whose memberships they are',
    engagements_member: 'members of the engagement see both sides; a side writes only its own rows',
    engagements_invitation:
      'who keeps the people of the side that is invited; of the other side while nobody has joined the invited one yet',
    engagements_asset: 'both sides, without employees',
    engagements_app: 'members of both sides; employees read only',
  },
});

let registered: readonly AccessRows[] = [];

/** Called once by the composition root with the rows of every capability, before the first request. */
export function registerAccess(rows: readonly AccessRows[]): void {
  registered = rows;
}

/** The rows of every capability. */
export function registeredAccess(): readonly AccessRows[] {
  return registered;
}
