/**
 * One person, team or vendor of a draft, to be written and kept as one step that can be undone.
 */
import { Drawer, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import type { Person, Side, Team, Vendor } from '@tandem/core/responsibility/model.ts';
import type { ScopeAnswers, TeamRole } from '@tandem/core/responsibility/scoping/facts.ts';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { type ReactNode, useState } from 'react';
import type { OpenDraft } from './draft-data.ts';
import { ContactFields } from './scope-contacts.tsx';
import { NamesField } from './scope-field.tsx';
import { freePartyId, type PartyKind, putParty } from './scope-parties.ts';
import { answered, roleOfTeam } from './scope-view.ts';

export const roleWords: Record<Person['role'], string> = {
  it: 'Runs IT',
  executive: 'Executive',
  business: 'Runs part of the business',
  engineer: 'Engineer of the provider',
};

export const teamRoleWords: Record<TeamRole, string> = {
  desk: 'Helps users',
  operations: 'Runs servers, networks and backups',
  security: 'Watches and answers security',
  engineering: 'Projects and specialists',
  account: 'Advises and reports',
};

const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

interface FormProps {
  open: OpenDraft;
  /** '' for a new one, null for none. */
  id: string | null;
  onClose(): void;
}

export function PersonForm({ open, id, onClose }: FormProps) {
  const known = open.draft.file.people.find((person) => person.id === id);
  return (
    <Sheet id={id} onClose={onClose} title={known?.name ?? 'A new person'}>
      <PersonFields open={open} known={known} onClose={onClose} />
    </Sheet>
  );
}

export function TeamForm({ id, ...rest }: FormProps) {
  const known = rest.open.draft.file.teams?.find((team) => team.id === id);
  return (
    <Sheet id={id} onClose={rest.onClose} title={known?.name ?? 'A new team'}>
      <TeamFields {...rest} known={known} />
    </Sheet>
  );
}

export function VendorForm({ id, ...rest }: FormProps) {
  const known = rest.open.draft.file.vendors?.find((vendor) => vendor.id === id);
  return (
    <Sheet id={id} onClose={rest.onClose} title={known?.name ?? 'A new vendor'}>
      <VendorFields {...rest} known={known} />
    </Sheet>
  );
}

interface SheetProps {
  id: string | null;
  title: string;
  onClose(): void;
  children: ReactNode;
}

export function Sheet({ id, title, onClose, children }: SheetProps) {
  return (
    <Drawer opened={id !== null} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {id !== null && <Stack gap="sm">{children}</Stack>}
    </Drawer>
  );
}

export function NameField({ value, onChange }: { value: string; onChange(name: string): void }) {
  return (
    <TextInput
      label="Name"
      required
      data-autofocus
      maxLength={120}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function SideField({ value, onChange }: { value: Side; onChange(side: Side): void }) {
  const { parties } = useSession();
  return (
    <Select
      label="Belongs to"
      allowDeselect={false}
      data={[
        { value: 'internal', label: parties.internal },
        { value: 'provider', label: parties.provider },
      ]}
      value={value}
      onChange={(side) => onChange(side as Side)}
    />
  );
}

interface KeepProps {
  open: OpenDraft;
  name: string;
  /** What else has to be mended first. */
  reason?: string | null;
  onKeep(): void;
}

export function Keep({ open, name, reason = null, onKeep }: KeepProps) {
  return (
    <ReasonButton reason={open.reason ?? (name.trim() === '' ? 'Write a name first.' : reason)} onClick={onKeep}>
      Keep
    </ReasonButton>
  );
}

/** One step: the item in the place of what it was, or as a new one with an id of its own, and what is said of it besides. */
function keep<T extends { id: string; name: string }>(
  open: OpenDraft,
  kind: PartyKind,
  item: T,
  answersOf: (id: string) => ScopeAnswers = () => ({}),
): void {
  const name = item.name.trim();
  const id = item.id === '' ? freePartyId(open.draft.file, name) : item.id;
  const kept = { ...item, id, name } as unknown as Parameters<typeof putParty>[2];
  open.edit((agreement) => answered({ ...agreement, file: putParty(agreement.file, kind, kept) }, answersOf(id)));
}

const newPerson: Person = { id: '', name: '', side: 'internal', role: 'it' };

function PersonFields({ open, known, onClose }: { open: OpenDraft; known: Person | undefined; onClose(): void }) {
  const [{ title = '', skills = [], contacts = [], ...person }, setPerson] = useState<Person>(known ?? newPerson);
  const put = (change: Partial<Person>): void => setPerson({ ...person, title, skills, contacts, ...change });
  const asKept: Person = {
    ...person,
    ...(title.trim() === '' ? {} : { title: title.trim() }),
    ...(skills.length === 0 ? {} : { skills }),
    ...(contacts.length === 0 ? {} : { contacts: contacts.map((contact) => ({ ...contact, value: contact.value.trim() })) }),
  };
  return (
    <>
      <NameField value={person.name} onChange={(name) => put({ name })} />
      <SideField value={person.side} onChange={(side) => put({ side, role: side === 'provider' ? 'engineer' : 'it' })} />
      <Select
        label="Does what"
        allowDeselect={false}
        data={optionsOf(roleWords)}
        value={person.role}
        onChange={(role) => put({ role: role as Person['role'] })}
      />
      <TextInput label="Title" maxLength={120} value={title} onChange={(event) => put({ title: event.currentTarget.value })} />
      <TagsInput
        label="Is good at"
        description="Rows go to whose words fit: server, network, identity, cloud, backup, erp. Enter after each."
        value={skills}
        onChange={(next) => put({ skills: next })}
      />
      <ContactFields contacts={contacts} onChange={(next) => put({ contacts: next })} />
      <Keep
        open={open}
        name={person.name}
        reason={contacts.some(({ value }) => value.trim() === '') ? 'A way to reach them is empty.' : null}
        onKeep={() => {
          keep(open, 'people', asKept);
          onClose();
        }}
      />
    </>
  );
}

const newTeam: Team = { id: '', name: '', side: 'provider' };

interface TeamFieldsProps extends Omit<FormProps, 'id'> {
  known: Team | undefined;
}

function TeamFields({ open, known, onClose }: TeamFieldsProps) {
  const [{ members = [], ...team }, setTeam] = useState<Team>(known ?? newTeam);
  const [chosen, setChosen] = useState<TeamRole | null>(open.draft.terms.scope?.does?.[team.id] ?? null);
  const does = chosen ?? roleOfTeam(team);
  const put = (change: Partial<Team>): void => setTeam({ ...team, members, ...change });
  return (
    <>
      <NameField value={team.name} onChange={(name) => put({ name })} />
      <SideField value={team.side} onChange={(side) => put({ side })} />
      {team.side === 'provider' && (
        <Select
          label="Does what"
          allowDeselect={false}
          data={optionsOf(teamRoleWords)}
          value={does}
          onChange={(value) => setChosen(value as TeamRole)}
        />
      )}
      {team.rota === undefined && (
        <NamesField
          label="Its people"
          description="May be left empty: then the team answers as one."
          locked={false}
          options={open.draft.file.people.filter(({ side }) => side === team.side)}
          value={members}
          onChange={(next) => put({ members: next })}
        />
      )}
      <Keep
        open={open}
        name={team.name}
        onKeep={() => {
          const kept = { ...team, ...(members.length === 0 ? {} : { members }) };
          keep(open, 'teams', kept, (id) => (team.side === 'provider' ? { does: { [id]: does } } : {}));
          onClose();
        }}
      />
    </>
  );
}

const newVendor: Vendor = { id: '', name: '', authorised: [] };

interface VendorFieldsProps extends Omit<FormProps, 'id'> {
  known: Vendor | undefined;
}

function VendorFields({ open, known, onClose }: VendorFieldsProps) {
  const [vendor, setVendor] = useState<Vendor>(known ?? newVendor);
  const [app, setApp] = useState(open.draft.terms.scope?.apps?.[vendor.id] ?? '');
  const { people, teams = [] } = open.draft.file;
  return (
    <>
      <NameField value={vendor.name} onChange={(name) => setVendor({ ...vendor, name })} />
      <TextInput
        label="Looks after"
        description="The system that it is called about, such as ERP. It gets a row of its own."
        maxLength={60}
        value={app}
        onChange={(event) => setApp(event.currentTarget.value)}
      />
      <NamesField
        label="Talks to"
        locked={false}
        options={[...people, ...teams]}
        value={vendor.authorised}
        onChange={(authorised) => setVendor({ ...vendor, authorised })}
      />
      <Keep
        open={open}
        name={vendor.name}
        onKeep={() => {
          keep(open, 'vendors', vendor, (id) => ({ apps: { [id]: app.trim() } }));
          onClose();
        }}
      />
    </>
  );
}
