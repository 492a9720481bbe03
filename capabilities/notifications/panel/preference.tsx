/**
 * How the reader is told: mail for what can wait, and whether their address is proved to be theirs.
 */
import { Button, Group, Skeleton, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, fieldProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { problemOf } from '@tandem/platform/ui/problem-facts.ts';
import { useSession } from '@tandem/platform/ui/session.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { notificationsApi, type Preference } from './notifications-api.ts';

export function PreferencePanel() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  const options = notificationsApi.preference.read.queryOptions({ input: { engagementId: engagement.id } });
  const preference = useQuery(options);
  const update = useMutation({
    ...notificationsApi.preference.update.mutationOptions(),
    onSuccess: (next) => queries.setQueryData(options.queryKey, next),
    onError: (error) => announceProblem(error, 'The wish was not kept'),
  });
  const { data } = preference;
  return (
    <Panel title="How you are told">
      {preference.isPending && <Skeleton h={110} role="status" aria-label="Loading" />}
      {preference.isError && (
        <ProblemNote error={preference.error} what="This could not be read" onRetry={() => void preference.refetch()} />
      )}
      {data && (
        <Stack gap="md">
          <Switch
            checked={update.isPending ? update.variables.mailRoutine : data.mailRoutine}
            onChange={(event) => update.mutate({ engagementId: engagement.id, mailRoutine: event.currentTarget.checked })}
            label="Mail me also what can wait"
            description="What is urgent is always mailed. Everything is here, mailed or not."
          />
          <Address preference={data} onVerified={(next) => queries.setQueryData(options.queryKey, next)} />
        </Stack>
      )}
    </Panel>
  );
}

function Address({ preference, onVerified }: { preference: Preference; onVerified(next: Preference): void }) {
  const { engagement } = useSession();
  const [asked, setAsked] = useState(false);
  const send = useMutation({
    ...notificationsApi.preference.codeSend.mutationOptions(),
    onSuccess: () => {
      setAsked(true);
      announce('A code is on its way.');
    },
    onError: (error) => announceProblem(error, 'No code was sent'),
  });
  return (
    <div>
      <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
        {preference.email}
      </Text>
      {preference.verifiedAt ? (
        <Group gap={6} c="var(--t-good-ink)">
          <IconCircleCheck size={16} aria-hidden />
          <Text size="sm">Proved to be yours.</Text>
        </Group>
      ) : (
        <Stack gap="xs" align="flex-start">
          <Text size="sm" c="dimmed">
            Not proved yet. Mail goes there all the same; a code shows that it arrives.
          </Text>
          <Button
            variant="default"
            size="compact-sm"
            loading={send.isPending}
            onClick={() => send.mutate({ engagementId: engagement.id })}
          >
            {asked ? 'Send another code' : 'Send me a code'}
          </Button>
          {asked && <CodeForm onVerified={onVerified} />}
        </Stack>
      )}
    </div>
  );
}

function CodeForm({ onVerified }: { onVerified(next: Preference): void }) {
  const { engagement } = useSession();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    ...notificationsApi.preference.codeConfirm.mutationOptions(),
    onSuccess: (next) => {
      onVerified(next);
      announce('Your address is proved.');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ engagementId: engagement.id, code });
  };
  const problem = confirm.error ? problemOf(confirm.error) : null;
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        <TextInput
          label="The six digits"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
          inputMode="numeric"
          autoComplete="one-time-code"
          w={130}
          error={fieldProblem(problem, 'code') ?? problem?.detail}
        />
        <Button type="submit" loading={confirm.isPending}>
          Confirm
        </Button>
      </Group>
    </form>
  );
}
