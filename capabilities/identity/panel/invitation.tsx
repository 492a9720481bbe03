/**
 * An invitation: what it is for, in a sentence, and the one step to accept it. Whoever has an account signs in and
 * accepts; whoever has none chooses a name and a password. An invitation that is no longer good says why.
 */
import { Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { createApi } from '@tandem/platform/ui/api.ts';
import { DoorForm, DoorProblem } from '@tandem/platform/ui/door-form.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { engagementsContract } from '../../engagements/contract.ts';
import { auth } from './auth-client.ts';
import { Door, DoorLink } from './door.tsx';
import { NewPassword } from './new-password.tsx';
import { leaveTo } from './way-back.ts';

const engagementsApi = createApi(engagementsContract);
type Invitation = Awaited<ReturnType<typeof engagementsApi.invitations.see.call>>;

export function InvitationScreen() {
  const token = globalThis.location.pathname.split('/').at(-1) ?? '';
  const invitation = useQuery({ ...engagementsApi.invitations.see.queryOptions({ input: { token } }), retry: false });
  const me = useQuery({ ...engagementsApi.me.queryOptions(), retry: false });
  if (invitation.error)
    return (
      <Door title="This invitation cannot be used" below={<DoorLink to="/sign-in">Sign in</DoorLink>}>
        <DoorProblem problem={problemOf(invitation.error)} />
      </Door>
    );
  if (!invitation.data || me.isPending)
    return (
      <Door title="Your invitation">
        <Stack aria-busy="true" role="status" aria-label="Loading">
          <Skeleton h={20} />
          <Skeleton h={120} />
        </Stack>
      </Door>
    );
  return (
    <Door title={`Join ${invitation.data.engagement}`} sub={<Words invitation={invitation.data} />}>
      {me.data ? (
        <Accept token={token} invitation={invitation.data} email={me.data.person.email} />
      ) : invitation.data.hasAccount ? (
        <SignInFirst invitation={invitation.data} />
      ) : (
        <NewAccount token={token} invitation={invitation.data} />
      )}
    </Door>
  );
}

function Words({ invitation }: { invitation: Invitation }) {
  const { invitedBy, side, role, parties } = invitation;
  return (
    <>
      {invitedBy} invites you as {role} on the side of <SideBadge side={side} label={parties[side]} />.
    </>
  );
}

function Accept({ token, invitation, email }: { token: string; invitation: Invitation; email: string }) {
  const accept = useMutation({ ...engagementsApi.invitations.accept.mutationOptions(), onSuccess: () => leaveTo('/') });
  const another = invitation.email.toLowerCase() !== email.toLowerCase();
  if (another)
    return (
      <Stack>
        <Text>
          You are signed in as {email}; the invitation was sent to {invitation.email}. Sign out, then open the link again.
        </Text>
        <Button variant="default" component="a" href="/sign-out">
          Sign out
        </Button>
      </Stack>
    );
  return (
    <Stack>
      {accept.error && <DoorProblem problem={problemOf(accept.error)} />}
      <Button size="md" loading={accept.isPending} onClick={() => accept.mutate({ token })}>
        Accept as {email}
      </Button>
    </Stack>
  );
}

function SignInFirst({ invitation }: { invitation: Invitation }) {
  const to = encodeURIComponent(globalThis.location.pathname);
  return (
    <Stack>
      <Text>{invitation.email} has an account already.</Text>
      <Button size="md" component="a" href={`/sign-in?to=${to}`}>
        Sign in to accept
      </Button>
    </Stack>
  );
}

function NewAccount({ token, invitation }: { token: string; invitation: Invitation }) {
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const join = async () => {
    await engagementsApi.invitations.accept.call({ token, account: { name, password } });
    await auth.signIn(invitation.email, password);
    leaveTo('/');
  };
  return (
    <DoorForm submit="Make my account and join" onSubmit={join} fields={['account.name', 'account.password']}>
      {(problem) => (
        <>
          <TextInput label="Email" type="email" autoComplete="username" readOnly value={invitation.email} />
          <TextInput
            label="Your name"
            autoComplete="name"
            value={name}
            error={fieldProblem(problem, 'account.name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NewPassword value={password} onChange={setPassword} problem={fieldProblem(problem, 'account.password')} autoFocus />
        </>
      )}
    </DoorForm>
  );
}
