/**
 * The bell above every screen: how much is unread, and what, without leaving the page. A new urgent line is announced to
 * those who do not see the number change.
 */
import { Button, Popover, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { announce } from '@tandem/platform/ui/announcement.tsx';
import { PlaceLink } from '@tandem/platform/ui/navigation.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useEffect, useRef, useState } from 'react';
import classes from './inbox.module.css';
import { NoticeLine } from './notice-line.tsx';
import { useInbox, useMarkRead, useUnread } from './notifications-api.ts';
import { unreadWords } from './words.ts';

const shown = 8;

export function InboxBell() {
  const [opened, setOpened] = useState(false);
  const unread = useUnread().data;
  useAnnouncement(unread?.urgent);
  const words = unreadWords(unread);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width="min(26rem, calc(100vw - 2rem))"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.bell}
          onClick={() => setOpened(!opened)}
          aria-label={`Inbox: ${words}`}
          title={words}
        >
          <IconBell size={18} stroke={1.75} aria-hidden />
          {unread !== undefined && unread.unread > 0 && (
            <span className={classes.badge} data-urgent={unread.urgent > 0 || undefined} aria-hidden>
              {unread.unread > 99 ? '99+' : unread.unread}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>{opened && <BellList onClose={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function useAnnouncement(urgent: number | undefined): void {
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (before.current !== undefined && urgent !== undefined && urgent > before.current)
      announce('An urgent notification has come.');
    before.current = urgent;
  }, [urgent]);
}

function BellList({ onClose }: { onClose(): void }) {
  const inbox = useInbox(false, shown);
  const mark = useMarkRead();
  const notices = inbox.data?.pages[0]?.items ?? [];
  const anyUnread = notices.some((notice) => notice.readAt === null);
  return (
    <>
      <div className={classes.pophead}>
        <Text fw={640} tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
          Inbox
        </Text>
        <Button variant="subtle" size="compact-sm" onClick={() => mark('all')} disabled={!anyUnread}>
          Mark all as read
          {!anyUnread && <VisuallyHidden> (everything is read)</VisuallyHidden>}
        </Button>
      </div>
      <div className={classes.poplist}>
        {inbox.isPending && <Skeleton h={120} m="sm" role="status" aria-label="Reading the inbox" />}
        {inbox.isError && (
          <ProblemNote error={inbox.error} what="The inbox could not be read" onRetry={() => void inbox.refetch()} />
        )}
        {inbox.isSuccess && notices.length === 0 && (
          <Text c="dimmed" p="md">
            Nothing yet. What is given to you, offered to you or written to you stands here.
          </Text>
        )}
        <ul className={classes.list} aria-label="Newest notifications">
          {notices.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              short
              onRead={() => {
                if (notice.readAt === null) mark([notice.id]);
                if (notice.place) onClose();
              }}
            />
          ))}
        </ul>
      </div>
      <div className={classes.popfoot}>
        <PlaceLink to="/inbox" onClick={onClose}>
          See all, and how you are told
        </PlaceLink>
      </div>
    </>
  );
}
