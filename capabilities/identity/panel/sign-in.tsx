/**
 * Sign in: address and password, then a code where the account asks for one; or a passkey instead of both. Afterwards
 * the person is where they wanted to go.
 */
import { Button, Divider, PasswordInput, Text, TextInput } from '@mantine/core';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { auth, identityApi } from './auth-client.ts';
import { Door, DoorLink } from './door.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { leaveTo, wantedHere } from './way-back.ts';

export function SignInScreen() {
  const [coded, setCoded] = useState(false);
  const setup = useQuery({ ...identityApi.setup.see.queryOptions(), retry: false });
  const open = setup.data?.open === true;
  useEffect(() => {
    if (open) leaveTo('/setup');
  }, [open]);
  return coded ? <CodeStep /> : <PasswordStep onCode={() => setCoded(true)} />;
}

function PasswordStep({ onCode }: { onCode(): void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = async () => {
    const { twoFactorRedirect } = await auth.signIn(email.trim(), password);
    if (twoFactorRedirect === true) onCode();
    else leaveTo(wantedHere());
  };
  return (
    <Door
      title="Sign in"
      below={
        <Text size="sm" inherit>
          Accounts come by invitation. Ask whoever runs IT on your side.
        </Text>
      }
    >
      <DoorForm submit="Sign in" onSubmit={signIn}>
        {() => (
          <>
            <TextInput
              label="Email"
              type="email"
              name="email"
              autoComplete="username webauthn"
              autoCapitalize="none"
              required
              withAsterisk={false}
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Text size="sm">
              <DoorLink to="/forgot-password">Forgot your password?</DoorLink>
            </Text>
          </>
        )}
      </DoorForm>
      <Divider label="or" labelPosition="center" />
      <PasskeyButton onDone={() => leaveTo(wantedHere())}>Sign in with a passkey</PasskeyButton>
    </Door>
  );
}

function CodeStep() {
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const verify = async () => {
    const typed = code.replaceAll(/\s/g, '');
    await (recovery ? auth.verifyRecoveryCode(typed) : auth.verifyCode(typed));
    leaveTo(wantedHere());
  };
  return (
    <Door
      title={recovery ? 'Use a recovery code' : 'Enter your code'}
      sub={
        recovery
          ? 'One of the codes you kept when you set up the authenticator app. Each works once.'
          : 'Six digits, as your authenticator app shows them now.'
      }
      below={<DoorLink to="/sign-in">Begin again</DoorLink>}
    >
      <DoorForm key={String(recovery)} submit="Continue" onSubmit={verify}>
        {() => (
          <TextInput
            label={recovery ? 'Recovery code' : 'Code'}
            name="code"
            inputMode={recovery ? 'text' : 'numeric'}
            autoComplete={recovery ? 'off' : 'one-time-code'}
            size="md"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
      </DoorForm>
      <Button
        variant="subtle"
        onClick={() => {
          setRecovery(!recovery);
          setCode('');
        }}
      >
        {recovery ? 'Use the authenticator app' : 'I cannot reach the app: use a recovery code'}
      </Button>
    </Door>
  );
}
