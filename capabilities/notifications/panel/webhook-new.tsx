/**
 * Adds a webhook, then shows its secret: once, with how a receiver checks the signature.
 */
import { Button, Code, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { fieldProblem } from '@tandem/platform/ui/problem.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { notificationsApi } from './notifications-api.ts';

export function WebhookNew({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={secret === null ? 'Add a webhook' : 'Its secret, shown once'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {secret === null ? <NewForm onMade={setSecret} /> : <SecretOnce secret={secret} onDone={close} />}
    </Modal>
  );
}

const forMe = 'me';

function NewForm({ onMade }: { onMade(secret: string): void }) {
  const { engagement, teams, reasonAgainst } = useSession();
  const [form, setForm] = useState({ name: '', url: '', whom: forMe });
  const create = useMutation({ ...notificationsApi.webhooks.create.mutationOptions(), onSuccess: (made) => onMade(made.secret) });
  const problem = create.error ? problemOf(create.error) : null;
  const teamReason = reasonAgainst('notifications.webhooks-team');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ engagementId: engagement.id, name: form.name, url: form.url, team: form.whom === forMe ? null : form.whom });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          required
          label="Name"
          placeholder="Night room"
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
          error={fieldProblem(problem, 'name')}
          data-autofocus
        />
        <TextInput
          required
          type="url"
          label="Address"
          placeholder="https://…"
          value={form.url}
          onChange={(event) => setForm({ ...form, url: event.currentTarget.value })}
          error={fieldProblem(problem, 'url')}
        />
        <Select
          label="Told what"
          description={teamReason ?? 'A team’s channel hears everything that the team is told.'}
          value={form.whom}
          onChange={(whom) => setForm({ ...form, whom: whom ?? forMe })}
          data={[
            { value: forMe, label: 'what I am told' },
            ...(teamReason === null ? teams.map((team) => ({ value: team, label: `what team ${team} is told` })) : []),
          ]}
        />
        {problem && problem.field === null && (
          <Text size="sm" c="var(--t-gap-ink)" role="alert">
            {problem.detail}
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SecretOnce({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <Stack gap="sm">
      <Text>The receiver needs it to know that a message is from here. It is not shown again.</Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Text size="sm" c="dimmed">
        Each message carries <Code>tandem-signature: t=…,v1=…</Code>: the HMAC-SHA256 of the time, a full stop and the body. Send
        it a test next.
      </Text>
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
