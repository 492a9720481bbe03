/**
 * The inbox whole: everything the reader was told, and at its side how they are told. Lines are marked as read by opening
 * them, or all at once; new ones appear above without moving what is being read, since the list asks again only when told.
 */
import { Button, Grid, Group, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import classes from './inbox.module.css';
import { NoticeLine } from './notice-line.tsx';
import { useInbox, useMarkRead, useUnread } from './notifications-api.ts';
import { PreferencePanel } from './preference.tsx';
import { WebhooksPanel } from './webhooks.tsx';
import { unreadWords } from './words.ts';

const pageSize = 30;

export function InboxScreen() {
  const unread = useUnread().data;
  return (
    <Page title="Inbox" sub={`What you were told: ${unreadWords(unread)}.`}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7, lg: 8 }}>
          <NoticesPanel anyUnread={(unread?.unread ?? 0) > 0} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, lg: 4 }}>
          <Stack gap="md">
            <PreferencePanel />
            <WebhooksPanel />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function NoticesPanel({ anyUnread }: { anyUnread: boolean }) {
  const [shown, setShown] = useQueryState('shown');
  const onlyUnread = shown === 'unread';
  const inbox = useInbox(onlyUnread, pageSize);
  const mark = useMarkRead();
  const notices = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      flush
      title="Notifications"
      aside={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Which notifications"
            value={onlyUnread ? 'unread' : 'all'}
            onChange={(value) => setShown(value === 'unread' ? 'unread' : undefined)}
            data={[
              { value: 'all', label: 'All' },
              { value: 'unread', label: 'Unread' },
            ]}
          />
          {anyUnread && (
            <Button variant="default" size="compact-sm" onClick={() => mark('all')}>
              Mark all as read
            </Button>
          )}
        </Group>
      }
    >
      {inbox.isPending && <Skeleton h={240} m="md" role="status" aria-label="Reading the inbox" />}
      {inbox.isError && (
        <ProblemNote error={inbox.error} what="The inbox could not be read" onRetry={() => void inbox.refetch()} />
      )}
      {inbox.isSuccess && notices.length === 0 && (
        <Empty icon={<IconInbox size={28} />} title={onlyUnread ? 'Nothing unread.' : 'Nothing yet.'}>
          You are told when work is given or offered to you, when somebody writes to you on it, and when the agreement says that
          you are to know.
        </Empty>
      )}
      <ul className={classes.list} aria-label="Notifications">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onRead={() => notice.readAt === null && mark([notice.id])} />
        ))}
      </ul>
      {inbox.hasNextPage && (
        <Group justify="center" p="md">
          <Button variant="default" loading={inbox.isFetchingNextPage} onClick={() => void inbox.fetchNextPage()}>
            Older
          </Button>
        </Group>
      )}
    </Panel>
  );
}
