/**
 * Changing a member of the own side, or ending their access. Ending asks once more, since it cannot be undone from here:
 * the person would have to be invited again.
 */
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { fieldProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { engagementsApi, type Member, type Role } from './engagements-api.ts';
import { StandsFor } from './invite.tsx';
import { roleAbout, roleChoices } from './role-words.ts';
import { SendForm } from './send-form.tsx';

export function MemberDialog({ member, onClose }: { member: Member | null; onClose(): void }) {
  const [ending, setEnding] = useState(false);
  const close = () => {
    setEnding(false);
    onClose();
  };
  return (
    <Modal opened={member !== null} onClose={close} title={member?.name ?? ''}>
      {member &&
        (ending ? (
          <EndAccess member={member} onBack={() => setEnding(false)} onDone={close} />
        ) : (
          <ChangeForm key={member.id} member={member} onEnd={() => setEnding(true)} onDone={close} />
        ))}
    </Modal>
  );
}

function ChangeForm({ member, onEnd, onDone }: { member: Member; onEnd(): void; onDone(): void }) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>(member.role);
  const [person, setPerson] = useState(member.person);
  const [teams, setTeams] = useState(member.teams);
  const save = async () => {
    await engagementsApi.members.update.call({ engagementId: engagement.id, memberId: member.id, role, person, teams });
    await queries.invalidateQueries({ queryKey: engagementsApi.key() });
    announce(`${member.name} is changed.`);
    onDone();
  };
  return (
    <SendForm
      submit="Save"
      what={`${member.name} was not changed`}
      fields={['role', 'person', 'teams']}
      onSubmit={save}
      aside={
        <Button variant="subtle" onClick={onEnd}>
          End their access…
        </Button>
      }
    >
      {(problem) => (
        <>
          <NativeSelect
            label="Role"
            description={
              member.you
                ? 'Nobody changes their own role; another person who manages your side can.'
                : roleAbout(member.side, role)
            }
            disabled={member.you}
            data={roleChoices(member.side)}
            value={role}
            error={fieldProblem(problem, 'role')}
            onChange={(event) => setRole(event.currentTarget.value as Role)}
          />
          <StandsFor
            side={member.side}
            person={person}
            teams={teams}
            personProblem={fieldProblem(problem, 'person')}
            onPerson={setPerson}
            onTeams={setTeams}
          />
        </>
      )}
    </SendForm>
  );
}

function EndAccess({ member, onBack, onDone }: { member: Member; onBack(): void; onDone(): void }) {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const remove = useMutation({
    ...engagementsApi.members.remove.mutationOptions(),
    onSuccess: async () => {
      announce(`${member.name} has no access any more.`);
      await queries.invalidateQueries({ queryKey: engagementsApi.key() });
      onDone();
    },
  });
  return (
    <Stack gap="sm">
      <Text>
        {member.you ? 'You lose' : `${member.name} loses`} access to {engagement.name} at once, by session and by key. What they
        did stays on the record. Coming back takes a new invitation.
      </Text>
      {remove.error && <ProblemNote error={remove.error} what="The access was not ended" />}
      <Group justify="space-between">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate({ engagementId: engagement.id, memberId: member.id })}
        >
          End the access
        </Button>
      </Group>
    </Stack>
  );
}
