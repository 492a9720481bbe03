/**
 * How somebody is reached: a list of ways, each verified or not. Only a verified one counts in the proof.
 */
import { Autocomplete, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Contact } from '@tandem/core/responsibility/model.ts';

interface ContactFieldsProps {
  contacts: readonly Contact[];
  onChange(contacts: Contact[]): void;
}

export function ContactFields({ contacts, onChange }: ContactFieldsProps) {
  const put = (at: number, change: Partial<Contact>): void =>
    onChange(contacts.map((contact, index) => (index === at ? { ...contact, ...change } : contact)));
  return (
    <Stack gap="xs" role="group" aria-label="Ways to reach them">
      <Text size="sm" fw={500}>
        Ways to reach them
      </Text>
      {contacts.map(({ kind, value, verified }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a way has nothing of its own to tell it by
        <Stack key={index} gap={6}>
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <Autocomplete
              aria-label={`Kind of way ${index + 1}`}
              data={['phone', 'email', 'sms', 'push']}
              maxLength={40}
              w={110}
              value={kind}
              onChange={(next) => put(index, { kind: next })}
            />
            <TextInput
              aria-label={`Address or number of way ${index + 1}`}
              style={{ flex: 1 }}
              maxLength={200}
              value={value}
              onChange={(event) => put(index, { value: event.currentTarget.value })}
            />
          </Group>
          <Group gap="xs" justify="space-between">
            <Checkbox
              label="Tried, and it reached them"
              checked={verified === true}
              onChange={(event) => put(index, { verified: event.currentTarget.checked })}
            />
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Remove way ${index + 1}`}
              onClick={() => onChange(contacts.filter((_, at) => at !== index))}
            >
              Remove
            </Button>
          </Group>
        </Stack>
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => onChange([...contacts, { kind: 'phone', value: '' }])}>
          Add a way
        </Button>
      </div>
    </Stack>
  );
}
