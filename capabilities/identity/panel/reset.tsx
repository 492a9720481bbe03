/**
 * A forgotten password: ask for a link, then choose a new one. The answer to asking is the same whether the address has
 * an account or not.
 */
import { Text, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { useState } from 'react';
import { auth } from './auth-client.ts';
import { Door, DoorLink } from './door.tsx';
import { NewPassword } from './new-password.tsx';

const back = <DoorLink to="/sign-in">Back to sign in</DoorLink>;

export function ForgotPasswordScreen() {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  if (sent)
    return (
      <Door title="Look into your mail" below={back}>
        <Empty icon={<IconMail size={32} />} title={`If ${email} has an account, a link is on its way.`}>
          It works once, for half an hour. Nothing there? Look into the spam folder, then ask again.
        </Empty>
      </Door>
    );
  return (
    <Door title="Choose a new password" sub="We mail you a link." below={back}>
      <DoorForm
        submit="Send the link"
        fields={['email']}
        onSubmit={async () => {
          await auth.askReset(email.trim());
          setSent(true);
        }}
      >
        {(problem) => (
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            error={fieldProblem(problem, 'email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </DoorForm>
    </Door>
  );
}

export function ResetPasswordScreen() {
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const token = globalThis.location.pathname.split('/').at(-1) ?? '';
  if (done)
    return (
      <Door title="Your password is changed" sub="Every session of yours was ended, on all devices.">
        <Text>
          <DoorLink to="/sign-in">Sign in with the new password</DoorLink>
        </Text>
      </Door>
    );
  return (
    <Door title="Choose a new password" sub="It ends every session of yours, on all devices." below={back}>
      <DoorForm
        submit="Change the password"
        onSubmit={async () => {
          await auth.reset(token, password);
          setDone(true);
        }}
      >
        {() => <NewPassword label="New password" value={password} onChange={setPassword} autoFocus />}
      </DoorForm>
    </Door>
  );
}
