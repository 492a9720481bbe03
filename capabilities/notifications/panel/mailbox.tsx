/**
 * The local mailbox: mail that no mail server took, because none is set. In the example it is where every letter lands;
 * in a new installation it is where an invitation waits to be passed on by hand.
 */
import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconMailbox } from '@tabler/icons-react';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { linkParts } from './mail-text.ts';
import classes from './mailbox.module.css';
import { type Mail, notificationsApi } from './notifications-api.ts';

const pageSize = 50;

function useMailbox() {
  const { engagement } = useSession();
  const queries = useQueryClient();
  useLive(['notifications'], () => void queries.invalidateQueries({ queryKey: notificationsApi.mailbox.key() }));
  return useInfiniteQuery(
    notificationsApi.mailbox.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        limit: pageSize,
        ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

export function MailboxScreen() {
  const mailbox = useMailbox();
  const mails = mailbox.data?.pages.flatMap((page) => page.items) ?? [];
  const [open, setOpen] = useQueryState('letter');
  const letter = mails.find((mail) => mail.id === open) ?? null;
  return (
    <Page title="Mailbox" sub="Letters to you that stay on this machine, because no mail server is set.">
      {mailbox.isPending && <Skeleton h={320} role="status" aria-label="Reading the mailbox" />}
      {mailbox.isError && (
        <ProblemNote error={mailbox.error} what="The mailbox could not be read" onRetry={() => void mailbox.refetch()} />
      )}
      {mailbox.isSuccess && mails.length === 0 && (
        <Panel title="Letters">
          <Empty icon={<IconMailbox size={28} />} title="No letters.">
            Mail to you lands here while the server has no SMTP_URL. With one, it goes out and nothing is kept.
          </Empty>
        </Panel>
      )}
      {mails.length > 0 && (
        <div className={classes.split} data-open={letter ? true : undefined}>
          <Panel flush title={`Letters${mailbox.hasNextPage ? '' : ` (${mails.length})`}`}>
            <ul className={classes.list} aria-label="Letters">
              {mails.map((mail) => (
                <MailLine key={mail.id} mail={mail} current={mail.id === letter?.id} onOpen={() => setOpen(mail.id)} />
              ))}
            </ul>
            {mailbox.hasNextPage && (
              <Group justify="center" p="sm">
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={mailbox.isFetchingNextPage}
                  onClick={() => void mailbox.fetchNextPage()}
                >
                  Older
                </Button>
              </Group>
            )}
          </Panel>
          <Letter mail={letter} onBack={() => setOpen(undefined)} />
        </div>
      )}
    </Page>
  );
}

function MailLine({ mail, current, onOpen }: { mail: Mail; current: boolean; onOpen(): void }) {
  return (
    <li>
      <button type="button" className={classes.line} aria-current={current || undefined} onClick={onOpen}>
        <span className={classes.subject}>{mail.subject}</span>
        <span className={classes.meta}>
          to {mail.to} · <Moment at={instantMs(mail.at)} />
        </span>
      </button>
    </li>
  );
}

function Letter({ mail, onBack }: { mail: Mail | null; onBack(): void }) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (mail) heading.current?.focus({ preventScroll: true });
  }, [mail]);
  if (!mail)
    return (
      <div className={classes.none}>
        <Text c="dimmed">Choose a letter to read it.</Text>
      </div>
    );
  return (
    <div ref={heading} tabIndex={-1} className={classes.letter}>
      <Panel
        title={mail.subject}
        aside={
          <Button className={classes.back ?? ''} variant="default" size="compact-sm" onClick={onBack}>
            All letters
          </Button>
        }
      >
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          To {mail.to} · <Moment at={instantMs(mail.at)} style="moment" />
        </Text>
        <div className={classes.text}>
          {linkParts(mail.body, globalThis.location.origin).map((part) =>
            part.own ? (
              <a key={part.at} href={part.text}>
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
        </div>
      </Panel>
    </div>
  );
}
