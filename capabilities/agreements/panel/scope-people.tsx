/**
 * The people of a draft, the provider's teams and the vendors: a list of each, to be added to, changed and removed. Who is
 * still named somewhere stays, and the button says where.
 */
import type { Party } from '@tandem/platform/ui/side.tsx';
import { useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { type ScopeLine, ScopeLines } from './scope-lines.tsx';
import { dropParty, type PartyKind, usesOf } from './scope-parties.ts';
import { PersonForm, roleWords, TeamForm, teamRoleWords, VendorForm } from './scope-party-forms.tsx';
import { forgotten, roleOfTeam } from './scope-view.ts';

/** The id that is edited; '' for a new one; null for none. */
type Edited = string | null;

export function PeoplePanel({ open }: { open: OpenDraft }) {
  const [edited, setEdited] = useState<Edited>(null);
  const { people } = open.draft.file;
  return (
    <ScopeLines
      open={open}
      title="People"
      add="Add a person"
      nothing="Nobody yet. Begin with who answers for the agreement and who runs IT."
      lines={people.map((person) =>
        lineOf(open, person, person.side, person.title ?? roleWords[person.role], knownWords(person.skills)),
      )}
      onEdit={setEdited}
      onRemove={(id) => remove(open, 'people', id)}
    >
      <PersonForm open={open} id={edited} onClose={() => setEdited(null)} />
    </ScopeLines>
  );
}

export function TeamsPanel({ open }: { open: OpenDraft }) {
  const { does } = open.draft.terms.scope ?? {};
  const [edited, setEdited] = useState<Edited>(null);
  const { people, teams = [] } = open.draft.file;
  const namesOf = (ids: readonly string[] = []) =>
    ids.map((id) => people.find((person) => person.id === id)?.name ?? id).join(', ');
  return (
    <ScopeLines
      open={open}
      title="Teams"
      add="Add a team"
      nothing="No team yet. Without one, rows name a service desk of the provider."
      lines={teams.map((team) =>
        lineOf(
          open,
          team,
          team.side,
          team.side === 'provider' ? teamRoleWords[does?.[team.id] ?? roleOfTeam(team)] : '',
          team.rota ? 'Its people are those on its rota' : namesOf(team.members),
        ),
      )}
      onEdit={setEdited}
      onRemove={(id) => remove(open, 'teams', id)}
    >
      <TeamForm open={open} id={edited} onClose={() => setEdited(null)} />
    </ScopeLines>
  );
}

export function VendorsPanel({ open }: { open: OpenDraft }) {
  const { apps } = open.draft.terms.scope ?? {};
  const [edited, setEdited] = useState<Edited>(null);
  const { people, teams = [], vendors = [] } = open.draft.file;
  const callers = new Map([...people, ...teams].map(({ id, name }) => [id, name]));
  return (
    <ScopeLines
      open={open}
      title="Vendors"
      add="Add a vendor"
      nothing="No vendor yet. Add those who only talk to people they know."
      lines={vendors.map((vendor) =>
        lineOf(
          open,
          vendor,
          'vendor',
          apps?.[vendor.id] ? `Looks after ${apps[vendor.id]}` : '',
          `Talks to ${vendor.authorised.map((id) => callers.get(id) ?? id).join(', ') || 'nobody yet'}`,
        ),
      )}
      onEdit={setEdited}
      onRemove={(id) => remove(open, 'vendors', id)}
    >
      <VendorForm open={open} id={edited} onClose={() => setEdited(null)} />
    </ScopeLines>
  );
}

/** What is said of it in short, leaving out what there is nothing to say about. */
const knownWords = (skills: readonly string[] = []): string => (skills.length === 0 ? '' : `Knows ${skills.join(', ')}`);

function lineOf(open: OpenDraft, { id, name }: { id: string; name: string }, side: Party, ...about: string[]): ScopeLine {
  const uses = usesOf(open.draft, id);
  const stays = uses.length === 0 ? null : `${name} is still named in ${uses.join('; ')}. Change that first.`;
  return { id, name, side, about: about.filter(Boolean).join('. '), stays };
}

function remove(open: OpenDraft, kind: PartyKind, id: string): void {
  open.edit((agreement) => forgotten({ ...agreement, file: dropParty(agreement.file, kind, id) }, id));
}
