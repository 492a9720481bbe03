/**
 * Passkeys: added and removed with a fresh proof. Where the address cannot have them, the button says why.
 */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useStepUp } from '@tandem/platform/ui/step-up.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useState } from 'react';
import { type AccountProps, useRefreshAccount } from './account-facts.ts';
import { auth } from './auth-client.ts';
import { browserWords } from './browser-words.ts';
import { passkeyAdd, wasCalledOff } from './passkey.ts';
import { reasonAgainstPasskeys } from './passkey-reason.ts';
import { accessWhy } from './prove-again.tsx';

export function AccountPasskeys({ account }: AccountProps) {
  const [adding, setAdding] = useState(false);
  const refresh = useRefreshAccount();
  const stepUp = useStepUp(accessWhy);
  const remove = async (id: string, name: string) => {
    try {
      await stepUp.run(() => auth.passkeyRemove(id));
      announce(`${name} is removed.`);
      await refresh();
    } catch (error) {
      announceProblem(error, 'The passkey is still there');
    }
  };
  const add = async (name: string) => {
    try {
      await stepUp.run(() => passkeyAdd(name));
    } catch (error) {
      if (!wasCalledOff(error)) throw error;
      return;
    }
    announce(`${name} is added.`);
    setAdding(false);
    await refresh();
  };
  return (
    <Panel title="Passkeys">
      <Stack gap="sm">
        <Text c="dimmed">Sign in with a finger, a face or a PIN of your device, without password or code.</Text>
        {account.passkeys.map((passkey) => (
          <Group key={passkey.id} justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
              <IconFingerprint size={18} aria-hidden />
              <Text truncate>{passkey.name}</Text>
              {passkey.createdAt && (
                <Text size="sm" c="dimmed" span>
                  <Moment at={instantMs(passkey.createdAt)} />
                </Text>
              )}
            </Group>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`Remove ${passkey.name}`}
              onClick={() => void remove(passkey.id, passkey.name)}
            >
              Remove
            </Button>
          </Group>
        ))}
        <div>
          <ReasonButton reason={reasonAgainstPasskeys()} variant="default" onClick={() => setAdding(true)}>
            Add a passkey
          </ReasonButton>
        </div>
      </Stack>
      <Modal opened={adding} onClose={() => setAdding(false)} title="Add a passkey">
        <NameAndAdd onAdd={add} />
      </Modal>
      {stepUp.dialog}
    </Panel>
  );
}

function NameAndAdd({ onAdd }: { onAdd(name: string): Promise<void> }) {
  const [name, setName] = useState(browserWords(navigator.userAgent));
  return (
    <DoorForm submit="Continue on this device" onSubmit={() => onAdd(name.trim() || 'Passkey')}>
      {() => (
        <TextInput
          label="What you call it"
          data-autofocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </DoorForm>
  );
}
