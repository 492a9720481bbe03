/**
 * The authenticator app: switched on by scanning a picture and typing the first code, with recovery codes for the day
 * the phone is lost. Both switching on and off ask for the password.
 */
import { Badge, Button, Group, Modal, PasswordInput, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { useState } from 'react';
import { AccountCodeSetUp, RecoveryCodes } from './account-code-set-up.tsx';
import { type AccountProps, useRefreshAccount } from './account-facts.ts';
import { auth } from './auth-client.ts';

type Doing = 'nothing' | 'set-up' | 'switch-off' | 'recovery';

const titles: Record<Doing, string> = {
  nothing: '',
  'set-up': 'Set up an authenticator app',
  'switch-off': 'Switch the code off',
  recovery: 'New recovery codes',
};

export function AccountCode({ account }: AccountProps) {
  const [doing, setDoing] = useState<Doing>('nothing');
  const refresh = useRefreshAccount();
  const close = () => {
    setDoing('nothing');
    void refresh();
  };
  return (
    <Panel title="Authenticator app" aside={<State on={account.twoFactor} />}>
      <Text c="dimmed">
        {account.twoFactor
          ? 'Signing in with your password asks for a code as well.'
          : 'A code of six digits beside the password: a stolen password then opens nothing.'}
      </Text>
      <Group gap="xs" mt="sm">
        {account.twoFactor ? (
          <>
            <Button variant="default" onClick={() => setDoing('recovery')}>
              New recovery codes
            </Button>
            <Button variant="default" onClick={() => setDoing('switch-off')}>
              Switch off
            </Button>
          </>
        ) : (
          <Button onClick={() => setDoing('set-up')}>Set up</Button>
        )}
      </Group>
      <Modal opened={doing !== 'nothing'} onClose={close} title={titles[doing]} closeOnClickOutside={false}>
        {doing === 'set-up' && <AccountCodeSetUp onDone={close} />}
        {doing === 'switch-off' && <SwitchOff onDone={close} />}
        {doing === 'recovery' && <NewRecoveryCodes onDone={close} />}
      </Modal>
    </Panel>
  );
}

function State({ on }: { on: boolean }) {
  return (
    <Badge
      variant="light"
      radius="sm"
      tt="none"
      styles={{
        root: on
          ? { background: 'var(--t-good-tint)', color: 'var(--t-good-ink)' }
          : { background: 'var(--t-raised)', color: 'var(--t-soft)' },
      }}
    >
      {on ? 'On' : 'Off'}
    </Badge>
  );
}

function PasswordField({ value, onChange }: { value: string; onChange(value: string): void }) {
  return (
    <PasswordInput
      label="Your password"
      autoComplete="current-password"
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function SwitchOff({ onDone }: { onDone(): void }) {
  const [password, setPassword] = useState('');
  const off = async () => {
    await auth.disableCode(password);
    announce('The code is switched off.');
    onDone();
  };
  return (
    <DoorForm submit="Switch the code off" onSubmit={off}>
      {() => (
        <>
          <Text>The password alone, or a passkey, then signs you in.</Text>
          <PasswordField value={password} onChange={setPassword} />
        </>
      )}
    </DoorForm>
  );
}

function NewRecoveryCodes({ onDone }: { onDone(): void }) {
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <DoorForm submit="Make new codes" onSubmit={async () => setCodes((await auth.makeRecoveryCodes(password)).backupCodes)}>
      {() => (
        <>
          <Text>The codes you kept before stop working.</Text>
          <PasswordField value={password} onChange={setPassword} />
        </>
      )}
    </DoorForm>
  );
}
