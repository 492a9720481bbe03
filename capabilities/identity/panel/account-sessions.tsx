/**
 * Where you are signed in. A session that is ended is refused by the next request it makes.
 */
import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { announceProblem, ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { ReasonButton } from '@tandem/platform/ui/reason.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRefreshAccount } from './account-facts.ts';
import { identityApi } from './auth-client.ts';
import { browserWords } from './browser-words.ts';

type Session = Awaited<ReturnType<typeof identityApi.sessions.list.call>>['items'][number];

export function AccountSessions() {
  const sessions = useQuery(identityApi.sessions.list.queryOptions());
  const refresh = useRefreshAccount();
  const done = (words: string) => ({
    onSuccess: () => {
      announce(words);
      void refresh();
    },
    onError: (error: unknown) => announceProblem(error, 'The session was not ended'),
  });
  const revoke = useMutation({ ...identityApi.sessions.revoke.mutationOptions(), ...done('The session is ended.') });
  const revokeOthers = useMutation({
    ...identityApi.sessions.revokeOthers.mutationOptions(),
    ...done('All other sessions are ended.'),
  });
  const others = sessions.data?.items.filter((session) => !session.current).length ?? 0;
  return (
    <Panel
      title="Where you are signed in"
      aside={
        <ReasonButton
          reason={others === 0 ? 'You are signed in here only.' : null}
          variant="default"
          size="compact-sm"
          onClick={() => revokeOthers.mutate({})}
        >
          End all others
        </ReasonButton>
      }
    >
      {sessions.error && (
        <ProblemNote error={sessions.error} what="Your sessions could not be read" onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <Skeleton h={96} role="status" aria-label="Loading" />}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {sessions.data?.items.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => revoke.mutate({ sessionId: session.id })} />
        ))}
      </Stack>
    </Panel>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd(): void }) {
  const device = browserWords(session.userAgent);
  return (
    <Group component="li" justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={550}>{device}</Text>
          {session.current && (
            <Badge
              variant="light"
              radius="sm"
              tt="none"
              size="sm"
              styles={{ root: { background: 'var(--t-raised)', color: 'var(--t-ink)' } }}
            >
              this one
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          signed in <Moment at={instantMs(session.signedInAt)} />
          {session.ip && ` from ${session.ip}`}
        </Text>
      </div>
      {!session.current && (
        <Button variant="subtle" size="compact-sm" aria-label={`End the session of ${device}`} onClick={onEnd}>
          End
        </Button>
      )}
    </Group>
  );
}
