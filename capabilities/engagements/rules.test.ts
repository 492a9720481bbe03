import type { AccessRows } from '@tandem/platform/access/access.ts';
import type { MemberActor, Role } from '@tandem/platform/access/actor.ts';
import { describe, expect, test } from 'vitest';
import { reasonAgainstScopes, scopesOf } from './keys/rules.ts';
import { decideCan, organisationsOf, reasonAgainstCreating } from './rules.ts';
import type { MembershipRow } from './store.ts';

const rows: AccessRows = {
  capability: 'work',
  actions: {
    read: { about: 'read work', internal: ['it', 'leader'], provider: ['admin', 'analyst'], scope: 'work:read' },
    take: { about: 'take work', internal: ['it'], provider: ['analyst'], scope: 'work:write' },
    approve: { about: 'approve work', internal: ['leader'], provider: [], scope: null },
  },
  tables: {},
};

const actor = (side: 'internal' | 'provider', role: Role, scopes: string[] | null = null): MemberActor => ({
  kind: 'member',
  engagementId: 'e',
  side,
  role,
  memberId: 'm',
  userId: 'u',
  name: 'N',
  person: null,
  teams: [],
  scopes,
  steppedUpAt: null,
});

describe('what a member may do', () => {
  test('is true or a sentence for every action of every capability', () => {
    expect(decideCan(actor('internal', 'leader'), [rows])).toEqual({
      'work.read': true,
      'work.take': 'Your role (leader, internal side) may not take work.',
      'work.approve': true,
    });
  });

  test('is less by key: the scope counts as well as the role', () => {
    expect(decideCan(actor('internal', 'it', ['work:read']), [rows])).toMatchObject({
      'work.read': true,
      'work.take': expect.stringContaining('lacks the scope work:write'),
    });
    expect(decideCan(actor('internal', 'leader', ['work:read']), [rows])['work.approve']).toMatch(/API key may not/);
  });
});

describe('scopes', () => {
  test('are those of actions the role may do, and never those without one', () => {
    expect(scopesOf(actor('provider', 'admin'), [rows])).toEqual([{ scope: 'work:read', allows: ['read work'] }]);
    expect(scopesOf(actor('internal', 'it'), [rows]).map((offer) => offer.scope)).toEqual(['work:read', 'work:write']);
  });

  test('beyond the role are named', () => {
    const offers = scopesOf(actor('provider', 'admin'), [rows]);
    expect(reasonAgainstScopes(offers, ['work:read'])).toBeNull();
    expect(reasonAgainstScopes(offers, ['work:read', 'work:write'])).toMatch(/work:write/);
  });
});

describe('creating engagements', () => {
  const membership = (role: Role) => ({ role, provider: 'Northline', providerOrganisationId: 'n' }) as MembershipRow;

  test('is for the first person and provider administrators', () => {
    expect(reasonAgainstCreating({ first: true, byKey: false, memberships: [] })).toBeNull();
    expect(reasonAgainstCreating({ first: false, byKey: false, memberships: [membership('admin')] })).toBeNull();
    expect(reasonAgainstCreating({ first: false, byKey: false, memberships: [membership('it')] })).toMatch(/^Only/);
    expect(reasonAgainstCreating({ first: true, byKey: true, memberships: [] })).toMatch(/API key/);
  });

  test('reuses the organisation that the administrator speaks for', () => {
    const known = organisationsOf({ first: false, byKey: false, memberships: [membership('engineer'), membership('admin')] });
    expect([...known]).toEqual([['northline', 'n']]);
  });
});
