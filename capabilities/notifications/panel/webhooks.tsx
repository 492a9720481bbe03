/**
 * Webhooks: where else the reader, or a team of their side, is told. An address hears nothing until it has answered a
 * signed test. The secret is shown once, in the dialog that made it.
 */
import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notificationsApi, type Webhook } from './notifications-api.ts';
import { WebhookNew } from './webhook-new.tsx';

export function WebhooksPanel() {
  const { engagement, reasonAgainst } = useSession();
  const reason = reasonAgainst('notifications.webhooks-own');
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const input = { engagementId: engagement.id };
  const webhooks = useQuery({ ...notificationsApi.webhooks.list.queryOptions({ input }), enabled: reason === null });
  const refresh = () => queries.invalidateQueries({ queryKey: notificationsApi.webhooks.key() });
  return (
    <Panel
      title="Webhooks"
      aside={
        <ReasonButton reason={reason} variant="default" size="compact-sm" onClick={() => setAdding(true)}>
          Add
        </ReasonButton>
      }
    >
      {webhooks.isLoading && <Skeleton h={48} role="status" aria-label="Loading" />}
      {webhooks.isError && (
        <ProblemNote error={webhooks.error} what="The webhooks could not be read" onRetry={() => void webhooks.refetch()} />
      )}
      {!webhooks.isLoading && (webhooks.data?.items.length ?? 0) === 0 && (
        <Text c="dimmed">
          {reason ?? 'None. A webhook tells a chat room or another system what you or a team are told, signed.'}
        </Text>
      )}
      <Stack gap="md" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {webhooks.data?.items.map((webhook) => (
          <WebhookLine key={webhook.id} webhook={webhook} onChanged={() => void refresh()} />
        ))}
      </Stack>
      <WebhookNew
        opened={adding}
        onClose={() => {
          setAdding(false);
          void refresh();
        }}
      />
    </Panel>
  );
}

function WebhookLine({ webhook, onChanged }: { webhook: Webhook; onChanged(): void }) {
  const { engagement, reasonAgainst } = useSession();
  const input = { engagementId: engagement.id, webhookId: webhook.id };
  const reason = webhook.team === null ? null : reasonAgainst('notifications.webhooks-team');
  const test = useMutation({
    ...notificationsApi.webhooks.test.mutationOptions(),
    onSuccess: ({ outcome, detail }) => {
      announce(outcome === 'sent' ? 'The test arrived.' : `The test did not arrive: ${detail}`);
      onChanged();
    },
    onError: (error) => announceProblem(error, 'The test was not sent'),
  });
  const remove = useMutation({
    ...notificationsApi.webhooks.remove.mutationOptions(),
    onSuccess: onChanged,
    onError: (error) => announceProblem(error, 'The webhook was not removed'),
  });
  const failed = test.data && test.data.outcome !== 'sent' ? test.data.detail : null;
  return (
    <li>
      <Text fw={550}>
        {webhook.name}
        <Text span c="dimmed" fw={400}>
          {webhook.team === null ? ' · yours' : ` · team ${webhook.team}`}
        </Text>
      </Text>
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {webhook.url}
      </Text>
      <Text size="sm" {...(webhook.verifiedAt ? { c: 'dimmed' } : { c: 'var(--t-vendor-ink)' })}>
        {webhook.verifiedAt ? 'Answered its test; it is told.' : 'Not told anything yet: it has not answered a test.'}
      </Text>
      {failed && (
        <Text size="sm" c="var(--t-gap-ink)" role="alert">
          The test did not arrive: {failed}
        </Text>
      )}
      <Group gap="xs" mt={4}>
        <ReasonButton
          reason={reason}
          variant="default"
          size="compact-sm"
          loading={test.isPending}
          onClick={() => test.mutate(input)}
        >
          Send a test
        </ReasonButton>
        <ReasonButton
          reason={reason}
          variant="subtle"
          size="compact-sm"
          onClick={() => remove.mutate(input)}
          aria-label={`Remove ${webhook.name}`}
        >
          Remove
        </ReasonButton>
      </Group>
    </li>
  );
}
