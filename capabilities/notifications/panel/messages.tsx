/**
 * How the messages of the reader's side went: first whom nothing could be told, then every message with its tries. For
 * those who look after a side; others see why they do not.
 */
import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Empty } from '@tandem/platform/ui/empty.tsx';
import { useLive } from '@tandem/platform/ui/live.ts';
import { useQueryState } from '@tandem/platform/ui/navigation.tsx';
import { Page } from '@tandem/platform/ui/page.tsx';
import { Panel } from '@tandem/platform/ui/panel.tsx';
import { ProblemNote } from '@tandem/platform/ui/problem.tsx';
import { useSession } from '@tandem/platform/ui/session.ts';
import { SideBadge } from '@tandem/platform/ui/side.tsx';
import { Moment } from '@tandem/platform/ui/time.tsx';
import { instantMs } from '@tandem/platform/ui/time-words.ts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { deliveryStates } from '../contract.ts';
import classes from './messages.module.css';
import { type Delivery, type Finding, notificationsApi } from './notifications-api.ts';
import { attemptWords, stateFace } from './words.ts';

const pageSize = 50;

export function MessagesScreen() {
  const { reasonAgainst } = useSession();
  const queries = useQueryClient();
  useLive(['notifications'], () => void queries.invalidateQueries({ queryKey: notificationsApi.findings.key() }));
  const reason = reasonAgainst('notifications.deliveries-read');
  return (
    <Page title="Messages" sub="Mail and webhooks to the people of your side, with every try.">
      {reasonAgainst('notifications.findings-read') === null && <Findings />}
      <Panel flush title="What was sent">
        {reason === null ? (
          <Deliveries />
        ) : (
          <Empty icon={<IconSend size={28} />} title={reason}>
            Who looks after your side sees here how its messages went.
          </Empty>
        )}
      </Panel>
    </Page>
  );
}

function Findings() {
  const { engagement } = useSession();
  const findings = useQuery(notificationsApi.findings.queryOptions({ input: { engagementId: engagement.id } }));
  const items = findings.data?.items ?? [];
  return (
    <Panel title="Not told">
      {findings.isPending && <Skeleton h={40} role="status" aria-label="Loading" />}
      {findings.isError && (
        <ProblemNote error={findings.error} what="The findings could not be read" onRetry={() => void findings.refetch()} />
      )}
      {findings.isSuccess && items.length === 0 && <Text c="dimmed">Everybody who had to be told could be told.</Text>}
      <ul className={classes.findings}>
        {items.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </ul>
    </Panel>
  );
}

function FindingLine({ finding }: { finding: Finding }) {
  const { parties } = useSession();
  return (
    <li className={classes.finding}>
      <Group gap="xs" mb={2}>
        <SideBadge side={finding.side} label={parties[finding.side]} size="xs" />
        <Text size="sm" c="dimmed">
          {finding.count > 1 ? `${finding.count} times, last ` : ''}
          <Moment at={instantMs(finding.lastAt)} />
        </Text>
      </Group>
      {finding.detail}
    </li>
  );
}

function Deliveries() {
  const { engagement } = useSession();
  const [asked, setState] = useQueryState('state');
  const state = deliveryStates.find((each) => each === asked);
  const list = useInfiniteQuery(
    notificationsApi.deliveries.infiniteOptions({
      input: (after: string | undefined) => ({
        engagementId: engagement.id,
        limit: pageSize,
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Group className={classes.filter ?? ''}>
        <Select
          aria-label="Which messages"
          clearable
          size="sm"
          w={180}
          placeholder="All messages"
          value={state ?? null}
          onChange={(next) => setState(next ?? undefined)}
          data={deliveryStates.map((value) => ({ value, label: stateFace(value).word }))}
        />
      </Group>
      {list.isPending && <Skeleton h={200} m="md" role="status" aria-label="Loading" />}
      {list.isError && (
        <ProblemNote error={list.error} what="The messages could not be read" onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && items.length === 0 && (
        <Empty title="No messages.">
          {state ? 'None is in that state.' : 'When somebody of your side is told by mail or webhook, it stands here.'}
        </Empty>
      )}
      <ul className={classes.list} aria-label="Messages">
        {items.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Group justify="center" p="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Older
          </Button>
        </Group>
      )}
    </>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const face = stateFace(delivery.state);
  const tries = delivery.attempts.filter((attempt) => delivery.attempts.length > 1 || attempt.outcome !== 'sent');
  return (
    <li className={classes.line}>
      <span className={classes.state} data-tone={face.tone} title={face.means}>
        {face.word}
      </span>
      <div className={classes.what}>
        <div className={classes.subject}>{delivery.subject}</div>
        <div className={classes.meta}>
          {delivery.channel === 'email' ? 'mail' : 'webhook'} to {delivery.to} · <Moment at={instantMs(delivery.createdAt)} />
          {delivery.urgent && ' · urgent'}
          {delivery.mayBeRepeat && ' · may be a repeat'}
          {delivery.nextAt && delivery.attempts.length > 0 && (
            <>
              {' · next try '}
              <Moment at={instantMs(delivery.nextAt)} />
            </>
          )}
        </div>
        {tries.map((attempt) => (
          <div key={attempt.number} className={classes.meta}>
            {attemptWords(attempt)}
          </div>
        ))}
      </div>
    </li>
  );
}
