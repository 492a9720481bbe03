/**
 * Setting the authenticator app up, step by step: password, picture and first code, recovery codes.
 */
import { Box, Button, Code, CopyButton, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auth } from './auth-client.ts';

type Prepared = Awaited<ReturnType<typeof auth.prepareCode>>;

export function AccountCodeSetUp({ onDone }: { onDone(): void }) {
  const [password, setPassword] = useState('');
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [verified, setVerified] = useState(false);
  if (prepared && verified) return <RecoveryCodes codes={prepared.backupCodes} onDone={onDone} />;
  if (prepared) return <FirstCode prepared={prepared} onDone={() => setVerified(true)} />;
  return (
    <DoorForm submit="Continue" onSubmit={async () => setPrepared(await auth.prepareCode(password))}>
      {() => (
        <>
          <Text>You need an app that shows codes: the password manager or the authenticator of your phone.</Text>
          <PasswordInput
            label="Your password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </>
      )}
    </DoorForm>
  );
}

function FirstCode({ prepared, onDone }: { prepared: Prepared; onDone(): void }) {
  const [code, setCode] = useState('');
  const secret = new URL(prepared.totpURI).searchParams.get('secret') ?? '';
  const verify = async () => {
    await auth.verifyCode(code.replaceAll(/\s/g, ''));
    onDone();
  };
  return (
    <DoorForm submit="Switch the code on" onSubmit={verify}>
      {() => (
        <>
          <Text>Scan this with the app, then type the six digits it shows.</Text>
          <Picture address={prepared.totpURI} />
          <Text size="sm" c="dimmed">
            No camera? Type this secret instead:{' '}
            <Code style={{ overflowWrap: 'anywhere' }}>{secret.match(/.{1,4}/g)?.join(' ')}</Code>
          </Text>
          <TextInput
            label="Code"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </>
      )}
    </DoorForm>
  );
}

/** Black on white in both schemes: cameras read nothing else well. */
function Picture({ address }: { address: string }) {
  const picture = useQuery({
    queryKey: ['identity.code-picture', address],
    queryFn: async () => (await import('qrcode')).default.toString(address, { type: 'svg', margin: 2 }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Box w={200} h={200} mx="auto" bg="#fff" style={{ borderRadius: 8 }}>
      {picture.data && (
        <img
          width={200}
          height={200}
          style={{ borderRadius: 8 }}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(picture.data)}`}
          alt="QR code with the secret of the authenticator app"
        />
      )}
    </Box>
  );
}

/** Shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  return (
    <Stack>
      <Text>
        Keep these where you keep important papers. Each signs you in once if the phone is lost; they are not shown again.
      </Text>
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        {codes.map((code) => (
          <Code key={code} block ta="center">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
              {copied ? 'Copied' : 'Copy all'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>I kept them</Button>
      </Group>
    </Stack>
  );
}
