/**
 * Making an API key: its name, what it may do, for how long; then the key itself, once.
 */
import {
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { DoorForm } from '@tandem/platform/ui/door-form.tsx';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { useState } from 'react';

interface Wanted {
  name: string;
  scopes: string[];
  days: number;
}

interface AccountKeyNewProps {
  opened: boolean;
  offers: readonly { scope: string; allows: string[] }[];
  onMake(wanted: Wanted): Promise<{ key: string }>;
  onClose(): void;
}

export function AccountKeyNew({ opened, offers, onMake, onClose }: AccountKeyNewProps) {
  const [made, setMade] = useState<string | null>(null);
  const close = () => {
    onClose();
    setMade(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? 'Your new key' : 'Make an API key'}
      size="lg"
      closeOnClickOutside={made === null}
    >
      {made ? (
        <Shown secret={made} onDone={close} />
      ) : (
        <Form offers={offers} onMake={async (wanted) => setMade((await onMake(wanted)).key)} />
      )}
    </Modal>
  );
}

const terms = [
  { value: '7', label: 'One week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
];

function Form({ offers, onMake }: { offers: AccountKeyNewProps['offers']; onMake(wanted: Wanted): Promise<void> }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState('90');
  return (
    <DoorForm submit="Make the key" onSubmit={() => onMake({ name, scopes, days: Number(days) })} fields={['name', 'scopes']}>
      {(problem) => (
        <>
          <TextInput
            label="What it is for"
            placeholder="Nightly inventory import"
            data-autofocus
            maxLength={60}
            value={name}
            error={fieldProblem(problem, 'name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label="What it may do"
            description="Never more than your own role may, at the moment it is used."
            value={scopes}
            error={fieldProblem(problem, 'scopes')}
            onChange={setScopes}
          >
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="xs" mt="xs">
              {offers.map((offer) => (
                <Checkbox key={offer.scope} value={offer.scope} label={offer.scope} description={offer.allows.join(', ')} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          <NativeSelect
            label="It ends after"
            data={terms}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        </>
      )}
    </DoorForm>
  );
}

function Shown({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <Stack>
      <Text>Copy it now: it is kept nowhere and not shown again. Send it in the header x-api-key.</Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Group justify="space-between">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>I kept it</Button>
      </Group>
    </Stack>
  );
}
