/**
 * The first visit to an empty installation: its first person. The door closes for ever when they exist; they are signed
 * in at once and go on to create the first engagement.
 */
import { TextInput } from '@mantine/core';
import { DoorForm, DoorProblem } from '@tandem/platform/ui/door-form.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auth, identityApi } from './auth-client.ts';
import { Door, DoorLink } from './door.tsx';
import { NewPassword } from './new-password.tsx';
import { leaveTo } from './way-back.ts';

export function SetUpScreen() {
  const setup = useQuery(identityApi.setup.see.queryOptions());
  if (setup.error)
    return (
      <Door title="Set up Tandem">
        <DoorProblem problem={problemOf(setup.error)} />
      </Door>
    );
  if (setup.data?.open === false)
    return (
      <Door title="This installation is set up" sub="Its first person exists already; this door stays closed.">
        <DoorLink to="/sign-in">Sign in</DoorLink>
      </Door>
    );
  return <FirstPerson />;
}

function FirstPerson() {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const run = async () => {
    await identityApi.setup.run.call({ name, email: email.trim(), password });
    await auth.signIn(email.trim(), password);
    leaveTo('/start');
  };
  return (
    <Door title="Set up Tandem" sub="You are the first here. Make your account; this page then closes for ever.">
      <DoorForm submit="Make my account" onSubmit={run} fields={['name', 'email', 'password']}>
        {(problem) => (
          <>
            <TextInput
              label="Your name"
              autoComplete="name"
              autoFocus
              value={name}
              error={fieldProblem(problem, 'name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label="Email"
              type="email"
              autoComplete="username"
              value={email}
              error={fieldProblem(problem, 'email')}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <NewPassword value={password} onChange={setPassword} problem={fieldProblem(problem, 'password')} />
          </>
        )}
      </DoorForm>
    </Door>
  );
}
