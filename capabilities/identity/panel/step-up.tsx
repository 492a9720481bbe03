/**
 * Proving again that it is you. An action that asks for it is run, refused, proved and run again, so that the person is
 * asked only when it is needed and loses nothing they typed.
 */
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { type ReactNode, useRef, useState } from 'react';
import { identityApi } from './auth-client.ts';
import { DoorForm } from './door-form.tsx';
import { passkeySignIn } from './passkey.ts';
import { reasonAgainstPasskeys } from './passkey-reason.ts';

interface StepUp {
  /** Runs the action; when it asks for a proof, gets one and runs it again. Rejects with what the action rejects with. */
  run<T>(action: () => Promise<T>): Promise<T>;
  dialog: ReactNode;
}

export function useStepUp(twoFactor: boolean, hasPasskey: boolean): StepUp {
  const [open, setOpen] = useState(false);
  const answer = useRef<(proved: boolean) => void>(() => undefined);
  const finish = (proved: boolean): void => {
    setOpen(false);
    answer.current(proved);
  };
  const run = async <T,>(action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      if (problemOf(error).code !== 'step-up-needed') throw error;
      setOpen(true);
      const proved = await new Promise<boolean>((resolve) => {
        answer.current = resolve;
      });
      if (!proved) throw error;
      return action();
    }
  };
  const dialog = (
    <Modal opened={open} onClose={() => finish(false)} title="Prove that it is you">
      <Proof twoFactor={twoFactor} hasPasskey={hasPasskey} onProved={() => finish(true)} />
    </Modal>
  );
  return { run, dialog };
}

function Proof({ twoFactor, hasPasskey, onProved }: { twoFactor: boolean; hasPasskey: boolean; onProved(): void }) {
  const [byCode, setByCode] = useState(twoFactor);
  const [typed, setTyped] = useState('');
  const prove = async () => {
    await identityApi.stepUp.call(byCode ? { code: typed.replaceAll(/\s/g, '') } : { password: typed });
    onProved();
  };
  const Field = byCode ? TextInput : PasswordInput;
  return (
    <Stack>
      <Text>What you are about to do hands out or takes away access. It stays open for a quarter of an hour.</Text>
      <DoorForm key={String(byCode)} submit="Continue" onSubmit={prove}>
        {() => (
          <Field
            label={byCode ? 'Code of your authenticator app' : 'Your password'}
            autoComplete={byCode ? 'one-time-code' : 'current-password'}
            inputMode={byCode ? 'numeric' : 'text'}
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </DoorForm>
      <Group gap="xs">
        {twoFactor && (
          <Button variant="subtle" size="compact-sm" onClick={() => setByCode(!byCode)}>
            {byCode ? 'Use the password' : 'Use a code'}
          </Button>
        )}
        {hasPasskey && reasonAgainstPasskeys() === null && (
          <Button variant="subtle" size="compact-sm" onClick={() => void passkeySignIn().then(onProved, () => undefined)}>
            Use a passkey
          </Button>
        )}
      </Group>
    </Stack>
  );
}
