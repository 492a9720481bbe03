/**
 * The password: changed with the old one; every other session ends with it.
 */
import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useState } from 'react';
import { type AccountProps, useRefreshAccount } from './account-facts.ts';
import { auth } from './auth-client.ts';
import { NewPassword } from './new-password.tsx';

export function AccountPassword({ account }: AccountProps) {
  const [open, setOpen] = useState(false);
  return (
    <Panel title="Password">
      <Group justify="space-between">
        <Text c="dimmed">Changing it ends your sessions on all other devices.</Text>
        <Button variant="default" onClick={() => setOpen(true)}>
          Change password
        </Button>
      </Group>
      <Modal opened={open} onClose={() => setOpen(false)} title="Change password">
        <ChangePassword email={account.email} onDone={() => setOpen(false)} />
      </Modal>
    </Panel>
  );
}

function ChangePassword({ email, onDone }: { email: string; onDone(): void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const refresh = useRefreshAccount();
  const change = async () => {
    await auth.changePassword(current, next);
    await refresh();
    announce('Your password is changed.');
    onDone();
  };
  return (
    <DoorForm submit="Change password" onSubmit={change}>
      {() => (
        <>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            data-autofocus
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <NewPassword label="New password" value={next} onChange={setNext} />
        </>
      )}
    </DoorForm>
  );
}
