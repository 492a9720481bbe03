/**
 * Proving again that it is you. An action that asks for it is run, refused, proved and run again, so that the person is
 * asked only when it is needed and loses nothing they typed.
 */
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { DoorForm } from './door-form.tsx';
import { problemOf } from './problem-facts.ts';

/** How the person can prove it; what that means is known to who keeps accounts. */
export interface Provers {
  /** Their sign-in asks for a code of an authenticator app. */
  twoFactor: boolean;
  byWords(given: { password: string } | { code: string }): Promise<void>;
  /** Null where there is no passkey that works here. */
  byPasskey: (() => Promise<void>) | null;
}

interface StepUp {
  /** Runs the action; when it asks for a proof, gets one and runs it again. Rejects with what the action rejects with. */
  run<T>(action: () => Promise<T>): Promise<T>;
  dialog: ReactNode;
}

/** `why` says what the proof is for, as a sentence or two. */
export function useStepUp(provers: Provers, why: string): StepUp {
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
    <Modal opened={open} onClose={() => finish(false)} title="Prove that it is you" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Proof provers={provers} why={why} onProved={() => finish(true)} />
    </Modal>
  );
  return { run, dialog };
}

function Proof({ provers, why, onProved }: { provers: Provers; why: string; onProved(): void }) {
  const { twoFactor, byWords, byPasskey } = provers;
  const [byCode, setByCode] = useState(twoFactor);
  const [typed, setTyped] = useState('');
  const prove = async () => {
    await byWords(byCode ? { code: typed.replaceAll(/\s/g, '') } : { password: typed });
    onProved();
  };
  const Field = byCode ? TextInput : PasswordInput;
  return (
    <Stack>
      <Text>{why}</Text>
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
        {byPasskey !== null && (
          <Button variant="subtle" size="compact-sm" onClick={() => void byPasskey().then(onProved, () => undefined)}>
            Use a passkey
          </Button>
        )}
      </Group>
    </Stack>
  );
}
