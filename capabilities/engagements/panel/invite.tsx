/**
 * Inviting somebody by mail: who they are, in which role, and for whom of the agreement they stand. The side is the own
 * one; only while nobody has ever joined the other side may its first person be invited too.
 */
import { Modal, MultiSelect, NativeSelect, Select, Text, TextInput } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { engagementsApi, type Role, type Side, useAgreement } from './engagements-api.ts';
import { roleAbout, roleChoices } from './role-words.ts';
import { SendForm } from './send-form.tsx';

interface InviteDialogProps {
  opened: boolean;
  /** Sides without a member. */
  emptySides: readonly Side[];
  onClose(): void;
}

export function InviteDialog({ opened, emptySides, onClose }: InviteDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Invite somebody">
      <InviteForm emptySides={emptySides} onDone={onClose} />
    </Modal>
  );
}

/** The role that fits most people of a side; on an empty side, one who can invite the others. */
function firstRole(side: Side, empty: boolean): Role {
  if (empty) return side === 'internal' ? 'it' : 'admin';
  return side === 'internal' ? 'employee' : 'engineer';
}

function InviteForm({ emptySides, onDone }: { emptySides: readonly Side[]; onDone(): void }) {
  const { engagement, side: ownSide, parties } = useSession();
  const agreement = useAgreement();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [side, setSide] = useState<Side>(ownSide);
  const [role, setRole] = useState<Role>(firstRole(ownSide, false));
  const [person, setPerson] = useState<string | null>(null);
  const [teams, setTeams] = useState<string[]>([]);
  const sides = (['internal', 'provider'] as const).filter((each) => each === ownSide || emptySides.includes(each));
  const invite = async () => {
    await send(engagement.id, { email, name, side, role, person, teams }, queries);
    onDone();
  };
  const chooseSide = (next: Side) => {
    setSide(next);
    setRole(firstRole(next, next !== ownSide));
    setPerson(null);
    setTeams([]);
  };
  return (
    <SendForm
      submit="Send the invitation"
      what="The invitation was not sent"
      fields={['email', 'name', 'side', 'role', 'person', 'teams']}
      onSubmit={invite}
    >
      {(problem) => (
        <>
          <WhoFields problem={problem} name={name} email={email} onName={setName} onEmail={setEmail} />
          {sides.length > 1 && (
            <NativeSelect
              label="Side"
              data={sides.map((each) => ({ value: each, label: parties[each] }))}
              value={side}
              error={fieldProblem(problem, 'side')}
              onChange={(event) => chooseSide(event.currentTarget.value as Side)}
            />
          )}
          <NativeSelect
            label="Role"
            description={roleAbout(side, role)}
            data={roleChoices(side)}
            value={role}
            error={fieldProblem(problem, 'role')}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          <StandsFor
            side={side}
            person={person}
            teams={teams}
            personProblem={fieldProblem(problem, 'person')}
            onPerson={setPerson}
            onTeams={setTeams}
          />
          <Text size="sm" c="dimmed">
            They get a link by mail. It works once, for a week, for this address alone.
            {agreement.peopleOf(side).length === 0 && ' People and teams can be chosen once there is an agreement.'}
          </Text>
        </>
      )}
    </SendForm>
  );
}

interface StandsForProps {
  side: Side;
  person: string | null;
  teams: string[];
  personProblem: string | undefined;
  onPerson(person: string | null): void;
  onTeams(teams: string[]): void;
}

/** Whom and which teams of the agreement a member stands for. */
export function StandsFor({ side, person, teams, personProblem, onPerson, onTeams }: StandsForProps) {
  const agreement = useAgreement();
  const people = agreement.peopleOf(side);
  const known = agreement.teamsOf(side);
  return (
    <>
      {(people.length > 0 || person !== null) && (
        <Select
          label="Person of the agreement"
          description="So that work the agreement gives to that person reaches this member."
          placeholder="Nobody"
          clearable
          searchable
          data={withPresent(people, person === null ? [] : [person])}
          value={person}
          error={personProblem}
          onChange={onPerson}
        />
      )}
      {(known.length > 0 || teams.length > 0) && (
        <MultiSelect label="Teams" clearable data={withPresent(known, teams)} value={teams} onChange={onTeams} />
      )}
    </>
  );
}

/** What is chosen stays choosable, also when the agreement does not name it any more. */
function withPresent(known: { value: string; label: string }[], present: readonly string[]) {
  const missing = present.filter((value) => !known.some((each) => each.value === value));
  return [...known, ...missing.map((value) => ({ value, label: value }))];
}

interface Draft {
  email: string;
  name: string;
  side: Side;
  role: Role;
  person: string | null;
  teams: string[];
}

async function send(engagementId: string, draft: Draft, queries: QueryClient): Promise<void> {
  await engagementsApi.invitations.create.call({ engagementId, ...draft, email: draft.email.trim() });
  await queries.invalidateQueries({ queryKey: engagementsApi.invitations.key() });
  announce(`${draft.name} is invited.`);
}

interface WhoFieldsProps {
  problem: Parameters<typeof fieldProblem>[0];
  name: string;
  email: string;
  onName(name: string): void;
  onEmail(email: string): void;
}

function WhoFields({ problem, name, email, onName, onEmail }: WhoFieldsProps) {
  return (
    <>
      <TextInput
        label="Name"
        data-autofocus
        value={name}
        error={fieldProblem(problem, 'name')}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <TextInput
        label="Email"
        type="email"
        value={email}
        error={fieldProblem(problem, 'email')}
        onChange={(event) => onEmail(event.currentTarget.value)}
      />
    </>
  );
}
