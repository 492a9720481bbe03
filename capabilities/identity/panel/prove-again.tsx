/**
 * Proves again that the holder of this session is there: with the password or a code, or with one of their own passkeys.
 */
import { Button, Divider, PasswordInput, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import type { ProofProps } from '@tandem/platform/ui/step-up.tsx';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { identityApi } from './auth-client.ts';
import { PasskeyButton } from './passkey-button.tsx';

/** What it is for on the account's own pages. */
export const accessWhy = 'What you are about to do hands out or takes away access. It stays open for a quarter of an hour.';

export function ProveAgain({ why, onProved }: ProofProps) {
  const account = useQuery(identityApi.account.queryOptions());
  return (
    <Stack>
      <Text>{why}</Text>
      {account.isPending && <Skeleton h={120} role="status" aria-label="Loading" />}
      {account.error && (
        <ProblemNote error={account.error} what="Your account could not be read" onRetry={() => void account.refetch()} />
      )}
      {account.data && <Words twoFactor={account.data.twoFactor} onProved={onProved} />}
      {account.data && account.data.passkeys.length > 0 && (
        <>
          <Divider label="or" labelPosition="center" />
          <PasskeyButton onDone={onProved}>Use a passkey</PasskeyButton>
        </>
      )}
    </Stack>
  );
}

function Words({ twoFactor, onProved }: { twoFactor: boolean; onProved(): void }) {
  const [byCode, setByCode] = useState(twoFactor);
  const [typed, setTyped] = useState('');
  const prove = async () => {
    await identityApi.stepUp.call(byCode ? { code: typed.replaceAll(/\s/g, '') } : { password: typed });
    onProved();
  };
  const turn = () => {
    setByCode(!byCode);
    setTyped('');
  };
  const Field = byCode ? TextInput : PasswordInput;
  return (
    <>
      <DoorForm key={String(byCode)} submit="Continue" onSubmit={prove}>
        {() => (
          <Field
            label={byCode ? 'Code of your authenticator app' : 'Your password'}
            autoComplete={byCode ? 'one-time-code' : 'current-password'}
            inputMode={byCode ? 'numeric' : 'text'}
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </DoorForm>
      {twoFactor && (
        <Button variant="subtle" size="compact-sm" onClick={turn}>
          {byCode ? 'Use the password' : 'Use a code'}
        </Button>
      )}
    </>
  );
}
