/**
 * The people of a draft, the provider's teams and the vendors: a list of each, to be added to, changed and removed. Who is
 * still named somewhere stays, and the button says where.
 */
import { Button, Group, Text } from '@mantine/core';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { type Party, SideBadge } from '@tandem/platform/ui/side.tsx';
import { useState } from 'react';
import classes from './agreement.module.css';
import type { OpenDraft } from './draft-data.ts';
import { dropParty, type PartyKind, usesOf } from './scope-parties.ts';
import { PersonForm, roleWords, TeamForm, teamRoleWords, VendorForm } from './scope-party-forms.tsx';
import { forgotten, roleOfTeam } from './scope-view.ts';

/** The id that is edited; '' for a new one; null for none. */
type Edited = string | null;

export function PeoplePanel({ open }: { open: OpenDraft }) {
  const [edited, setEdited] = useState<Edited>(null);
  const { people } = open.draft.file;
  return (
    <Panel title="People" aside={<Add open={open} label="Add a person" onClick={() => setEdited('')} />} flush>
      {people.length === 0 && <Nothing>Nobody yet. Begin with who answers for the agreement and who runs IT.</Nothing>}
      {people.map((person) => (
        <PartyLine
          key={person.id}
          open={open}
          kind="people"
          id={person.id}
          name={person.name}
          side={person.side}
          about={[person.title ?? roleWords[person.role], (person.skills ?? []).join(', ')].filter(Boolean).join('. ')}
          onEdit={setEdited}
        />
      ))}
      <PersonForm open={open} id={edited} onClose={() => setEdited(null)} />
    </Panel>
  );
}

export function TeamsPanel({ open }: { open: OpenDraft }) {
  const { does } = open.draft.terms.scope ?? {};
  const [edited, setEdited] = useState<Edited>(null);
  const { people, teams = [] } = open.draft.file;
  const namesOf = (ids: readonly string[] = []) =>
    ids.map((id) => people.find((person) => person.id === id)?.name ?? id).join(', ');
  return (
    <Panel title="Teams" aside={<Add open={open} label="Add a team" onClick={() => setEdited('')} />} flush>
      {teams.length === 0 && <Nothing>No team yet. Without one, rows name a service desk of the provider.</Nothing>}
      {teams.map((team) => (
        <PartyLine
          key={team.id}
          open={open}
          kind="teams"
          id={team.id}
          name={team.name}
          side={team.side}
          about={[
            team.side === 'provider' ? teamRoleWords[does?.[team.id] ?? roleOfTeam(team)] : '',
            team.rota ? 'Its people are those on its rota' : namesOf(team.members),
          ]
            .filter(Boolean)
            .join('. ')}
          onEdit={setEdited}
        />
      ))}
      <TeamForm open={open} id={edited} onClose={() => setEdited(null)} />
    </Panel>
  );
}

export function VendorsPanel({ open }: { open: OpenDraft }) {
  const { apps } = open.draft.terms.scope ?? {};
  const [edited, setEdited] = useState<Edited>(null);
  const { people, teams = [], vendors = [] } = open.draft.file;
  const callers = new Map([...people, ...teams].map(({ id, name }) => [id, name]));
  return (
    <Panel title="Vendors" aside={<Add open={open} label="Add a vendor" onClick={() => setEdited('')} />} flush>
      {vendors.length === 0 && <Nothing>No vendor yet. Add those who only talk to people they know.</Nothing>}
      {vendors.map((vendor) => (
        <PartyLine
          key={vendor.id}
          open={open}
          kind="vendors"
          id={vendor.id}
          name={vendor.name}
          side="vendor"
          about={`${apps?.[vendor.id] ? `Looks after ${apps[vendor.id]}. ` : ''}Talks to ${
            vendor.authorised.map((id) => callers.get(id) ?? id).join(', ') || 'nobody yet'
          }`}
          onEdit={setEdited}
        />
      ))}
      <VendorForm open={open} id={edited} onClose={() => setEdited(null)} />
    </Panel>
  );
}

function Add({ open, label, onClick }: { open: OpenDraft; label: string; onClick(): void }) {
  return (
    <ReasonButton size="compact-sm" variant="default" reason={open.reason} onClick={onClick}>
      {label}
    </ReasonButton>
  );
}

function Nothing({ children }: { children: string }) {
  return (
    <Text px="md" pb="md" c="dimmed" size="sm">
      {children}
    </Text>
  );
}

interface PartyLineProps {
  open: OpenDraft;
  kind: PartyKind;
  id: string;
  name: string;
  side: Party;
  about: string;
  onEdit(id: string): void;
}

function PartyLine({ open, kind, id, name, side, about, onEdit }: PartyLineProps) {
  const uses = usesOf(open.draft, id);
  const stays = uses.length === 0 ? null : `${name} is still named in ${uses.join('; ')}. Change that first.`;
  return (
    <div className={classes.line}>
      <div style={{ flex: '1 1 16rem' }}>
        <SideBadge side={side} label={name} />
        <Text size="sm" c="dimmed">
          {about}
        </Text>
      </div>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${open.reason === null ? 'Change' : 'See'} ${name}`}
          onClick={() => onEdit(id)}
        >
          {open.reason === null ? 'Change' : 'See'}
        </Button>
        <ReasonButton
          size="compact-sm"
          variant="default"
          aria-label={`Remove ${name}`}
          reason={open.reason ?? stays}
          onClick={() => open.edit((agreement) => forgotten({ ...agreement, file: dropParty(agreement.file, kind, id) }, id))}
        >
          Remove
        </ReasonButton>
      </Group>
    </div>
  );
}
